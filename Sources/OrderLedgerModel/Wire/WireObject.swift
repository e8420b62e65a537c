/// A value that is an object in the wire form: its fields, how they are read and how written.
///
/// Reading needs no `try`: a fault is reported to the reader, which goes on with a placeholder.
protocol WireObject {
  /// The names of its fields.
  associatedtype Fields: WireField
  init(_ wire: WireReader<Fields>)
  /// Writes every field that differs from its default, so that equal values give equal bytes.
  func write(_ wire: inout WireWriter<Fields>) throws
}
