/// Where a customer's messages go. Personal: kept beside the journal, and erased with the customer.
public struct Contact: Sendable, Hashable {
  /// How the customer is addressed.
  public var name: String?
  /// An address for electronic mail.
  public var email: String?
  /// A number for messages.
  public var phone: String?
  /// The language of messages, such as `en` or `de-AT` (BCP 47).
  public var language: String?

  /// Contact data; what is left out is not known.
  public init(
    name: String? = nil, email: String? = nil, phone: String? = nil, language: String? = nil
  ) {
    self.name = name
    self.email = email
    self.phone = phone
    self.language = language
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { self == Contact() }

  /// Refuses texts that are no line of text.
  func check() throws(LedgerError) {
    let rule = TextRule(.label, maxBytes: Limits.maxContactBytes)
    let fields = [("name", name), ("email", email), ("phone", phone), ("language", language)]
    for case (let field, let text?) in fields {
      guard let problem = rule.problem(in: text) else { continue }
      throw LedgerError(
        .invalidText, .field(field), found: "\(problem)", allowed: rule.allowed)
    }
    guard !isEmpty else {
      throw LedgerError(
        .emptySelection, .field("name"), allowed: "name, email, phone or language")
    }
  }

  /// The bytes that a salted digest covers.
  package var digestedBytes: [UInt8] {
    var writer = ByteWriter(capacity: 128)
    for text in [name, email, phone, language] { writer.append(text) }
    return writer.bytes
  }
}

extension Limits {
  /// The longest name, address or number of a customer, in UTF-8 bytes.
  public static let maxContactBytes = 256
}
