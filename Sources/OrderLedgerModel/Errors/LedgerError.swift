/// The one error of the ledger. Whatever it says, nothing was written, except for
/// ``Code-swift.enum/unknownOutcome``, where only the idempotency key can tell.
///
/// `description` holds no values from the data, which may be personal and end up in logs;
/// ``detailedDescription`` says what was found, what is allowed and what to do.
public struct LedgerError: Error, Sendable, Hashable {
  /// The cause.
  public let code: Code
  /// What it is about: an order, a line, an account. Its name is in ``subject``.
  public var subject: Subject?
  /// The value found, in the wire form's units.
  public var found: String?
  /// The value, or the values, allowed.
  public var allowed: String?
  /// The journal transaction that stands in the way: the cancellation that left nothing of the order
  /// open, the first use of an idempotency key.
  public var sequence: Int64?
  /// Among several cancellations, the place from 0 of the one that was refused.
  public var index: Int?
  /// For ``Code-swift.enum/activeReturn``: each return that has units under way or to be inspected.
  public var blockers: [Blocker] = []

  /// An error with this cause.
  public init(
    _ code: Code, _ subject: Subject? = nil, found: String? = nil, allowed: String? = nil,
    sequence: Int64? = nil
  ) {
    self.code = code
    self.subject = subject
    self.found = found
    self.allowed = allowed
    self.sequence = sequence
  }
}

extension LedgerError {
  /// What an error is about.
  public struct Subject: Sendable, Hashable, CustomStringConvertible {
    /// The sort of thing: `order`, `line`, `payment`, `field` …
    public let kind: String
    /// Its name.
    public let name: String

    /// The `kind` called `name`.
    public init(_ kind: String, _ name: String) {
      self.kind = kind
      self.name = name
    }

    /// Kind and name.
    public var description: String { "\(kind) \(name)" }

    static func order(_ id: OrderID) -> Subject { Subject("order", id.text) }
    static func line(_ id: LineID) -> Subject { Subject("line", id.text) }
    static func payment(_ id: PaymentID) -> Subject { Subject("payment", id.text) }
    static func refund(_ id: RefundID) -> Subject { Subject("refund", id.text) }
    static func attempt(_ id: AttemptID) -> Subject { Subject("attempt", id.text) }
    static func location(_ id: LocationID) -> Subject { Subject("location", id.text) }
    static func fulfillment(_ id: FulfillmentID) -> Subject { Subject("fulfillment", id.text) }
    static func returned(_ id: ReturnID) -> Subject { Subject("return", id.text) }
    static func hold(_ id: HoldID) -> Subject { Subject("hold", id.text) }
    static func field(_ name: String) -> Subject { Subject("field", name) }
    static func stock(_ key: StockKey) -> Subject {
      Subject("stock", "\(key.sku.text) at \(key.location.text)")
    }
  }
}

extension LedgerError: CustomStringConvertible {
  /// The code and its meaning; no value from the data.
  public var description: String { "\(code.rawValue): \(code.meaning)" }

  /// One sentence with the values: what it is about, what was found, what is allowed.
  public var detailedDescription: String {
    var text = code.meaning
    if let subject { text += " (\(subject))" }
    if let found { text += "; found \(found)" }
    if let allowed { text += "; allowed: \(allowed)" }
    if let index { text += "; in cancellation \(index + 1) of the request" }
    if let sequence { text += "; see journal transaction \(sequence)" }
    for blocker in blockers { text += "; \(blocker)" }
    return text + "."
  }
}

/// Something that keeps an order, or a line of it, from being cancelled.
public struct Blocker: Sendable, Hashable, CustomStringConvertible {
  /// Why. The codes are those of ``LedgerError``.
  public let code: LedgerError.Code
  /// The line, location or document concerned; `nil` is the order.
  public let subject: LedgerError.Subject?
  /// The figures that make it so, where the code alone does not say: `2 awaited, 1 to inspect`.
  public let found: String?

  package init(
    _ code: LedgerError.Code, _ subject: LedgerError.Subject? = nil, found: String? = nil
  ) {
    self.code = code
    self.subject = subject
    self.found = found
  }

  /// Code, subject and figures.
  public var description: String {
    let text = subject.map { "\(code.rawValue) (\($0))" } ?? code.rawValue
    return found.map { "\(text): \($0)" } ?? text
  }
}
