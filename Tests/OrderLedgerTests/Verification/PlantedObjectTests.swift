import Foundation
import OrderLedgerMigrations
import OrderLedgerModel
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// What was planted in a file is found before it runs, and the file is left as it is.
@Suite struct PlantedObjectTests {
  static let newest = LedgerMigrations.steps.count

  /// The first version, one before the newest, and the newest.
  static let versions = [1, newest - 1, newest]

  /// Everything that holds the database: the file and its log.
  static func content(of scratch: Scratch) throws -> [Data] {
    let log = URL(fileURLWithPath: scratch.path + "-wal")
    return [try scratch.bytes, (try? Data(contentsOf: log)) ?? Data()]
  }

  static func refusal(
    _ scratch: Scratch, _ change: (inout LedgerConfiguration) -> Void
  ) async -> LedgerError? {
    await EnvironmentTests.error { () throws(LedgerError) in
      let ledger = try await scratch.open(change)
      await ledger.close()
    }
  }

  @Test(arguments: PlantedObject.all + PlantedObject.inOwnFile, versions)
  func `it keeps a file from being opened, and from being migrated`(
    planted: PlantedObject, version: Int
  ) async throws {
    let scratch = try OlderSchemaTests.file(steps: version)
    try scratch.raw().run(planted.sql)
    let before = try Self.content(of: scratch)
    for mode in [LedgerConfiguration.Mode.open, .createOrOpen, .readOnly] {
      let error = await Self.refusal(scratch) { $0.mode = mode }
      #expect(error?.code == .schemaMismatch)
      // A reader looks at the version first.
      if mode != .readOnly || version == Self.newest {
        #expect(error?.subject?.name == planted.name)
        #expect(error?.allowed == "the schema of version \(version)")
      }
      #expect(try Self.content(of: scratch) == before)
    }
    // It alone was the reason.
    try scratch.raw().run(planted.undo)
    try await Self.expectSound(scratch)
  }

  @Test(arguments: [1, 4, newest])
  func `what is missing is found like what is there too much`(version: Int) async throws {
    let scratch = try OlderSchemaTests.file(steps: version)
    try scratch.raw().run("DROP TABLE ledger_sku")
    let before = try Self.content(of: scratch)
    let error = await Self.refusal(scratch) { $0.mode = .open }
    #expect(error?.code == .schemaMismatch)
    #expect(error?.found == "nothing")
    #expect(try Self.content(of: scratch) == before)
  }

  @Test func `a file that says it has another version than its tables is refused`() async throws {
    for (version, said) in [(Self.newest, 5), (5, Self.newest), (5, 4), (5, 0), (5, -1)] {
      let scratch = try OlderSchemaTests.file(steps: version)
      try scratch.raw().run("PRAGMA user_version = \(said)")
      let before = try Self.content(of: scratch)
      let error = await Self.refusal(scratch) { $0.mode = .open }
      // Of a later one the records are missing, before anybody looks at tables.
      let expected = said > version ? LedgerError.Code.migrationChanged : .schemaMismatch
      #expect(error?.code == expected, "\(version) that says \(said)")
      #expect(try Self.content(of: scratch) == before)
    }
  }

  @Test func `a backup is not even switched to WAL before it was looked at`() async throws {
    for version in Self.versions {
      let scratch = try OlderSchemaTests.file(steps: version)
      try scratch.raw().run("PRAGMA journal_mode = DELETE; \(PlantedObject.all[0].sql)")
      let before = try Self.content(of: scratch)
      let error = await Self.refusal(scratch) { $0.mode = .open }
      #expect(error?.code == .schemaMismatch)
      #expect(try Self.content(of: scratch) == before)
      try scratch.raw().run(PlantedObject.all[0].undo)
      #expect(try scratch.raw().query("PRAGMA journal_mode") == [["delete"]])
      try await Self.expectSound(scratch)
      #expect(try scratch.raw().query("PRAGMA journal_mode") == [["wal"]])
    }
  }

  @Test(arguments: ["WAL", "DELETE"])
  func `a migration that fails leaves nothing of the steps before it`(mode: String) async throws {
    let last = try #require(Schema.migrations.last)
    let scratch = try OlderSchemaTests.file(steps: 1)
    // The last step's row is there already, so that all of them run and its own can't be written.
    let hash = SHA256Digest.of(Array(last.sql.utf8)).hexadecimal
    let row = "INSERT INTO ledger_migration VALUES (\(last.version), '', x'\(hash)', 0)"
    try scratch.raw().run("PRAGMA journal_mode = \(mode); \(row)")
    let before = try Self.content(of: scratch)
    let error = await Self.refusal(scratch) { $0.mode = .open }
    #expect(error?.code == .integrity)
    #expect(try Self.content(of: scratch) == before)
    try scratch.raw().run("DELETE FROM ledger_migration WHERE version = \(last.version)")
    try await Self.expectSound(scratch)
  }

