import OrderLedgerModel
import Testing

@Suite struct ReorderTests {
  private static func order(_ actions: [Action]) throws -> OrderState {
    let shop = try RequestPlanTests.shop(actions)
    return try #require(shop.orders["1001"])
  }

  @Test func `a cancelled order can be ordered again as it was`() throws {
    let state = try Self.order([Sample.place, Sample.pay(10_200), Sample.cancel()])
    let again = try state.reorder(as: "1001-B")
    var expected = Sample.order()
    expected.order = "1001-B"
    expected.replaces = "1001"
    #expect(again == expected)
  }

  @Test func `of a part the cancelled units come back with their part of discounts and taxes`()
    throws
  {
    let state = try Self.order([
      Sample.placeDiscounted, Sample.pay(9_200),
      Sample.cancel([CancelOrder.Line(line: "A", quantity: 2)]),
    ])
    let again = try state.reorder(as: "1001-B")
    let line = try #require(again.lines.first)
    #expect(again.lines.count == 1)
    #expect(line.quantity == 2)
    // The discount of 10.00 is shared out 3.75 and 6.25; two of three mugs had 2.50 of it.
    #expect(line.discounts == [Discount(code: "TEN", amount: 250)])
    #expect(line.taxes == [Tax(code: "VAT-20", amount: 400)])
    #expect(again.shipping.isEmpty && again.charges.isEmpty)
  }

  @Test func `what was not cancelled is not ordered again`() throws {
    let state = try Self.order([Sample.place])
    let error = #expect(throws: LedgerError.self) { try state.reorder(as: "1001-B") }
    #expect(error?.line == "notCancelled | order 1001 | open")
  }

  @Test func `the new order names one that is there and has lost something`() throws {
    var again = Sample.order()
    again.order = "1001-B"
    again.replaces = "1001"
    #expect(
      RequestPlanTests.refusal(.placeOrder(again), try RequestPlanTests.shop([]))
        == "orderNotFound | order 1001")
    #expect(
      RequestPlanTests.refusal(.placeOrder(again), try RequestPlanTests.shop([Sample.place]))
        == "notCancelled | order 1001 | open")
    var shop = try RequestPlanTests.shop([Sample.place, Sample.cancel()])
    let entries = try shop.perform(.placeOrder(again))
    guard case .placement(let placement)? = entries.first else {
      Issue.record("\(entries)")
      return
    }
    #expect(placement.replaces == "1001")
    #expect(shop.orders["1001-B"]?.replaces == "1001")
    again.order = "1001-C"
    again.replaces = "1001-C"
    #expect(RequestPlanTests.refusal(.placeOrder(again), shop) == "orderNotFound | order 1001-C")
  }
}
