import OrderLedgerModel
import Testing

// (gateway, reference) is unique: the same reference of another gateway is another transaction.

@Suite struct GatewayReferenceTests {
  static func shop() throws -> ModelShop {
    var shop = ModelShop()
    let before = [
      Sample.place, Sample.pay(5_000, "p1", reference: "1"),
      .authorizePayment(
        AuthorizePayment(
          order: "1001", payment: "p2", tender: .gateway("adyen"), amount: 5_200, reference: "1")),
    ]
    for action in Sample.stock + before { try shop.perform(action) }
    return shop
  }

  @Test func `the same capture told twice is one capture`() throws {
    var shop = try Self.shop()
    let first = try shop.perform(Sample.capture(5_200, "p2", reference: "2"))
    let sequence = shop.sequence
    let second = try shop.perform(Sample.capture(5_200, "p2", reference: "2"))
    #expect(first == second)
    #expect(shop.sequence == sequence)
    #expect(shop.orders["1001"]?.captured == 10_200)
  }

  @Test func `two gateways may number their captures alike`() throws {
    var shop = try Self.shop()
    try shop.perform(Sample.capture(5_200, "p2", reference: "1"))
    #expect(shop.orders["1001"]?.captured == 10_200)
  }

  @Test func `a sale told again as its capture is one sale`() throws {
    var shop = try Self.shop()
    let sequence = shop.sequence
    try shop.perform(Sample.capture(5_000, "p1", reference: "1"))
    #expect(shop.sequence == sequence)
  }

  @Test(arguments: SettleRefund.Outcome.allCases)
  func `the same outcome told twice is one outcome`(_ outcome: SettleRefund.Outcome) throws {
    var shop = try Self.shop()
    try shop.perform(Sample.cancel())
    try shop.perform(Sample.submit())
    try shop.perform(Sample.settle(outcome))
    let balances = shop.balances
    try shop.perform(Sample.settle(outcome, fee: 7))
    #expect(shop.balances == balances)
  }
}
