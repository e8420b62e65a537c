import OrderLedger
import OrderLedgerTesting
import Testing

/// A gift card that pays for the order it was sold by.
@Suite struct OwnCardTests {
  @Test func `what it was sold for can't go back to it`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    var order = shop.order("1")
    order.lines = [
      PlaceOrder.Line(
        line: "CARD", sku: order.lines[0].sku, quantity: 1, unitPrice: 500,
        location: order.lines[0].location, giftCard: "GC-2")
    ]
    order.discounts = []
    try await shop.perform(order)
    try await shop.perform(Fulfill(order: "1", fulfillment: "f1"))
    try await shop.perform(CreditTests.pay(500, "1", "GC-2"))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        Refund(
          order: "1", refund: "r1", lines: [LineQuantity(line: "CARD", quantity: 1)],
          reason: "other"))
    }
    // It goes with its line, so that there is nothing left that could go back to anything.
    #expect(error?.code == .nothingToRefund)
    await shop.close()
  }
}
