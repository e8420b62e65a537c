import OrderLedger
import OrderLedgerTesting
import Testing

/// A gift card that pays for the order it was sold by.
@Suite struct OwnCardTests {
  /// A shop whose order 1 sold the card GC-2 of 5.00, which has left.
  private static func shop(
    _ policy: AccountingPolicy = .standard, withShipping: Bool = true
  ) async throws -> TestLedger {
    var configuration = LedgerConfiguration()
    configuration.policy = policy
    let shop = try await TestLedger(configuration: configuration)
    try await shop.stockUp()
    var order = shop.order("1")
    order.lines = [
      PlaceOrder.Line(
        line: "CARD", sku: order.lines[0].sku, quantity: 1, unitPrice: 500,
        location: order.lines[0].location, giftCard: "GC-2")
    ]
    order.discounts = []
    if !withShipping { order.shipping = [] }
    try await shop.perform(order)
    try await shop.perform(Fulfill(order: "1", fulfillment: "f1"))
    return shop
  }

  @Test func `what it was sold for can't go back to it`() async throws {
    let shop = try await Self.shop()
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

  /// The order's end takes the card back and lets go what the card had promised to pay for it.
  @Test(arguments: AccountingPolicy.TaxPoint.allCases, AccountingPolicy.Accrual.allCases)
  func `it is given back with its order, also while it has promised to pay for it`(
    _ taxPoint: AccountingPolicy.TaxPoint, _ accrual: AccountingPolicy.Accrual
  ) async throws {
    let shop = try await Self.shop(
      AccountingPolicy(taxPoint: taxPoint, accrual: accrual), withShipping: false)
    try await shop.perform(
      ReturnItems(
        order: "1", return: "rt1", lines: [.init(line: "CARD", quantity: 1)], reason: "customer",
        received: true))
    try await shop.perform(
      AuthorizePayment(
        order: "1", payment: "p", tender: Tender(.giftCard, name: "GC-2"), amount: 126))
    try await shop.perform(InspectReturn(order: "1", return: "rt1", reason: "customer"))
    let card = try await shop.ledger.credit("GC-2")
    #expect(card.status == .disabled && card.balance == 0 && card.held == 0)
    #expect(try await shop.ledger.order("1").authorized == 0)
    #expect(try await shop.ledger.rebuild().changedTables.isEmpty)
    await shop.close()
  }
}
