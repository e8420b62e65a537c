import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct CancelComplaints {
  @Test func `complaint 29: after a refund or a capture the order can't be cancelled any more`()
    async throws
  {
    let it = try await Complaint()
    try await it.refund("r", amount: 700)
    try await it.submit("a", "r")
    try await it.settle("a", .succeeded)
    let receipt = try await it.cancel()
    #expect(receipt.refundAmount == 9_500)
    #expect(try await it.order.status == .cancelled)
    await it.shop.close()
  }

  @Test func `complaint 30: a cancel leaves balances behind`() async throws {
    let it = try await Complaint()
    try await it.shop.perform(
      AuthorizePayment(
        order: "1001", payment: "more", tender: .gateway("stripe"), amount: 500))
    try await it.cancel()
    try await it.submit("a", "x")
    try await it.settle("a", .succeeded)
    let order = try await it.order
    #expect(order.authorized == 0 && order.outstanding == 0 && order.refundOwed == 0)
    let accounts = try await it.shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.accounts(of: "1001")
    }
    #expect(!accounts.isEmpty)
    for account in accounts {
      #expect(account.balance == 0, "\(account)")
      #expect(account.debitPending == 0 && account.creditPending == 0, "\(account)")
    }
    await it.shop.close()
  }

  @Test func `complaint 35: what is left of an authorization stays after a partial capture`()
    async throws
  {
    let it = try await Complaint(isPaid: false)
    try await it.shop.perform(.placeOrder(it.shop.order("1001")))
    try await it.shop.perform(
      AuthorizePayment(
        order: "1001", payment: "p", tender: .gateway("stripe"), amount: 10_200))
    try await it.shop.perform(
      CapturePayment(order: "1001", payment: "p", amount: 5_000), key: "c")
    #expect(try await it.cancel().refundAmount == 5_000)
    #expect(try await it.order.payments[0].open == 0)
    await it.shop.close()
  }

  @Test func `complaint 37: only the whole order can be cancelled`() async throws {
    let it = try await Complaint()
    try await it.cancel("x", Complaint.mugs(2))
    let order = try await it.order
    #expect(order.status == .partiallyCancelled && order.openUnits == 3)
    #expect(order.lines[0].cancelled == 2 && order.lines[1].cancelled == 0)
    await it.shop.close()
  }

  @Test(arguments: [RefundChoice.none, .later])
  func `complaint 38: a line can't be cancelled without refunding it`(
    choice: RefundChoice
  ) async throws {
    let it = try await Complaint()
    let receipt = try await it.cancel("x", Complaint.mugs(1), refund: choice)
    let order = try await it.order
    #expect(order.lines[0].cancelled == 1 && order.attempts.isEmpty)
    #expect(receipt.refundAmount == (choice.kind == .later ? 1_200 : 0))
    #expect(order.refundSettled == 0 && order.refundPending == 0)
    await it.shop.close()
  }

  @Test func `complaint 39: a slip of the mouse has paid back before anyone can stop it`()
    async throws
  {
    let it = try await Complaint()
    // A preview writes nothing, and a cancellation decides: no money moves before a submission.
    let head = try await it.shop.ledger.head()
    let plan = try await it.shop.ledger.preview(
      CancelOrder(order: "1001", cancellation: "x", reason: "customer"))
    #expect(plan.refundAmount == 10_200)
    #expect(try await it.shop.ledger.head() == head)
    try await it.cancel()
    let order = try await it.order
    #expect(order.refundOwed == 10_200 && order.refundPending == 0 && order.refundSettled == 0)
    let clearing = try await it.shop.ledger.trialBalance().accounts
      .first { $0.account.code == .processorClearing }
    #expect(clearing?.balance == 10_200)
    await it.shop.close()
  }

  @Test func `complaint 41: there is no reason, or it reaches no one`() async throws {
    let it = try await Complaint()
    try await it.shop.perform(
      CancelOrder(
        order: "1001", cancellation: "x",
        lines: [
          .init(line: "A", quantity: 1, reason: "inventory"), .init(line: "B", quantity: 1),
        ], reason: "customer", note: "She called."))
    let item = try #require(try await it.shop.ledger.timeline(of: "1001").last)
    #expect(item.transaction.header.reason == "customer" && item.note == "She called.")
    var reasons: [String] = []
    for case .line(let change) in item.transaction.entries where change.cancelled > 0 {
      reasons.append(change.reason?.text ?? "the document's")
    }
    #expect(reasons == ["inventory", "the document's"])
    let report = try await it.shop.ledger.cancellationReasons().map(\.reason)
    #expect(report.contains("customer"))
    await it.shop.close()
  }

  @Test func `complaint 42: nobody can tell what was cancelled and when, and an edit destroys it`()
    async throws
  {
    let it = try await Complaint()
    try await it.shop.perform(
      CancelOrder(
        order: "1001", cancellation: "x", lines: Complaint.mugs(1), reason: "customer"),
      actor: "staff:ann")
    let header = try #require(try await it.shop.ledger.timeline(of: "1001").last).transaction.header
    #expect(header.actor == "staff:ann" && header.command == "cancelOrder")
    #expect(header.recordedAt.microseconds > 0)
    let raw = try RawDatabase(it.shop.path)
    for sql in [
      "UPDATE ledger_line_change SET cancelled = 0", "DELETE FROM ledger_txn",
      "DELETE FROM ledger_decision",
    ] {
      #expect(throws: RawDatabase.Failure.self) { try raw.run(sql) }
    }
    try await it.shop.expectBalanced()
    await it.shop.close()
  }

  @Test func `complaint 43: the customer is written to although nobody asked for it`() async throws
  {
    for notify in [false, true] {
      let it = try await Complaint()
      let entries = try await it.cancel(notify: notify).transaction.entries
      let told = entries.contains { if case .message = $0 { true } else { false } }
      #expect(told == notify)
      await it.shop.close()
    }
  }

  @Test func `complaint 44: a cancelled order is shown as unfulfilled`() async throws {
    let it = try await Complaint()
    try await it.cancel()
    let order = try await it.order
    #expect(order.fulfillmentStatus == .notNeeded && order.status == .cancelled)
    #expect(try await it.mugs(.reserved) == 0)
    await it.shop.close()
  }

  @Test func `complaint 45: the statistics show neither the cancellation nor the refund`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel()
    let row = try #require(try await it.shop.ledger.cancellationReasons().first)
    #expect(row.cancellations == 1 && row.wholeOrders == 1 && row.units == 5)
    #expect(row.value == 10_200 && row.refunded == 10_200)
    let owed = try #require(try await it.shop.ledger.refundsOwed().first)
    #expect(owed.incurred == 10_200)
    let page = try await it.shop.ledger.orders()
    #expect(page.orders.first?.value == 0 && page.orders.first?.total == 10_200)
    await it.shop.close()
  }
}
