import Foundation
import OrderLedger
import OrderLedgerMigrations
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

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

  static let journal = [
    "ledger_store", "ledger_sku", "ledger_location", "ledger_txn", "ledger_order", "ledger_line",
    "ledger_component", "ledger_location_change", "ledger_line_change", "ledger_movement",
    "ledger_payment_txn", "ledger_decision", "ledger_decision_share", "ledger_attempt_change",
    "ledger_posting", "ledger_message", "ledger_request", "ledger_policy", "ledger_period",
    "ledger_reversal", "ledger_customer_change", "ledger_exchange",
  ]

  /// Where a row holds facts and the state that follows from them: the first column of the state.
  static let firstStateColumns = ["ledger_order": "version", "ledger_line": "cancelled"]

  @Test(arguments: journal) func `no program can change or remove a row of the journal`(
    table: String
  ) async throws {
    let scratch = try await BusyShop.file()
    let raw = try scratch.raw()
    #expect(try raw.query("SELECT count(*) FROM \(table)") != [["0"]])
    let columns = try raw.columns(of: table).map(\.name)
    let facts = columns.prefix { $0 != Self.firstStateColumns[table] }
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
