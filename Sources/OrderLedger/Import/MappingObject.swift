import OrderLedgerModel

/// A JSON object that is read field by field and then has to be used up: a field that nobody asked
/// for is refused by name.
struct MappingObject {
  private let container: KeyedDecodingContainer<FieldName>
  private let path: String
  private var asked: Set<String> = []

  init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: FieldName.self)
    path = decoder.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
      .joined()
  }

  /// A field that has to be there.
  mutating func required<Value: Decodable>(_ name: String, as: Value.Type = Value.self) throws
    -> Value
  {
    guard let value: Value = try optional(name) else {
      throw LedgerError(.missingField, subject(name))
    }
    return value
  }

  /// A field that may be absent or null.
  mutating func optional<Value: Decodable>(_ name: String, as: Value.Type = Value.self) throws
    -> Value?
  {
    asked.insert(name)
    do {
      return try container.decodeIfPresent(Value.self, forKey: FieldName(stringValue: name))
    } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
      throw LedgerError(.wrongType, subject(name))
    }
  }

  /// A field whose text is one of a list.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, default: Value?
  ) throws -> Value where Value.RawValue == String {
    guard let text: String = try optional(name) else {
      guard let value = `default` else { throw LedgerError(.missingField, subject(name)) }
      return value
    }
    guard let value = Value(rawValue: text) else {
      throw LedgerError(
        .invalidChoice, subject(name), found: WirePath.printable(text),
        allowed: Value.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }

  /// A field that is an identifier.
  mutating func identifier<Kind>(
    _ name: String, default: Identifier<Kind>? = nil
  ) throws -> Identifier<Kind> {
    guard let text: String = try optional(name) else {
      guard let value = `default` else { throw LedgerError(.missingField, subject(name)) }
      return value
    }
    do {
      return try Identifier<Kind>(text)
    } catch {
      throw LedgerError(.invalidIdentifier, subject(name), allowed: Kind.rule.allowed)
    }
  }

  /// Refuses fields that nobody asked for.
  func finish() throws {
    let unknown = container.allKeys.map(\.stringValue).filter { !asked.contains($0) }.sorted()
    if let first = unknown.first {
      throw LedgerError(
        .unknownField, subject(WirePath.printable(first)),
        allowed: asked.sorted().joined(separator: ", "))
    }
  }

  func subject(_ name: String) -> LedgerError.Subject {
    LedgerError.Subject("field", "\(path).\(name)".trimmingFirst("."))
  }
}

/// Any field name.
struct FieldName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension String {
  fileprivate func trimmingFirst(_ character: Character) -> String {
    first == character ? String(dropFirst()) : self
  }
}
