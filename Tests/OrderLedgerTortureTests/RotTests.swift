import OrderLedger
import OrderLedgerRawDatabase
import Testing

@testable import OrderLedgerTorture

@Suite struct RotTests {
  /// What a ledger can be refused as that says something about the file's content.
  static let refusals: Set<LedgerError.Code> = [
    .corrupt, .integrity, .notADatabase, .foreignDatabase, .schemaTooNew, .schemaMismatch,
    .migrationChanged, .readOnly, .database,
  ]

  @Test(arguments: LedgerError.Code.allCases)
  func `a file that others hold or nobody may open is not found to be damaged`(
    code: LedgerError.Code
  ) {
    #expect(RotTier.refusals.contains(code) == Self.refusals.contains(code))
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
