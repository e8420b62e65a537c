import Dispatch
import Foundation
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

@Suite struct GroupCommitTests {
  @Test func `64 callers share one commit, in the order in which they came`() async throws {
    let scratch = try await RaceTests.file(0)
    let ledger = try await scratch.open()
    let head = try await ledger.head().sequence
    let commits = try Self.commits(in: scratch)
    let receipts = try await Self.inLine(ledger, 64) { number in
      try await ledger.perform(RaceTests.place(RaceTests.order(number)))
    }
    #expect(try Self.commits(in: scratch) == commits + 1)
    for number in 0..<64 {
      let header = try #require(receipts[number]).transaction.header
      #expect(header.transition?.order == RaceTests.order(number))
      #expect(header.sequence == head + 1 + Int64(number))
    }
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `a task that is cancelled before its turn writes nothing`() async throws {
    let scratch = try await RaceTests.file(1)
    let ledger = try await scratch.open()
    let head = try await ledger.head()
    let task = Task {
      // Waits to be cancelled, and only then asks.
      while !Task.isCancelled { await Task.yield() }
      _ = try await ledger.perform(RaceTests.cancel("o0"))
    }
    task.cancel()
    let result = await task.result
    let error = #expect(throws: LedgerError.self) { try result.get() }
    #expect(error?.code == .cancelled)
    #expect(try await ledger.head() == head)
    await ledger.close()
  }

  @Test func `a command that fails while it writes never touches its neighbours`() async throws {
    let scratch = try await RaceTests.file(21)
    let ledger = try await scratch.open()
    // The gateway `full` has no room left on its counter: money through it overflows.
    try await ledger.perform(Self.pay("o20", "full", "p"))
    try scratch.raw().tamper(
      "UPDATE ledger_account SET debit_posted = 9223372036854775807 WHERE dimension = 'full'")
    let outcomes = try await Self.inLine(ledger, 20) { number in
      let gateway: GatewayName = number % 4 == 0 ? "full" : "stripe"
      return await Self.outcome(
        of: Self.pay(RaceTests.order(number), gateway, "p\(number)"), ledger)
    }
    for number in 0..<20 {
      let captured = try await ledger.order(RaceTests.order(number)).captured
      #expect(outcomes[number] == (number % 4 == 0 ? .overflow : LedgerError.Code?.none))
      #expect(captured == (number % 4 == 0 ? 0 : 3_000), "order \(number)")
    }
    #expect(try await ledger.rebuild().changedTables == ["ledger_account"])
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `a refusal that rests on a commit that failed is not told`() async throws {
    let scratch = try await RaceTests.file(1)
    let plan = FaultPlan(failing: 1, with: .ioErr, at: [.commit])
    let ledger = try await scratch.open { $0.faults = plan }
    let head = try await ledger.head()
    // While the writer is held, both cancellations line up for the same commit.
    let gate = DispatchSemaphore(value: 0)
    async let held: Void = ledger.maintain { _ throws(LedgerError) in gate.wait() }
    try await Task.sleep(for: .milliseconds(50))
    async let first = Self.outcome(of: RaceTests.cancel("o0", "first"), ledger)
    try await Task.sleep(for: .milliseconds(50))
    async let second = Self.outcome(of: RaceTests.cancel("o0", "second"), ledger)
    try await Task.sleep(for: .milliseconds(50))
    gate.signal()
    try await held
    let answers = await [first, second]
    #expect(plan.fired == 1)
    #expect(answers == [.ioFailure, .ioFailure], "told of a cancellation that never was")
    #expect(try await ledger.head() == head)
    try await ledger.perform(RaceTests.cancel("o0", "second"))
    await ledger.close()
  }

  @Test(arguments: [true, false])
  func `a lone command waits for another process's commit, on whatever thread`(
    _ onCallersThread: Bool
  ) async throws {
    let scratch = try await RaceTests.file(2)
    let ledger = try await scratch.open { $0.runsBriefWorkOnCallersThread = onCallersThread }
    try await ledger.perform(RaceTests.cancel("o0"))
    let other = try await scratch.open()
    let (began, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    async let held: Void = other.write { _ in
      began.signal()
      gate.wait()
    }
    // On a thread of its own: one of Swift's must not stand here.
    try await Ledger.offThread { () throws(LedgerError) in began.wait() }
    async let answer = Self.outcome(of: RaceTests.cancel("o1"), ledger)
    try await Task.sleep(for: .milliseconds(20))
    gate.signal()
    try await held
    #expect(await answer == nil)
    #expect(try await RaceTests.statuses(ledger, 2) == [.cancelled, .cancelled])
    await ledger.close()
    await other.close()
  }

  /// Has the writer wait until `count` tasks stand in line, in the order of their numbers: what they
  /// ask for is one round of the writer's.
  static func inLine<Value: Sendable>(
    _ ledger: Ledger, _ count: Int, _ work: @escaping @Sendable (Int) async throws -> Value
  ) async throws -> [Int: Value] {
    let (began, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    async let held: Void = ledger.maintain { _ throws(LedgerError) in
      began.signal()
      gate.wait()
    }
    // On a thread of its own: one of Swift's must not stand here.
    try await Ledger.offThread { () throws(LedgerError) in began.wait() }
    let values = try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      for number in 0..<count {
        group.addTask { (number, try await work(number)) }
        while ledger.worker.waitingCount <= number { await Task.yield() }
      }
      gate.signal()
      return try await group.reduce(into: [Int: Value]()) { $0[$1.0] = $1.1 }
    }
    try await held
    return values
  }

  /// How many transactions the -wal file holds: frames of its own that end one, by
  /// <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.
  static func commits(in scratch: Scratch) throws -> Int {
    let log = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path + "-wal")))
    var count = 0
    for frame in stride(from: 32, to: log.count, by: 24 + 4_096) {
      let isOfThisLog = log[frame + 8..<frame + 16] == log[16..<24]
      let endsTransaction = log[frame + 4..<frame + 8].contains { $0 != 0 }
      if isOfThisLog && endsTransaction { count += 1 }
    }
    return count
  }

