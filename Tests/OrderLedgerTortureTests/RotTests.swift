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

  @Test func `of any two files one has a flip, and every other kind has as many turns`() {
    let others = Rot.allCases.count - Rot.flips.count
    let kinds = (0..<2 * Rot.flips.count * others).map { Rot.turn($0) }
    for kind in Rot.allCases {
      let turns = Rot.flips.contains(kind) ? others : Rot.flips.count
      #expect(kinds.filter { $0 == kind }.count == turns, "\(kind.rawValue)")
    }
    for start in kinds.indices.dropLast() {
      #expect(kinds[start...start + 1].filter { Rot.flips.contains($0) }.count == 1)
    }
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
    var spoiled: [String: Set<Rot>] = [:]
    var unnoticed = 0
    for name in EntryTable.names {
      // Of columns there are several.
      for rot in Rot.entries + [.editedEntry, .editedEntry] {
        try place.fill(source.contents)
        let file = try RawDatabase(place.ledger, makesFile: false)
        let table = try EntryTable(name, in: file)
        guard let damage = try rot.spoilEntry(of: table, file, &dice) else { continue }
        spoiled[name, default: []].insert(rot)
        let ledger = try await Ledger(path: place.ledger)
        let report = try await ledger.verify()
        #expect(!report.isSound, "\(damage.text)")
        if let sequence = damage.sequence {
          #expect(report.firstBadSequence == sequence, "\(damage.text): \(report)")
        }
        // The newest transactions alone: of the oldest nothing is seen, or this test could not fail.
        if try await ledger.verify(.quick).isSound { unnoticed += 1 }
        await ledger.close()
      }
    }
    // Four kinds of each, but for those few that a key or a meaning does not let happen.
    #expect(spoiled.count == EntryTable.names.count)
    #expect(spoiled.values.allSatisfy { $0.contains(.editedEntry) && $0.contains(.removedEntry) })
    #expect(spoiled.values.reduce(0) { $0 + $1.count } >= 4 * EntryTable.names.count - 4)
    #expect(unnoticed > 0)
  }

  @Test func `an entry of no transaction is found`() async throws {
    let place = try Workplace()
    let source = try await RotSource.make(Workload.standard, in: place).closed
    var dice = Dice(seed: 20_261_128)
    var unnoticed = 0
    for _ in 0..<60 {
      try place.fill(source.contents)
      let file = try RawDatabase(place.ledger, makesFile: false)
      let damage = try Rot.plantedEntry.plantEntry(file, &dice)
      #expect(damage.sequence == nil)
      let ledger = try await Ledger(path: place.ledger)
      #expect(try await !ledger.verify().isSound, "\(damage.text)")
      // What is before the first is for a full verification to find.
      if try await ledger.verify(.quick).isSound { unnoticed += 1 }
      await ledger.close()
    }
    #expect(unnoticed > 0)
  }

  @Test func `the list has every table that only grows, and each has entries to spoil`()
    async throws
  {
    let place = try Workplace()
    let source = try await RotSource.make(Workload.standard, in: place).closed
    try place.fill(source.contents)
    let file = try RawDatabase(place.ledger, makesFile: false)
    let protected = try file.query(
      "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_delete'")
    // Names, and whose ledger it is, are part of no single transaction.
    let others = ["ledger_store", "ledger_sku", "ledger_location"]
    #expect(Set(EntryTable.names).union(others) == Set(protected.map { $0[0] }))
    for name in EntryTable.names {
      let entries = try EntryTable(name, in: file).entries(in: file)
      #expect(!entries.isEmpty, "\(name)")
      #expect(entries.allSatisfy { $0.sequence > 0 }, "\(name)")
    }
  }
}
