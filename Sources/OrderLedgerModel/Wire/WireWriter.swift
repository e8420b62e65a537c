/// Writes the fields of one object. What is `nil` or equal to its default is left out.
struct WireWriter<Field: WireField> {
  private(set) var container: KeyedEncodingContainer<WireKey>

  init(_ container: KeyedEncodingContainer<WireKey>) { self.container = container }

  /// Writes a string, integer or boolean.
  mutating func write(_ value: some WireScalar, _ field: Field) throws {
    try container.encode(value.wire, forKey: field.key)
  }

  /// Writes a string, integer or boolean, if there is one.
  mutating func write(_ value: (some WireScalar)?, _ field: Field) throws {
    if let value { try container.encode(value.wire, forKey: field.key) }
  }

  /// Writes a string, integer or boolean, unless it is the default.
  mutating func write<Value: WireScalar & Equatable>(
    _ value: Value, _ field: Field, default standard: Value
  ) throws {
    if value != standard { try write(value, field) }
  }

  /// Writes an object.
  mutating func write<Value: WireWritable>(_ value: Value, _ field: Field) throws {
    var inner = WireWriter<Value.Fields>(
      container.nestedContainer(keyedBy: WireKey.self, forKey: field.key))
    try value.write(&inner)
  }

  /// Writes an object, if there is one.
  mutating func write<Value: WireWritable>(_ value: Value?, _ field: Field) throws {
    if let value { try write(value, field) }
  }

  /// Writes an object, unless it is the default.
  mutating func write<Value: WireWritable & Equatable>(
    _ value: Value, _ field: Field, default standard: Value
  ) throws {
    if value != standard { try write(value, field) }
  }

  /// Writes a list of objects, also an empty one.
  mutating func write<Value: WireWritable>(_ values: [Value], _ field: Field) throws {
    var list = container.nestedUnkeyedContainer(forKey: field.key)
    for value in values {
      var inner = WireWriter<Value.Fields>(list.nestedContainer(keyedBy: WireKey.self))
      try value.write(&inner)
    }
  }

  /// Writes a list of objects, if there is one.
  mutating func write<Value: WireWritable>(_ values: [Value]?, _ field: Field) throws {
    if let values { try write(values, field) }
  }

  /// Writes a list of objects, unless it is empty.
  mutating func writeUnlessEmpty<Value: WireWritable>(_ values: [Value], _ field: Field) throws {
    if !values.isEmpty { try write(values, field) }
  }
}
