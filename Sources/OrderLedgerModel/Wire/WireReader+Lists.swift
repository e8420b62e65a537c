// Lists of strings and integers.

extension WireReader {
  /// The field's list of values, `standard` without the field.
  func optional<Value: WireScalar>(_ field: Field, default standard: [Value]) -> [Value] {
    optional(field) ?? standard
  }

  /// The field's list of values; without the field, a fault.
  func required<Value: WireScalar>(_ field: Field) -> [Value] {
    if !has(field) { missing(field, WireShape.list) }
    return optional(field) ?? []
  }

  /// The field's list of values, `nil` without the field.
  func optional<Value: WireScalar>(_ field: Field) -> [Value]? {
    guard let container, has(field) else { return nil }
    guard var list = try? container.nestedUnkeyedContainer(forKey: field.key) else {
      wrongType(field, WireShape.list)
      return nil
    }
    var values: [Value] = []
    while !list.isAtEnd {
      let place = "\(path(field))[\(list.currentIndex)]"
      guard let raw = try? list.decode(Value.Raw.self) else {
        problems.report(
          LedgerError(
            .wrongType, .field(place), found: WireShape.name(of: &list), allowed: Value.shape))
        return values
      }
      do throws(WireFault) {
        values.append(try Value(wire: raw))
      } catch {
        problems.report(error.error(at: place))
      }
    }
    return values
  }
}

extension WireWriter {
  /// Writes a list of strings or integers, if there is one.
  mutating func write<Value: WireScalar>(_ values: [Value]?, _ field: Field) throws {
    guard let values else { return }
    var list = nestedList(field)
    for value in values { try list.encode(value.wire) }
  }

  /// Writes a list of strings or integers, unless it is empty.
  mutating func writeUnlessEmpty<Value: WireScalar>(_ values: [Value], _ field: Field) throws {
    if !values.isEmpty { try write(values, field) }
  }

  private mutating func nestedList(_ field: Field) -> any UnkeyedEncodingContainer {
    var container = container
    return container.nestedUnkeyedContainer(forKey: field.key)
  }
}
