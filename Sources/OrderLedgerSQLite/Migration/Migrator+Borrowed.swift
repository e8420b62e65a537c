extension Migrator {
  /// Applies what is missing inside the host's transaction, on a connection that is borrowed from it.
  ///
  /// The file is the host's: `application_id` and `user_version` stay as they are, and the version is
  /// what the bookkeeping table says.
  ///
  /// - Parameter inspect: as for ``migrate(_:now:inspecting:)``.
  /// - Throws: as ``migrate(_:now:inspecting:)``. The savepoint around the borrowing undoes it.
  @discardableResult
  package func migrateBorrowed<E: SQLiteFailure>(
    _ connection: Connection, now: () -> Int64, inspecting inspect: (Int) throws(E) -> Void
  ) throws(E) -> [Int] {
    try applyMissing(connection, isBorrowed: true, now, inspect)
  }

  /// ``migrateBorrowed(_:now:inspecting:)`` of a file that nobody else could have changed.
  @discardableResult
  package func migrateBorrowed(
    _ connection: Connection, now: () -> Int64
  ) throws(SQLiteError) -> [Int] {
    try migrateBorrowed(
      connection, now: now, inspecting: { (_: Int) throws(SQLiteError) -> Void in })
  }

  /// The version of the ledger's tables in a host's file; 0 if it has none.
  package func borrowedVersion(of connection: Connection) throws(SQLiteError) -> Int {
    guard try hasTable(connection) else { return 0 }
    let newest = try connection.query("SELECT max(version) FROM \(Migrator.table)") { row in
      try row.intOrNil(0)
    }
    let found = newest.first.flatMap { $0 } ?? 0
    guard found <= supported else {
      throw SQLiteError(.schemaTooNew(found: found, supported: supported), code: .schema)
    }
    return found
  }
}
