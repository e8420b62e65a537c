import OrderLedger
import OrderLedgerTesting

/// A worked example: what is done before, unseen, and what is shown.
struct WorkedExample: Sendable {
  let heading: String
  let run: @Sendable (ExampleShop) async throws -> [Receipt]

  init(
    _ heading: String, _ run: @escaping @Sendable (ExampleShop) async throws -> [Receipt]
  ) {
    self.heading = heading
    self.run = run
  }

  /// The example's text, from a ledger of its own.
  func text() async throws -> String {
    let shop = ExampleShop(ledger: try await TestLedger())
    try await shop.ledger.stockUp()
    let receipts = try await run(shop)
    await shop.ledger.close()
    return receipts.map { EntryTable.text($0.transaction) }.joined(separator: "\n\n")
  }
}

/// The shop of the guides: order 1001 is 3 mugs at 10.00 (line A, tax 6.00), 2 shirts at 25.00
/// (line B, tax 10.00) and shipping of 5.00 (line S, tax 1.00): 102.00 in all.
struct ExampleShop: Sendable {
  let ledger: TestLedger

  @discardableResult
  func place(discounts: [Discount] = [], backorder: Bool = false) async throws -> Receipt {
    try await ledger.perform(
      .placeOrder(ledger.order("1001", discounts: discounts, backorder: backorder)))
  }

  @discardableResult
  func authorize(_ amount: Int64 = 10_200) async throws -> Receipt {
    try await ledger.perform(
      .authorizePayment(
        AuthorizePayment(
          order: "1001", payment: "p1", tender: .gateway("stripe"), amount: amount)))
  }

  @discardableResult
  func capture(_ amount: Int64? = nil, fee: Int64 = 0) async throws -> Receipt {
    try await ledger.perform(
      .capturePayment(CapturePayment(order: "1001", payment: "p1", amount: amount, fee: fee)),
      key: IdempotencyKey(stringLiteral: "capture-\(amount ?? 0)"))
  }

  @discardableResult
  func pay(_ amount: Int64 = 10_200, _ payment: PaymentID = "p1") async throws -> Receipt {
    try await ledger.perform(
      .recordPayment(
        RecordPayment(
          order: "1001", payment: payment, tender: .gateway("stripe"), amount: amount)))
  }

  @discardableResult
  func fulfill(_ lines: [LineQuantity]? = nil) async throws -> Receipt {
    try await ledger.perform(.fulfill(Fulfill(order: "1001", fulfillment: "f1", lines: lines)))
  }

  @discardableResult
  func cancel(
    _ name: RefundID = "x1", lines: [CancelOrder.Line]? = nil, refund: RefundChoice = .original,
    shipping: ShippingChoice = .auto, fee: CancellationFee? = nil,
    disposition: Disposition = .restock
  ) async throws -> Receipt {
    try await ledger.perform(
      .cancelOrder(
        CancelOrder(
          order: "1001", cancellation: name, lines: lines, reason: "customer", refund: refund,
          shipping: shipping, fee: fee, disposition: disposition)))
  }

  @discardableResult
  func refund(_ lines: [LineQuantity]? = nil, amount: Int64? = nil) async throws -> Receipt {
    try await ledger.perform(
      .refund(
        Refund(order: "1001", refund: "r1", lines: lines, amount: amount, reason: "customer")))
  }

  @discardableResult
  func submit(_ attempt: AttemptID, of refund: RefundID = "x1") async throws -> Receipt {
    try await ledger.perform(.submitRefund(SubmitRefund(attempt: attempt, refund: refund)))
  }

  @discardableResult
  func settle(
    _ attempt: AttemptID, _ outcome: SettleRefund.Outcome, fee: Int64 = 0
  ) async throws -> Receipt {
    try await ledger.perform(
      .settleRefund(SettleRefund(attempt: attempt, outcome: outcome, fee: fee)))
  }

  @discardableResult
  func payOut(_ amount: Int64) async throws -> Receipt {
    try await ledger.perform(
      Adjust(
        debit: .bank, credit: .stripe, amount: amount, currency: .gbp,
        reason: "payout"), key: IdempotencyKey(stringLiteral: "payout-\(amount)"))
  }
}

extension Account {
  static let bank = named("1010")
  static let stripe = named("1110:stripe")

  /// The account that a test names.
  static func named(_ text: String) -> Account {
    guard let account = Account(text) else { preconditionFailure("Name an account: \(text).") }
    return account
  }
}
