import Foundation
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// Copies of a ledger: what is checked of one that was made, and what comes of one that is put back.
@Suite struct RestoreTests {
  private static func opening(_ location: LocationID) -> Command {
    Command(.openLocation(OpenLocation(location: location)))
  }

  private static func connection(_ path: String) throws(SQLiteError) -> Connection {
    var configuration = Configuration(path: path)
    configuration.mode = .readOnly
    configuration.role = .reader
    return try Connection(configuration)
  }

  /// Why `path` is no copy of the ledger as it is now.
  private static func refusal(_ path: String, _ ledger: Ledger) async throws -> LedgerError? {
    let head = try await ledger.head()
    let copy = try connection(path)
    do throws(LedgerError) {
      try Ledger.requireCopy(copy, of: ledger.identity, head)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a copy is one of this ledger, of this moment and of its schema`() async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(Self.opening("LON"))
    let (older, copy) = (scratch.directory + "/older", scratch.directory + "/copy")
    try await ledger.backup(to: older)
    try await ledger.perform(Self.opening("PAR"))
    try await ledger.backup(to: copy)
    #expect(try await Self.refusal(copy, ledger) == nil)

    let late = try await Self.refusal(older, ledger)
    #expect(late?.code == .corrupt)
    #expect(late?.found?.contains("its journal ends with 1 and not with the 2") == true)

    let another = try Scratch()
    let other = try await another.open()
    try await other.perform(Self.opening("LON"))
    try await other.perform(Self.opening("PAR"))
    await other.close()
    let strange = try await Self.refusal(another.path, ledger)
    #expect(strange?.code == .corrupt)
    #expect(strange?.found?.contains("it is another ledger") == true)

    try RawDatabase(copy).run(
      "CREATE TRIGGER planted AFTER INSERT ON ledger_txn BEGIN SELECT 1; END")
    #expect(try await Self.refusal(copy, ledger)?.code == .schemaMismatch)
    await ledger.close()
  }

  @Test func `a backup never takes another file's name`() async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    let copy = scratch.directory + "/copy"
    let mine = Data("mine".utf8)
    try mine.write(to: URL(fileURLWithPath: copy))
    let error = await #expect(throws: LedgerError.self) { try await ledger.backup(to: copy) }
    #expect(error?.code == .alreadyOnDisk)
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == mine)
    // Nothing is left beside it, either.
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.directory)
    #expect(names.allSatisfy { !$0.contains("partial") })
    await ledger.close()
  }

  /// A copy under the name of a journal would be taken for what a crash left, and removed.
  @Test(arguments: ["-wal", "-shm", "-journal", "-ballast"])
  func `a copy takes no name that the ledger's own files may have`(end: String) async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(Self.opening("LON"))
    let path = scratch.path + end
    let error = await #expect(throws: LedgerError.self) { try await ledger.backup(to: path) }
    #expect(error?.code == .alreadyOnDisk)
    await ledger.close()
    let again = try await scratch.open()
    #expect(try await again.head().sequence == 1)
    await again.close()
  }

  @Test(arguments: ["-wal", "-shm", "-journal"])
  func `no copy is put beside an old log, which would be read as its own`(
    end: String
  ) async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    let copy = scratch.directory + "/copy"
    let old = Data("old".utf8)
    try old.write(to: URL(fileURLWithPath: copy + end))
    let error = await #expect(throws: LedgerError.self) { try await ledger.backup(to: copy) }
    #expect(error?.code == .alreadyOnDisk)
    #expect(error?.subject?.name == copy + end)
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy + end)) == old)
    #expect(!FileManager.default.fileExists(atPath: copy))
    try FileManager.default.removeItem(atPath: copy + end)
    try await ledger.backup(to: copy)
    await ledger.close()
  }

  // MARK: Putting it back

  /// Makes a copy in the midst of a ledger's life, and puts it where the file was.
  ///
  /// - Returns: the head of the copy, and the ledger's last.
  private static func restore(
    _ scratch: Scratch, startingLogOver: Bool, leavingLog: Bool
  ) async throws -> (copied: JournalHead, last: JournalHead) {
    let ledger = try await scratch.open()
    try await ledger.perform(opening("LON"))
    let copied = try await ledger.head()
    let copy = scratch.directory + "/copy"
    try await ledger.backup(to: copy)
    for number in 1...40 {
      try await ledger.perform(opening(LocationID(unchecked: "L\(number)")))
    }
    // The next commit begins the log anew, without the pages of those before.
    if startingLogOver { #expect(try await ledger.checkpoint()) }
    try await ledger.perform(opening("PAR"))
    let last = try await ledger.head()
    await ledger.close()
    let files = FileManager.default
    try files.removeItem(atPath: scratch.path)
    try files.moveItem(atPath: copy, toPath: scratch.path)
    for file in [scratch.path + "-wal", scratch.path + "-shm"] where files.fileExists(atPath: file)
    {
      if !leavingLog { try files.removeItem(atPath: file) }
    }
    return (copied, last)
  }

  @Test(arguments: [false, true])
  func `a copy that is put in the file's place is the ledger as it was`(
    startingLogOver: Bool
  ) async throws {
    let scratch = try Scratch()
    let heads = try await Self.restore(
      scratch, startingLogOver: startingLogOver, leavingLog: false)
    let ledger = try await scratch.open()
    #expect(try await ledger.head() == heads.copied)
    try await ledger.expectBalanced()
    #expect(
      try await ledger.compare(heads.last) == .endsEarlier(sequence: heads.copied.sequence))
    try await ledger.perform(Self.opening("PAR"))
    #expect(try await ledger.head().sequence == heads.copied.sequence + 1)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  /// SQLite would read the old log as the copy's. See the guide "Durability".
  @Test(arguments: [false, true])
  func `with the old log beside it, a copy is not opened, and nothing of it is changed`(
    startingLogOver: Bool
  ) async throws {
    let scratch = try Scratch()
    let heads = try await Self.restore(
      scratch, startingLogOver: startingLogOver, leavingLog: true)
    let before = try scratch.bytes
    for mode in [LedgerConfiguration.Mode.open, .readOnly] {
      let error = await #expect(throws: LedgerError.self) {
        _ = try await scratch.open { $0.mode = mode }
      }
      #expect(error?.code == .cannotOpen)
      #expect(error?.found?.contains("belongs to another file") == true)
    }
    #expect(try scratch.bytes == before)
    for end in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: scratch.path + end) {
      try FileManager.default.removeItem(atPath: scratch.path + end)
    }
    let ledger = try await scratch.open()
    #expect(try await ledger.head() == heads.copied)
    try await ledger.expectBalanced()
    await ledger.close()
  }
}
