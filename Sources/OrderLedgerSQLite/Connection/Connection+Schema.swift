import COrderLedgerSQLite

/// One object of the schema, as `sqlite_schema` lists it.
package struct SchemaObject: Sendable, Hashable {
  package let type: String
  package let name: String
  package let table: String
  /// Nil for the indexes that SQLite makes for UNIQUE and PRIMARY KEY.
  package let sql: String?
}

extension Connection {
  private static let schemaSQL = SQL(
    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")

  /// Everything in the schema, ordered by type and name, so that a caller can make a fingerprint.
  /// https://www.sqlite.org/schematab.html
  package func schemaObjects() throws(SQLiteError) -> [SchemaObject] {
    try all(Connection.schemaSQL) { row throws(SQLiteError) in
      SchemaObject(
        type: try row.string(0), name: try row.string(1), table: try row.string(2),
        sql: try row.stringOrNil(3))
    }
  }

  /// Runs `body` with the right to change the schema, which a connection otherwise lacks.
  ///
  /// BEGIN, COMMIT and savepoints are denied inside, so that a script cannot end the transaction
  /// it runs in. Views are on meanwhile: ALTER TABLE reads them.
  package func changingSchema<R, E: SQLiteFailure>(_ body: () throws(E) -> R) throws(E) -> R {
    guard !isBorrowed else { return try body() }
    let mode = authorizer.mode
    do throws(SQLiteError) {
      try setOption("ENABLE_VIEW", SQLITE_DBCONFIG_ENABLE_VIEW, 1)
    } catch { throw E(error) }
    authorizer.mode = .migration
    defer {
      authorizer.mode = mode
      // Can only fail on a closed connection, where it does not matter.
      try? setOption("ENABLE_VIEW", SQLITE_DBCONFIG_ENABLE_VIEW, 0)
    }
    return try body()
  }
}
