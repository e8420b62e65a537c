import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct FirstLightTests {
  @Test func `an order is placed, paid, cancelled and refunded`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001", discounts: [Discount(code: "TEN", amount: 1_000)])
    let cancel = CancelOrder(
      order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 1)],
      reason: "customer")
    let plan = try await shop.ledger.preview(Command(.cancelOrder(cancel), key: "k1"))
    let receipt = try await shop.ledger.commit(plan)
    #expect(receipt.transaction.entries == plan.entries)
    let again = try await shop.perform(plan.command)
    #expect(again.replayed)
    #expect(again.transaction == receipt.transaction)
    try await shop.perform(
      .cancelOrder(CancelOrder(order: "1001", cancellation: "x2", reason: "staff", note: "oops")))
    try await shop.perform(.submitRefund(SubmitRefund(attempt: "a1", refund: "x1")))
    try await shop.perform(
      .settleRefund(SettleRefund(attempt: "a1", outcome: .succeeded, fee: 5)))
    let order = try await shop.ledger.order("1001")
    #expect(order.status == .cancelled)
    #expect(order.value == 0)
    #expect(order.refundOwed + order.refundSettled == order.captured)
    #expect(try await shop.ledger.trialBalance().isBalanced)
    let report = try await shop.ledger.rebuild()
    #expect(report.changedTables.isEmpty)
    await shop.close()
  }
}
