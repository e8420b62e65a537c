import Foundation
import OrderLedger
import OrderLedgerFuzzing
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@testable import OrderLedgerTorture

/// T15: what a release wrote, later releases read. `Scripts/golden` writes the files.
@Suite struct GoldenFileTests {
  static let isWriting = ProcessInfo.processInfo.environment["ORDER_LEDGER_WRITE_GOLDEN"] == "1"

  /// A copy of a golden file, which goes with the last reference.
  final class Copy: Sendable {
    let directory: String
    var path: String { directory + "/ledger.sqlite" }

    init(_ golden: GoldenFile?) throws {
      directory = FileManager.default.temporaryDirectory.path + "/golden-\(UUID().uuidString)"
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
      if let golden { try FileManager.default.copyItem(atPath: golden.path, toPath: path) }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func open(_ mode: LedgerConfiguration.Mode = .open) async throws(LedgerError) -> Ledger {
      var configuration = LedgerConfiguration()
      configuration.mode = mode
      configuration.durability = .mayLoseLastCommits
      // A year later than the times that the workload's commands state.
      let clock = TestClock(Timestamp(microseconds: 1_826_964_000_000_000))
      configuration.clock = { clock.now() }
      return try await Ledger(path: path, configuration: configuration)
    }

    func rows() throws -> [String: [[String]]] { try RawDatabase(path, makesFile: false).dump() }

    var schema: Int { get throws { try Self.schema(of: path) } }

    static func schema(of path: String) throws -> Int {
      let rows = try RawDatabase(path, makesFile: false).query("PRAGMA user_version")
      return Int(rows[0][0]) ?? -1
    }
  }

  static func entries(_ ledger: Ledger) async throws -> [String: Int] {
    try await ledger.read { snapshot throws(LedgerError) in
      var entries: [String: Int] = [:]
      try snapshot.forEachTransaction { transaction throws(LedgerError) in
        for entry in transaction.entries {
          entries[Mirror(reflecting: entry).children.first?.label ?? "\(entry)", default: 0] += 1
        }
      }
      return entries
    }
  }

  @Test(.enabled(if: isWriting)) func `the schema in force gets its file`() async throws {
    let copy = try Copy(nil)
    let ledger = try await copy.open(.createOrOpen)
    for command in Workload.standard { try await ledger.perform(command) }
    try await ledger.expectBalanced()
    let head = try await ledger.head()
    let entries = try await Self.entries(ledger)
    let golden = GoldenFile(schema: try copy.schema)
    if let release = try? golden.facts.release {
      Issue.record("\(golden.name) is what \(release) wrote, and stays as it is.")
      return
    }
    try FileManager.default.createDirectory(
      atPath: GoldenFile.folder, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(atPath: golden.path)
    try await ledger.backup(to: golden.path)
    await ledger.close()
    let release = ProcessInfo.processInfo.environment["ORDER_LEDGER_RELEASE"]
    try golden.write(
      GoldenFile.Facts(
        schema: golden.schema, release: release?.isEmpty == false ? release : nil, head: head,
        entries: entries))
  }

  @Test func `the schema in force has a file, with every kind of entry that the workload has`()
    async throws
  {
    let copy = try Copy(nil)
    let ledger = try await copy.open(.createOrOpen)
    for command in Workload.standard { try await ledger.perform(command) }
    let kinds = Set(try await Self.entries(ledger).keys)
    await ledger.close()
    let newest = try #require(GoldenFile.all.last)
    let facts = try newest.facts
    #expect(try facts.schema == copy.schema, "Run Scripts/golden.")
    #expect(kinds.subtracting(facts.entries.keys) == [], "Run Scripts/golden.")
  }

  @Test(arguments: GoldenFile.all)
  func `a file of every schema opens, is sound, and has the head that was recorded`(
    golden: GoldenFile
  ) async throws {
    let facts = try golden.facts
    let copy = try Copy(golden)
    #expect(try copy.schema == facts.schema)
    let ledger = try await Self.opened(copy, facts)
    let report = try await ledger.verify(.full)
    #expect(report.isSound, "\(report)")
    #expect(report.head == facts.head)
    #expect(try await Self.entries(ledger) == facts.entries)
    await ledger.close()
    // The schema in force, and at the first look what all files of it have.
    #expect(try copy.schema == GoldenFile.all.last?.facts.schema)
  }

  @Test(arguments: GoldenFile.all)
  func `a file of every schema is rebuilt as it is`(golden: GoldenFile) async throws {
    let copy = try Copy(golden)
    let ledger = try await Self.opened(copy, golden.facts)
    let before = try copy.rows()
    #expect(try await ledger.rebuild().changedTables == [])
    await ledger.close()
    let after = try copy.rows()
    for table in Set(before.keys).union(after.keys) {
      #expect(before[table] == after[table], "\(table)")
    }
  }

  @Test(arguments: GoldenFile.all)
  func `a file of every schema takes new commands`(golden: GoldenFile) async throws {
    let copy = try Copy(golden)
    let ledger = try await Self.opened(copy, golden.facts)
    let order = Workload.order("new", discount: 100)
    try await ledger.perform(Command(.placeOrder(order)))
    try await ledger.perform(
      CancelOrder(order: "new", cancellation: "new-1", reason: "customer"))
    #expect(try await ledger.order("new").openUnits == 0)
    try await ledger.expectBalanced()
    // And those of the file are known by their keys.
    let first = try #require(Workload.standard.first)
    #expect(try await ledger.perform(first).replayed)
    await ledger.close()
  }

  /// Opens a file; one whose schema was edited since says what to do.
  private static func opened(_ copy: Copy, _ facts: GoldenFile.Facts) async throws -> Ledger {
    do throws(LedgerError) { return try await copy.open() } catch {
      if error.code == .migrationChanged, facts.release == nil {
        Issue.record("A migration was edited that no release has: run Scripts/golden.")
      }
      throw error
    }
  }
}
