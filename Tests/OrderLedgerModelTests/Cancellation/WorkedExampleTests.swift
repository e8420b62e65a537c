import OrderLedgerModel
import Testing

// The numbers of `cancellation.md`, section 5, and of the complaints in its section 4.

@Suite struct WorkedExampleTests {
  /// One line of `quantity` units at `price`, with a discount and a tax, all of it paid.
  static func shop(
    quantity: Int64, price: Int64, discounts: [Int64] = [], tax: Int64 = 0, included: Bool = false
  ) throws -> ModelShop {
    var shop = ModelShop()
    for action in Sample.stock { try shop.perform(action) }
    let line = PlaceOrder.Line(
      line: "A", sku: "MUG", quantity: quantity, unitPrice: price,
      discounts: discounts.map { Discount(amount: $0) },
      taxes: tax == 0 ? [] : [Tax(code: "VAT-20", amount: tax)], taxIncluded: included,
      location: "LON")
    try shop.perform(.placeOrder(Sample.order(lines: [line], shipping: [])))
    let total = try #require(shop.orders["1001"]).total
    if total > 0 { try shop.perform(Sample.pay(total)) }
    return shop
  }

  /// What goes back for each of these quantities, one cancellation after the other.
  static func refunds(_ shop: ModelShop, _ quantities: [Int64]) throws -> [Int64] {
    var shop = shop
    return try quantities.enumerated().map { number, quantity in
      let line = CancelOrder.Line(line: "A", quantity: quantity)
      let entries = try shop.perform(Sample.cancel([line], RefundID(unchecked: "x\(number)")))
      return entries.decisions.reduce(0) { $0 + $1.amount }
    }
  }

  @Test(arguments: [([1, 1, 1], [333, 333, 334]), ([2, 1], [666, 334]), ([1, 2], [333, 667])])
  func `ten pounds over three units go back to the last penny`(
    quantities: [Int64], refunds: [Int64]
  ) throws {
    // 3 × 3.34 less a discount of 0.02.
    let shop = try Self.shop(quantity: 3, price: 334, discounts: [2])
    #expect(try Self.refunds(shop, quantities).reduce(0, +) == 1_000)
    // 3 × 3.00 and 1.00 of tax, which is shared like anything else.
    let taxed = try Self.shop(quantity: 3, price: 300, tax: 100)
    #expect(try Self.refunds(taxed, quantities) == refunds)
  }

  @Test func `a discount is shared by floors, so the last unit costs the least`() throws {
    let shop = try Self.shop(quantity: 3, price: 334, discounts: [2])
    #expect(try Self.refunds(shop, [1, 1, 1]) == [334, 333, 333])
  }

  @Test func `complaint 20: ten units of 179.25 in all never refund 179.30`() throws {
    let shop = try Self.shop(quantity: 10, price: 1_500, tax: 2_925)
    let ones = try Self.refunds(shop, Array(repeating: 1, count: 10))
    #expect(ones.reduce(0, +) == 17_925)
    #expect(ones.first == 1_792)
    #expect(try Self.refunds(shop, [10]) == [17_925])
    #expect(try Self.refunds(shop, [3, 4, 3]).reduce(0, +) == 17_925)
  }

  @Test func `complaint 19: the tax of three equal units is never off`() throws {
    let shop = try Self.shop(quantity: 3, price: 10_000, tax: 5_700)
    #expect(try Self.refunds(shop, [1, 1, 1]) == [11_900, 11_900, 11_900])
  }

  @Test func `complaint 23: rounding down leaves no penny behind`() throws {
    let shop = try Self.shop(quantity: 7, price: 100, discounts: [50], tax: 13)
    #expect(try Self.refunds(shop, [2, 2, 2, 1]).reduce(0, +) == 663)
  }

  @Test func `complaint 25: cancelling a line leaves the discount of the others`() throws {
    var shop = ModelShop()
    for action in Sample.stock + [Sample.placeDiscounted, Sample.pay(9_200)] {
      try shop.perform(action)
    }
    try shop.perform(Sample.cancel([CancelOrder.Line(line: "A")]))
    // B keeps its 6.25 of the ten pounds: 50.00 − 6.25 + 10.00, and shipping of 6.00.
    let value: Int64 = 5_375 + 600
    #expect(shop.orders["1001"]?.value == value)
    let rest = try shop.perform(Sample.cancel(nil, "x2"))
    #expect(rest.decisions.map(\.amount) == [5_975])
  }

