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

  static let migrator = makeMigrator(upTo: LedgerMigrations.steps.last?.version ?? 0)

  /// The migrator of the release whose newest step `version` was.
  private static func makeMigrator(upTo version: Int) -> Migrator {
    let steps = migrations.filter { $0.version <= version }
    return Migrator(steps, applicationID: applicationID) { bytes in SHA256Digest.of(bytes) }
  }

  /// Whether a name belongs to the ledger, in a file that it shares with its host. SQLite takes
  /// `LEDGER_TXN` for `ledger_txn`, and lists a trigger's table as the trigger spells it.
  static func owns(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["ledger_", "v_ledger_", "sqlite_autoindex_ledger_"].contains { name.hasPrefix($0) }
  }

  /// Tables that well-known tools add and that can do nothing: ANALYZE's and Litestream's. A
  /// virtual table of such a name could: its module runs.
  private static func isTolerated(_ object: SchemaObject) -> Bool {
    let isTheirs = object.table.hasPrefix("sqlite_stat") || object.table.hasPrefix("_litestream_")
    let isVirtual = object.sql?.lowercased().hasPrefix("create virtual") == true
    return isTheirs && !isVirtual && (object.type == "table" || object.type == "index")
  }

  /// Refuses a file whose tables, triggers, views or indexes are not exactly those of the
  /// migrations up to its version: what was planted could run with the ledger's own rights.
  ///
  /// Reads the schema's own table alone, so that nothing in the file can run for it.
  ///
  /// - Parameters:
  ///   - version: the version that the file says it has; 0 where it has nothing of the ledger.
  ///   - isShared: whether tables of the host's own are expected. Its triggers and indexes on the
  ///     ledger's tables are refused all the same.
  /// - Throws: `.schemaMismatch`, which names the first object that differs.
  static func check(
    _ connection: Connection, version: Int = Schema.migrator.supported, isShared: Bool = false
  ) throws(LedgerError) {
    let found: [SchemaObject]
    do throws(SQLiteError) { found = try connection.schemaObjects() } catch {
      throw LedgerError(error)
    }
    let ours = found.filter { object in
      (!isShared || owns(object.name) || owns(object.table)) && !isTolerated(object)
    }
    let expected = try objects(at: version)
    if Set(ours) == Set(expected), ours.count == expected.count { return }
    let strange = ours.first { !expected.contains($0) }
    let missing = expected.first { !ours.contains($0) }
    let object = strange ?? missing
    throw LedgerError(
      .schemaMismatch, object.map { LedgerError.Subject($0.type, $0.name) },
      found: strange == nil ? "nothing" : "an object that this library did not make",
      allowed: "the schema of version \(version)")
  }

  /// The schema of a version: of 0 nothing. That of the newest, which nearly every file has, is made
  /// once.
  private static func objects(at version: Int) throws(LedgerError) -> [SchemaObject] {
    if version == 0 { return [] }
    if version == migrator.supported { return try newest.get() }
    return try made(by: makeMigrator(upTo: version)).get()
  }

  private static let newest = made(by: migrator)

  /// The schema as the migrations make it, tried out in a database of its own.
  private static func made(by migrator: Migrator) -> Result<[SchemaObject], LedgerError> {
    do throws(SQLiteError) {
      let connection = try Connection.temporary()
      try connection.execute("BEGIN")
      try migrator.migrateBorrowed(connection) { 0 }
      try connection.execute("COMMIT")
      return .success(try connection.schemaObjects())
    } catch {
      return .failure(LedgerError(error))
    }
  }
}
