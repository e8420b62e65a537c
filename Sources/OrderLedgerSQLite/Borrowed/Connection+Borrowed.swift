import COrderLedgerSQLite

/// What a borrowed connection must already be set to; it is looked at and never changed.
package struct BorrowRequirements: Sendable {
  package var foreignKeys = true
  /// Off by default: the ledger's statements hold no double-quoted strings, so a host that allows
  /// them does no harm.
  package var doubleQuotedStringsOff = false

  package init() {}
}

extension Connection {
  private static let borrowing = Savepoint("order_ledger")

  /// Works on another library's `sqlite3*`, inside the transaction that its owner has begun.
  ///
  /// Nothing of the handle is changed: no pragma, hook, authorizer or limit is set, and it is not
  /// closed. Everything `body` does is undone if it throws, and the owner's transaction goes on.
  /// All statements are finalized before this returns.
  ///
  /// The handle must come from the same libsqlite3 that this package links, which cannot be checked,
  /// and must not be used by another thread meanwhile.
  ///
  /// - Throws: `.noOpenTransaction`; `.setting` if a requirement is not met; what the body throws.
  package static func withBorrowed<R, E: SQLiteFailure>(
    handle: OpaquePointer, requiring requirements: BorrowRequirements = BorrowRequirements(),
    _ body: (Connection) throws(E) -> R
  ) throws(E) -> R {
    // Columns are read as values, which SQLite lets no other thread touch meanwhile: of a connection
    // with a mutex it has to be held, https://www.sqlite.org/c3ref/value.html. Others have none.
    let mutex = unsafe sqlite3_db_mutex(handle)
    unsafe sqlite3_mutex_enter(mutex)
    defer { unsafe sqlite3_mutex_leave(mutex) }
    let connection = unsafe Connection(borrowing: handle)
    defer { connection.endBorrowing() }
    do throws(SQLiteError) {
      try EngineReport.requireSupportedEngine()
      try connection.require(requirements)
    } catch {
      throw E(error)
    }
    return try connection.nested(borrowing) { () throws(E) in try body(connection) }
  }

  private func require(_ requirements: BorrowRequirements) throws(SQLiteError) {
    guard isInTransaction else { throw SQLiteError(.noOpenTransaction, code: .misuse) }
    guard try pragma("encoding") == "UTF-8" else {
      throw Connection.unaccepted("encoding", found: "UTF-16", expected: "UTF-8")
    }
    if requirements.foreignKeys, try pragma("foreign_keys") != "1" {
      throw Connection.unaccepted("foreign_keys", found: "0", expected: "1")
    }
    if requirements.doubleQuotedStringsOff {
      try requireOption("DQS_DML", SQLITE_DBCONFIG_DQS_DML, 0)
      try requireOption("DQS_DDL", SQLITE_DBCONFIG_DQS_DDL, 0)
    }
  }

  private func requireOption(
    _ name: String, _ option: Int32, _ value: Int32
  ) throws(SQLiteError) {
    let found = try self.option(option)
    guard found == value else {
      throw Connection.unaccepted(name, found: "\(found)", expected: "\(value)")
    }
  }

  private func endBorrowing() {
    precondition(loans == 0, "Let every statement go out of scope inside withBorrowed.")
    finalizeAll()
    unsafe handle = nil
  }
}
