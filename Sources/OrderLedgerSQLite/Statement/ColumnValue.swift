import COrderLedgerSQLite

/// A column's value whatever its type, for code that compares tables without knowing them.
package enum ColumnValue: Hashable, Sendable {
  case null
  case integer(Int64)
  /// The bits of a float; no table of ours may hold one.
  case real(UInt64)
  case text(String)
  case blob([UInt8])
}

extension Statement {
  /// The value in this column, as it is stored.
  ///
  /// - Throws: `.invalidUTF8`.
  package borrowing func value(_ column: Int) throws(SQLiteError) -> ColumnValue {
    // unsafe: the handle is ours while self lives, and the row is current.
    switch unsafe sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer(try int64(column))
    case SQLITE_TEXT: .text(try string(column))
    case SQLITE_BLOB: .blob(try blob(column))
    case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(handle, Int32(column)).bitPattern)
    default: .null
    }
  }

  /// All values of the row.
  package borrowing func values() throws(SQLiteError) -> [ColumnValue] {
    var values: [ColumnValue] = []
    for column in 0..<columnCount { values.append(try value(column)) }
    return values
  }
}
