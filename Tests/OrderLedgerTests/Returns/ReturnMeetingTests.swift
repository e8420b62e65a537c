import OrderLedger
import OrderLedgerTesting
import Testing

/// Returns beside cancellations in bulk, requests, policies, and what is ordered again.
@Suite struct ReturnMeetingTests {
  static func refusal(
    _ shop: TestLedger, _ action: some ActionConvertible, by actor: ActorID? = nil,
    at: Timestamp? = nil
  ) async -> LedgerError? {
    await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(action, actor: actor, at: at)
    }
  }

  /// A shop with order `1001` paid, its 3 mugs sent, and its 2 shirts open.
  static func half() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.perform(
      Fulfill(
        order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "A", quantity: 3)]))
    return shop
  }

  static func cancel(_ name: RefundID, _ line: LineID, _ quantity: Int64) -> CancelOrder {
    CancelOrder(
      order: "1001", cancellation: name, lines: [.init(line: line, quantity: quantity)],
      reason: "customer")
  }

  @Test func `bulk: units on their way back keep their place, and the others go`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.placeAndPay("1002")
    try await shop.announce("rt1", "A", 3)
    let orders = [CancelOrdersTests.cancel("1002", "c2"), CancelOrdersTests.cancel("1001", "c1")]
    let atomic = await CancelOrdersTests.refusal(shop, CancelOrders(orders))
    #expect(atomic?.code == .activeReturn && atomic?.index == 1)
    #expect(try await shop.ledger.order("1002").status == .open)
    let each = try await shop.perform(CancelOrders(orders, mode: .each))
    #expect(each.receipts.map(\.transaction.header.document) == ["c2"])
    #expect(each.firstRefusal?.blockers.map(\.subject?.name) == ["rt1"])
    let part = await CancelOrdersTests.refusal(
      shop, CancelOrders([CancelOrdersTests.cancel("1001", "c3", 1)]))
    #expect(part?.code == .activeReturn)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `nobody is asked for units on their way back, and an answer is about the others`()
    async throws
  {
    let shop = try await Self.half()
    try await shop.announce("rt1", "A", 2)
    let asked = RequestCancellation(Self.cancel("x1", "A", 2), of: "warehouse:LON")
    #expect(await Self.refusal(shop, asked)?.code == .activeReturn)
    try await shop.perform(RequestCancellation(Self.cancel("x2", "B", 1), of: "warehouse:LON"))
    // What the warehouse is asked for is neither sent nor announced to come back.
    #expect(
      await Self.refusal(shop, Fulfill(order: "1001", fulfillment: "f2"))?.code
        == .cancellationRequested)
    let unsent = ReturnItems(
      order: "1001", return: "rt2", lines: [.init(line: "B", quantity: 1)], reason: "customer")
    #expect(await Self.refusal(shop, unsent)?.allowed == "0 that left and are in no return")
    try await shop.perform(AnswerCancellation(cancellation: "x2", accepted: true))
    let order = try await shop.ledger.order("1001")
    #expect(order.lines.map(\.cancelled) == [0, 1, 0])
    #expect(order.returns.first?.awaited == 2)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `a request that lapsed cancels nothing of what was sent and comes back`() async throws
  {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.perform(RequestTests.ask("x1", 3, until: RequestTests.later))
    let after = Timestamp(microseconds: RequestTests.later.microseconds + 1)
    try await shop.perform(
      Fulfill(
        order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "A", quantity: 3)]), at: after)
    try await shop.announce("rt1", "A", 3)
    let answer = AnswerCancellation(cancellation: "x1", accepted: true)
    #expect(await Self.refusal(shop, answer, at: after)?.code == .requestClosed)
    #expect(
      await Self.refusal(shop, Self.cancel("x2", "A", 1), at: after)?.code == .activeReturn)
    try await shop.perform(ReceiveReturn(order: "1001", return: "rt1"))
    #expect(try await shop.inspect().refundAmount == 3_600)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `a policy says last what a return says first, and limits its refund`() async throws {
    let shop = try await Self.half()
    try await shop.perform(
      SetPolicy(
        CancellationPolicy(
          grants: [.init(["staff:*"], roles: ["clerk"]), .init(["staff:mia"], roles: ["manager"])],
          administrators: ["manager"], rules: [.init("managers", roles: ["manager"])],
          refundLimits: [
            .init("clerks", roles: ["clerk"], limits: [.init(.gbp, 2_000)]),
            .init("their limit", roles: ["manager"], limits: [.init(.gbp, 10_000)]),
          ])))
    try await shop.announce("rt1", "A", 3, received: true)
    let error = await Self.refusal(shop, Self.cancel("x1", "A", 1), by: "staff:ann")
    #expect(error?.code == .activeReturn)
    #expect(
      await Self.refusal(shop, Self.cancel("x1", "B", 1), by: "staff:ann")?.code == .notPermitted)
    let cancellability = try await shop.ledger.cancellability(of: "1001")
    #expect(cancellability.lines.first?.blockers.map(\.code) == [.activeReturn])
    #expect(cancellability.lines.first?.returning == 3)
    var inspect = InspectReturn(order: "1001", return: "rt1", reason: "customer")
    let over = await Self.refusal(shop, inspect, by: "staff:ann")
    #expect(over?.code == .notPermitted && over?.subject == .init("rule", "clerks"))
    #expect(over?.found == "3600" && over?.allowed == "at most 2000 GBP")
    inspect.lines = [.init(line: "A", quantity: 1)]
    inspect.inspection = "i1"
    #expect(try await shop.perform(inspect, actor: "staff:ann").refundAmount == 1_200)
    inspect.lines = nil
    inspect.inspection = "i2"
    #expect(try await shop.perform(inspect, actor: "staff:mia").refundAmount == 2_400)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `ordering again is about what was cancelled, and not about what came back`()
    async throws
  {
    let shop = try await Self.half()
    try await shop.announce("rt1", "A", 3, received: true)
    try await shop.inspect()
    let none = await #expect(throws: LedgerError.self) {
      try await shop.ledger.reorder(of: "1001", as: "1001-B")
    }
    #expect(none?.code == .notCancelled)
    try await shop.perform(Self.cancel("x1", "B", 1))
    let again = try await shop.ledger.reorder(of: "1001", as: "1001-B")
    #expect(again.lines.map(\.line) == ["B"] && again.lines.map(\.quantity) == [1])
    #expect(again.shipping.isEmpty)
    try await shop.perform(again)
    #expect(try await shop.ledger.replacements(of: "1001").map(\.order) == ["1001-B"])
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `nothing of a return is dated in a closed period`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2)
    let time = try await shop.ledger.head().recordedAt
    try await shop.perform(ClosePeriod(through: time))
    let receive = ReceiveReturn(order: "1001", return: "rt1")
    #expect(await Self.refusal(shop, receive, at: time)?.code == .periodClosed)
    let came = try await shop.perform(receive)
    #expect(came.transaction.header.effectiveAt > time)
    let inspect = InspectReturn(order: "1001", return: "rt1", reason: "customer")
    #expect(await Self.refusal(shop, inspect, at: time)?.code == .periodClosed)
    let hold = HoldStock(hold: "h1", lines: [.init(sku: "MUG", location: "LON", quantity: 1)])
    #expect(await Self.refusal(shop, hold, at: time)?.code == .periodClosed)
    try await shop.perform(inspect)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `erasure takes the notes of returns and their inspections`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.perform(
      ReturnItems(
        order: "1001", return: "rt1", lines: [.init(line: "A", quantity: 1)], reason: "customer",
        note: "Ann says too small.", received: true))
    try await shop.perform(
      InspectReturn(
        order: "1001", return: "rt1", reason: "customer", note: "Ann was right."))
    let erased = try await shop.perform(EraseCustomer(customer: "cust-1"))
    let timeline = try await shop.ledger.timeline(of: "1001")
    #expect(timeline.suffix(2).map(\.note) == [nil, nil])
    #expect(timeline.suffix(2).map(\.noteErasedBy) == [erased.sequence, erased.sequence])
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }
}
