/// A value that is written as an object in the wire form.
protocol WireWritable {
  /// The names of its fields.
  associatedtype Fields: WireField
  /// Writes every field that differs from its default, so that equal values give equal bytes.
  func write(_ wire: inout WireWriter<Fields>) throws
}

/// A value that is read back from it, too.
///
/// Reading needs no `try`: a fault is reported to the reader, which goes on with a placeholder.
protocol WireObject: WireWritable {
  init(_ wire: WireReader<Fields>)
}

extension WireWritable {
  /// Writes the fields beside others of the same object.
  func writeFields(to container: KeyedEncodingContainer<WireKey>) throws {
    var wire = WireWriter<Fields>(container)
    try write(&wire)
  }

  /// Writes the value as all there is.
  func writeAll(to encoder: any Encoder) throws {
    try writeFields(to: encoder.container(keyedBy: WireKey.self))
  }
}

extension WireObject {
  /// Reads a result, whatever fields a newer ledger has added to it.
  static func readResult(from decoder: any Decoder) throws -> Self {
    let problems = WireProblems(refusesUnknownFields: false)
    let container = try decoder.container(keyedBy: WireKey.self)
    return try problems.finish(Self(WireReader(container, problems)))
  }
}
