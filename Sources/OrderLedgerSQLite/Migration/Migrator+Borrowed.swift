extension Migrator {
  /// Applies what is missing inside the host's transaction, on a connection that is borrowed from it.
  ///
  /// The file is the host's: `application_id` and `user_version` stay as they are, and the version is
  /// what the bookkeeping table says.
  ///
  /// - Throws: as ``migrate(_:now:)``. The savepoint around the borrowing undoes everything.
  @discardableResult
  package func migrateBorrowed(
    _ connection: Connection, now: () -> Int64
  ) throws(SQLiteError) -> [Int] {
    let current = try borrowedVersion(of: connection)
    try requireUnedited(connection)
    var applied: [Int] = []
    for migration in migrations where migration.version > current {
      try apply(migration, to: connection, now: now)
      applied.append(migration.version)
    }
    return applied
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
