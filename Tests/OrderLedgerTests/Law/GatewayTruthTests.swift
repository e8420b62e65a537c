import OrderLedger
import OrderLedgerTesting
import Testing

/// What a gateway tells has happened, whether the ledger expected it or not, and however often it is
/// told.
@Suite struct GatewayTruthTests {
  @Test func `a payment told again with its reference is a replay`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(.placeOrder(shop.order("1001")))
    let authorize = Action.authorizePayment(
      AuthorizePayment(
        order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 5_000,
        reference: "pi_1"))
    let record = Action.recordPayment(
      RecordPayment(
        order: "1001", payment: "p2", tender: .gateway("stripe"), amount: 5_200,
        reference: "ch_2"))
    let capture = Action.capturePayment(
      CapturePayment(order: "1001", payment: "p1", amount: 5_000, reference: "ch_1"))
    for action in [authorize, record, capture] {
      let first = try await shop.perform(action)
      let again = try await shop.perform(action)
      #expect(!first.replayed && again.replayed)
      #expect(again.transaction == first.transaction)
    }
    #expect(try await shop.ledger.order("1001").captured == 10_200)
    await shop.close()
  }

  @Test func `a reference told with another amount or payment is refused`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(.placeOrder(shop.order("1001")))
    func record(_ payment: PaymentID, _ amount: Int64) -> Action {
      .recordPayment(
        RecordPayment(
          order: "1001", payment: payment, tender: .gateway("stripe"), amount: amount,
          reference: "ch_1"))
    }
    try await shop.perform(record("p1", 1_000))
    for (action, code) in [
      (record("p1", 2_000), LedgerError.Code.alreadyExists),
      (record("p2", 1_000), .referenceConflict),
    ] {
      let error = await IdempotencyTests.refusal { () throws(LedgerError) in
        try await shop.perform(action)
      }
      #expect(error?.code == code)
    }
    await shop.close()
  }

  @Test func `an attempt told again with its reference is a replay`() async throws {
    let shop = try await IdempotencyTests.shop()
    try await shop.perform(IdempotencyTests.cancel("x1"))
    let submit = Action.submitRefund(
      SubmitRefund(attempt: "a1", refund: "x1", reference: "re_1"))
    let first = try await shop.perform(submit)
    let again = try await shop.perform(submit)
    #expect(again.replayed && again.transaction == first.transaction)
    await shop.close()
  }

  @Test func `money that comes in after the cancellation is owed back`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(.placeOrder(shop.order("1001")))
    try await shop.perform(
      .cancelOrder(CancelOrder(order: "1001", cancellation: "x1", reason: "unpaid")))
    try await shop.perform(
      .recordPayment(
        RecordPayment(order: "1001", payment: "p1", tender: .manual("bank"), amount: 10_200)))
    let order = try await shop.ledger.order("1001")
    #expect(order.captured == 10_200)
    #expect(order.refundOwed == 10_200)
    let late = try #require(order.refunds.last)
    try await shop.perform(.submitRefund(SubmitRefund(attempt: "a1", refund: late.id)))
    try await shop.perform(.settleRefund(SettleRefund(attempt: "a1", outcome: .succeeded)))
    #expect(try await shop.ledger.order("1001").refundSettled == 10_200)
    await shop.close()
  }

  @Test func `a capture of a promise that the cancelled rest let go is owed back`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(.placeOrder(shop.order("1001")))
    try await shop.perform(
      .authorizePayment(
        AuthorizePayment(
          order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 10_200)))
    try await shop.perform(
      .fulfill(
        Fulfill(order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "A", quantity: 1)])))
    let worth = try await shop.ledger.order("1001")
    let shipped = worth.lines[0].placed.total / 3 + worth.lines[2].placed.total
    try await shop.perform(
      .capturePayment(CapturePayment(order: "1001", payment: "p1", amount: shipped)), key: "c1")
    try await shop.perform(
      .cancelOrder(CancelOrder(order: "1001", cancellation: "x1", reason: "customer")))
    let before = try await shop.ledger.order("1001")
    #expect(before.authorized == 0 && before.status == .partiallyCancelled)
    try await shop.perform(
      .capturePayment(CapturePayment(order: "1001", payment: "p1", amount: 100)), key: "c2")
    #expect(try await shop.ledger.order("1001").refundOwed == 100)
    await shop.close()
  }

  @Test func `what is paid beyond a shipped order's value waits unapplied`() async throws {
    let shop = try await IdempotencyTests.shop()
    try await shop.perform(.fulfill(Fulfill(order: "1001", fulfillment: "f1")))
    try await shop.perform(
      .recordPayment(
        RecordPayment(order: "1001", payment: "p9", tender: .manual("bank"), amount: 700)))
    let order = try await shop.ledger.order("1001")
    #expect(order.refunds.isEmpty)
    let accounts = try await shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.accounts(of: "1001")
    }
    #expect(accounts.first { $0.account.code == .unappliedReceipts }?.balance == 700)
    await shop.close()
  }

  @Test func `the names of late captures' refunds are the ledger's own`() async throws {
    let shop = try await IdempotencyTests.shop()
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(IdempotencyTests.cancel("late-capture-7"))
    }
    #expect(error?.code == .invalidIdentifier)
    await shop.close()
  }
}
