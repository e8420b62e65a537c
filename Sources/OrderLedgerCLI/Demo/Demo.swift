import OrderLedger

/// The main job, step by step.
struct Demo {
  let ledger: Ledger
  let console: Console

  func run() async throws {
    try await receive()
    try await place()
    try await pay()
    try await cancelPart()
    try await cancelWhole()
    try await settle()
    try await finish()
  }

  private func receive() async throws {
    try chapter("Stock comes in")
    try await perform(OpenLocation(location: "LON", name: "London"))
    try await perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 10, unitCost: 300, currency: .gbp),
      key: "demo-receive-mug")
    try await perform(
      ReceiveStock(sku: "TEE", location: "LON", quantity: 5, unitCost: 450, currency: .gbp),
      key: "demo-receive-tee")
  }

  private func place() async throws {
    try chapter("Two orders")
    try await perform(
      PlaceOrder(
        order: "1001", currency: .gbp, customer: "ada", channel: "web",
        lines: [
          .init(
            line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000,
            taxes: [Tax(code: "VAT-20", amount: 600)], location: "LON"),
          .init(
            line: "B", sku: "TEE", quantity: 1, unitPrice: 2_000,
            taxes: [Tax(code: "VAT-20", amount: 400)], location: "LON"),
        ],
        shipping: [.init(line: "S", kind: .shipping, amount: 500)]))
    try await perform(
      PlaceOrder(
        order: "1002", currency: .gbp, customer: "bob", channel: "web",
        lines: [.init(line: "A", sku: "MUG", quantity: 2, unitPrice: 1_000, location: "LON")]))
  }

  private func pay() async throws {
    try chapter("They are paid")
    try await perform(
      RecordPayment(
        order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 6_500, fee: 120),
      key: "demo-pay-1001")
    try await perform(
      RecordPayment(
        order: "1002", payment: "p2", tender: .gateway("stripe"), amount: 2_000, fee: 45),
      key: "demo-pay-1002")
  }

  private func cancelPart() async throws {
    try chapter("One mug of order 1001 is cancelled: first the preview, then for good")
    let plan = try await ledger.preview(
      Command(
        CancelOrder(
          order: "1001", cancellation: "c-1001", lines: [.init(line: "A", quantity: 1)],
          reason: "customer", note: "Ordered one too many", notify: true),
        key: "demo-cancel-1001", actor: "staff:ann"))
    if console.json { try console.json(plan) } else { try console.plan(plan) }
    let receipt = try await ledger.commit(plan)
    if console.json { return try console.json(receipt) }
    try console.line(
      "Written exactly so, as transaction \(receipt.sequence): "
        + "\(receipt.transaction.entries == plan.entries ? "same" : "OTHER") entries.")
  }

  private func cancelWhole() async throws {
    try chapter("Order 1002 is cancelled as a whole")
    try await perform(
      CancelOrder(order: "1002", cancellation: "c-1002", reason: "inventory", notify: true),
      key: "demo-cancel-1002", actor: "staff:ann")
  }

  private func settle() async throws {
    try chapter("The refund of order 1002 is carried out")
    try await perform(SubmitRefund(attempt: "a-1002", refund: "c-1002"), actor: "system:refunds")
    try await perform(
      SettleRefund(attempt: "a-1002", outcome: .succeeded), actor: "system:refunds")
  }

  private func finish() async throws {
    try chapter("What there is now")
    let stock = try await ledger.stock()
    let balance = try await ledger.trialBalance()
    let report = try await ledger.verify(.full)
    if console.json {
      try console.json(OrderView(try await OrderPageContent(ledger, "1001")))
      try console.json(StockView(stock))
      try console.json(TrialBalanceView(balance))
      try console.json(VerificationView(report))
    } else {
      let page = try await OrderPageContent(ledger, "1001")
      try console.line(OrderSheet(page).lines(console.style).joined(separator: "\n"))
      try console.line("\n" + console.style("Stock", .bold))
      try console.table(StockTable.table(stock), indent: 2)
      try console.line("\n" + console.style("Trial balance", .bold))
      try console.table(TrialBalanceTable.table(balance), indent: 2)
      try console.line("\n" + console.style("Verify", .bold))
      try console.verification(report)
    }
    if !report.isSound || !balance.isBalanced { throw ToolError.ended(.integrity) }
  }

  private func chapter(_ title: String) throws {
    guard !console.json else { return }
    try console.line("\n" + console.style("── \(title) ──", .green))
  }

  private func perform(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, actor: ActorID? = nil
  ) async throws {
    let receipt = try await ledger.perform(action, key: key, actor: actor)
    try await console.receipt(receipt, in: ledger)
  }
}
