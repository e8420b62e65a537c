import OrderLedgerMigrations
import OrderLedgerModel
import OrderLedgerSQLite

/// The ledger's schema: its migrations, and what a file that has them all looks like.
enum Schema {
  /// "OLgr": what the header of a ledger's own file says.
  static let applicationID: Int32 = 0x4F4C_6772

  static let migrations = LedgerMigrations.steps.map { step in
    Migration(version: step.version, name: step.name, sql: step.sql)
  }

  static let migrator = Migrator(migrations, applicationID: applicationID) { bytes in
    SHA256Digest.of(bytes)
  }

  /// Whether a name belongs to the ledger, in a file that it shares with its host.
  static func owns(_ name: String) -> Bool {
    name.hasPrefix("ledger_") || name.hasPrefix("v_ledger_")
      || name.hasPrefix("sqlite_autoindex_ledger_")
  }

  /// Tables that well-known tools add and that can do nothing: ANALYZE's and Litestream's.
  private static func isTolerated(_ object: SchemaObject) -> Bool {
    let isTheirs = object.table.hasPrefix("sqlite_stat") || object.table.hasPrefix("_litestream_")
    return isTheirs && (object.type == "table" || object.type == "index")
  }

  /// Refuses a file whose tables, triggers, views or indexes are not exactly those of the
  /// migrations: what was planted could run with the ledger's own rights.
  ///
  /// - Parameter isShared: whether tables of the host's own are expected. Its triggers and indexes
  ///   on the ledger's tables are refused all the same.
  /// - Throws: `.schemaMismatch`, which names the first object that differs.
  static func check(_ connection: Connection, isShared: Bool = false) throws(LedgerError) {
    let found: [SchemaObject]
    do throws(SQLiteError) { found = try connection.schemaObjects() } catch {
      throw LedgerError(error)
    }
    let ours = found.filter { object in
      (!isShared || owns(object.name) || owns(object.table)) && !isTolerated(object)
    }
    let expected = try canonical.get()
    if Set(ours) == Set(expected), ours.count == expected.count { return }
    let strange = ours.first { !expected.contains($0) }
    let missing = expected.first { !ours.contains($0) }
    let object = strange ?? missing
    throw LedgerError(
      .schemaMismatch, object.map { LedgerError.Subject($0.type, $0.name) },
      found: strange == nil ? "nothing" : "an object that this library did not make",
      allowed: "the schema of version \(migrator.supported)")
  }

  /// The schema as the migrations make it, tried out in a database of its own.
  private static let canonical: Result<[SchemaObject], LedgerError> = {
    do throws(SQLiteError) {
      let connection = try Connection.temporary()
      try connection.execute("BEGIN")
      try migrator.migrateBorrowed(connection) { 0 }
      try connection.execute("COMMIT")
      return .success(try connection.schemaObjects())
    } catch {
      return .failure(LedgerError(error))
    }
  }()
}
