import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct DisputeTests {
  static let open = Action.openDispute(
    OpenDispute(order: "1001", dispute: "d", payment: "p", amount: 11_300, fee: 1_500))

  static func open(_ amount: Int64, _ dispute: DisputeID = "d") -> Action {
    .openDispute(
      OpenDispute(order: "1001", dispute: dispute, payment: "p", amount: amount, fee: 1_500))
  }

  static func close(
    _ outcome: CloseDispute.Outcome, feeReturned: Int64 = 0, cancellation: RefundID? = nil
  ) -> Action {
    .closeDispute(
      CloseDispute(
        dispute: "d", outcome: outcome, feeReturned: feeReturned, cancellation: cancellation))
  }

  static let paid = TerminalDrainTests.paid
  static let submit = Action.submitRefund(SubmitRefund(attempt: "s", refund: "x"))

  struct Life: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let actions: [Action]
    /// Credits less debits of all accounts from 4010 on.
    let profit: Int64
    var status = OrderStatus.cancelled
  }

  private static let cancel = TerminalDrainTests.cancel()
  private static let later = TerminalDrainTests.cancel(refund: .later)
  private static let giveBack = TerminalDrainTests.giveBack()
  private static let fulfill = TerminalDrainTests.fulfill
  /// What the order earns when all of it leaves: 10.00 + 90.00 less 40.00 less 3.58, to the penny.
  private static let earned: Int64 = 10_000 - 3_999 - 358

  static let lives: [Life] = [
    Life(
      testDescription: "lost before anything left, and cancelled with it",
      actions: paid + [open, close(.lost, cancellation: "x")], profit: -358 - 1_500),
    Life(
      testDescription: "lost before anything left, and cancelled afterwards",
      actions: paid + [open, close(.lost), cancel], profit: -358 - 1_500),
    Life(
      testDescription: "won, and cancelled afterwards, the fee back",
      actions: paid + [open, close(.won, feeReturned: 1_500), cancel] + giveBack, profit: -358),
    Life(
      testDescription: "cancelled for later while it is open, and lost",
      actions: paid + [open, later, close(.lost)], profit: -358 - 1_500),
    Life(
      testDescription: "cancelled for later while it is open, and won",
      actions: paid + [open, later, close(.won)] + giveBack, profit: -358 - 1_500),
    Life(
      testDescription: "opened while a refund is owed, and lost",
      actions: paid + [cancel, open, close(.lost)], profit: -358 - 1_500),
    Life(
      testDescription: "opened while a refund is owed, and won",
      actions: paid + [cancel, open, close(.won)] + giveBack, profit: -358 - 1_500),
    Life(
      testDescription: "opened while a refund is under way, and lost",
      actions: paid + [cancel, submit, open, close(.lost)], profit: -358 - 1_500),
    Life(
      testDescription: "opened while a refund is under way, and won",
      actions: paid + [cancel, submit, open, close(.won)] + giveBack, profit: -358 - 1_500),
    Life(
      testDescription: "of a part, lost before anything left",
      actions: paid + [open(5_000), close(.lost), cancel] + giveBack, profit: -358 - 1_500),
    Life(
      testDescription: "of a part, lost while more is owed",
      actions: paid + [cancel, open(5_000), close(.lost)] + giveBack, profit: -358 - 1_500),
    Life(
      testDescription: "lost after all of it left",
      actions: paid + [fulfill, open, close(.lost)], profit: earned - 11_300 - 1_500,
      status: .open),
    Life(
      testDescription: "won after all of it left",
      actions: paid + [fulfill, open, close(.won, feeReturned: 1_000)], profit: earned - 500,
      status: .open),
  ]

  @Test(arguments: lives) func `no dispute is paid twice, and nothing is left behind`(
    _ life: Life
  ) async throws {
    let shop = try await TestLedger()
    let stock: [Action] = [
      .openLocation(OpenLocation(location: "LON")),
      .receiveStock(
        ReceiveStock(sku: "BOOK", location: "LON", quantity: 3, unitCost: 1_333, currency: .gbp)),
    ]
    for (number, action) in (stock + life.actions).enumerated() {
      try await shop.perform(action, key: IdempotencyKey(unchecked: "k\(number)"))
    }
    let order = try await shop.ledger.order("1001")
    #expect(order.status == life.status)
    #expect(order.refundOwed == 0 && order.refundPending == 0 && order.disputed == 0)
    let own = try await shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.accounts(of: "1001")
    }
    for account in own where account.account.code != .tipsPayable || life.status == .cancelled {
      #expect(account.balance == 0, "\(account.account)")
      #expect(account.debitPending == 0 && account.creditPending == 0, "\(account.account)")
    }
    var profit: Int64 = 0
    for account in try await shop.ledger.trialBalance().accounts {
      if account.account.code >= .productRevenue {
        profit += account.creditPosted - account.debitPosted
      }
      if account.account.code == .disputedFunds { #expect(account.balance == 0) }
    }
    #expect(profit == life.profit)
    await shop.close()
  }

  @Test func `what is in dispute is given back by nobody, and can be owed`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.open(6_000))
    let blockers = try await shop.ledger.cancellability(of: "1001").blockers
    #expect(blockers.map(\.code) == [.activeDispute])
    let error = await #expect(throws: LedgerError.self) { try await shop.perform(Self.cancel) }
    #expect(error?.code == .activeDispute && error?.allowed?.hasPrefix("5300") == true)
    // 20.00 are free.
    try await shop.perform(
      Refund(order: "1001", refund: "r", amount: 2_000, reason: "staff"), key: "r")
    try await shop.perform(
      CancelOrder(order: "1001", cancellation: "x", reason: "customer", refund: .later))
    #expect(try await shop.ledger.order("1001").refundOwed == 11_300)
    try await shop.perform(SubmitRefund(attempt: "a", refund: "r"))
    let submit = await #expect(throws: LedgerError.self) {
      try await shop.perform(SubmitRefund(attempt: "b", refund: "x", amount: 9_000))
    }
    #expect(submit?.code == .activeDispute && submit?.allowed == "3300")
    try await shop.perform(SubmitRefund(attempt: "b", refund: "x"))
    try await shop.perform(Self.close(.lost))
    let order = try await shop.ledger.order("1001")
    #expect(order.refundOwed == 0 && order.refundPending == 5_300 && order.refundSettled == 6_000)
    await shop.close()
  }

  @Test func `of a refund that was owed before the dispute only the rest is sent`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.cancel)
    try await shop.perform(Self.open(5_000))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(SubmitRefund(attempt: "a", refund: "x", amount: 11_300))
    }
    #expect(error?.code == .activeDispute && error?.allowed == "6300")
    try await shop.perform(SubmitRefund(attempt: "a", refund: "x"))
    let order = try await shop.ledger.order("1001")
    #expect(order.refundPending == 6_300 && order.refundOwed == 5_000)
    await shop.close()
  }

  @Test func `what was lost is not given back once more`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.open(5_000))
    try await shop.perform(Self.close(.lost))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        Refund(order: "1001", refund: "r", amount: 6_301, reason: "staff"), key: "r")
    }
    #expect(error?.code == .overRefund && error?.allowed == "6300")
    try await shop.perform(
      Refund(order: "1001", refund: "r", amount: 6_300, reason: "staff"), key: "r")
    try await shop.perform(SubmitRefund(attempt: "a", refund: "r"))
    #expect(try await shop.ledger.order("1001").refundPending == 6_300)
    await shop.close()
  }

  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.perform(OpenLocation(location: "LON"))
    try await shop.perform(
      ReceiveStock(sku: "BOOK", location: "LON", quantity: 3, unitCost: 1_333, currency: .gbp),
      key: "stock")
    for (number, action) in paid.enumerated() {
      try await shop.perform(action, key: IdempotencyKey(unchecked: "p\(number)"))
    }
    return shop
  }

  @Test func `a gateway that tells an event again is answered as before`() async throws {
    let shop = try await Self.shop()
    let opened = try await shop.perform(Self.open)
    let again = try await shop.perform(Self.open)
    #expect(again.replayed && again.sequence == opened.sequence)
    let lost = try await shop.perform(Self.close(.lost))
    let twice = try await shop.perform(Self.close(.lost))
    #expect(twice.replayed && twice.sequence == lost.sequence)
    let error = await #expect(throws: LedgerError.self) { try await shop.perform(Self.close(.won)) }
    #expect(error?.code == .disputeClosed)
    await shop.close()
  }

  @Test func `no more is disputed than was captured and not given back`() async throws {
    let shop = try await Self.shop()
    let over = await #expect(throws: LedgerError.self) {
      try await shop.perform(Self.open(11_301))
    }
    #expect(over?.code == .overDispute && over?.allowed == "11300")
    try await shop.perform(Self.open(6_000))
    let second = await #expect(throws: LedgerError.self) {
      try await shop.perform(Self.open(5_301, "d2"))
    }
    #expect(second?.code == .overDispute && second?.allowed == "5300")
    let unknown = await #expect(throws: LedgerError.self) {
      try await shop.perform(CloseDispute(dispute: "none", outcome: .won))
    }
    #expect(unknown?.code == .disputeNotFound)
    await shop.close()
  }
}
