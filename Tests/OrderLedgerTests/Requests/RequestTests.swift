import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@testable import OrderLedger

// `TestLedger` verifies the books, the chain and the state after every command.

@Suite struct RequestTests {
  static let later = Timestamp(microseconds: 1_767_312_000_000_000)

  static func ask(
    _ name: RefundID = "x1", _ quantity: Int64? = nil, until expires: Timestamp? = nil
  ) -> RequestCancellation {
    RequestCancellation(
      CancelOrder(
        order: "1001", cancellation: name,
        lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "customer",
        note: "By phone."),
      of: "warehouse:LON", expires: expires)
  }

  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    return shop
  }

  /// The ledger's state made anew is what it was.
  static func expectRebuilt(_ shop: TestLedger) async throws {
    let report = try await shop.ledger.rebuild()
    #expect(report.changedTables.isEmpty, "\(report.changedTables)")
    #expect(try await shop.ledger.verify(rowByRow: true).isSound)
    #expect(try await shop.ledger.verify(rowByRow: false).isSound)
  }

  @Test func `accepted, it is a cancellation with everything that goes with it`() async throws {
    let shop = try await Self.shop()
    let asked = try await shop.perform(Self.ask(), actor: "staff:ann")
    #expect(asked.transaction.header.document == "x1")
    let receipt = try await shop.perform(
      AnswerCancellation(cancellation: "x1", accepted: true), key: "k", actor: "warehouse:LON")
    let order = try await shop.ledger.order("1001")
    #expect(order.status == .cancelled)
    #expect(order.cancelledBy == receipt.sequence)
    #expect(order.requests.map(\.status) == [.accepted])
    #expect(order.requests.first?.sequence == asked.sequence)
    #expect(order.requests.first?.closedBy == receipt.sequence)
    #expect(receipt.decision?.amount == 10_200)
    #expect(try await shop.ledger.openRequests().isEmpty)
    let timeline = try await shop.ledger.timeline(of: "1001")
    #expect(timeline.map(\.note).suffix(2) == ["By phone.", nil])
    // The refund has the cancellation's name, and reasons count it once.
    try await shop.perform(SubmitRefund(attempt: "a1", refund: "x1"))
    let reasons = try await shop.ledger.cancellationReasons()
    #expect(reasons.first?.cancellations == 1)
    let again = try await shop.perform(
      AnswerCancellation(cancellation: "x1", accepted: true), key: "k", actor: "warehouse:LON")
    #expect(again.replayed)
    let second = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.ask())
    }
    #expect(second?.code == .alreadyCancelled)
    #expect(second?.sequence == receipt.sequence)
    try await Self.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `open, it stands in the way and is listed`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.ask("x1", 2, until: Self.later), actor: "staff:ann")
    let open = try await shop.ledger.openRequests()
    #expect(open.map(\.order) == ["1001"])
    #expect(try await open.first?.currency == shop.ledger.order("1001").currency)
    #expect(open.first?.actor == "staff:ann")
    #expect(open.first?.state.request.party == "warehouse:LON")
    let answer = try await shop.ledger.cancellability(of: "1001")
    #expect(answer.lines.first?.blockers.map(\.code) == [.cancellationRequested])
    #expect(answer.lines.last?.blockers.isEmpty == true)
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    }
    #expect(error?.code == .cancellationRequested)
    #expect(error?.subject?.name == "x1")
    #expect(error?.allowed == "1, 2 held until \(Self.later)")
    try await Self.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `past its time its units are free, and a sweep says so`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.ask("x1", 1, until: Self.later))
    try await shop.perform(Self.ask("x2", 1))
    #expect(try await shop.ledger.expireCancellationRequests().isEmpty)
    shop.clock.set(Self.later)
    let receipts = try await shop.ledger.expireCancellationRequests(actor: "system:sweep")
    #expect(receipts.map(\.transaction.header.document) == ["x1"])
    #expect(receipts.first?.transaction.header.actor == "system:sweep")
    #expect(try await shop.ledger.openRequests().map(\.state.id) == ["x2"])
    try await shop.perform(AnswerCancellation(cancellation: "x2", accepted: false, note: "Packed."))
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    let order = try await shop.ledger.order("1001")
    #expect(order.requests.map(\.status) == [.expired, .rejected])
    try await Self.expectRebuilt(shop)
    await shop.close()
  }

  @Test(arguments: 1...4) func `a sweep records all that have lapsed`(pageLimit: Int) async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.ask("x0", 1))
    try await shop.placeAndPay("1002")
    for (order, name) in [("1001", "x1"), ("1002", "x2"), ("1002", "x3")] as [(OrderID, RefundID)] {
      let cancel = CancelOrder(
        order: order, cancellation: name, lines: [.init(line: "A", quantity: 1)],
        reason: "customer")
      try await shop.perform(RequestCancellation(cancel, of: "warehouse:LON", expires: Self.later))
    }
    shop.clock.set(Self.later)
    let receipts = try await shop.ledger.expireCancellationRequests(
      at: nil, actor: nil, pageLimit: pageLimit)
    // One transaction records all that have lapsed of an order.
    #expect(receipts.count == 2)
    #expect(try await shop.ledger.openRequests().map(\.state.id) == ["x0"])
    await shop.close()
  }

  @Test func `a command that needs the units of a lapsed request records the lapse`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.ask("x1", until: Self.later))
    try await shop.perform(
      CancelOrder(order: "1001", cancellation: "x2", reason: "staff"), at: Self.later)
    let order = try await shop.ledger.order("1001")
    #expect(order.requests.first?.status == .expired)
    #expect(order.requests.first?.closedBy == order.cancelledBy)
    try await Self.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `a preview of an acceptance is the acceptance`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.ask("x1", 2))
    let plan = try await shop.ledger.preview(
      AnswerCancellation(cancellation: "x1", accepted: true))
    let receipt = try await shop.ledger.commit(plan)
    #expect(receipt.transaction.entries == plan.entries)
    try await shop.expectBalanced()
    await shop.close()
  }

  @Test(
    arguments: [
      "UPDATE ledger_request SET cancel = json_set(cancel, '$.lines[0].quantity', 3) WHERE kind = 0",
      "UPDATE ledger_request SET status = 2 WHERE kind = 1",
      "UPDATE ledger_request SET party = 'carrier:x' WHERE kind = 0",
      "UPDATE ledger_request_state SET status = 2",
      "UPDATE ledger_request_state SET expires_at = 7",
      "DELETE FROM ledger_request_state",
      "DELETE FROM ledger_request WHERE kind = 1",
      "UPDATE ledger_order SET requests = 0",
      "UPDATE ledger_document SET closed_seq = NULL WHERE name = 'q1'",
      "INSERT INTO ledger_request_state VALUES (7, 0, 1, 0, NULL, 0, NULL)",
    ])
  func `verification finds what was changed behind its back`(sql: String) async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    for action in BusyShop.requests { try await ledger.perform(Command(action, key: nil)) }
    try await ledger.expectBalanced()
    try scratch.raw().tamper(sql)
    #expect(try await !ledger.verify().isSound, "\(sql)")
    await ledger.close()
  }
}
