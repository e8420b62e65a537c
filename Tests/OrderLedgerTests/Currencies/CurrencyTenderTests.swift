import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct `Tenders in two currencies` {
  typealias Base = `Two currencies`

  static func card(_ amount: Int64, _ currency: Currency = .usd) -> Command {
    Command(
      IssueGiftCard(account: "GC-1", amount: amount, currency: currency, tender: .manual("till")),
      key: "card")
  }

  static func payByCard(_ amount: Int64, _ presentment: Money? = nil) -> RecordPayment {
    Base.pay(amount, presentment, "p2", by: Tender(.giftCard, name: "GC-1"))
  }

  @Test func `a gift card is a balance in the shop's currency, beside what came in by another`()
    async throws
  {
    let shop = try await Base.shop()
    try await shop.perform(Self.card(400))
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.payByCard(400, Base.cad(500)))
    }
    #expect(error?.code == .currencyMismatch && error?.allowed == "none")
    try await shop.perform(Self.payByCard(400))
    try await shop.perform(Base.pay(500, Base.cad(709)))
    try await shop.perform(
      CancelOrder(order: "1", cancellation: "x", reason: "customer"))
    var order = try await shop.ledger.order("1")
    #expect(order.refundSettled == 400 && order.refundOwed == 500)
    #expect(try await shop.ledger.credit("GC-1").balance == 400)
    try await shop.perform(SubmitRefund(attempt: "a", refund: "x"))
    try await shop.perform(SettleRefund(attempt: "a", outcome: .succeeded))
    order = try await shop.ledger.order("1")
    #expect(order.presented?.payments.map(\.returned) == [709])
    #expect(order.presented?.payments.map(\.number) == [1])
    #expect(try await Base.balance("1110:stripe", .cad, shop) == 0)
    #expect(try await Base.balance("1910", .usd, shop) == 0)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `what becomes store credit stays, and the rest goes back to the cent`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    let credited = try await shop.perform(
      CancelOrder(
        order: "1", cancellation: "x1", lines: [.init(line: "A", quantity: 5)],
        reason: "customer", refund: .storeCredit(account: "cust-1")))
    #expect(Set(Base.legs(credited)) == ["2110 D 500 USD", "2510:cust-1 C 500 USD"])
    var payment = try #require(try await shop.ledger.order("1").presented?.payments.first)
    #expect(payment.kept == 709 && payment.left == 568 && payment.returned == 0)
    try await shop.perform(Base.cancel(4, "x2"))
    try await shop.perform(SubmitRefund(attempt: "a", refund: "x2"))
    let settled = try await shop.perform(SettleRefund(attempt: "a", outcome: .succeeded))
    // The rate is that at which all of it came in: ⌊9.00 · 5.68 / 12.77⌋ = 4.00.
    #expect(
      Set(Base.legs(settled)) == [
        "1910 D 568 CAD", "2310 D 400 USD", "1110:stripe C 568 CAD", "1910 C 400 USD",
      ])
    payment = try #require(try await shop.ledger.order("1").presented?.payments.first)
    #expect(payment.left == 0 && payment.returned == 568 && payment.kept == 709)
    #expect(try await Base.balance("1110:stripe", .cad, shop) == 709)
    #expect(try await Base.balance("1910", .usd, shop) == 500)
    #expect(try await Base.balance("5610", .usd, shop) == 0)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `cash beside a gift card is rounded alone`() async throws {
    let shop = try await Base.shop(nil, currency: .gbp)
    try await shop.perform(Self.card(402, .gbp))
    try await shop.perform(Self.payByCard(402))
    let cash = try await shop.perform(
      Base.pay(498, nil, "p1", cash: 500, by: .manual("till")))
    #expect(
      Set(Base.legs(cash)) == ["1110:till D 500 GBP", "2110 C 498 GBP", "5710 C 2 GBP"])
    try await shop.perform(CancelOrder(order: "1", cancellation: "x", reason: "customer"))
    #expect(try await shop.ledger.credit("GC-1").balance == 402)
    try await shop.perform(SubmitRefund(attempt: "a", refund: "x"))
    try await shop.perform(SettleRefund(attempt: "a", outcome: .succeeded))
    #expect(try await shop.ledger.order("1").refundSettled == 900)
    // The till also sold the card.
    #expect(try await Base.balance("1110:till", .gbp, shop) == 402)
    #expect(try await Base.balance("5710", .gbp, shop) == 0)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `a document over orders of one and of two currencies gives each its own`()
    async throws
  {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    try await shop.perform(
      PlaceOrder(
        order: "2", currency: .usd,
        lines: [
          PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 100, location: "LON")
        ]))
    try await shop.perform(
      RecordPayment(order: "2", payment: "q1", tender: .gateway("stripe"), amount: 100))
    let receipt = try await shop.perform(
      CancelOrders(
        [
          CancelOrder(order: "1", cancellation: "x1", reason: "customer"),
          CancelOrder(order: "2", cancellation: "x2", reason: "customer"),
        ], mode: .atomic))
    #expect(receipt.results.count == 2)
    for (attempt, refund) in [("a1", "x1"), ("a2", "x2")] as [(AttemptID, RefundID)] {
      try await shop.perform(SubmitRefund(attempt: attempt, refund: refund))
      try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    }
    for currency in [Currency.usd, .cad] {
      #expect(try await Base.balance("1110:stripe", currency, shop) == 0)
      #expect(try await Base.balance("1910", currency, shop) == 0)
    }
    #expect(try await shop.ledger.order("2").presented == nil)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `policies count in the shop's currency, and an answer carries it out`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    try await shop.perform(
      SetPolicy(
        CancellationPolicy(
          grants: [.init(["staff:mia"], roles: ["manager"])], administrators: ["manager"],
          approval: .init(above: [.init(.usd, 400)], roles: ["manager"]))))
    // 4.00 USD are 5.67 CAD, which is above 4.00.
    try await shop.perform(Base.cancel(4, "x1"), actor: "staff:ann")
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Base.cancel(5, "x2"), actor: "staff:ann")
    }
    #expect(error?.code == .approvalRequired && error?.found == "500")
    try await shop.perform(RequestCancellation(Base.cancel(5, "x2")), actor: "staff:ann")
    try await shop.perform(
      AnswerCancellation(cancellation: "x2", accepted: true), key: "yes", actor: "staff:mia")
    for (attempt, refund) in [("a1", "x1"), ("a2", "x2")] as [(AttemptID, RefundID)] {
      try await shop.perform(SubmitRefund(attempt: attempt, refund: refund))
      try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    }
    #expect(try await Base.balance("1110:stripe", .cad, shop) == 0)
    #expect(try await Base.balance("5610", .usd, shop) == 0)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `what is paid out clears both currencies by hand, and can be reversed`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    // The bank has 8.90 USD for 12.77 CAD that were worth 9.00.
    let out = try await shop.perform(
      Adjust(
        debit: Account(.fxClearing), credit: .stripe, amount: 1_277, currency: .cad,
        reason: "payout"), key: "out")
    try await shop.perform(
      Adjust(
        debit: Account(.bank), credit: Account(.fxClearing), amount: 890, currency: .usd,
        reason: "payout"), key: "in")
    try await shop.perform(
      Adjust(
        debit: Account(.fxDifference), credit: Account(.fxClearing), amount: 10, currency: .usd,
        reason: "payout"), key: "fx")
    for (account, currency) in [("1110:stripe", Currency.cad), ("1910", .cad), ("1910", .usd)] {
      #expect(try await Base.balance(account, currency, shop) == 0)
    }
    try await shop.perform(Reverse(sequence: out.sequence, reason: "staff"))
    #expect(try await Base.balance("1110:stripe", .cad, shop) == 1_277)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `an order in the place of another is seen at the same rate`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.cancel(4, "x1"))
    // 4 of 9 units of 13.50 CAD.
    let part = try await shop.ledger.reorder(of: "1", as: "2")
    #expect(part.presentment == Base.cad(600))
    try await shop.perform(Base.cancel(5, "x2"))
    let whole = try await shop.ledger.reorder(of: "1", as: "3")
    #expect(whole.presentment == Base.cad(1_350))
    try await shop.perform(whole)
    #expect(try await shop.ledger.order("3").presented?.total == Base.cad(1_350))
    await shop.close()
  }

  @Test func `erasing the customer leaves the amounts and the chain`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(
      PlaceOrder(
        order: "2", currency: .usd, customer: "cust-9",
        lines: [
          PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 100, location: "LON")
        ], presentment: Base.cad(150)))
    try await shop.perform(
      CancelOrder(order: "2", cancellation: "x", reason: "customer", note: "By phone."))
    try await shop.perform(EraseCustomer(customer: "cust-9"))
    #expect(try await shop.ledger.order("2").presented?.total == Base.cad(150))
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }
}
