import COrderLedgerSQLite

/// Columns count from 0. A read never converts: a column of another storage class is an error,
/// because SQLite would turn text into 0 and an overflowed sum into a float without a word.
///
/// unsafe, in all of this file: the handle is ours while self lives, and column pointers are used
/// before the next call on the statement.
extension Statement {
  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_value_type(held(column)) == SQLITE_NULL
  }

  package func int64(_ column: Int) throws(SQLiteError) -> Int64 {
    let value = unsafe held(column)
    let type = unsafe sqlite3_value_type(value)
    guard type == SQLITE_INTEGER else {
      throw wrongType(column, expected: SQLITE_INTEGER, found: type)
    }
    return unsafe sqlite3_value_int64(value)
  }

  package func int64OrNil(_ column: Int) throws(SQLiteError) -> Int64? {
    let value = unsafe held(column)
    let type = unsafe sqlite3_value_type(value)
    if type == SQLITE_INTEGER { return unsafe sqlite3_value_int64(value) }
    guard type == SQLITE_NULL else {
      throw wrongType(column, expected: SQLITE_INTEGER, found: type)
    }
    return nil
  }

  package func int(_ column: Int) throws(SQLiteError) -> Int {
    guard let value = Int(exactly: try int64(column)) else {
      throw SQLiteError(.integerOutOfRange(column: column), code: .mismatch, sql: text)
    }
    return value
  }

  package func intOrNil(_ column: Int) throws(SQLiteError) -> Int? {
    guard let value = try int64OrNil(column) else { return nil }
    guard let value = Int(exactly: value) else {
      throw SQLiteError(.integerOutOfRange(column: column), code: .mismatch, sql: text)
    }
    return value
  }

  /// 0 or 1; any other integer is an error.
  package func bool(_ column: Int) throws(SQLiteError) -> Bool {
    switch try int64(column) {
    case 0: return false
    case 1: return true
    default: throw invalid(column, "neither 0 nor 1")
    }
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
    let value = unsafe held(column)
    let type = unsafe sqlite3_value_type(value)
    guard type == SQLITE_BLOB else { throw wrongType(column, expected: SQLITE_BLOB, found: type) }
    let start = unsafe sqlite3_value_blob(value)
    let count = Int(unsafe sqlite3_value_bytes(value))
    guard count > 0, let start = unsafe start else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// The value where SQLite holds it, until the next call that steps or resets.
  ///
  /// One call for what `sqlite3_column_type` and `sqlite3_column_int64` are two: each of those takes
  /// and leaves the connection's lock and looks for a failed allocation. SQLite calls such a value
  /// unprotected, because it is no longer under that lock; our connections have none, they belong
  /// to one thread: https://www.sqlite.org/c3ref/value.html
  func held(_ column: Int) -> OpaquePointer? {
    unsafe sqlite3_column_value(handle, Int32(truncatingIfNeeded: column))
  }

  @inline(never)
  func wrongType(_ column: Int, expected: Int32, found: Int32) -> SQLiteError {
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
