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

  /// Requires that every migration in the file is known, and that each up to the version that was
  /// found is there with the name and the text that it had when it ran.
  func requireUnedited(_ connection: Connection, upTo found: Int) throws(SQLiteError) {
    guard try hasTable(connection) else { return }
    let rows = try connection.query(
      "SELECT version, name, sha256 FROM \(Migrator.table) ORDER BY version"
    ) { row in (version: try row.int(0), name: try row.string(1), sha256: try row.blob(2)) }
    for row in rows where !migrations.contains(where: { $0.version == row.version }) {
      throw SQLiteError(.migrationUnknown(version: row.version), code: .schema)
    }
    for known in migrations where known.version <= found {
      guard let row = rows.first(where: { $0.version == known.version }), row.name == known.name,
        row.sha256 == digest(Array(known.sql.utf8))
      else { throw SQLiteError(.migrationEdited(version: known.version), code: .schema) }
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
