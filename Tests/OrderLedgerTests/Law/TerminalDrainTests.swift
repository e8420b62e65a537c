import OrderLedger
import OrderLedgerTesting
import Testing

// `ledgers.md`, section 5.3, last row: an order of 90.00 goods, 10.00 shipping, 8.00 tax and a tip
// of 5.00, for which the service keeps 3.58, and whose goods cost 40.00. Whichever way it ends, its
// own accounts end at zero, and the profit is what was really earned.

@Suite struct TerminalDrainTests {
  struct Life: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var policy = AccountingPolicy.standard
    let actions: [Action]
    /// Credits less debits of all accounts from 4010 on.
    let profit: Int64
  }

  static let place = Action.placeOrder(
    PlaceOrder(
      order: "1001", currency: .gbp,
      lines: [
        PlaceOrder.Line(
          line: "A", sku: "BOOK", quantity: 3, unitPrice: 3_000,
          taxes: [Tax(code: "VAT", amount: 800)], location: "LON")
      ],
      shipping: [PlaceOrder.Service(line: "S", kind: .shipping, amount: 1_000)],
      charges: [PlaceOrder.Service(line: "T", kind: .tip, amount: 500)]))
  static let authorize = Action.authorizePayment(
    AuthorizePayment(order: "1001", payment: "p", tender: .gateway("stripe"), amount: 11_300))
  static let capture = Action.capturePayment(
    CapturePayment(order: "1001", payment: "p", fee: 358))
  static let paid = [place, authorize, capture]
  static let fulfill = Action.fulfill(Fulfill(order: "1001", fulfillment: "f"))
  static let takeBack = Action.cancelFulfillment(
    CancelFulfillment(order: "1001", fulfillment: "f"))

  static func cancel(
    _ name: RefundID = "x", _ quantity: Int64? = nil, refund: RefundChoice = .original,
    shipping: ShippingChoice = .auto, fee: CancellationFee? = nil
  ) -> Action {
    .cancelOrder(
      CancelOrder(
        order: "1001", cancellation: name,
        lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "customer",
        refund: refund, shipping: shipping, fee: fee))
  }

  static func giveBack(_ refund: RefundID = "x", fee: Int64 = 0) -> [Action] {
    let attempt = AttemptID(unchecked: "a-\(refund)")
    return [
      .submitRefund(SubmitRefund(attempt: attempt, refund: refund)),
      .settleRefund(SettleRefund(attempt: attempt, outcome: .succeeded, fee: fee)),
    ]
  }

  static let lives: [Life] = [
    Life(testDescription: "never paid", actions: [place, cancel()], profit: 0),
    Life(testDescription: "only authorised", actions: [place, authorize, cancel()], profit: 0),
    Life(
      testDescription: "a claim at order", policy: AccountingPolicy(accrual: .order),
      actions: [place, cancel()], profit: 0),
    Life(
      testDescription: "paid and cancelled", actions: paid + [cancel()] + giveBack(), profit: -358),
    Life(
      testDescription: "tax with the goods", policy: AccountingPolicy(taxPoint: .fulfillment),
      actions: paid + [cancel()] + giveBack(), profit: -358),
    Life(
      testDescription: "cancelled in three steps",
      actions: paid + [cancel("x1", 1), cancel("x2", 1), cancel("x3", 1)]
        + giveBack("x1") + giveBack("x2") + giveBack("x3"), profit: -358),
    Life(
      testDescription: "a fee of 5.00 kept",
      actions: paid + [cancel(fee: CancellationFee(amount: 500))] + giveBack(), profit: 500 - 358),
    Life(
      testDescription: "the shipping kept",
      actions: paid + [cancel(shipping: .keep)] + giveBack(), profit: 1_000 - 358),
    Life(
      testDescription: "all of it kept", actions: paid + [cancel(refund: .none)],
      profit: 11_300 - 358),
    Life(
      testDescription: "the service charges for the refund",
      actions: paid + [cancel()] + giveBack(fee: 25), profit: -358 - 25),
    Life(
      testDescription: "the refund fails and is tried again",
      actions: paid + [
        cancel(), .submitRefund(SubmitRefund(attempt: "a", refund: "x")),
        .settleRefund(SettleRefund(attempt: "a", outcome: .failed)),
      ] + giveBack(), profit: -358),
    Life(
      testDescription: "the refund fails late and is tried again",
      actions: paid + [
        cancel(), .submitRefund(SubmitRefund(attempt: "a", refund: "x")),
        .settleRefund(SettleRefund(attempt: "a", outcome: .succeeded)),
        .settleRefund(SettleRefund(attempt: "a", outcome: .failed)),
      ] + giveBack(), profit: -358),
    Life(
      testDescription: "captured after it was cancelled",
      actions: [place, authorize, cancel(), capture] + giveBack("late-capture-6"), profit: -358),
    Life(
      testDescription: "shipped, and taken back, and cancelled",
      actions: paid + [fulfill, takeBack, cancel()] + giveBack(), profit: -358),
    Life(
      testDescription: "shipped, money back, taken back, cancelled",
      actions: paid + [
        fulfill,
        .refund(
          Refund(
            order: "1001", refund: "r", lines: [LineQuantity(line: "A", quantity: 2)],
            reason: "other")),
        takeBack, cancel(),
      ] + giveBack("r") + giveBack(), profit: -358),
    Life(
      testDescription: "overpaid and cancelled",
      actions: paid + [
        .recordPayment(
          RecordPayment(
            order: "1001", payment: "q", tender: Tender(.manual, name: "till"), amount: 700)),
        cancel(),
        .submitRefund(SubmitRefund(attempt: "a", refund: "x")),
        .settleRefund(SettleRefund(attempt: "a", outcome: .succeeded)),
      ] + giveBack(), profit: -358),
    Life(
      testDescription: "goodwill first, and the rest by cancelling",
      actions: paid + [
        .refund(Refund(order: "1001", refund: "r", amount: 300, reason: "other")), cancel(),
      ] + giveBack("r") + giveBack(), profit: -358),
  ]

  @Test(arguments: lives) func `an order that ends leaves nothing behind`(
    _ life: Life
  ) async throws {
    var configuration = LedgerConfiguration()
    configuration.policy = life.policy
    let shop = try await TestLedger(configuration: configuration)
    let stock: [Action] = [
      .openLocation(OpenLocation(location: "LON")),
      .receiveStock(
        ReceiveStock(sku: "BOOK", location: "LON", quantity: 3, unitCost: 1_333, currency: .gbp)),
    ]
    for (number, action) in (stock + life.actions).enumerated() {
      try await shop.perform(action, key: IdempotencyKey(unchecked: "k\(number)"))
    }
    let order = try await shop.ledger.order("1001")
    #expect(order.status == .cancelled)
    #expect(order.authorized == 0 && order.refundOwed == 0 && order.refundPending == 0)
    let own = try await shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.accounts(of: "1001")
    }
    for account in own {
      #expect(account.balance == 0, "\(account.account)")
      #expect(account.debitPending == 0 && account.creditPending == 0, "\(account.account)")
    }
    var profit: Int64 = 0
    for account in try await shop.ledger.trialBalance().accounts
    where account.account.code >= .productRevenue {
      profit += account.creditPosted - account.debitPosted
    }
    #expect(profit == life.profit)
    let books = try #require(try await shop.ledger.stock(of: "BOOK").first)
    #expect(books.level[.available] == 3 && books.level.value == 3_999)
    await shop.close()
  }

  @Test func `an order that is kept earns its price less cost and fee`() async throws {
    let shop = try await TestLedger()
    try await shop.perform(.openLocation(OpenLocation(location: "LON")))
    try await shop.perform(
      .receiveStock(
        ReceiveStock(sku: "BOOK", location: "LON", quantity: 3, unitCost: 1_333, currency: .gbp)),
      key: "r")
    for (number, action) in (Self.paid + [Self.fulfill]).enumerated() {
      try await shop.perform(action, key: IdempotencyKey(unchecked: "k\(number)"))
    }
    let trial = try await shop.ledger.trialBalance()
    func balance(_ code: AccountCode) -> Int64 {
      trial.accounts.filter { $0.account.code == code }.reduce(0) { $0 + $1.balance }
    }
    #expect(balance(.productRevenue) == 9_000 && balance(.serviceRevenue) == 1_000)
    #expect(balance(.costOfGoodsSold) == 3_999 && balance(.inventory) == 0)
    #expect(balance(.salesTax) == 800 && balance(.tipsPayable) == 500)
    #expect(balance(.processorClearing) == 11_300 - 358)
    await shop.close()
  }
}
