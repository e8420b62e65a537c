import OrderLedgerSQLite
import Testing

struct MigratorTests {
  static let id: Int32 = 0x4F4C_4447
  static let first = Migration(
    version: 1, name: "create", sql: "CREATE TABLE a (x INTEGER) STRICT; -- one")
  static let second = Migration(
    version: 2, name: "view", sql: "CREATE VIEW v_a AS SELECT x FROM a;")
  static let third = Migration(
    version: 3, name: "rename",
    sql: "ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO a VALUES (1, 2);")

  /// Not SHA-256, but told apart by every byte: the migrator does not care.
  static let digest: Migrator.Digest = { bytes in
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> ($0 * 8)) }
  }

  static func migrator(_ migrations: Migration...) -> Migrator {
    Migrator(migrations, applicationID: id, digest: digest)
  }

  let scratch = Scratch()

  @Test func `an empty file gets every migration once, with its time`() throws {
    let connection = try scratch.open()
    let migrator = Self.migrator(Self.first, Self.second, Self.third)
    #expect(try migrator.migrate(connection, now: { 42 }) == [1, 2, 3])
    #expect(try migrator.migrate(connection, now: { 43 }) == [])
    #expect(try connection.integerPragma("application_id") == Int64(Self.id))
    #expect(try connection.integerPragma("user_version") == 3)
    let rows = try connection.query(
      "SELECT version, name, applied_at FROM ledger_migration ORDER BY version"
    ) { "\(try $0.int(0)) \(try $0.string(1)) \(try $0.int(2))" }
    #expect(rows == ["1 create 42", "2 view 42", "3 rename 42"])
    try migrator.check(connection)
  }

  @Test func `an older file gets what is missing, and a reader refuses it before`() throws {
    let connection = try scratch.open()
    try Self.migrator(Self.first).migrate(connection, now: { 1 })
    let newer = Self.migrator(Self.first, Self.second)
    #expect(failure { try newer.check(connection) }?.cause == .schemaTooOld(found: 1, supported: 2))
    #expect(try newer.migrate(connection, now: { 2 }) == [2])
  }

  @Test func `a file from a newer library is refused`() throws {
    let connection = try scratch.open()
    try Self.migrator(Self.first, Self.second).migrate(connection, now: { 1 })
    let older = Self.migrator(Self.first)
    let expected = SQLiteError.Cause.schemaTooNew(found: 2, supported: 1)
    #expect(failure { try older.migrate(connection, now: { 1 }) }?.cause == expected)
    #expect(failure { try older.check(connection) }?.cause == expected)
  }

  @Test func `an edited migration is named`() throws {
    let connection = try scratch.open()
    try Self.migrator(Self.first, Self.second).migrate(connection, now: { 1 })
    let edited = Migration(version: 1, name: "create", sql: Self.first.sql + " ")
    let migrator = Self.migrator(edited, Self.second)
    #expect(
      failure { try migrator.migrate(connection, now: { 1 }) }?.cause
        == .migrationEdited(version: 1))
  }

  @Test(arguments: [
    ("UPDATE ledger_migration SET name = name || 'x' WHERE version = 1", 1),
    ("UPDATE ledger_migration SET sha256 = zeroblob(32) WHERE version = 2", 2),
    ("DELETE FROM ledger_migration WHERE version = 1", 1),
    ("DELETE FROM ledger_migration WHERE version = 2", 2),
  ])
  func `a record of a migration that was edited or removed is named`(sql: String, version: Int)
    throws
  {
    let connection = try scratch.open()
    let migrator = Self.migrator(Self.first, Self.second)
    try migrator.migrate(connection, now: { 1 })
    try connection.execute(sql)
    let expected = SQLiteError.Cause.migrationEdited(version: version)
    #expect(failure { try migrator.migrate(connection, now: { 1 }) }?.cause == expected)
    #expect(failure { try migrator.check(connection) }?.cause == expected)
  }

  @Test func `another application's file is left alone`() throws {
    let connection = try scratch.open(schema: "CREATE TABLE theirs (x)")
    let migrator = Self.migrator(Self.first)
    #expect(
      failure { try migrator.migrate(connection, now: { 1 }) }?.cause
        == .notOurDatabase(applicationID: 0))
    let others = Migrator([Self.first], applicationID: 77, digest: Self.digest)
    let second = Scratch()
    let foreign = try second.open()
    try others.migrate(foreign, now: { 1 })
    #expect(
      failure { try migrator.migrate(foreign, now: { 1 }) }?.cause
        == .notOurDatabase(applicationID: 77))
    #expect(try connection.schemaObjects().map(\.name) == ["theirs"])
  }

  @Test(arguments: [
    "CREATE TABLE b (x); SELECT nonsense", "CREATE TABLE b (x); COMMIT", "BEGIN",
    "CREATE TABLE b (x); ATTACH ':memory:' AS other", "SAVEPOINT s", "CREATE TABLE b (x); ROLLBACK",
  ])
  func `a script that fails leaves nothing behind, nor do those before it`(sql: String) throws {
    let connection = try scratch.open()
    let bad = Migration(version: 3, name: "bad", sql: sql)
    let migrator = Self.migrator(Self.first, Self.second, bad)
    #expect(failure { try migrator.migrate(connection, now: { 1 }) } != nil)
    #expect(!connection.isInTransaction)
    #expect(try connection.integerPragma("user_version") == 0)
    #expect(try connection.integerPragma("application_id") == 0)
    #expect(try connection.schemaObjects() == [])
    try Self.migrator(Self.first).migrate(connection, now: { 1 })
    #expect(failure { try migrator.migrate(connection, now: { 1 }) } != nil)
    #expect(!connection.isInTransaction)
    #expect(try connection.integerPragma("user_version") == 1)
    #expect(try connection.schemaObjects().map(\.name) == ["a", "ledger_migration"])
  }

  @Test func `the file is inspected before it is changed and before it is committed`() throws {
    let connection = try scratch.open()
    let migrator = Self.migrator(Self.first, Self.second)
    var seen: [String] = []
    let inspect = { (version: Int) throws(SQLiteError) -> Void in
      // As the file stands, in the transaction that changes it.
      #expect(connection.isInTransaction)
      let count = try connection.schemaObjects().count
      seen.append("\(version) \(count)")
    }
    #expect(try migrator.migrate(connection, now: { 1 }, inspecting: inspect) == [1, 2])
    #expect(seen == ["0 0", "0 0", "2 3"])
    seen = []
    #expect(try migrator.migrate(connection, now: { 1 }, inspecting: inspect) == [])
    try migrator.check(connection, inspecting: inspect)
    #expect(seen == ["2 3", "2 3"])
  }

  /// The call of the inspection that refuses: without the lock, with it, and before the commit.
  @Test(arguments: 1...3)
  func `what the inspection refuses is not changed`(refusing call: Int) throws {
    let connection = try scratch.open()
    try Self.migrator(Self.first).migrate(connection, now: { 1 })
    let other = try scratch.open()
    let before = try other.dataVersion()
    var calls = 0
    let error = failure {
      try Self.migrator(Self.first, Self.second, Self.third).migrate(
        connection, now: { 2 },
        inspecting: { (_: Int) throws(SQLiteError) -> Void in
          calls += 1
          if calls == call { throw SQLiteError(.cancelled, code: .schema) }
        })
    }
    #expect(error?.cause == .cancelled && calls == call)
    #expect(!connection.isInTransaction)
    #expect(try other.dataVersion() == before)
    #expect(try connection.schemaObjects().map(\.name) == ["a", "ledger_migration"])
    #expect(try connection.integerPragma("user_version") == 1)
  }

  @Test func `another table under the name of the bookkeeping is not read, nor written`() throws {
    let connection = try scratch.open()
    let migrator = Self.migrator(Self.first, Self.second)
    try Self.migrator(Self.first).migrate(connection, now: { 1 })
    try connection.changingSchema { () throws(SQLiteError) in
      try connection.execute(
        "DROP TABLE ledger_migration; CREATE TABLE ledger_migration (version, name, sha256, at)")
    }
    #expect(failure { try migrator.migrate(connection, now: { 2 }) }?.primaryCode == .error)
    let rows = try connection.query("SELECT count(*) FROM ledger_migration") { try $0.int(0) }
    #expect(rows == [0])
  }

  @Test func `of several that race one migrates`() async throws {
    let configuration = scratch.configuration
    let migrator = Self.migrator(Self.first, Self.second, Self.third)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<6 {
        group.addTask {
          var configuration = configuration
          configuration.busyDeadline = .seconds(30)
          let connection = try Connection(configuration)
          return try migrator.migrate(connection, now: { 1 }).count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.reduce(0, +) == 3)
    let connection = try scratch.open()
    #expect(try connection.query("SELECT count(*) FROM a") { try $0.int(0) } == [1])
  }

  @Test func `a fault at any call leaves whole migrations only`() throws {
    let migrator = Self.migrator(Self.first, Self.second, Self.third)
    for call in 1... {
      let scratch = Scratch()
      let connection = try scratch.open()
      let plan = FaultPlan(failing: call, with: .ioErr)
      connection.setFaults(plan)
      let error = failure { try migrator.migrate(connection, now: { 1 }) }
      connection.abandon()
      let again = try scratch.open()
      let version = Int(try again.integerPragma("user_version") ?? -1)
      let tables = try again.schemaObjects().map(\.name)
      #expect(tables.contains("a") == (version >= 1) && tables.contains("v_a") == (version >= 2))
      #expect(try migrator.migrate(again, now: { 2 }).count == 3 - version)
      if plan.fired == 0 {
        #expect(error == nil && call > 20)
        break
      }
      #expect(error != nil)
    }
  }

  @Test func `the schema can be listed for a fingerprint`() throws {
    let connection = try scratch.open()
    try Self.migrator(Self.first, Self.second).migrate(connection, now: { 1 })
    let objects = try connection.schemaObjects()
    #expect(objects.map(\.name) == ["a", "ledger_migration", "v_a"])
    #expect(objects.last?.sql == "CREATE VIEW v_a AS SELECT x FROM a")
  }
}
