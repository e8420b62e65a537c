import OrderLedgerModel
import Testing

@Suite struct TenderSplitTests {
  /// Three payments of 40.00, 50.00 and 12.00, the newest last.
  static func shop() throws -> ModelShop {
    var shop = ModelShop()
    let payments = [
      Sample.pay(4_000, "p1", by: .gateway("stripe")),
      Sample.pay(5_000, "p2", by: .gateway("adyen")),
      Sample.pay(1_200, "p3", by: Tender(.manual, name: "till")),
    ]
    for action in Sample.stock + [Sample.place] + payments { try shop.perform(action) }
    return shop
  }

  static func shares(_ entries: [Entry]) -> [String] {
    entries.decisions.flatMap(\.shares).map { "\($0.payment):\($0.amount)" }
  }

  @Test func `a refund goes to the newest payment first, never beyond what it captured`() throws {
    var shop = try Self.shop()
    let first = try shop.perform(Sample.cancel([CancelOrder.Line(line: "A", quantity: 1)], "x1"))
    #expect(Self.shares(first) == ["2:1200"])
    let second = try shop.perform(Sample.cancel([CancelOrder.Line(line: "B", quantity: 2)], "x2"))
    #expect(Self.shares(second) == ["1:5000", "0:1000"])
    let third = try shop.perform(Sample.cancel(nil, "x3"))
    #expect(Self.shares(third) == ["0:3000"])
  }

  @Test func `attempts go to the payments that the decision names`() throws {
    var shop = try Self.shop()
    try shop.perform(Sample.cancel())
    var legs: [String] = []
    for attempt in ["a1", "a2", "a3"] as [AttemptID] {
      legs += try shop.perform(Sample.submit("x1", attempt)).legs.filter { $0.contains("Cr") }
    }
    #expect(
      legs == [
        "pending Cr 1110:till 1200", "pending Cr 1110:adyen 5000", "pending Cr 1110:stripe 4000",
      ])
    #expect(throws: LedgerError.self) { try shop.perform(Sample.submit("x1", "a4")) }
  }

  @Test func `what is left for later goes wherever there is room`() throws {
    var shop = try Self.shop()
    try shop.perform(Sample.cancel([CancelOrder.Line(line: "B")], "x1", refund: .later))
    try shop.perform(Sample.cancel(nil, "x2"))
    #expect(shop.orders["1001"]?.refunds.map(\.amount) == [6_000, 4_200])
    for attempt in ["a1", "a2"] as [AttemptID] { try shop.perform(Sample.submit("x2", attempt)) }
    for attempt in ["a3", "a4"] as [AttemptID] { try shop.perform(Sample.submit("x1", attempt)) }
    #expect(shop.orders["1001"]?.refundPending == 10_200)
    #expect(shop.orders["1001"]?.refundOwed == 0)
  }

  @Test func `a capture beyond what is due on a shipped order that was overpaid before`() throws {
    var shop = ModelShop()
    let before = [
      Sample.place, Sample.authorize(1_000, "p2"), Sample.pay(15_000), Sample.fulfill(),
    ]
    for action in Sample.stock + before { try shop.perform(action) }
    try shop.perform(Sample.capture(10, "p2"))
    let order = try #require(shop.orders["1001"])
    for refund in order.refunds {
      for share in refund.shares { #expect(share.amount <= order.payments[share.payment].captured) }
    }
    #expect(shop.credit(.unappliedReceipts) + shop.credit(.refundsPayable) == 4_810)
  }
}
