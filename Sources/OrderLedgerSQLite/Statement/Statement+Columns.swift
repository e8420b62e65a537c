import COrderLedgerSQLite

/// Columns count from 0. A read never converts: a column of another storage class is an error,
/// because SQLite would turn text into 0 and an overflowed sum into a float without a word.
///
/// unsafe, in all of this file: the handle is ours while self lives, and column pointers are used
/// before the next call on the statement.
extension Statement {
  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)) == SQLITE_NULL
  }

  package func int64(_ column: Int) throws(SQLiteError) -> Int64 {
    try require(SQLITE_INTEGER, column)
    return unsafe sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column))
  }

  package func int64OrNil(_ column: Int) throws(SQLiteError) -> Int64? {
    isNull(column) ? nil : try int64(column)
  }

  package func int(_ column: Int) throws(SQLiteError) -> Int {
    guard let value = Int(exactly: try int64(column)) else {
      throw SQLiteError(.integerOutOfRange(column: column), code: .mismatch, sql: text)
    }
    return value
  }

  package func intOrNil(_ column: Int) throws(SQLiteError) -> Int? {
    isNull(column) ? nil : try int(column)
  }

  /// 0 or 1; any other integer is an error.
  package func bool(_ column: Int) throws(SQLiteError) -> Bool {
    switch try int64(column) {
    case 0: return false
    case 1: return true
    default: throw invalid(column, "neither 0 nor 1")
    }
  }

  /// The text, byte for byte: UTF-8 is validated and never repaired.
  package func string(_ column: Int) throws(SQLiteError) -> String {
    try require(SQLITE_TEXT, column)
    let index = Int32(truncatingIfNeeded: column)
    // Pointer first, then its length: https://www.sqlite.org/c3ref/column_blob.html
    guard let start = unsafe sqlite3_column_text(handle, index) else {
      throw connection.failure(SQLITE_NOMEM, sql: text)
    }
    let count = Int(unsafe sqlite3_column_bytes(handle, index))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    guard let value = unsafe String(validating: bytes, as: UTF8.self) else {
      throw SQLiteError(.invalidUTF8(column: column), code: .mismatch, sql: text)
    }
    return value
  }

  package func stringOrNil(_ column: Int) throws(SQLiteError) -> String? {
    isNull(column) ? nil : try string(column)
  }

  package func blob(_ column: Int) throws(SQLiteError) -> [UInt8] {
    try withBlob(column) { span in
      unsafe span.withUnsafeBufferPointer { unsafe [UInt8]($0) }
    }
  }

  package func blobOrNil(_ column: Int) throws(SQLiteError) -> [UInt8]? {
    isNull(column) ? nil : try blob(column)
  }

  /// Shows the blob where SQLite holds it, without a copy.
  @inlinable
  package func withBlob<R>(
    _ column: Int, _ body: (Span<UInt8>) throws(SQLiteError) -> R
  ) throws(SQLiteError) -> R {
    let bytes = unsafe try blobBytes(column)
    return try body(unsafe bytes.span)
  }

  /// Ends a row's decoding with an error that names the column and the reason, and no value.
  package func invalid(_ column: Int, _ reason: String) -> SQLiteError {
    SQLiteError(.invalidValue(column: column, reason: reason), code: .mismatch, sql: text)
  }

  package var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

  package func columnName(_ column: Int) -> String {
    guard let name = unsafe sqlite3_column_name(handle, Int32(truncatingIfNeeded: column)) else {
      return ""
    }
    return unsafe String(cString: name)
  }

  /// The value as SQLite prints it, converted. For settings and findings, never for ledger rows.
  func rendered(_ column: Int) -> String {
    guard let text = unsafe sqlite3_column_text(handle, Int32(truncatingIfNeeded: column)) else {
      return ""
    }
    return unsafe String(cString: text)
  }

  @usableFromInline
  package func blobBytes(_ column: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    try require(SQLITE_BLOB, column)
    let index = Int32(truncatingIfNeeded: column)
    let start = unsafe sqlite3_column_blob(handle, index)
    let count = Int(unsafe sqlite3_column_bytes(handle, index))
    guard count > 0, let start = unsafe start else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  private func require(_ type: Int32, _ column: Int) throws(SQLiteError) {
    let found = unsafe sqlite3_column_type(handle, Int32(truncatingIfNeeded: column))
    guard found == type else { throw wrongType(column, expected: type, found: found) }
  }

  @inline(never)
  private func wrongType(_ column: Int, expected: Int32, found: Int32) -> SQLiteError {
    let cause = SQLiteError.Cause.columnType(
      column: column, expected: Statement.typeName(expected), found: Statement.typeName(found))
    return SQLiteError(cause, code: .mismatch, message: columnName(column), sql: text)
  }

  private static func typeName(_ type: Int32) -> String {
    switch type {
    case SQLITE_INTEGER: "INTEGER"
    case SQLITE_FLOAT: "REAL"
    case SQLITE_TEXT: "TEXT"
    case SQLITE_BLOB: "BLOB"
    default: "NULL"
    }
  }
}
