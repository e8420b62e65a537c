import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

// The order of `Two currencies`: nine units at 1.00 USD, paid as 12.77 CAD.

@Suite struct `Disputes in two currencies` {
  typealias Base = `Two currencies`

  struct Life: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let actions: [Action]
    /// What stays on the gateway's account, in the customer's currency.
    var left: Int64 = 0
    /// What 1910 says it is worth.
    var worth: Int64 = 0
    /// Losses (> 0) or gains of exchange.
    var difference: Int64 = 0
  }

  static func open(
    _ amount: Int64, _ presentment: Money? = nil, _ dispute: DisputeID = "d"
  ) -> OpenDispute {
    OpenDispute(
      order: "1", dispute: dispute, payment: "p1", amount: amount, fee: 15,
      presentment: presentment)
  }

  static func close(_ outcome: CloseDispute.Outcome, cancelling: Bool = false) -> Action {
    .closeDispute(
      CloseDispute(dispute: "d", outcome: outcome, cancellation: cancelling ? "x9" : nil))
  }

  static func cancel(
    _ name: RefundID = "x", _ quantity: Int64? = nil, refund: RefundChoice = .original
  ) -> Action {
    .cancelOrder(
      CancelOrder(
        order: "1", cancellation: name,
        lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "customer",
        refund: refund))
  }

  static func giveBack(_ refund: RefundID = "x", _ presentment: Money? = nil) -> [Action] {
    let attempt = AttemptID(unchecked: "a-\(refund)")
    return [
      .submitRefund(SubmitRefund(attempt: attempt, refund: refund, presentment: presentment)),
      .settleRefund(SettleRefund(attempt: attempt, outcome: .succeeded)),
    ]
  }

  static let pay = Base.pay().action
  static let submit = Action.submitRefund(SubmitRefund(attempt: "s", refund: "x"))
  static let all = open(900).action

  static let lives: [Life] = [
    Life(
      testDescription: "lost, and cancelled with it",
      actions: [pay, all, close(.lost, cancelling: true)]),
    Life(
      testDescription: "won, and cancelled afterwards",
      actions: [pay, all, close(.won), cancel()] + giveBack()),
    Life(
      testDescription: "lost after all of it left",
      actions: [pay, .fulfill(Fulfill(order: "1", fulfillment: "f")), all, close(.lost)]),
    Life(
      testDescription: "cancelled for later while it is open, and lost",
      actions: [pay, all, cancel(refund: .later), close(.lost)]),
    Life(
      testDescription: "a refund under way is called off, and the dispute lost",
      actions: [pay, cancel(), submit, all, close(.lost)]),
    Life(
      testDescription: "a refund under way is called off, and the dispute won",
      actions: [pay, cancel(), submit, all, close(.won)] + giveBack()),
    Life(
      testDescription: "a part lost, and the rest given back",
      actions: [pay, open(400).action, close(.lost), cancel()] + giveBack()),
    Life(
      testDescription: "a part lost at another rate, and the rest given back",
      actions: [pay, open(400, Base.cad(600)).action, close(.lost), cancel()] + giveBack()),
    Life(
      testDescription: "a part at another rate, won",
      actions: [pay, open(400, Base.cad(600)).action, close(.won)], left: 1_277, worth: 900),
    // ⌊9.00 · 6.00 / 12.77⌋ = 4.22 left for 4.00.
    Life(
      testDescription: "a part lost at another rate",
      actions: [pay, open(400, Base.cad(600)).action, close(.lost)], left: 677, worth: 478,
      difference: 22),
    // ⌊12.77 · 5 / 9⌋ = 7.09 stay with the shop, which owes the customer 5.00 of credit for it.
    Life(
      testDescription: "a part became store credit, and the rest is lost",
      actions: [
        pay, cancel("x", 5, refund: .storeCredit(account: "cust-1")), open(400).action,
        close(.lost, cancelling: true),
      ], left: 709, worth: 500),
  ]

  @Test(arguments: lives) func `take what came in, and nothing is left behind`(
    _ life: Life
  ) async throws {
    let shop = try await Base.shop()
    for (number, action) in life.actions.enumerated() {
      try await shop.perform(action, key: IdempotencyKey(unchecked: "k\(number)"))
    }
    #expect(try await Base.balance("1110:stripe", .cad, shop) == life.left)
    #expect(try await Base.balance("1910", .cad, shop) == -life.left)
    #expect(try await Base.balance("1910", .usd, shop) == life.worth)
    #expect(try await Base.balance("5610", .usd, shop) == life.difference)
    // The dispute's fee, in the shop's currency.
    let isDisputed = !(try await shop.ledger.order("1").disputes.isEmpty)
    #expect(try await Base.balance("1110:stripe", .usd, shop) == (isDisputed ? -15 : 0))
    let order = try await shop.ledger.order("1")
    #expect(order.refundOwed == 0 && order.refundPending == 0 && order.disputed == 0)
    #expect(order.presented?.payments.first?.pending == 0)
    for account in try await shop.ledger.trialBalance().accounts {
      if account.account.code == .disputedFunds { #expect(account.balance == 0) }
      if account.account.code == .refundsPayable { #expect(account.balance == 0) }
    }
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `are booked by the customer's currency, and a win as it was taken`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    let opened = try await shop.perform(Self.open(400, Base.cad(600)))
    #expect(
      Set(Base.legs(opened)) == [
        "1410:d D 400 USD", "1910 D 600 CAD", "5330:stripe D 15 USD", "5610 D 22 USD",
        "1110:stripe C 15 USD", "1110:stripe C 600 CAD", "1910 C 422 USD",
      ])
    let order = try await shop.ledger.order("1")
    let taken = try #require(order.presented?.disputes.first)
    #expect(taken.presented == Base.cad(600) && taken.amount == 422)
    #expect(order.presented?.payments.first?.left == 677)
    let won = try await shop.perform(
      CloseDispute(dispute: "d", outcome: .won, feeReturned: 15))
    #expect(
      Set(Base.legs(won)) == [
        "1110:stripe D 15 USD", "1110:stripe D 600 CAD", "1910 D 422 USD", "1410:d C 400 USD",
        "1910 C 600 CAD", "5330:stripe C 15 USD", "5610 C 22 USD",
      ])
    #expect(try await shop.ledger.order("1").presented?.payments.first?.left == 1_277)
    await shop.close()
  }

  @Test func `take no more than is left, and with the last all of it`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    let cases: [(OpenDispute, LedgerError.Code, String)] = [
      (Self.open(400, Base.cad(1_278)), .overDispute, "1277"),
      (Self.open(900, Base.cad(1_276)), .overDispute, "1277, all that is left of it"),
      (Self.open(400, Money(minorUnits: 5, currency: .eur)), .currencyMismatch, "CAD"),
      (Self.open(400, Base.cad(0)), .invalidAmount, "1 to 1000000000000000"),
      (Self.open(901), .overDispute, "900"),
    ]
    for (event, code, allowed) in cases {
      let error = await IdempotencyTests.refusal { () throws(LedgerError) in
        try await shop.perform(event)
      }
      #expect(error?.code == code && error?.allowed == allowed)
    }
    let plain = try await Base.shop(nil)
    try await plain.perform(Base.pay(900, nil))
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await plain.perform(Self.open(400, Base.cad(600)))
    }
    #expect(error?.code == .currencyMismatch)
    await shop.close()
    await plain.close()
  }

  @Test func `a refund and a dispute share what is left, by the amount of each`() async throws {
    let shop = try await Base.shop()
    try await shop.perform(Base.pay())
    try await shop.perform(Self.cancel("x", 3), key: "x")
    try await shop.perform(Self.submit)
    // 3.00 are under way, 6.00 are the rest: the dispute takes all that the refund leaves.
    let opened = try await shop.perform(Self.open(600))
    #expect(Base.legs(opened).contains("1110:stripe C 852 CAD"))
    let order = try await shop.ledger.order("1")
    let payment = try #require(order.presented?.payments.first)
    #expect(payment.pending == 425 && payment.returned == 852 && payment.left == 0)
    #expect(order.attempts.map(\.status) == [.submitted])
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `of rounded cash take what was handed over`() async throws {
    let shop = try await Base.shop(nil, currency: .gbp)
    try await shop.perform(`Rounded cash`.pay(898))
    let opened = try await shop.perform(Self.open(900))
    #expect(
      Set(Base.legs(opened)) == [
        "1410:d D 900 GBP", "5330:till D 15 GBP", "1110:till C 913 GBP", "5710 C 2 GBP",
      ])
    try await shop.perform(Self.close(.won))
    #expect(try await Base.balance("5710", .gbp, shop) == 2)
    #expect(try await Base.balance("1110:till", .gbp, shop) == 898 - 15)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  /// Everything of a dispute and of store credit in two currencies, in a closed file.
  static func file() async throws -> Scratch {
    let scratch = try Scratch()
    let ledger = try await scratch.open { $0.clock = { [clock = TestClock()] in clock.now() } }
    let placed = PlaceOrder(
      order: "1", currency: .usd, customer: "cust-1",
      lines: [
        PlaceOrder.Line(line: "A", sku: "MUG", quantity: 9, unitPrice: 100, location: "LON")
      ], backorder: true, presentment: Base.cad(1_350))
    let actions: [Action] = [
      .openLocation(OpenLocation(location: "LON")), placed.action, pay,
      cancel("x", 2, refund: .storeCredit), open(200).action, close(.won),
      open(300, nil, "e").action,
    ]
    for (number, action) in actions.enumerated() {
      try await ledger.perform(Command(action, key: IdempotencyKey(unchecked: "k\(number)")))
    }
    try await ledger.expectBalanced()
    await ledger.close()
    return scratch
  }

  @Test(
    arguments: [
      "UPDATE ledger_presented SET kept = kept - 1 WHERE kind = 1",
      "UPDATE ledger_presented SET presented = presented - 1 WHERE kind = 3 AND number = 0",
      "UPDATE ledger_presented SET amount = amount + 1 WHERE kind = 3 AND number = 1",
      "UPDATE ledger_presented SET payment_no = 7 WHERE kind = 3",
      "UPDATE ledger_presented SET payment_no = 7 WHERE kind = 1",
      "UPDATE ledger_presented SET kept = 1 WHERE kind = 3 AND number = 0",
      "DELETE FROM ledger_presented WHERE kind = 3",
      "UPDATE ledger_exchange SET dispute_no = 4 WHERE kind = 6",
      "UPDATE ledger_exchange SET presented = presented + 1 WHERE kind = 7",
      "DELETE FROM ledger_exchange WHERE kind = 8",
    ])
  func `verification finds what was changed behind its back`(sql: String) async throws {
    let scratch = try await Self.file()
    let ledger = try await scratch.open()
    try scratch.raw().tamper(sql)
    #expect(try await !ledger.verify().isSound, "\(sql)")
    await ledger.close()
  }
}