  /// Pages by which the -wal file grows with 100 lone commands.
  private static func logPages(checkpointPages: Int) async throws -> Int {
    let scratch = try await RaceTests.file(0)
    let ledger = try await scratch.open { $0.checkpointPages = checkpointPages }
    // Making the tables has left a log of its own, which is overwritten and never shorter.
    let before = try pages(of: scratch)
    for number in 0..<100 { try await ledger.perform(RaceTests.place(RaceTests.order(number))) }
    // Answered after what the last command left to do.
    try await ledger.maintain { _ throws(LedgerError) in }
    let after = try pages(of: scratch)
    await ledger.close()
    return after - before
  }

  static func pages(of scratch: Scratch) throws -> Int {
    let log = try FileManager.default.attributesOfItem(atPath: scratch.path + "-wal")
    return try #require(log[.size] as? Int) / 4_096
  }

  @Test func `lone commands are checkpointed as they go`() async throws {
    // The log is as long as it ever was, and making the tables took more than a hundred pages.
    #expect(try await Self.logPages(checkpointPages: 50) < 250)
    #expect(try await Self.logPages(checkpointPages: 100_000) > 500)
  }

  private static func outcome(of command: Command, _ ledger: Ledger) async -> LedgerError.Code? {
    do throws(LedgerError) {
      try await ledger.perform(command)
      return nil
    } catch {
      return error.code
    }
  }

  static func pay(_ order: OrderID, _ gateway: GatewayName, _ payment: String) -> Command {
    Command(
      .recordPayment(
        RecordPayment(
          order: order, payment: PaymentID(unchecked: payment), tender: .gateway(gateway),
          amount: 3_000)))
  }
}
