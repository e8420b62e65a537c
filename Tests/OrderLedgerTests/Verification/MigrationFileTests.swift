import Foundation
import OrderLedgerMigrations
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@testable import OrderLedger

@Suite struct MigrationFileTests {
  static func directory(_ file: String = #filePath) -> String {
    let tests = URL(fileURLWithPath: file).deletingLastPathComponent()
    return tests.appendingPathComponent("../../../Migrations/SQL").standardizedFileURL.path
  }

  @Test func `the list of steps is the directory of files`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory()).sorted()
    let names = LedgerMigrations.steps.map { step in
      let digits = "000\(step.version)".suffix(4)
      return "V\(digits)__\(step.name).sql"
    }
    #expect(names == files)
    #expect(LedgerMigrations.steps.map(\.version) == Array(1...files.count))
    for (step, file) in zip(LedgerMigrations.steps, files) {
      let text = try String(contentsOfFile: "\(Self.directory())/\(file)", encoding: .utf8)
      #expect(step.sql == text, "\(file)")
    }
  }

  @Test func `a file knows the checksums of its steps, and refuses others`() async throws {
    let scratch = try Scratch()
    await (try scratch.open()).close()
    let rows = try scratch.raw().query("SELECT version, name, length(sha256) FROM ledger_migration")
    #expect(rows == LedgerMigrations.steps.map { ["\($0.version)", $0.name, "32"] })
    try scratch.raw().run("UPDATE ledger_migration SET sha256 = zeroblob(32) WHERE version = 2")
    let before = try scratch.bytes
    let error = await #expect(throws: LedgerError.self) { try await scratch.open() }
    #expect(error?.code == .migrationChanged)
    #expect(error?.subject?.name == "2")
    #expect(try scratch.bytes == before)
  }

  @Test func `a file of a newer release is refused and left alone`() async throws {
    let scratch = try Scratch()
    await (try scratch.open()).close()
    try scratch.raw().run(
      "INSERT INTO ledger_migration VALUES (99, 'later', zeroblob(32), 0); PRAGMA user_version = 99"
    )
    let before = try scratch.bytes
    let error = await #expect(throws: LedgerError.self) { try await scratch.open() }
    #expect(error?.code == .schemaTooNew)
    #expect(try scratch.bytes == before)
  }

  @Test func `nothing is written to a file that a newer release has migrated meanwhile`()
    async throws
  {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(OpenLocation(location: "LON"))
    try scratch.raw().run(
      "INSERT INTO ledger_migration VALUES (99, 'later', zeroblob(32), 0); PRAGMA user_version = 99"
    )
    for _ in 0..<2 {
      let error = await #expect(throws: LedgerError.self) {
        try await ledger.perform(OpenLocation(location: "PAR"))
      }
      #expect(error?.code == .schemaTooNew)
    }
    #expect(try scratch.raw().query("SELECT count(*) FROM ledger_txn") == [["1"]])
    await ledger.close()
  }

  /// Asks a ledger in which the table has rows: a trigger is asked once a row.
  private static func withRows(
    of table: String, _ body: (RawDatabase) throws -> Void
  ) async throws {
    if ["ledger_credit_change", "ledger_dispute_change"].contains(table) {
      let shop = try await CreditTamperTests.shop()
      try body(try RawDatabase(shop.path))
      await shop.close()
    } else {
      let scratch = try await BusyShop.file()
      try body(try scratch.raw())
    }
  }

  /// Where a row holds facts and the state that follows from them: the first column of the state.
  static let firstStateColumns = ["ledger_order": "version", "ledger_line": "cancelled"]

  @Test(arguments: Projection.journal.keys.sorted())
  func `no program can change or remove a row of the journal`(table: String) async throws {
    try await Self.withRows(of: table) { raw in
      #expect(try raw.query("SELECT count(*) FROM \(table)") != [["0"]])
      let columns = try raw.columns(of: table).map(\.name)
      let facts = columns.prefix { $0 != Self.firstStateColumns[table] }
      #expect(!facts.isEmpty)
      for column in facts {
        try refuses("UPDATE \(table) SET \"\(column)\" = \"\(column)\"", raw)
      }
      try refuses("DELETE FROM \(table)", raw)
      // Generated columns are not among them.
      let stored = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      try refuses(
        """
        PRAGMA recursive_triggers = ON;
        INSERT OR REPLACE INTO \(table) (\(stored)) SELECT \(stored) FROM \(table)
        """, raw)
    }
  }

  @Test func `the tables that triggers protect are those that the library's own lists name`()
    async throws
  {
    let scratch = try Scratch()
    await (try scratch.open()).close()
    let raw = try scratch.raw()
    for action in ["update", "delete"] {
      let tables = try raw.query(
        "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_\(action)'")
      #expect(Set(tables.map { $0[0] }) == Set(Projection.journal.keys))
    }
    // A table is of the journal, of the state, or one of these.
    let others = [
      "ledger_migration", "ledger_note", "ledger_contact", "ledger_refund_work",
      "ledger_refund_search",
    ]
    let known = Set(Projection.journal.keys).union(Projection.all.map(\.table)).union(others)
    #expect(Set(try raw.tableNames()) == known)
  }

  @Test(arguments: firstStateColumns.keys.sorted())
  func `the state beside the facts may change, and only it`(table: String) async throws {
    let scratch = try await BusyShop.file()
    let raw = try scratch.raw()
    let columns = try raw.columns(of: table).map(\.name)
    let state = columns.drop { $0 != Self.firstStateColumns[table] }
    #expect(!state.isEmpty && state.count < columns.count)
    for column in state {
      try raw.run("UPDATE \(table) SET \"\(column)\" = \"\(column)\"")
      #expect(raw.changes > 0)
    }
    try refuses(
      "UPDATE \(table) SET \"\(state.last ?? "")\" = 0, \"\(columns[1])\" = \"\(columns[1])\"", raw)
  }

  private func refuses(
    _ sql: String, _ raw: RawDatabase, location: SourceLocation = #_sourceLocation
  ) throws {
    let error = #expect(throws: RawDatabase.Failure.self, sourceLocation: location) {
      try raw.run(sql)
    }
    let text = error?.description ?? ""
    let refusals = ["append-only", "what was placed stays"]
    #expect(refusals.contains { text.contains($0) }, "\(text)", sourceLocation: location)
  }
}
