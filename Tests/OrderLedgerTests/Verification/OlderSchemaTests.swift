import OrderLedgerMigrations
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// What a later release does with a file of an earlier one. Nothing is released yet, so the earlier
/// ones are the first steps of the migrations.
@Suite struct OlderSchemaTests {
  /// A file that has the first steps only, all of it in the main file.
  static func file(steps version: Int) throws -> Scratch {
    let scratch = try Scratch()
    let connection = try Connection(Configuration(path: scratch.path))
    let first = Migrator(
      Array(Schema.migrations.prefix(version)), applicationID: Schema.applicationID
    ) { SHA256Digest.of($0) }
    try first.migrate(connection) { 0 }
    try connection.close()
    try scratch.raw().run("PRAGMA wal_checkpoint(TRUNCATE)")
    return scratch
  }

  @Test(arguments: Array(1..<LedgerMigrations.steps.count))
  func `a file with the first steps only gets the others when it is opened for writing`(
    version: Int
  ) async throws {
    let scratch = try Self.file(steps: version)
    let refusal = await #expect(throws: LedgerError.self) {
      try await scratch.open { $0.mode = .readOnly }
    }
    #expect(refusal?.code == .schemaMismatch)
    #expect(refusal?.found == "version \(version)")
    let ledger = try await scratch.open { $0.mode = .open }
    try await ledger.perform(OpenLocation(location: "LON"))
    try await ledger.expectBalanced()
    await ledger.close()
    let newest = "\(LedgerMigrations.steps.count)"
    #expect(try scratch.raw().query("PRAGMA user_version") == [[newest]])
  }
}
