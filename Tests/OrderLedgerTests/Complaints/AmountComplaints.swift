import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct AmountComplaints {
  /// An order of one line whose figures don't divide evenly, paid in full.
  private func uneven(
    quantity: Int64 = 3, price: Int64, discount: Int64 = 0, tax: Int64 = 0,
    currency: Currency = .gbp
  ) async throws -> Complaint {
    let it = try await Complaint(isPaid: false)
    try await it.shop.perform(
      ReceiveStock(sku: "ODD", location: "LON", quantity: quantity), key: "odd")
    try await it.shop.perform(
      PlaceOrder(
        order: "1001", currency: currency,
        lines: [
          PlaceOrder.Line(
            line: "A", sku: "ODD", quantity: quantity, unitPrice: price,
            discounts: discount > 0 ? [Discount(amount: discount)] : [],
            taxes: tax > 0 ? [Tax(code: "VAT", amount: tax)] : [], location: "LON")
        ]))
    let total = try await it.order.total
    try await it.shop.perform(
      RecordPayment(
        order: "1001", payment: "p", tender: .gateway("stripe"), amount: total))
    return it
  }

  private func tax(_ receipt: Receipt) -> Int64 {
    var sum: Int64 = 0
    for case .line(let change) in receipt.transaction.entries { sum += change.tax }
    return sum
  }

  @Test func `complaint 19: three equal refunds of a unit give three different taxes`()
    async throws
  {
    let it = try await uneven(price: 10_000, tax: 5_700)
    var taxes: [Int64] = []
    for name in ["r1", "r2", "r3"] as [RefundID] {
      taxes.append(tax(try await it.refund(name, mugs: 1)))
    }
    #expect(taxes == [1_900, 1_900, 1_900])
    await it.shop.close()
  }

  @Test func `complaint 20: the parts of a full refund exceed the order by a penny`() async throws {
    let it = try await uneven(price: 3_333, discount: 100, tax: 1_001)
    let total = try await it.order.total
    var sum: Int64 = 0
    for name in ["r1", "r2", "r3"] as [RefundID] {
      sum += try await it.refund(name, mugs: 1).refundAmount
    }
    #expect(sum == total)
    let error = await it.refusal { () throws(LedgerError) in try await it.refund("r4", amount: 1) }
    #expect(error?.code == .overRefund && error?.allowed == "0")
    await it.shop.close()
  }

  @Test func `complaint 21: six decimals here and two there make a refund invalid`() {
    // There is one precision, the currency's, and what has more is refused where it comes in.
    #expect(throws: MoneyError.self) { try Money(parsing: "10.123456", currency: .gbp) }
    #expect(throws: MoneyError.self) { try Money(parsing: "0.001", currency: .gbp) }
    #expect(throws: Never.self) { try Money(parsing: "10.120000", currency: .gbp) }
  }

  @Test(arguments: [(Currency.jpy, Int64(1_234)), (.gbp, 1_234), (.kwd, 1_234)])
  func `complaint 22: a refund is rounded to the decimals that are shown`(
    currency: Currency, amount: Int64
  ) async throws {
    let it = try await uneven(quantity: 1, price: 5_001, currency: currency)
    let receipt = try await it.refund("r", amount: amount)
    #expect(receipt.refundAmount == amount)
    #expect(try await it.order.refundable == 5_001 - amount)
    await it.shop.close()
  }

  @Test func `complaint 23: a cent that was rounded away can't be refunded`() async throws {
    let it = try await uneven(price: 334, discount: 2)
    for name in ["x1", "x2", "x3"] as [RefundID] {
      try await it.cancel(name, Complaint.mugs(1))
    }
    let order = try await it.order
    #expect(order.refundDecided == 1_000 && order.refundable == 0 && order.value == 0)
    await it.shop.close()
  }

  @Test func `complaint 24: shipping tax is left out, and the order stays partially refunded`()
    async throws
  {
    let it = try await Complaint()
    let receipt = try await it.cancel()
    #expect(tax(receipt) == 1_700)
    try await it.submit("a", "x")
    try await it.settle("a", .succeeded)
    #expect(try await it.order.paymentStatus == .refunded)
    await it.shop.close()
  }

  @Test func `complaint 25: the order's discount moves to the lines that are left`() async throws {
    let it = try await Complaint(discounts: [Discount(amount: 1_000)])
    let before = try await it.order
    let rest = before.lines.filter { $0.placed.id != "A" }.reduce(0) { $0 + $1.placed.total }
    let receipt = try await it.cancel("x", Complaint.mugs(3))
    let after = try await it.order
    #expect(after.value == rest)
    #expect(receipt.refundAmount == before.lines[0].placed.total)
    #expect(after.lines.map(\.placed) == before.lines.map(\.placed))
    await it.shop.close()
  }

  @Test func `complaint 26: discounts are ignored, and there is no payment left to refund`()
    async throws
  {
    let it = try await Complaint(discounts: [Discount(amount: 3_000)])
    let paid = try await it.order.captured
    #expect(try await it.cancel().refundAmount == paid && paid == 7_200)
    try await it.submit("a", "x")
    try await it.settle("a", .succeeded)
    #expect(try await it.order.refundSettled == paid)
    await it.shop.close()
  }

  @Test func `complaint 27: a cancellation counts the tax twice`() async throws {
    let it = try await Complaint()
    let receipt = try await it.cancel("x", Complaint.mugs(1))
    #expect(receipt.refundAmount == 1_200 && tax(receipt) == 200)
    #expect(try await it.order.value == 9_000)
    await it.shop.close()
  }

  @Test func `complaint 28: a refund of a part gives back the whole order's tax`() async throws {
    let it = try await Complaint()
    #expect(tax(try await it.refund("r", mugs: 1)) == 200)
    #expect(tax(try await it.refund("s", mugs: 2)) == 400)
    await it.shop.close()
  }

  @Test func `complaint 46: the error does not say that the line was refunded already`()
    async throws
  {
    let it = try await Complaint()
    try await it.refund("r", mugs: 3)
    let error = await it.refusal { () throws(LedgerError) in try await it.refund("s", mugs: 1) }
    #expect(error?.code == .overQuantity)
    #expect(error?.subject?.name == "A" && error?.allowed == "0 not refunded")
    await it.shop.close()
  }
}
