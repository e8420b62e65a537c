/// Writes values as bytes that can be hashed: the same bytes for the same values, for ever, and
/// different bytes for different values.
///
/// Integers have a fixed width and their highest byte first; text and lists state their length
/// before they begin; what may be missing states whether it is there. So no two sequences of values
/// run together into the same bytes, as they do when values are joined with a delimiter.
///
/// unsafe, in all of this file: bytes are copied before a closure returns, and into memory that
/// ``makeRoom(for:)`` has seen to.
package struct ByteWriter: Sendable {
  /// What was written, and room for more: to store into it costs a third of appending to an array,
  /// which looks at its length and its capacity each time.
  private var memory: [UInt8]
  /// How many bytes were written.
  package private(set) var count = 0

  /// An empty writer with room for so many bytes.
  package init(capacity: Int = 512) { memory = [UInt8](repeating: 0, count: max(64, capacity)) }

  /// What was written, copied.
  package var bytes: [UInt8] { Array(memory[..<count]) }

  /// Shows what was written where it is.
  package func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    unsafe memory.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// Forgets what was written and keeps the memory.
  package mutating func removeAll() { count = 0 }

  /// One byte: a tag, a kind, a version.
  package mutating func append(_ byte: UInt8) { store(byte) }

  /// One byte, 1 for true.
  package mutating func append(_ flag: Bool) { store(flag ? 1 : 0 as UInt8) }

  /// Two bytes.
  package mutating func append(_ value: UInt16) { store(value.bigEndian) }

  /// Four bytes.
  package mutating func append(_ value: UInt32) { store(value.bigEndian) }

  /// Eight bytes, two's complement.
  package mutating func append(_ value: Int64) { store(value.bigEndian) }

  /// Eight bytes.
  package mutating func append(_ value: Int) { append(Int64(value)) }

  /// The length in four bytes, and the UTF-8 bytes.
  package mutating func append(_ text: String) {
    // Copied only if it was bridged from elsewhere; the ledger's own text never is.
    var text = text
    text.withUTF8 { utf8 in
      append(count: utf8.count)
      unsafe store(UnsafeRawBufferPointer(utf8))
    }
  }

  /// The length in four bytes, and the bytes.
  package mutating func append(_ other: [UInt8]) {
    append(count: other.count)
    append(fixed: other)
  }

  /// Bytes whose number is fixed by the format and not stated.
  package mutating func append(fixed other: [UInt8]) {
    unsafe other.withUnsafeBytes { unsafe store($0) }
  }

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

  @inline(__always)
  private mutating func store<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    makeRoom(for: MemoryLayout<Value>.size)
    let start = count
    unsafe memory.withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: value, toByteOffset: start, as: Value.self)
    }
    count += MemoryLayout<Value>.size
  }

  private mutating func store(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    makeRoom(for: bytes.count)
    let start = count
    unsafe memory.withUnsafeMutableBytes {
      unsafe UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: bytes)
    }
    count += bytes.count
  }

  @inline(__always)
  private mutating func makeRoom(for more: Int) {
    if memory.count - count < more { grow(by: more) }
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    // Twofold, so that what is written is copied at most once on average.
    memory.append(contentsOf: repeatElement(0, count: max(more, memory.count)))
  }
}

// What optional fields hold, so that their writing reads like that of the others.
extension ByteWriter {
  package mutating func append(_ value: Int64?) { append(value) { $0.append($1) } }
  package mutating func append(_ value: Int?) { append(value) { $0.append($1) } }
  package mutating func append(_ text: String?) { append(text) { $0.append($1) } }
  package mutating func append(_ bytes: [UInt8]?) { append(bytes) { $0.append($1) } }
}
