/// Writes values as bytes that can be hashed: the same bytes for the same values, for ever, and
/// different bytes for different values.
///
/// Integers have a fixed width and their highest byte first; text and lists state their length
/// before they begin; what may be missing states whether it is there. So no two sequences of values
/// run together into the same bytes, as they do when values are joined with a delimiter.
package struct ByteWriter: Sendable {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// An empty writer with room for so many bytes.
  package init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  /// Forgets what was written and keeps the memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// One byte: a tag, a kind, a version.
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// One byte, 1 for true.
  package mutating func append(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Two bytes.
  package mutating func append(_ value: UInt16) { appendBytes(of: value.bigEndian) }

  /// Four bytes.
  package mutating func append(_ value: UInt32) { appendBytes(of: value.bigEndian) }

  /// Eight bytes, two's complement.
  package mutating func append(_ value: Int64) { appendBytes(of: value.bigEndian) }

  /// Eight bytes.
  package mutating func append(_ value: Int) { append(Int64(value)) }

  /// The length in four bytes, and the UTF-8 bytes.
  package mutating func append(_ text: String) {
    append(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// The length in four bytes, and the bytes.
  package mutating func append(_ other: [UInt8]) {
    append(count: other.count)
    bytes.append(contentsOf: other)
  }

  /// Bytes whose number is fixed by the format and not stated.
  package mutating func append(fixed other: [UInt8]) { bytes.append(contentsOf: other) }

  /// A number of bytes, characters or elements that follow, in four bytes.
  package mutating func append(count: Int) {
    precondition(
      count <= Int(UInt32.max), "Split what is longer than 4 GiB; a command never is.")
    append(UInt32(truncatingIfNeeded: count))
  }

  /// Whether there is a value, in one byte, and the value.
  package mutating func append<Value>(
    _ value: Value?, _ write: (inout ByteWriter, Value) -> Void
  ) {
    append(value != nil)
    if let value { write(&self, value) }
  }

  /// The number of elements in four bytes, and the elements.
  package mutating func append<Element>(
    list: [Element], _ write: (inout ByteWriter, Element) -> Void
  ) {
    append(count: list.count)
    for element in list { write(&self, element) }
  }

  private mutating func appendBytes<Value: FixedWidthInteger & BitwiseCopyable>(
    of value: Value
  ) {
    // An integer has no padding, and its bytes are copied before the closure returns.
    unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
  }
}

// What optional fields hold, so that their writing reads like that of the others.
extension ByteWriter {
  package mutating func append(_ value: Int64?) { append(value) { $0.append($1) } }
  package mutating func append(_ value: Int?) { append(value) { $0.append($1) } }
  package mutating func append(_ text: String?) { append(text) { $0.append($1) } }
  package mutating func append(_ bytes: [UInt8]?) { append(bytes) { $0.append($1) } }
}
