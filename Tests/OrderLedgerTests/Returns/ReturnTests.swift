import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct ReturnTests {
  @Test func `a return moves no money and no unit until it comes in`() async throws {
    let shop = try await TestLedger.withSentOrder()
    let receipt = try await shop.announce("rt1", "A", 2)
    #expect(receipt.legs == [])
    #expect(receipt.units == [])
    let document = try #require(try await shop.ledger.order("1001").returns.first)
    #expect(document.status == .announced)
    #expect(document.awaited == 2)
    #expect(try await shop.ledger.order("1001").lines[0].returned == 0)
  }

  @Test func `what comes in waits for a look at the cost it left with`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2)
    // What is bought meanwhile changes the average and not the cost that comes back.
    try await shop.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 100, unitCost: 999, currency: .gbp),
      key: "dear")
    let receipt = try await shop.perform(
      ReceiveReturn(order: "1001", return: "rt1", notify: true))
    #expect(receipt.legs == ["Dr 1310 600", "Cr 5010:MUG 600"])
    #expect(receipt.units == ["LON shipped→inspection 2"])
    #expect(receipt.messages == [.returnReceived])
    let document = try #require(try await shop.ledger.order("1001").returns.first)
    #expect(document.status == .inProgress)
    #expect(document.inspecting == 2)
    #expect(try await shop.ledger.order("1001").lines[0].returned == 2)
  }

  @Test func `a restocked unit is for sale again and its price goes back`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 1, received: true)
    let receipt = try await shop.inspect()
    #expect(
      receipt.legs == ["Dr 2210:VAT-20 200", "Dr 4110 1000", "Cr 2310 1200"])
    #expect(receipt.units == ["LON inspection→available 1"])
    #expect(receipt.refundAmount == 1_200)
    #expect(receipt.decision?.kind == .returned)
    #expect(try await shop.level("MUG")?[.available] == 98)
    #expect(try await shop.ledger.order("1001").returns.first?.status == .closed)
  }

  @Test func `a restocking fee is kept out of the refund, with its tax`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "B", 2, received: true)
    let receipt = try await shop.inspect(
      fee: CancellationFee(amount: 600, tax: 100, taxCode: "VAT-20"))
    #expect(
      receipt.legs == [
        "Dr 2210:VAT-20 1000", "Dr 4110 5000", "Cr 2210:VAT-20 100", "Cr 2310 5400",
        "Cr 4210 500",
      ])
    #expect(receipt.refundAmount == 5_400)
  }

  @Test func `lines of one return are one return`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.perform(
      ReturnItems(
        order: "1001", return: "rt1",
        lines: [.init(line: "A", quantity: 2), .init(line: "B", quantity: 1)],
        reason: "customer"))
    try await shop.perform(ReceiveReturn(order: "1001", return: "rt1"))
    #expect(try await shop.inspect().refundAmount == 2_400 + 3_000)
    let returns = try await shop.ledger.order("1001").returns
    #expect(returns.map(\.status) == [.closed])
    #expect(returns[0].portions.map(\.line) == [0, 1])
  }

  @Test func `each unit has its own disposition`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3)
    try await shop.perform(
      ReceiveReturn(
        order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 2)]), key: "r1")
    let receipt = try await shop.inspect(lines: [
      .init(line: "A", quantity: 1, disposition: Disposition(.damaged)),
      .init(line: "A", quantity: 1, disposition: Disposition(.scrapped)),
      .init(line: "A", quantity: 1, disposition: Disposition(.kept)),
    ])
    #expect(
      receipt.units == ["LON inspection→damaged 1", "LON inspection→scrapped 1"])
    #expect(receipt.refundAmount == 3_600)
    let portion = try #require(try await shop.ledger.order("1001").returns.first?.portions.first)
    #expect([portion.damaged, portion.scrapped, portion.kept] == [1, 1, 1])
    #expect(try await shop.ledger.order("1001").lines[0].returned == 3)
    // The unit that was kept is still with the customer, and its cost stays an expense.
    #expect(try await shop.level("MUG")?[.shipped] == 1)
  }

  @Test func `inspected units are restocked at another location by way of transit`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2, received: true, at: "PAR")
    #expect(try await shop.level("MUG", "PAR")?[.inspection] == 2)
    let receipt = try await shop.inspect(disposition: Disposition(.restock, at: "LON"))
    #expect(receipt.units == ["PAR inspection→transit 2", "LON transit→available 2"])
    #expect(try await shop.level("MUG")?[.available] == 99)
    #expect(try await shop.level("MUG")?[.transit] == 0)
  }

  @Test func `money that went back before does not go back again`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.perform(
      Refund(
        order: "1001", refund: "r1", lines: [LineQuantity(line: "A", quantity: 2)],
        reason: "customer"))
    try await shop.announce("rt1", "A", 2, received: true)
    #expect(try await shop.inspect().refundAmount == 0)
    try await shop.announce("rt2", "A", 1, received: true)
    #expect(try await shop.inspect("rt2").refundAmount == 1_200)
    #expect(try await shop.ledger.order("1001").refundDecided == 3_600)
  }

  @Test func `the refund can be left for later, kept, or an amount`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3, received: true)
    let later = try await shop.inspect(
      "rt1", "i1", lines: [.init(line: "A", quantity: 1)], refund: .later)
    #expect(later.decision?.shares == [])
    #expect(later.refundAmount == 1_200)
    let none = try await shop.inspect(
      "rt1", "i2", lines: [.init(line: "A", quantity: 1)], refund: .none)
    #expect(none.refundAmount == 0)
    #expect(none.legs == ["Dr 2210:VAT-20 200", "Dr 4110 1000", "Cr 4210 1200"])
    let amount = try await shop.inspect(
      "rt1", "i3", lines: [.init(line: "A", quantity: 1)], refund: .amount(1_000))
    #expect(amount.legs.contains("Cr 5510:customer 200"))
  }

  @Test func `shipping goes back only if it is asked for`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3, received: true)
    #expect(try await shop.inspect(shipping: .auto).refundAmount == 3_600 + 600)
  }

  @Test func `what was sent and never paid is owed no more, and nothing goes back`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(shop.order("1001"))
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    try await shop.announce("rt1", "A", 3, received: true)
    let receipt = try await shop.inspect()
    #expect(receipt.refundAmount == 0)
    #expect(receipt.legs == ["Dr 2210:VAT-20 600", "Dr 4110 3000", "Cr 1210 3600"])
  }

  @Test func `an announced return can be called off, and its units be announced again`()
    async throws
  {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3)
    let receipt = try await shop.perform(
      CancelReturn(order: "1001", return: "rt1", notify: true))
    #expect(receipt.messages == [.returnCancelled])
    #expect(try await shop.ledger.order("1001").returns.first?.status == .cancelled)
    try await shop.announce("rt2", "A", 3, received: true)
    #expect(try await shop.inspect("rt2").refundAmount == 3_600)
  }

  @Test func `what came in before a return was called off is still inspected`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3)
    try await shop.perform(
      ReceiveReturn(
        order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 1)]), key: "r1")
    try await shop.perform(CancelReturn(order: "1001", return: "rt1"))
    #expect(try await shop.inspect().refundAmount == 1_200)
    #expect(try await shop.ledger.order("1001").returns.first?.status == .closed)
  }

  @Test func `a return takes from the fulfillment it names, at that one's cost`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    let one = [LineQuantity(line: "A", quantity: 1)]
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1", lines: one))
    try await shop.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 99, unitCost: 500, currency: .gbp),
      key: "dear")
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f2", lines: one))
    let receipt = try await shop.perform(
      ReturnItems(
        order: "1001", return: "rt1",
        lines: [ReturnItems.Line(line: "A", quantity: 1, fulfillment: "f2")],
        reason: "customer", received: true))
    #expect(receipt.legs == ["Dr 1310 400", "Cr 5010:MUG 400"])
    // The other fulfillment has nothing to do with it.
    try await shop.perform(CancelFulfillment(order: "1001", fulfillment: "f1"))
  }

  @Test func `a return and its steps survive a rebuild byte for byte`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3)
    try await shop.perform(
      ReceiveReturn(
        order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 2)]), key: "r1")
    try await shop.inspect(lines: [.init(line: "A", quantity: 1)])
    let before = try await shop.ledger.order("1001")
    #expect(try await shop.ledger.rebuild().changedTables == [])
    #expect(try await shop.ledger.order("1001") == before)
    let timeline = try await shop.ledger.timeline(of: "1001")
    #expect(
      timeline.suffix(3).map(\.transaction.header.command) == [
        "returnItems", "receiveReturn", "inspectReturn",
      ])
  }
}
