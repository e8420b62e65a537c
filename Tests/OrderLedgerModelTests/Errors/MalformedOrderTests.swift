import OrderLedgerModel
import Testing

@Suite struct MalformedOrderTests {
  static let most = Limits.maxAmount

  static let rows: [RefusalRow] = [
    RefusalRow(
      "no lines", .place(changing: { $0.lines = [] }), "emptySelection | field lines"),
    RefusalRow(
      "a line twice", .place(changing: { $0.lines[1].line = "A" }), "duplicateLine | line A"),
    RefusalRow(
      "a service named as a line", .place(changing: { $0.shipping[0].line = "A" }),
      "duplicateLine | line A"),
    RefusalRow(
      "no units", .placeLine { $0.quantity = 0 }, "invalidQuantity | line A | 0 | 1 to 1000000000"),
    RefusalRow(
      "fewer than no units", .placeLine { $0.quantity = -1 },
      "invalidQuantity | line A | -1 | 1 to 1000000000"),
    RefusalRow(
      "a unit too many", .placeLine { $0.quantity = Limits.maxQuantity + 1 },
      "invalidQuantity | line A | 1000000001 | 1 to 1000000000"),
    RefusalRow(
      "a price below zero", .placeLine { $0.unitPrice = -1 },
      "invalidAmount | line A | -1 | 0 to \(most)"),
    RefusalRow(
      "a price too high", .placeLine { $0.unitPrice = most + 1 },
      "invalidAmount | line A | \(most + 1) | 0 to \(most)"),
    RefusalRow(
      "a line too dear", .placeLine { $0.unitPrice = most / 2 },
      "invalidAmount | line A | \(most / 2) × 3 | a product of at most \(most)"),
    RefusalRow(
      "a product that overflows",
      .placeLine {
        $0.unitPrice = most
        $0.quantity = Limits.maxQuantity
      },
      "invalidAmount | line A | \(most) × 1000000000 | a product of at most \(most)"),
    RefusalRow(
      "an order too dear in all", .placeLine { $0.unitPrice = most / 3 },
      "invalidAmount | order 1001 | a total beyond the limit | at most \(most)"),
    RefusalRow(
      "a discount below zero", .placeLine { $0.discounts = [Discount(amount: -1)] },
      "invalidAmount | line A | -1 | 0 to \(most)"),
    RefusalRow(
      "discounts beyond the price",
      .placeLine { $0.discounts = [Discount(amount: 2_000), Discount(amount: 1_001)] },
      "invalidAmount | line A | discounts of 3001 | at most 3000"),
    RefusalRow(
      "an order discount beyond the goods",
      .place(changing: { $0.discounts = [Discount(amount: 8_001)] }),
      "invalidAmount | field discounts | 8001 | at most 8000"),
    RefusalRow(
      "a tax below zero", .placeLine { $0.taxes = [Tax(code: "VAT", amount: -1)] },
      "invalidAmount | line A | -1 | 0 to \(most)"),
    RefusalRow(
      "a tax inside a price that is smaller",
      .placeLine {
        $0.taxes = [Tax(code: "VAT", amount: 3_001)]
        $0.taxIncluded = true
      },
      "invalidAmount | line A | taxes of 3001 | at most 3000"),
    RefusalRow(
      "a tax twice",
      .placeLine { $0.taxes = [Tax(code: "VAT", amount: 1), Tax(code: "VAT", amount: 2)] },
      "invalidChoice | line A | tax VAT twice"),
    RefusalRow(
      "a tax on shipping that costs nothing",
      .place(changing: { $0.shipping[0].amount = 0 }),
      "invalidAmount | line S | taxes of 100 on nothing | 0"),
    RefusalRow(
      "seventeen discounts",
      .placeLine { $0.discounts = Array(repeating: Discount(amount: 1), count: 17) },
      "limitExceeded | line A | 17 rows | at most 16 discounts and taxes each"),
    RefusalRow(
      "goods among the services", .place(changing: { $0.shipping[0].kind = .item }),
      "invalidChoice | line S | item | shipping"),
    RefusalRow(
      "shipping among the charges",
      .place(changing: {
        $0.charges = [PlaceOrder.Service(line: "C", kind: .shipping, amount: 1)]
      }),
      "invalidChoice | line C | shipping | tip, duty, fee, giftWrap"),
  ]

  @Test(arguments: rows) func `an order that makes no sense is refused`(_ row: RefusalRow) throws {
    try row.check()
  }

  @Test func `an order takes five thousand lines and not one more`() throws {
    var shop = ModelShop()
    for action in Sample.stock { try shop.perform(action) }
    var order = Sample.order(shipping: [], backorder: true)
    order.lines = (1...Limits.maxLinesPerOrder).map { number in
      var line = Sample.mugs
      line.line = LineID(unchecked: "L\(number)")
      return line
    }
    var larger = order
    larger.shipping = [Sample.shipping]
    let error = #expect(throws: LedgerError.self) { try shop.perform(.placeOrder(larger)) }
    #expect(error?.line == "limitExceeded | field lines | 5001 | at most 5000")
    try shop.perform(.placeOrder(order))
    #expect(shop.orders["1001"]?.lines.count == 5_000)
    try shop.perform(Sample.cancel())
    #expect(shop.orders["1001"]?.status == .cancelled)
  }

  @Test func `the largest quantity and the largest amount are taken`() throws {
    var shop = ModelShop()
    for action in Sample.stock { try shop.perform(action) }
    let line = PlaceOrder.Line(
      line: "A", sku: "MUG", quantity: Limits.maxQuantity,
      unitPrice: Limits.maxAmount / Limits.maxQuantity, location: "LON")
    try shop.perform(
      .placeOrder(Sample.order(lines: [line], shipping: [], backorder: true)))
    try shop.perform(Sample.pay(Limits.maxAmount))
    try shop.perform(Sample.cancel([CancelOrder.Line(line: "A", quantity: 1)], "x1"))
    try shop.perform(Sample.cancel(nil, "x2"))
    #expect(shop.credit(.refundsPayable) == Limits.maxAmount)
  }
}
