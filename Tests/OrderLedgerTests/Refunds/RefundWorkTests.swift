import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

/// The rows in which workers note what they work on.
@Suite struct RefundWorkTests {
  static func file() async throws -> Scratch {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let worker = RefundWorker(ledger, gateways: [ScriptedGateway([.accept])])
    try await worker.runOnce()
    try await ledger.expectBalanced()
    await ledger.close()
    return scratch
  }

  /// One row, so that the key stays a key.
  static let one = """
    (order_id, refund_no, payment_no) IN
      (SELECT order_id, refund_no, payment_no FROM ledger_refund_work LIMIT 1)
    """

  @Test func `rows about refunds that don't exist are found`() async throws {
    for damage in [
      "UPDATE ledger_refund_work SET order_id = 99", "UPDATE ledger_refund_work SET refund_no = 77",
      "UPDATE ledger_refund_work SET payment_no = 55",
      "UPDATE ledger_refund_work SET attempt = 'x'",
    ] {
      let scratch = try await Self.file()
      #expect(try scratch.raw().query("SELECT count(*) > 0 FROM ledger_refund_work") == [["1"]])
      try scratch.raw().run(damage + " WHERE \(Self.one)")
      let ledger = try await scratch.open()
      let report = try await ledger.verify()
      #expect(report.findings.contains { $0.invariant == .references }, "\(damage)")
      await ledger.close()
    }
  }

  @Test func `rows that were lost are found again by their refunds`() async throws {
    let scratch = try await Self.file()
    try scratch.raw().run(
      "DELETE FROM ledger_refund_work; DELETE FROM ledger_refund_search")
    let ledger = try await scratch.open()
    let owed = try await ledger.refundsOwed()
    let gateway = ScriptedGateway(serving: [.gateway, .manual])
    try await RefundWorker(ledger, gateways: [gateway]).runOnce()
    let after = try await ledger.refundsOwed()
    #expect(owed.contains { $0.owed > 0 } || owed.contains { $0.pending > 0 })
    #expect(after.allSatisfy { $0.owed == 0 })
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `a rebuild leaves them as they are`() async throws {
    let scratch = try await Self.file()
    let before = try scratch.raw().dump()
    let ledger = try await scratch.open()
    #expect(try await ledger.rebuild().changedTables == [])
    await ledger.close()
    #expect(try scratch.raw().dump() == before)
  }
}
