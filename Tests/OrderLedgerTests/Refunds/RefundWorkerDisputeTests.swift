import OrderLedger
import OrderLedgerTesting
import Testing

/// What a worker does while customers dispute what is to be given back.
@Suite struct RefundWorkerDisputeTests {
  /// The order of 102.00 that is owed, with `amount` of its payment in dispute.
  static func shop(_ amount: Int64 = 10_200) async throws -> RefundShop {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    try await shop.open(amount)
    return shop
  }

  @Test func `what is in dispute waits, however long, and nobody is asked`() async throws {
    let shop = try await Self.shop()
    let gateway = ScriptedGateway()
    let worker = shop.worker(gateway)
    for _ in 0..<40 {
      #expect(try await shop.work(worker).isEmpty)
      shop.advance(2 * 86_400)
    }
    #expect(gateway.calls == 0)
    #expect(try await shop.order("1001").attempts.isEmpty)
    let item = try #require(try await shop.ledger.refundWork(.disputed).first)
    #expect(item.owed == 10_200 && item.problem == .refused(.activeDispute))
    #expect(item.attempt == nil && item.unanswered == 0)
    await shop.shop.close()
  }

  @Test func `won, it is sent at once`() async throws {
    let shop = try await Self.shop()
    let gateway = ScriptedGateway()
    let worker = shop.worker(gateway)
    try await shop.work(worker)
    try await shop.shop.perform(CloseDispute(dispute: "d", outcome: .won))
    #expect(try await shop.work(worker).succeeded == 1)
    #expect(Array(gateway.paid.values) == [10_200])
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  @Test func `lost, the customer has it, and nothing is sent`() async throws {
    let shop = try await Self.shop()
    let gateway = ScriptedGateway()
    let worker = shop.worker(gateway)
    try await shop.work(worker)
    try await shop.shop.perform(CloseDispute(dispute: "d", outcome: .lost))
    #expect(try await shop.work(worker).isEmpty)
    #expect(gateway.calls == 0)
    #expect(try await shop.ledger.refundWork() == [])
    let order = try await shop.order("1001")
    #expect(order.refundSettled == 10_200 && order.attempts.map(\.isAtOnce) == [true])
    await shop.shop.close()
  }

  @Test(arguments: [CloseDispute.Outcome.won, .lost])
  func `what a dispute of a part leaves is sent meanwhile`(
    outcome: CloseDispute.Outcome
  ) async throws {
    let shop = try await Self.shop(6_000)
    let gateway = ScriptedGateway()
    let worker = shop.worker(gateway)
    try await shop.work(worker)
    #expect(Array(gateway.paid.values) == [4_200])
    #expect(try await shop.work(worker).isEmpty)
    #expect(try await shop.ledger.refundWork(.disputed).map(\.owed) == [6_000])
    try await shop.shop.perform(CloseDispute(dispute: "d", outcome: outcome))
    try await shop.work(worker)
    #expect(gateway.paid.values.sorted() == (outcome == .won ? [4_200, 6_000] : [4_200]))
    #expect(try await shop.order("1001").refundSettled == 10_200)
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  @Test func `an attempt that a dispute called off has no successor before its end`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway([.accept])
    let worker = shop.worker(gateway)
    #expect(try await shop.work(worker).open == 1)
    try await shop.open(10_200)
    for _ in 0..<4 {
      shop.advance(86_400)
      try await shop.work(worker)
    }
    #expect(gateway.calls == 1 && gateway.paid.isEmpty)
    #expect(try await shop.order("1001").attempts.map(\.status) == [.cancelled])
    #expect(try await shop.ledger.refundWork(.disputed).count == 1)
    try await shop.shop.perform(CloseDispute(dispute: "d", outcome: .lost))
    #expect(try await shop.work(worker).isEmpty)
    #expect(gateway.calls == 1)
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  @Test func `what was left for later waits for a dispute, too`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001", refund: .later)
    try await shop.open(10_200)
    var settings = RefundWorkerSettings()
    settings.sendsLater = true
    let gateway = ScriptedGateway()
    let worker = shop.worker(gateway, settings: settings)
    #expect(try await shop.work(worker).isEmpty)
    #expect(try await shop.ledger.refundWork(.disputed).map(\.owed) == [10_200])
    try await shop.shop.perform(CloseDispute(dispute: "d", outcome: .won))
    try await shop.work(worker)
    #expect(Array(gateway.paid.values) == [10_200])
    await shop.shop.close()
  }

  @Test func `what was left for later goes in the order that the policy names`() async throws {
    let shop = try await RefundShop()
    try await shop.shop.perform(shop.shop.order("1001"))
    for (payment, tender, amount) in [
      ("p1", Tender.gateway("stripe"), 6_000), ("p2", .manual("till"), 4_200),
    ] as [(PaymentID, Tender, Int64)] {
      try await shop.shop.perform(
        RecordPayment(order: "1001", payment: payment, tender: tender, amount: amount))
    }
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x", reason: "customer", refund: .later))
    var settings = RefundWorkerSettings()
    settings.sendsLater = true
    let gateway = OnlyStripe()
    // By default the newest payment comes first, which this gateway does not serve.
    #expect(try await shop.work(shop.worker(gateway, settings: settings)).isEmpty)
    try await shop.shop.perform(SetPolicy(CancellationPolicy(tenders: [.gateway])))
    #expect(try await shop.ledger.refundWork().map(\.owed) == [10_200])
    try await shop.work(shop.worker(gateway, settings: settings))
    #expect(Array(gateway.inner.paid.values) == [6_000])
    await shop.shop.close()
  }

  @Test func `what was left for later is restored to a gift card without a gateway`() async throws {
    let shop = try await RefundShop()
    try await shop.shop.perform(
      IssueGiftCard(account: "GC-1", amount: 4_200, currency: .gbp, tender: .manual("till")),
      key: "card")
    try await shop.shop.perform(shop.shop.order("1001"))
    try await shop.shop.perform(
      RecordPayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 6_000))
    try await shop.shop.perform(
      RecordPayment(
        order: "1001", payment: "p2", tender: Tender(.giftCard, name: "GC-1"), amount: 4_200))
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x", reason: "customer", refund: .later))
    var settings = RefundWorkerSettings()
    settings.sendsLater = true
    let gateway = ScriptedGateway()
    let round = try await shop.work(shop.worker(gateway, settings: settings))
    #expect(round.submitted == 2 && round.succeeded == 2)
    #expect(Array(gateway.paid.values) == [6_000])
    #expect(try await shop.ledger.credit("GC-1").balance == 4_200)
    #expect(try await shop.order("1001").refundSettled == 10_200)
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  /// Serves one payment service.
  final class OnlyStripe: PaymentGateway {
    let inner = ScriptedGateway()
    func serves(_ tender: Tender) -> Bool { tender == .gateway("stripe") }
    func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
      try await inner.refund(request)
    }
    func query(_ request: GatewayRefund) async throws -> GatewayOutcome? {
      try await inner.query(request)
    }
  }
}

extension RefundShop {
  /// A dispute of the order 1001.
  func open(_ amount: Int64) async throws {
    let payment = try #require(try await order("1001").payments.first?.id)
    try await shop.perform(
      OpenDispute(order: "1001", dispute: "d", payment: payment, amount: amount))
  }
}
