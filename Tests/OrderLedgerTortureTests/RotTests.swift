import OrderLedger
import OrderLedgerRawDatabase
import Testing

@testable import OrderLedgerTorture

@Suite struct RotTests {
  /// What a ledger can be refused as that says something about the file's content.
  static let refusals: Set<LedgerError.Code> = [
    .corrupt, .integrity, .notADatabase, .foreignDatabase, .schemaTooNew, .schemaMismatch,
    .migrationChanged, .readOnly,
  ]

  @Test(arguments: LedgerError.Code.allCases)
  func `a file that others hold or nobody may open is not found to be damaged`(
    code: LedgerError.Code
  ) {
    #expect(RotTier.isFinding(LedgerError(code)) == Self.refusals.contains(code))
  }

  @Test func `SQLite's other errors are findings where they speak of the file`() {
    let setting = LedgerError.Subject("setting", "encoding")
    #expect(RotTier.isFinding(LedgerError(.database, setting, found: "UTF-16")))
    let found = "table ledger_txn already exists"
    #expect(RotTier.isFinding(LedgerError(.database, found: found)))
    #expect(!RotTier.isFinding(LedgerError(.database, found: "bad parameter or other API misuse")))
    let file = LedgerError.Subject("file", "ledger.sqlite")
    #expect(!RotTier.isFinding(LedgerError(.database, file, found: "out of memory")))
    // A lock is none of the file's.
    #expect(!RotTier.isFinding(LedgerError(.busy, setting)))
  }

  @Test func `only an earlier end of the same journal is one that was cut off`() async throws {
    let place = try Workplace()
    let short = try await RotSource.make(Array(Workload.standard.prefix(3)), in: place).closed
    let ledger = try await Ledger(path: place.ledger)
    for command in Workload.standard.dropFirst(3).prefix(2) { try await ledger.perform(command) }
    let head = try await ledger.head()
    await ledger.close()
    let file = try RawDatabase(place.ledger, makesFile: false)
    let long = RotSource(
      contents: [:], rows: [:], head: head,
      hashes: try file.query("SELECT hex(hash) FROM ledger_txn ORDER BY seq").map { $0[0] })
    #expect(long.wasOnce(short.head))
    #expect(!long.wasOnce(long.head) && !short.wasOnce(long.head))
    // As long as the shorter one, and of another ledger.
    let other = try await RotSource.make(Array(Workload.standard.prefix(3)), in: place).closed
    #expect(!long.wasOnce(other.head))
  }

  @Test func `only what the log loses, or a file's end, can be missing without a trace`() {
    #expect(Rot.logMissing.canCutTheEnd && Rot.logTruncated.canCutTheEnd)
    #expect(Rot.logBitFlip.canCutTheEnd && Rot.truncated.canCutTheEnd)
    for rot in [Rot.editedRow, .bitFlip, .zeroedPage, .transactionRemoved] + Rot.entries {
      #expect(!rot.canCutTheEnd, "\(rot.rawValue)")
    }
  }

  @Test func `of entries that are edited, removed, moved or repeated the transaction is named`()
    async throws
  {
    let place = try Workplace()
    let source = try await RotSource.make(Workload.standard, in: place).closed
    var dice = Dice(seed: 20_261_127)
    var tables: Set<String> = []
    var unnoticed = 0
    for number in 0..<80 {
      try place.fill(source.contents)
      let rot = Rot.entries[number % Rot.entries.count]
      let file = try RawDatabase(place.ledger, makesFile: false)
      let damage = try rot.spoilEntry(file, &dice)
      for name in EntryTable.names where damage.text.contains(name) { tables.insert(name) }
      let ledger = try await Ledger(path: place.ledger)
      let report = try await ledger.verify()
      #expect(report.firstBadSequence == damage.sequence, "\(damage.text): \(report)")
      // The newest transactions alone: of the oldest nothing is seen, or this test could not fail.
      let quick = try await ledger.verify(.quick)
      if quick.firstBadSequence != damage.sequence { unnoticed += 1 }
      await ledger.close()
    }
    #expect(tables.count >= 8)
    #expect(unnoticed > 0)
  }

  @Test func `every entry table of the list has entries to spoil`() async throws {
    let place = try Workplace()
    let source = try await RotSource.make(Workload.standard, in: place).closed
    try place.fill(source.contents)
    let file = try RawDatabase(place.ledger, makesFile: false)
    for name in EntryTable.names {
      let entries = try EntryTable(name, in: file).entries(in: file)
      #expect(!entries.isEmpty, "\(name)")
      #expect(entries.allSatisfy { $0.sequence > 0 && (0..<1_000).contains($0.place) }, "\(name)")
    }
  }
}
