/// Reads the fields of one object.
///
/// A fault is reported to ``problems`` with the path to it; the caller gets a placeholder and goes
/// on. `null` is no way to leave a field out: a program that writes `"lines": null` by mistake must
/// not cancel the whole order.
struct WireReader<Field: WireField> {
  /// `nil` where the object is missing, which was reported before: everything is a placeholder.
  let container: KeyedDecodingContainer<WireKey>?
  let problems: WireProblems

  /// A reader of `container`. Reports fields that are neither `Field`s nor `envelope`.
  init(
    _ container: KeyedDecodingContainer<WireKey>?, _ problems: WireProblems,
    envelope: [String] = []
  ) {
    self.container = container
    self.problems = problems
    guard let container, problems.refusesUnknownFields else { return }
    let unknown = container.allKeys.filter {
      Field(rawValue: $0.stringValue) == nil && !envelope.contains($0.stringValue)
    }
    // The first by name and not by place: decoders hand keys out in no order.
    guard let key = unknown.min(by: { $0.stringValue < $1.stringValue }) else { return }
    problems.report(
      LedgerError(
        .unknownField, .field(WirePath.text(container.codingPath, key)),
        found: WirePath.printable(key.stringValue),
        allowed: (envelope + Field.names).joined(separator: ", ")))
  }

  func path(_ field: Field) -> String {
    WirePath.text(container?.codingPath ?? [], field.key)
  }

  /// Whether the field is there, be it `null`.
  func has(_ field: Field) -> Bool { container?.contains(field.key) ?? false }

  func report(_ fault: WireFault, _ field: Field) {
    problems.report(fault.error(at: path(field)))
  }

  func missing(_ field: Field, _ shape: String) {
    // A part of something that is itself missing is not worth a word.
    guard container != nil else { return }
    problems.report(LedgerError(.missingField, .field(path(field)), allowed: shape))
  }

  func wrongType(_ field: Field, _ shape: String) {
    guard let container else { return }
    let found = WireShape.name(of: field.key, in: container)
    problems.report(
      LedgerError(.wrongType, .field(path(field)), found: found, allowed: shape))
  }
}

// MARK: - Strings, integers and booleans

extension WireReader {
  /// The field's value; without the field, a fault.
  func required<Value: WireScalar>(_ field: Field) -> Value {
    if let value: Value = optional(field) { return value }
    if !has(field) { missing(field, Value.shape) }
    return .placeholder
  }

  /// The field's value, `nil` without the field.
  func optional<Value: WireScalar>(_ field: Field) -> Value? {
    guard let container, container.contains(field.key) else { return nil }
    guard let raw = try? container.decode(Value.Raw.self, forKey: field.key) else {
      wrongType(field, Value.shape)
      return nil
    }
    do throws(WireFault) {
      return try Value(wire: raw)
    } catch {
      report(error, field)
      return nil
    }
  }

  /// The field's value, `standard` without the field.
  func optional<Value: WireScalar>(_ field: Field, default standard: Value) -> Value {
    optional(field) ?? standard
  }

  /// The field's value, which is one of `choices`; `nil` after a fault. Without the field
  /// `standard`, or a fault where there is none.
  func choice<Value: WireChoice>(
    _ field: Field, among choices: [Value], default standard: Value? = nil
  ) -> Value? {
    guard has(field) else {
      if standard == nil { missing(field, Value.shape) }
      return standard
    }
    guard let word: String = optional(field) else { return nil }
    do throws(WireFault) {
      return try Value.named(word, among: choices)
    } catch {
      report(error, field)
      return nil
    }
  }
}
