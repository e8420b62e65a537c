extension Migrator {
  package static let table = "ledger_migration"

  /// Its definition, as `sqlite_schema` keeps it: https://www.sqlite.org/schematab.html
  private static let createTable = """
    CREATE TABLE \(table) (
      version    INTEGER PRIMARY KEY,
      name       TEXT    NOT NULL,
      sha256     BLOB    NOT NULL,
      applied_at INTEGER NOT NULL
    ) STRICT
    """

  /// Runs one migration's script and writes its row; the caller holds the transaction.
  func apply(
    _ migration: Migration, to connection: Connection, now: () -> Int64
  ) throws(SQLiteError) {
    let isFirst = try !hasTable(connection)
    try connection.changingSchema { () throws(SQLiteError) in
      if isFirst { try connection.execute(Migrator.createTable) }
      try connection.execute(migration.sql)
    }
    guard connection.isInTransaction else {
      throw SQLiteError(.migrationEndedTransaction(version: migration.version), code: .misuse)
    }
    var insert = try connection.prepare(
      "INSERT INTO \(Migrator.table) (version, name, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)")
    insert.bind(1, migration.version)
    insert.bind(2, migration.name)
    insert.bind(3, digest(Array(migration.sql.utf8)))
    insert.bind(4, now())
    try insert.run()
  }

  /// Requires that every migration in the file is known and has the text it had when it ran.
  func requireUnedited(_ connection: Connection) throws(SQLiteError) {
    guard try hasTable(connection) else { return }
    let rows = try connection.query(
      "SELECT version, sha256 FROM \(Migrator.table) ORDER BY version"
    ) { row in (version: try row.int(0), sha256: try row.blob(1)) }
    for row in rows {
      guard let known = migrations.first(where: { $0.version == row.version }) else {
        throw SQLiteError(.migrationUnknown(version: row.version), code: .schema)
      }
      guard digest(Array(known.sql.utf8)) == row.sha256 else {
        throw SQLiteError(.migrationEdited(version: row.version), code: .schema)
      }
    }
  }

  /// Whether the bookkeeping is there. Only a table as this library makes it is read: of one that
  /// was put in its place, a virtual table for example, the module would run.
  func hasTable(_ connection: Connection) throws(SQLiteError) -> Bool {
    try !connection.query(
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND sql = ?2"
    ) { statement in
      statement.bind(1, Migrator.table)
      statement.bind(2, Migrator.createTable)
    } row: { _ in
      true
    }.isEmpty
  }
}