  @Test(arguments: versions)
  func `books kept by another policy are told before anything is migrated`(
    version: Int
  ) async throws {
    let scratch = try OlderSchemaTests.file(steps: version)
    try scratch.raw().run("INSERT INTO ledger_store VALUES (1, zeroblob(16), 0, 0, 0)")
    let before = try Self.content(of: scratch)
    let error = await Self.refusal(scratch) {
      $0.policy = AccountingPolicy(taxPoint: .fulfillment)
    }
    #expect(error?.code == .schemaMismatch)
    #expect(error?.subject?.name == "accounting policy")
    #expect(try Self.content(of: scratch) == before)
    try await Self.expectSound(scratch)
  }

  // MARK: A file that a host shares

  static let opened = Command(.openLocation(OpenLocation(location: "LON")))

  /// Carries out a command in a transaction of the host's.
  static func perform(_ host: RawDatabase) throws {
    try host.run("BEGIN")
    do {
      try host.lend { handle in
        try unsafe Ledger.withBorrowedConnection(handle) { ledger in
          _ = try ledger.perform(opened)
        }
      }
    } catch {
      try host.run("COMMIT")
      throw error
    }
    try host.run("COMMIT")
  }

  @Test func `a host's connection is borrowed in a transaction alone`() throws {
    let scratch = try Scratch()
    let host = try scratch.raw()
    try host.run("CREATE TABLE mine (a)")
    let before = try host.dump()
    let error = #expect(throws: LedgerError.self) {
      try host.lend { handle in
        try unsafe Ledger.withBorrowedConnection(handle) { ledger in
          _ = try ledger.perform(Self.opened)
        }
      }
    }
    #expect(error?.code == .notInTransaction)
    #expect(try host.dump() == before)
    try Self.perform(host)
    #expect(try host.query("SELECT count(*) FROM ledger_txn") == [["1"]])
  }

  @Test(arguments: PlantedObject.all)
  func `in a file that a host shares, the host's own is its own`(
    planted: PlantedObject
  ) throws {
    let scratch = try Scratch()
    let host = try scratch.raw()
    try host.run(
      """
      CREATE TABLE basket (id INTEGER PRIMARY KEY, note TEXT);
      CREATE INDEX basket_note ON basket (note);
      CREATE VIEW baskets AS SELECT * FROM basket;
      CREATE TRIGGER basket_more AFTER INSERT ON basket BEGIN SELECT 1; END
      """)
    try Self.perform(host)
    #expect(try host.query("SELECT count(*) FROM ledger_txn") == [["1"]])
    try host.run(planted.sql)
    let before = try host.dump()
    let error = #expect(throws: LedgerError.self) { try Self.perform(host) }
    #expect(error?.code == .schemaMismatch)
    // Where the table of the steps is another, nothing of the ledger's is there by right.
    if planted.name != Migrator.table { #expect(error?.subject?.name == planted.name) }
    #expect(try host.dump() == before)
  }

  @Test(arguments: PlantedObject.all)
  func `a host's file of an older schema is looked at before it is migrated`(
    planted: PlantedObject
  ) throws {
    let scratch = try OlderSchemaTests.file(steps: Self.newest - 1)
    let host = try scratch.raw()
    // A host's header says what the host wants.
    try host.run("PRAGMA application_id = 0; PRAGMA user_version = 7; CREATE TABLE basket (id)")
    try host.run(planted.sql)
    let before = try host.dump()
    let error = #expect(throws: LedgerError.self) { try Self.perform(host) }
    #expect(error?.code == .schemaMismatch)
    // What it was compared with tells that it was not migrated yet.
    let version = planted.name == Migrator.table ? 0 : Self.newest - 1
    #expect(error?.allowed == "the schema of version \(version)")
    #expect(try host.dump() == before)
    try host.run(planted.undo)
    try Self.perform(host)
    #expect(
      try host.query("SELECT max(version) FROM ledger_migration") == [["\(Self.newest)"]])
  }

  private static func expectSound(_ scratch: Scratch) async throws {
    let ledger = try await scratch.open { $0.mode = .open }
    try await ledger.perform(OpenLocation(location: "LON"))
    try await ledger.expectBalanced()
    await ledger.close()
  }
}
