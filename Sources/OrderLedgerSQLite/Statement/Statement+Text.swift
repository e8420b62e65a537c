import COrderLedgerSQLite

/// Text, byte for byte: UTF-8 is validated and never repaired.
///
/// unsafe, in all of this file: the handle is ours while self lives, and the bytes are read before
/// the next call on the statement.
extension Statement {
  package func string(_ column: Int) throws(SQLiteError) -> String {
    unsafe try string(held(column), column)
  }

  package func stringOrNil(_ column: Int) throws(SQLiteError) -> String? {
    let value = unsafe held(column)
    if unsafe sqlite3_value_type(value) == SQLITE_NULL { return nil }
    return try unsafe string(value, column)
  }

  /// Text of up to seven bytes, without making a string of it; `nil` for NULL.
  ///
  /// - Throws: also for longer text.
  package func shortTextOrNil(_ column: Int) throws(SQLiteError) -> ShortText? {
    let value = unsafe held(column)
    if unsafe sqlite3_value_type(value) == SQLITE_NULL { return nil }
    guard let text = unsafe ShortText(try textBytes(value, column)) else {
      throw invalid(column, "too long")
    }
    return text
  }

  private func string(_ value: OpaquePointer?, _ column: Int) throws(SQLiteError) -> String {
    let bytes = unsafe try textBytes(value, column)
    // Nearly all text is ASCII, in which there is nothing to repair; the validating initializer is
    // generic and compiled for no type, and costs ten times as much.
    if unsafe Self.isASCII(bytes) { return unsafe String(decoding: bytes, as: UTF8.self) }
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw SQLiteError(.invalidUTF8(column: column), code: .mismatch, sql: text)
    }
    return text
  }

  private func textBytes(
    _ value: OpaquePointer?, _ column: Int
  ) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    let type = unsafe sqlite3_value_type(value)
    guard type == SQLITE_TEXT else { throw wrongType(column, expected: SQLITE_TEXT, found: type) }
    // Pointer first, then its length: https://www.sqlite.org/c3ref/column_blob.html
    guard let start = unsafe sqlite3_value_text(value) else {
      throw connection.failure(SQLITE_NOMEM, sql: text)
    }
    let count = Int(unsafe sqlite3_value_bytes(value))
    return unsafe UnsafeBufferPointer(start: start, count: count)
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    var high: UInt64 = 0
    while offset + 8 <= raw.count {
      high |= unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < raw.count {
      high |= unsafe UInt64(raw[offset])
      offset += 1
    }
    return high & 0x8080_8080_8080_8080 == 0
  }
}

/// Text of up to seven bytes in an integer, for codes that are compared and never shown.
package struct ShortText: Hashable, Sendable {
  /// The number of bytes uppermost, so that leading zeros count; then the bytes, the last lowest.
  package let bits: UInt64

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 7 else { return nil }
    let packed = unsafe bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    bits = UInt64(bytes.count) << 56 | packed
  }

  /// One ASCII character.
  package init(_ letter: Unicode.Scalar) {
    bits = 1 << 56 | UInt64(letter.value)
  }
}
