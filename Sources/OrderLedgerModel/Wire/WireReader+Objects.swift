extension WireReader {
  /// The field's object; without the field, a fault.
  func required<Value: WireObject>(_ field: Field) -> Value {
    if !has(field) { missing(field, WireShape.object) }
    return optional(field) ?? Value(WireReader<Value.Fields>(nil, problems))
  }

  /// The field's object, `nil` without the field.
  func optional<Value: WireObject>(_ field: Field) -> Value? {
    guard has(field) else { return nil }
    let inner: WireReader<Value.Fields> = fields(of: field)
    return inner.container == nil ? nil : Value(inner)
  }

  /// A reader of the field's object; where there is none, a fault and a reader of placeholders.
  func fields<Inner: WireField>(of field: Field) -> WireReader<Inner> {
    guard let container, has(field) else {
      missing(field, WireShape.object)
      return WireReader<Inner>(nil, problems)
    }
    let inner = try? container.nestedContainer(keyedBy: WireKey.self, forKey: field.key)
    if inner == nil { wrongType(field, WireShape.object) }
    return WireReader<Inner>(inner, problems)
  }

  /// The field's object, `standard` without the field.
  func optional<Value: WireObject>(_ field: Field, default standard: Value) -> Value {
    optional(field) ?? standard
  }

  /// The field's list of objects; without the field, a fault.
  func required<Value: WireObject>(_ field: Field) -> [Value] {
    if !has(field) { missing(field, WireShape.list) }
    return optional(field) ?? []
  }

  /// The field's list of objects, `standard` without the field.
  func optional<Value: WireObject>(_ field: Field, default standard: [Value]) -> [Value] {
    optional(field) ?? standard
  }

  /// The field's list of objects, `nil` without the field.
  func optional<Value: WireObject>(_ field: Field) -> [Value]? {
    guard let container, has(field) else { return nil }
    guard var list = try? container.nestedUnkeyedContainer(forKey: field.key) else {
      wrongType(field, WireShape.list)
      return nil
    }
    var values: [Value] = []
    values.reserveCapacity(list.count ?? 0)
    while !list.isAtEnd {
      let index = list.currentIndex
      guard let inner = try? list.nestedContainer(keyedBy: WireKey.self) else {
        problems.report(
          LedgerError(
            .wrongType, .field("\(path(field))[\(index)]"), found: WireShape.name(of: &list),
            allowed: WireShape.object))
        return values
      }
      values.append(Value(WireReader<Value.Fields>(inner, problems)))
    }
    return values
  }
}
