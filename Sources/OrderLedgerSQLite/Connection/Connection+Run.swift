import COrderLedgerSQLite

/// Statements in one call each: bind, run, read, give back.
///
/// A row's closure may throw only ``SQLiteError``, as the columns do. Its type says `throws`, because
/// Swift 6.3 infers no thrown type for `{ row in try row.int64(0) }`; any other error becomes
/// `.rowRefused`. Code with errors of its own takes ``statement(_:)`` and steps by itself.
extension Connection {
  /// Runs a statement that returns no rows.
  ///
  ///     try connection.run(Catalog.insertPosting) { s in s.bind(1, account); s.bind(2, amount) }
  ///
  /// - Returns: how many rows it inserted, updated or deleted itself; rows that triggers and foreign
  ///   keys changed do not count: https://www.sqlite.org/c3ref/changes.html
  @inlinable @discardableResult
  package func run(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in }
  ) throws(SQLiteError) -> Int {
    var statement = try statement(sql)
    bind(&statement)
    try statement.run()
    return changes
  }

  /// The first row, or nil if there is none. Further rows are not looked at.
  @inlinable
  package func first<R>(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> R
  ) throws(SQLiteError) -> R? {
    var statement = try statement(sql)
    bind(&statement)
    guard try statement.step() else { return nil }
    return try statement.decoded(row)
  }

  /// Shows each row in turn.
  @inlinable
  package func forEach(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> Void
  ) throws(SQLiteError) {
    var statement = try statement(sql)
    bind(&statement)
    while try statement.step() {
      try statement.decoded(row)
    }
  }

  /// All rows, each made into a value.
  @inlinable
  package func all<R>(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> R
  ) throws(SQLiteError) -> [R] {
    var rows: [R] = []
    var statement = try statement(sql)
    bind(&statement)
    while try statement.step() {
      rows.append(try statement.decoded(row))
    }
    return rows
  }

  /// All rows of text that is put together at run time; nothing is cached.
  package func query<R>(
    _ text: String, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> R
  ) throws(SQLiteError) -> [R] {
    var rows: [R] = []
    var statement = try prepare(text)
    bind(&statement)
    while try statement.step() {
      rows.append(try statement.decoded(row))
    }
    return rows
  }

  /// Rows changed by the last INSERT, UPDATE or DELETE of this connection.
  package var changes: Int {
    guard isAlive else { return 0 }
    return Int(unsafe sqlite3_changes64(handle))
  }

  /// Rows changed since the connection was opened.
  package var totalChanges: Int {
    guard isAlive else { return 0 }
    return Int(unsafe sqlite3_total_changes64(handle))
  }

  package var lastInsertRowID: Int64 {
    guard isAlive else { return 0 }
    return unsafe sqlite3_last_insert_rowid(handle)
  }
}
