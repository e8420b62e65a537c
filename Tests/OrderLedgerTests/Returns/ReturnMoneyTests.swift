import OrderLedger
import OrderLedgerTesting
import Testing

/// A return's money beside gift cards, store credit and disputes.
@Suite struct ReturnMoneyTests {
  /// Order `1001` of 102.00, all of it sent: 60.00 paid with the card GC-1, the rest with `p1`.
  static func paidByCard() async throws -> TestLedger {
    let shop = try await CreditTests.shop()
    try await shop.perform(shop.order("1001"))
    try await shop.perform(
      RecordPayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 4_200))
    try await shop.perform(CreditTests.pay(6_000, "1001"))
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    return shop
  }

  static func balance(_ shop: TestLedger, _ code: AccountCode) async throws -> Int64 {
    try await CreditTests.balance(shop, code)
  }

  @Test func `the card that paid gets its part back at once, and the rest is owed`() async throws {
    let shop = try await Self.paidByCard()
    try await shop.announce("rt1", "A", 3, received: true)
    try await shop.announce("rt2", "B", 2, received: true)
    let first = try await shop.inspect("rt1")
    #expect(first.legs.contains("Cr 2520:GC-1 3600"))
    #expect(try await shop.ledger.credit("GC-1").balance == 3_600)
    let second = try await shop.inspect("rt2", shipping: .auto)
    #expect(second.refundAmount == 6_600)
    let order = try await shop.ledger.order("1001")
    #expect(order.refundSettled == 6_000 && order.refundOwed == 4_200)
    #expect(try await shop.ledger.credit("GC-1").balance == 6_000)
    #expect(try await Self.balance(shop, .refundsPayable) == 4_200)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `a policy's order of tenders is a return's, too`() async throws {
    let shop = try await Self.paidByCard()
    try await shop.perform(SetPolicy(CancellationPolicy(tenders: [.gateway, .giftCard])))
    try await shop.announce("rt1", "A", 3, received: true)
    try await shop.inspect("rt1")
    #expect(try await shop.ledger.credit("GC-1").balance == 0)
    #expect(try await shop.ledger.order("1001").refundOwed == 3_600)
    await shop.close()
  }

  @Test func `a card that has expired since is good again for what came back`() async throws {
    let shop = try await Self.paidByCard()
    let day = Timestamp(microseconds: 1_800_000_000_000_000)
    try await shop.perform(
      IssueGiftCard(
        account: "GC-2", amount: 1_000, currency: .gbp, expires: day, tender: .manual("till")))
    try await shop.perform(shop.order("1002"))
    try await shop.perform(CreditTests.pay(400, "1002", "GC-2"))
    try await shop.perform(Fulfill(order: "1002", fulfillment: "f2"))
    try await shop.perform(ExpireCredit(account: "GC-2"), at: day)
    try await shop.perform(
      ReturnItems(
        order: "1002", return: "rt1", lines: [.init(line: "A", quantity: 3)], reason: "customer",
        received: true))
    try await shop.perform(
      RecordPayment(order: "1002", payment: "p2", tender: .gateway("stripe"), amount: 9_800))
    let receipt = try await shop.perform(
      InspectReturn(order: "1002", return: "rt1", reason: "customer"))
    #expect(receipt.legs.contains("Dr 4310 600") && receipt.legs.contains("Cr 2520:GC-2 1000"))
    #expect(try await shop.ledger.credit("GC-2").balance == 1_000)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `the refund becomes the customer's store credit when that is chosen`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2, received: true)
    let receipt = try await shop.inspect(
      "rt1", "i1", lines: [.init(line: "A", quantity: 1)], refund: .storeCredit)
    #expect(receipt.legs == ["Dr 2210:VAT-20 200", "Dr 4110 1000", "Cr 2510:cust-1 1200"])
    #expect(try await shop.ledger.credit("cust-1").balance == 1_200)
    let past = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.inspect("rt1", "i2", refund: .storeCredit(account: "SC-1", expires: .epoch))
    }
    #expect(past?.code == .invalidTime && past?.subject == .init("field", "refund.expires"))
    try await shop.inspect("rt1", "i2", refund: .storeCredit(account: "SC-1"))
    #expect(try await shop.ledger.credit("SC-1").balance == 1_200)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `store credit that goes to nobody is refused`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    guard case .placeOrder(var order) = shop.order("1001").action else { return }
    order.customer = nil
    try await shop.perform(order)
    try await shop.perform(
      RecordPayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 10_200))
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    try await shop.announce("rt1", "A", 1, received: true)
    let nobody = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.inspect(refund: .storeCredit)
    }
    #expect(nobody?.code == .missingField && nobody?.subject == .init("field", "refund.account"))
    await shop.close()
  }

  @Test func `a gift card that was sold is taken back whole, or not at all`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    for (order, card) in [("1001", "GC-8"), ("1002", "GC-9")] as [(OrderID, CreditName)] {
      try await shop.perform(
        PlaceOrder(
          order: order, currency: .gbp,
          lines: [
            PlaceOrder.Line(
              line: "A", sku: "MUG", quantity: 1, unitPrice: 5_000, location: "LON",
              giftCard: card)
          ]))
      try await shop.perform(
        RecordPayment(
          order: order, payment: PaymentID(unchecked: "\(order)-p"), tender: .gateway("stripe"),
          amount: 5_000))
      try await shop.perform(
        Fulfill(order: order, fulfillment: FulfillmentID(unchecked: "\(order)-f")))
    }
    try await shop.announce("rt1", "A", 1, received: true)
    let receipt = try await shop.inspect()
    #expect(receipt.legs == ["Dr 2520:GC-8 5000", "Cr 2310 5000"])
    #expect(try await shop.ledger.credit("GC-8").status == .disabled)
    // The other one has paid for something.
    try await shop.perform(shop.order("1003"))
    try await shop.perform(CreditTests.pay(1, "1003", "GC-9"))
    try await shop.perform(
      ReturnItems(
        order: "1002", return: "rt2", lines: [.init(line: "A", quantity: 1)], reason: "customer",
        received: true))
    let error = await ReturnMeetingTests.refusal(
      shop, InspectReturn(order: "1002", return: "rt2", reason: "customer"))
    #expect(error?.code == .insufficientCredit)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `what is in dispute does not go back with a return, and can be owed`() async throws {
    let shop = try await TestLedger.withSentOrder()
    let payment = try #require(try await shop.ledger.order("1001").payments.first)
    try await shop.perform(
      OpenDispute(order: "1001", dispute: "d", payment: payment.id, amount: 10_200))
    try await shop.announce("rt1", "A", 3, received: true)
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.inspect()
    }
    #expect(error?.code == .activeDispute && error?.allowed == "0, or the choice later")
    #expect(try await shop.inspect(refund: .later).refundAmount == 3_600)
    // Lost, it pays what is owed; only the rest is a loss.
    let lost = try await shop.perform(CloseDispute(dispute: "d", outcome: .lost))
    #expect(lost.legs.contains("Dr 2310 3600") && lost.legs.contains("Dr 5340 6600"))
    let order = try await shop.ledger.order("1001")
    #expect(order.refundOwed == 0 && order.refundable == 0)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `what a lost dispute took is made good by the goods that come back`() async throws {
    let shop = try await TestLedger.withSentOrder()
    let payment = try #require(try await shop.ledger.order("1001").payments.first)
    try await shop.perform(
      OpenDispute(order: "1001", dispute: "d", payment: payment.id, amount: 8_000))
    try await shop.perform(CloseDispute(dispute: "d", outcome: .lost))
    try await shop.announce("rt1", "A", 3, received: true)
    let first = try await shop.inspect()
    // 22.00 of the 36.00 were left of the payment.
    #expect(first.refundAmount == 2_200)
    #expect(first.legs.contains("Cr 5340 1400") && first.legs.contains("Cr 2310 2200"))
    try await shop.announce("rt2", "B", 2, received: true)
    let second = try await shop.inspect("rt2", shipping: .auto)
    #expect(second.refundAmount == 0 && second.legs.contains("Cr 5340 6600"))
    // All of it came back, and the customer has all of the money, once: nothing was lost.
    #expect(try await Self.balance(shop, .chargebackLosses) == 0)
    #expect(try await Self.balance(shop, .goodwill) == 0)
    #expect(try await shop.ledger.order("1001").refundDecided == 2_200)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `a dispute that is lost cancels what is open beside an active return`() async throws {
    let shop = try await ReturnMeetingTests.half()
    let payment = try #require(try await shop.ledger.order("1001").payments.first)
    try await shop.perform(
      OpenDispute(order: "1001", dispute: "d", payment: payment.id, amount: 10_200))
    try await shop.announce("rt1", "A", 3)
    try await shop.perform(CloseDispute(dispute: "d", outcome: .lost, cancellation: "x"))
    let order = try await shop.ledger.order("1001")
    #expect(order.openUnits == 0 && order.cancelledUnits == 2)
    #expect(order.returns.first?.awaited == 3)
    try await shop.perform(ReceiveReturn(order: "1001", return: "rt1"))
    let receipt = try await shop.inspect()
    #expect(receipt.refundAmount == 0 && receipt.legs.contains("Cr 5340 3600"))
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `an order in two currencies gives back each at its own rate`() async throws {
    let shop = try await `Two currencies`.shop()
    try await shop.perform(`Two currencies`.pay())
    try await shop.perform(Fulfill(order: "1", fulfillment: "f1"))
    try await shop.perform(
      ReturnItems(
        order: "1", return: "rt1", lines: [.init(line: "A", quantity: 4)], reason: "customer",
        received: true))
    var inspect = InspectReturn(
      order: "1", return: "rt1", inspection: "i1", lines: [.init(line: "A", quantity: 3)],
      reason: "customer")
    #expect(try await shop.perform(inspect).refundAmount == 300)
    let cad = `Two currencies`.cad(430)
    try await shop.perform(SubmitRefund(attempt: "a1", refund: "i1", presentment: cad))
    let settled = try await shop.perform(SettleRefund(attempt: "a1", outcome: .succeeded))
    #expect(`Two currencies`.legs(settled).contains("1110:stripe C 430 CAD"))
    inspect.lines = nil
    inspect.inspection = "i2"
    inspect.refund = .storeCredit(account: "SC-1")
    try await shop.perform(inspect)
    #expect(try await shop.ledger.credit("SC-1").balance == 100)
    #expect(try await shop.ledger.order("1").refundOwed == 0)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }
}
