import OrderLedger
import OrderLedgerTesting
import Testing

/// What a ledger that is closed leaves to the next one.
@Suite struct ClosingTests {
  /// Each writes nine pages, which the next would read again: nobody remembers that a log was copied
  /// once the last connection is gone.
  @Test func `a log does not grow with each process that writes a little and leaves`()
    async throws
  {
    let scratch = try await RaceTests.file(0)
    for number in 0..<100 {
      let ledger = try await scratch.open()
      try await ledger.perform(RaceTests.place(RaceTests.order(number)))
      await ledger.close()
    }
    #expect(try GroupCommitTests.pages(of: scratch) < 300)
    let ledger = try await scratch.open()
    #expect(try await ledger.verify().isSound)
    #expect(try await ledger.order(RaceTests.order(99)).openUnits > 0)
    await ledger.close()
  }

  @Test func `who has it open goes on after a long log was started over`() async throws {
    let scratch = try await RaceTests.file(0)
    let other = try await scratch.open { $0.checkpointPages = 100_000 }
    let ledger = try await scratch.open { $0.checkpointPages = 100_000 }
    for number in 0..<50 { try await ledger.perform(RaceTests.place(RaceTests.order(number))) }
    #expect(try await other.order(RaceTests.order(49)).openUnits > 0)
    #expect(try GroupCommitTests.pages(of: scratch) > 300)
    await ledger.close()
    #expect(try GroupCommitTests.pages(of: scratch) < 10)
    #expect(try await other.order(RaceTests.order(0)).openUnits > 0)
    try await other.perform(RaceTests.place(RaceTests.order(50)))
    #expect(try await other.verify().isSound)
    await other.close()
  }
}
