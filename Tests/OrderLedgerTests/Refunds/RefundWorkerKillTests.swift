import Foundation
import OrderLedger
import OrderLedgerTesting
import Testing

/// A worker's process is killed at every step it takes; the next one finishes its work.
@Suite struct RefundWorkerKillTests {
  static let orders = ["o0", "o1", "o2"]

  /// A closed ledger that owes three refunds of 102.00, and a gateway's empty log beside it.
  static func file() async throws -> Scratch {
    let scratch = try await RaceTests.file(0)
    let ledger = try await scratch.open()
    for name in orders {
      let id = OrderID(stringLiteral: name)
      try await ledger.perform(RaceTests.place(id))
      let total = try await ledger.order(id).total
      try await ledger.perform(
        RecordPayment(
          order: id, payment: PaymentID(stringLiteral: "p-\(name)"), tender: .gateway("stripe"),
          amount: total))
      try await ledger.perform(RaceTests.cancel(id))
    }
    await ledger.close()
    #expect(FileManager.default.createFile(atPath: scratch.path + ".log", contents: nil))
    return scratch
  }

  /// Works until nothing is due, an hour a round.
  static func work(
    _ ledger: Ledger, _ gateway: LogGateway, name: String, from start: Int64,
    probe: @escaping @Sendable (RefundWorkerStep) throws -> Void = { _ in }
  ) async throws {
    let clock = TestClock(Timestamp(microseconds: start))
    var settings = RefundWorkerSettings()
    settings.concurrency = 1
    let worker = RefundWorker(
      ledger, gateways: [gateway], name: name, settings: settings, clock: { clock.now() },
      pause: { _ in }, probe: probe)
    for _ in 0..<8 {
      try await worker.runOnce()
      clock.set(Timestamp(microseconds: clock.now().microseconds + 3_600_000_000))
    }
  }

  static let start: Int64 = 1_767_225_600_000_000
  static let steps = RefundWorkerStep.allCases.map(\.rawValue) + ["moved"]

  @Test(arguments: steps, [1, 2])
  func `killed at any step, no refund is lost or paid twice`(
    step: String, occurrence: Int
  ) async throws {
    let scratch = try await Self.file()
    // Only one refund is ever queried by a worker that was not interrupted.
    let occurrence = step.hasSuffix("Query") ? 1 : occurrence
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = scratch.path as String, step = step as String, occurrence = occurrence as Int] in
      let left = Lockbox(occurrence)
      let count: @Sendable (String) -> Void = { found in
        guard found == step else { return }
        left.change { left in
          left -= 1
          if left == 0 { kill(getpid(), SIGKILL) }
        }
      }
      let ledger = try await Ledger(path: path)
      let gateway = LogGateway(path: path + ".log") { count("moved") }
      try await Self.work(ledger, gateway, name: "killed", from: Self.start) { count($0.rawValue) }
    }
    let ledger = try await scratch.open()
    try await ledger.expectBalanced()
    let gateway = LogGateway(path: scratch.path + ".log")
    // While the lease of the dead one lasts, and after it.
    try await Self.work(ledger, gateway, name: "heir", from: Self.start + 60_000_000)
    try await ledger.expectBalanced()
    let transfers = try gateway.transfers()
    #expect(transfers.values.allSatisfy { $0.count == 1 })
    var settled: Int64 = 0
    for name in Self.orders {
      let order = try await ledger.order(OrderID(stringLiteral: name))
      #expect(order.refundSettled == order.captured && order.captured > 0)
      #expect(order.attempts.map(\.status) == [.succeeded])
      #expect(transfers[order.attempts[0].id.text] == [order.captured])
      settled += order.refundSettled
    }
    #expect(transfers.values.reduce(0) { $0 + $1[0] } == settled)
    #expect(try await ledger.refundWork() == [])
    await ledger.close()
  }
}