  @Test func `complaint 24: the tax on a part of the shipping goes back with it`() throws {
    var shop = ModelShop()
    for action in Sample.stock + [Sample.place, Sample.pay(10_200)] { try shop.perform(action) }
    var sum: Int64 = 0
    for (number, amount) in ([333, 166, 1] as [Int64]).enumerated() {
      let entries = try shop.perform(
        Sample.refund(shipping: .amount(amount), RefundID(unchecked: "r\(number)")))
      sum += entries.decisions.reduce(0) { $0 + $1.amount }
    }
    #expect(sum == 600)
  }

  @Test func `two discounts are prorated one by one`() throws {
    // 3 × 10.00 less 1.00 and 1.00: two units have 2 × ⌊100·2/3⌋ = 1.32 of the discounts; prorated
    // as one they would have ⌊200·2/3⌋ = 1.33.
    let shop = try Self.shop(quantity: 3, price: 1_000, discounts: [100, 100])
    #expect(try Self.refunds(shop, [1, 1, 1]) == [934, 934, 932])
    #expect(try Self.refunds(shop, [2, 1]) == [1_868, 932])
    #expect(try Self.refunds(shop, [3]) == [2_800])
  }

  @Test func `goods that two promotions made free can be cancelled one by one`() throws {
    // 2 × 5.00, 3.33 and 6.67 off: each discount shared alone would give −0.01 for the second.
    let shop = try Self.shop(quantity: 2, price: 500, discounts: [333, 667])
    #expect(try Self.refunds(shop, [1, 1]) == [0, 0])
    #expect(try Self.refunds(shop, [2]) == [0])
  }

  @Test func `an amount of shipping with two discounts goes back as that amount`() throws {
    var shop = ModelShop()
    let shipping = PlaceOrder.Service(
      line: "S", kind: .shipping, amount: 1_000,
      discounts: [Discount(amount: 333), Discount(amount: 333)])
    let order = Sample.order(lines: [Sample.mugs], shipping: [shipping])
    for action in Sample.stock + [.placeOrder(order), Sample.pay(3_934)] {
      try shop.perform(action)
    }
    let entries = try shop.perform(Sample.refund(shipping: .amount(1)))
    #expect(entries.decisions.map(\.amount) == [1])
  }

  @Test func `a price of next to nothing with its tax inside can be cancelled one by one`() throws {
    // 40 × 1 less 20, of which 3 is tax: with 39 gone the net left is 17 − 18.
    for first in 1...39 as ClosedRange<Int64> {
      var shop = try Self.shop(quantity: 40, price: 1, discounts: [20], tax: 3, included: true)
      try shop.perform(Sample.cancel([CancelOrder.Line(line: "A", quantity: first)]))
      #expect(shop.credit(.depositsGoods) >= 0)
      try shop.perform(Sample.cancel(nil, "x2"))
      #expect(shop.credit(.refundsPayable) == 20)
    }
  }

  @Test func `a penny of shipping with two taxes inside it is no debit on the deposits`() throws {
    var shop = ModelShop()
    let shipping = PlaceOrder.Service(
      line: "S", kind: .shipping, amount: 500,
      taxes: [Tax(code: "GST", amount: 22), Tax(code: "PST", amount: 31)], taxIncluded: true)
    let order = Sample.order(lines: [Sample.mugs], shipping: [shipping])
    for action in Sample.stock + [.placeOrder(order), Sample.pay(4_100)] {
      try shop.perform(action)
    }
    try shop.perform(Sample.refund(shipping: .amount(499)))
    #expect(shop.credit(.depositsServices) >= 0)
    try shop.perform(Sample.cancel())
    #expect(shop.credit(.refundsPayable) == 4_100)
    #expect(shop.credit(.salesTax) == 0)
  }
}
