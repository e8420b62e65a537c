import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

@Suite struct WriteBlockTests {
  struct HostError: Error {}

  @Test func `several commands are written together`() async throws {
    let scratch = try await RaceTests.file(1)
    let ledger = try await scratch.open()
    let versions = try await ledger.write { transaction in
      try transaction.perform(GroupCommitTests.pay("o0", "stripe", "p"))
      try transaction.perform(RaceTests.cancel("o0"))
      return try transaction.order("o0").version
    }
    #expect(versions == 3)
    #expect(try await ledger.order("o0").refundOwed == 3_000)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `an error of the host's undoes all of it`() async throws {
    let scratch = try await RaceTests.file(1)
    let ledger = try await scratch.open()
    let head = try await ledger.head()
    await #expect(throws: HostError.self) {
      try await ledger.write { transaction in
        try transaction.perform(RaceTests.place("new"))
        try transaction.perform(RaceTests.cancel("o0"))
        throw HostError()
      }
    }
    #expect(try await ledger.head() == head)
    try await ledger.expectBalanced()
    // The names that were taken are free again.
    try await ledger.perform(RaceTests.place("new"))
    try await ledger.perform(RaceTests.cancel("o0"))
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `an uncaught refusal undoes all of it`() async throws {
    let scratch = try await RaceTests.file(1)
    let ledger = try await scratch.open()
    let head = try await ledger.head()
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.write { transaction in
        try transaction.perform(RaceTests.cancel("o0"))
        try transaction.perform(RaceTests.cancel("o0", "again"))
      }
    }
    #expect(error?.code == .alreadyCancelled)
    #expect(try await ledger.head() == head)
    await ledger.close()
  }

  @Test func `a caught refusal leaves the rest standing`() async throws {
    let scratch = try await RaceTests.file(2)
    let ledger = try await scratch.open()
    let head = try await ledger.head().sequence
    try await ledger.write { transaction in
      try transaction.perform(RaceTests.cancel("o0"))
      #expect(throws: LedgerError.self) {
        try transaction.perform(RaceTests.cancel("o0", "again"))
      }
      try transaction.perform(RaceTests.cancel("o1"))
    }
    #expect(try await ledger.head().sequence == head + 2)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `neighbours of a block that is undone are written`() async throws {
    let scratch = try await RaceTests.file(40)
    let ledger = try await scratch.open()
    _ = try await GroupCommitTests.inLine(ledger, 40) { number in
      let id = RaceTests.order(number)
      guard number % 3 == 0 else {
        _ = try? await ledger.perform(RaceTests.cancel(id))
        return
      }
      try? await ledger.write { transaction in
        try transaction.perform(RaceTests.place(OrderID(unchecked: "new-\(number)")))
        try transaction.perform(RaceTests.cancel(id))
        throw HostError()
      }
    }
    for number in 0..<40 {
      let status = try await ledger.order(RaceTests.order(number)).status
      #expect(status == (number % 3 == 0 ? .open : .cancelled), "order \(number)")
    }
    try await ledger.expectBalanced()
    await ledger.close()
  }

  /// A report writes the sums first; those it had written would be added once more at the commit.
  @Test func `a block whose sums could not be written is not written, caught or not`()
    async throws
  {
    let original = try await RaceTests.file(1)
    var refused = 0
    for target in 1...100 {
      let scratch = try Scratch(copyOf: original)
      let ledger = try await scratch.open()
      let head = try await ledger.head()
      let plan = FaultPlan(failing: target, with: .ioErr, at: [.step])
      do {
        try await ledger.write { transaction in
          try transaction.perform(GroupCommitTests.pay("o0", "stripe", "p"))
          let connection = transaction._queries.connection
          connection.setFaults(plan)
          defer { connection.setFaults(nil) }
          _ = try? transaction.accounts()
        }
      } catch {
        #expect((error as? LedgerError)?.code == .ioFailure)
        #expect(try await ledger.head() == head)
        refused += 1
      }
      #expect(try await ledger.verify(.full).isSound, "the report's call \(target)")
      await ledger.close()
      if plan.fired == 0 { break }
    }
    #expect(refused > 1)
  }
}
