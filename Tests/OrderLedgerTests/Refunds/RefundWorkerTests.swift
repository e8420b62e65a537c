import OrderLedger
import OrderLedgerTesting
import Testing

/// What a worker does when all goes as it should, and how it is told what happened.
@Suite struct RefundWorkerTests {
  @Test func `every refund that is owed is paid once and settled`() async throws {
    let shop = try await RefundShop()
    for number in 0..<20 { try await shop.owe(OrderID(stringLiteral: "o\(number)")) }
    let gateway = ScriptedGateway()
    let round = try await shop.work(shop.worker(gateway))
    #expect(round.submitted == 20 && round.succeeded == 20)
    #expect(gateway.paid.count == 20 && gateway.calls == 20 && gateway.queries == 0)
    for number in 0..<20 {
      let order = try await shop.order(OrderID(stringLiteral: "o\(number)"))
      #expect(order.refundSettled == 10_200 && order.refundOwed == 0)
      #expect(gateway.paidByRefund[order.refunds[0].id] == 10_200)
    }
    #expect(try await shop.ledger.refundWork() == [])
    #expect(try await shop.work(shop.worker(gateway)).isEmpty)
    #expect(gateway.calls == 20)
    await shop.shop.close()
  }

  @Test func `a refund over two payments is two attempts, each with a key of its own`()
    async throws
  {
    let shop = try await RefundShop()
    try await shop.shop.perform(.placeOrder(shop.shop.order("1001")))
    for (payment, amount) in [("p1", 6_000), ("p2", 4_200)] as [(PaymentID, Int64)] {
      try await shop.shop.perform(
        RecordPayment(
          order: "1001", payment: payment, tender: .gateway("stripe"), amount: amount,
          reference: GatewayReference(stringLiteral: "ch-\(payment.text)")))
    }
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let gateway = ScriptedGateway()
    try await shop.work(shop.worker(gateway))
    #expect(gateway.paid.values.sorted() == [4_200, 6_000])
    #expect(try await shop.order("1001").refundSettled == 10_200)
    await shop.shop.close()
  }

  @Test func `the gateway is told which capture it gives back`() async throws {
    let shop = try await RefundShop()
    try await shop.shop.perform(.placeOrder(shop.shop.order("1001")))
    try await shop.shop.perform(
      RecordPayment(
        order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 10_200,
        reference: "ch_1"))
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let seen = Seen()
    try await shop.work(shop.worker(seen))
    let request = try #require(seen.requests.first)
    #expect(request.captures == ["ch_1"])
    #expect(request.amount == Money(minorUnits: 10_200, currency: .gbp))
    #expect(request.order == "1001" && request.refund == "x1" && request.payment == "p1")
    #expect(request.tender == .gateway("stripe"))
    await shop.shop.close()
  }

  @Test func `what no gateway serves is left to another worker`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let manual = try await shop.work(shop.worker(ManualGateway()))
    #expect(manual.isEmpty)
    #expect(try await shop.order("1001").attempts.isEmpty)
    let gateway = ScriptedGateway()
    try await shop.work(shop.worker(ManualGateway(), gateway))
    #expect(gateway.calls == 1)
    await shop.shop.close()
  }

  @Test func `what was decided for later waits, unless the worker is told to send it`() async throws
  {
    let shop = try await RefundShop()
    try await shop.owe("1001", refund: .later)
    let gateway = ScriptedGateway()
    #expect(try await shop.work(shop.worker(gateway)).isEmpty)
    let item = try #require(try await shop.ledger.refundWork().first)
    #expect(item.payment == nil && item.owed == 10_200)
    var settings = RefundWorkerSettings()
    settings.sendsLater = true
    try await shop.work(shop.worker(gateway, settings: settings))
    #expect(try await shop.order("1001").refundSettled == 10_200)
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  @Test func `a person confirms what was paid by hand`() async throws {
    let shop = try await RefundShop()
    try await shop.shop.perform(.placeOrder(shop.shop.order("1001")))
    try await shop.shop.perform(
      RecordPayment(order: "1001", payment: "cash", tender: .manual("till"), amount: 10_200))
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let worker = shop.worker(ManualGateway())
    try await shop.work(worker)
    let item = try #require(try await shop.ledger.refundWork(.awaitingNotice).first)
    #expect(item.pending == 10_200 && item.owed == 0 && item.tender == .manual("till"))
    // However often it looks, it is one attempt, and nobody is asked twice.
    shop.advance(86_400)
    #expect(try await shop.work(worker).isEmpty)
    let attempt = try #require(item.attempt)
    try await shop.shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    try await shop.work(worker)
    #expect(try await shop.ledger.refundWork() == [])
    #expect(try await shop.order("1001").attempts.count == 1)
    await shop.shop.close()
  }

  @Test func `services that are refunded by hand are served by their names`() {
    let gateway = ManualGateway(alsoServing: ["stripe"])
    #expect(gateway.serves(.gateway("stripe")) && gateway.serves(.manual("till")))
    #expect(!gateway.serves(.gateway("paypal")))
    #expect(!gateway.serves(Tender(.giftCard, name: "stripe")))
  }

  @Test func `running ends when its task is cancelled`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway()
    let worker = RefundWorker(
      shop.ledger, gateways: [gateway], clock: { [clock = shop.shop.clock] in clock.now() })
    let running = Task { try await worker.run() }
    while gateway.paid.isEmpty { await Task.yield() }
    running.cancel()
    try await running.value
    try await shop.shop.expectBalanced()
    await shop.shop.close()
  }

  /// Remembers what it was asked.
  final class Seen: PaymentGateway {
    private let inner = ScriptedGateway()
    private let seen = Lockbox<[GatewayRefund]>([])
    var requests: [GatewayRefund] { seen.value }

    func serves(_ tender: Tender) -> Bool { true }
    func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
      seen.change { $0.append(request) }
      return try await inner.refund(request)
    }
    func query(_ request: GatewayRefund) async throws -> GatewayOutcome? {
      try await inner.query(request)
    }
  }
}
