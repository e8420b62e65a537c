import Foundation
import OrderLedger
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

/// A file that was moved, replaced or deleted while it was open: what is not a command says so, too,
/// and nothing is written to what has its place.
@Suite struct MovedLedgerTests {
  static let situations = Situation.allCases.filter(\.isWhileOpen)

  /// With a reader that was there before and without; a reader that is opened makes the log that is
  /// missing, and there is nothing to be noticed.
  static let copies: [(Situation, Bool)] =
    situations.map { ($0, true) } + situations.filter { $0 != .logDeleted }.map { ($0, false) }

  @Test(arguments: copies)
  func `no copy is made of what has the file's place`(
    situation: Situation, hasReader: Bool
  ) async throws {
    let scratch = try await EnvironmentTests.scratch(situation)
    let ledger = try await scratch.open()
    if hasReader { #expect(try await ledger.head().sequence == 1) }
    try situation.bringAbout(scratch.path)
    let before = try? scratch.bytes
    let copy = scratch.directory + "/copy.sqlite"
    let error = await #expect(throws: LedgerError.self) { try await ledger.backup(to: copy) }
    try EnvironmentTests.expect(error, situation, scratch.path)
    #expect(!FileManager.default.fileExists(atPath: copy))
    await ledger.close()
    #expect((try? scratch.bytes) == before)
  }

  /// Without a guard that was there before and with one.
  @Test(arguments: situations, [false, true])
  func `a checkpoint is made of the file that was opened, or of none`(
    situation: Situation, hasGuard: Bool
  ) async throws {
    let scratch = try await EnvironmentTests.scratch(situation)
    let ledger = try await scratch.open()
    if hasGuard { try await ledger.checkpoint() }
    try await ledger.perform(EnvironmentTests.more)
    try situation.bringAbout(scratch.path)
    let before = try? scratch.bytes
    if situation == .logDeleted, hasGuard {
      // Nobody has made another log: what was answered can still be saved.
      #expect(try await ledger.checkpoint())
      await ledger.close()
      let again = try await scratch.open()
      #expect(try await again.head().sequence == 2)
      try await again.expectBalanced()
      await again.close()
      return
    }
    let error = await #expect(throws: LedgerError.self) { try await ledger.checkpoint() }
    try EnvironmentTests.expect(error, situation, scratch.path)
    await ledger.close()
    #expect((try? scratch.bytes) == before)
  }

  // MARK: Opened again after a failed commit

  /// A ledger whose commit has failed, and whose file could not be opened again since.
  private static func stranded(_ scratch: Scratch) async throws -> (Ledger, FaultPlan) {
    // The first call is the opening, the second the commit; from there on none works.
    let plan = FaultPlan(failing: 2, with: .ioErr, sticky: true, at: [.open, .commit])
    let ledger = try await scratch.open { $0.faults = plan }
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.perform(EnvironmentTests.more)
    }
    #expect(error?.code == .unknownOutcome)
    #expect(plan.fired == 2)
    return (ledger, plan)
  }

  @Test func `a file that was replaced after a failed commit is not written to`() async throws {
    let scratch = try await EnvironmentTests.scratch(.replaced)
    let (ledger, plan) = try await Self.stranded(scratch)
    plan.end()
    try Situation.replaced.bringAbout(scratch.path)
    let before = try scratch.bytes
    for _ in 0..<2 {
      let error = await #expect(throws: LedgerError.self) {
        try await ledger.perform(EnvironmentTests.more)
      }
      try EnvironmentTests.expect(error, .replaced, scratch.path)
    }
    let checkpoint = await #expect(throws: LedgerError.self) { try await ledger.checkpoint() }
    #expect(checkpoint?.code == .fileMoved)
    let rebuilding = await #expect(throws: LedgerError.self) { try await ledger.rebuild() }
    #expect(rebuilding?.code == .fileMoved)
    await ledger.close()
    #expect(try scratch.bytes == before)
    try Self.removeLog(scratch)
    let other = try await scratch.open()
    #expect(try await other.head().sequence == 1)
    try await other.expectBalanced()
    await other.close()
  }

  /// A file system gives the number of a file that is gone to the next one. Here the file keeps it,
  /// and holds another ledger for a while.
  @Test func `another ledger is not written to because it has the number`() async throws {
    let scratch = try await EnvironmentTests.scratch(.replaced)
    let own = try scratch.bytes
    let other = try Data(contentsOf: URL(fileURLWithPath: Situation.other(than: scratch.path)))
    let (ledger, plan) = try await Self.stranded(scratch)
    plan.end()
    try other.write(to: URL(fileURLWithPath: scratch.path))
    try Self.removeLog(scratch)
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.perform(EnvironmentTests.more)
    }
    try EnvironmentTests.expect(error, .replaced, scratch.path)
    #expect(try scratch.bytes == other)
    // With its own file back, the ledger goes on.
    try own.write(to: URL(fileURLWithPath: scratch.path))
    try Self.removeLog(scratch)
    try await ledger.perform(EnvironmentTests.more)
    #expect(try await ledger.head().sequence == 2)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  private static func removeLog(_ scratch: Scratch) throws {
    for file in [scratch.path + "-wal", scratch.path + "-shm"]
    where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
  }
}
