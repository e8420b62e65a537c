import OrderLedger
import OrderLedgerTesting
import Testing

/// What a worker makes of gateways that fail, keep silent, or change their mind.
@Suite struct RefundWorkerFailureTests {
  @Test func `a failure opens the debt again, and the next attempt has another key`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway([.fail, .succeed])
    let worker = shop.worker(gateway)
    #expect(try await shop.work(worker).failed == 1)
    var order = try await shop.order("1001")
    #expect(order.refundOwed == 10_200 && order.attempts.map(\.status) == [.failed])
    // Not before its delay.
    #expect(try await shop.work(worker).isEmpty)
    shop.advance(31)
    #expect(try await shop.work(worker).succeeded == 1)
    order = try await shop.order("1001")
    #expect(order.attempts.map(\.status) == [.failed, .succeeded])
    #expect(Set(order.attempts.map(\.id)).count == 2)
    #expect(gateway.transfers.values.allSatisfy { $0 == 1 })
    await shop.shop.close()
  }

  @Test(arguments: [ScriptedGateway.Move.timeOutAfter, .timeOutBefore, .arriveLate])
  func `after silence the gateway is queried before anything else, and the key stays`(
    move: ScriptedGateway.Move
  ) async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway([move])
    let worker = shop.worker(gateway)
    #expect(try await shop.work(worker).open == 1)
    #expect(gateway.queries == 0)
    shop.advance(31)
    #expect(try await shop.work(worker).succeeded == 1)
    #expect(gateway.queries == 1)
    // Only what never arrived is asked for again.
    #expect(gateway.calls == (move == .timeOutAfter ? 1 : 2))
    let order = try await shop.order("1001")
    #expect(order.attempts.map(\.status) == [.succeeded])
    #expect(gateway.transfers == [order.attempts[0].id: 1])
    await shop.shop.close()
  }

  @Test func `an attempt whose end nobody tells is never followed by another`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway()
    gateway.isDown = true
    var settings = RefundWorkerSettings()
    settings.queryLimit = 3
    let worker = shop.worker(gateway, settings: settings)
    for _ in 0..<6 {
      try await shop.work(worker)
      shop.advance(86_400)
    }
    let item = try #require(try await shop.ledger.refundWork(.stuck).first)
    #expect(item.problem == .unanswered && item.unanswered == 3 && item.pending == 10_200)
    #expect(try await shop.order("1001").attempts.count == 1)
    gateway.isDown = false
    #expect(try await shop.ledger.retryRefund("x-1001") == 1)
    try await shop.work(worker)
    #expect(try await shop.order("1001").attempts.map(\.status) == [.succeeded])
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  @Test func `after the limit of failures a person is asked, and can hand it back`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway(.init(repeating: .fail, count: 5))
    var settings = RefundWorkerSettings()
    settings.attemptLimit = 3
    let worker = shop.worker(gateway, settings: settings)
    for _ in 0..<8 {
      try await shop.work(worker)
      shop.advance(86_400)
    }
    #expect(gateway.calls == 3)
    let item = try #require(try await shop.ledger.refundWork(.stuck).first)
    #expect(item.failures == 3 && item.problem == .failed && item.owed == 10_200)
    try await shop.ledger.retryRefund("x-1001")
    for _ in 0..<4 {
      try await shop.work(worker)
      shop.advance(86_400)
    }
    #expect(gateway.calls == 6)
    #expect(try await shop.order("1001").refundSettled == 10_200)
    await shop.shop.close()
  }

  @Test func `what fails for good goes to a person at once`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway([.failForGood])
    #expect(try await shop.work(shop.worker(gateway)).stuck == 1)
    #expect(try await shop.ledger.refundWork(.stuck).first?.problem == .failedForGood)
    shop.advance(86_400 * 30)
    #expect(try await shop.work(shop.worker(gateway)).isEmpty)
    await shop.shop.close()
  }

  @Test func `a failure long after the success opens the debt, and is tried again`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway()
    let worker = shop.worker(gateway)
    try await shop.work(worker)
    let first = try #require(try await shop.order("1001").attempts.first?.id)
    shop.advance(86_400 * 9)
    gateway.bounce(first)
    var replays = 0
    for notice in gateway.takeNotices() {
      if try await shop.shop.perform(notice).replayed { replays += 1 }
    }
    #expect(replays == 1)
    #expect(try await shop.order("1001").refundOwed == 10_200)
    try await shop.work(worker)
    let order = try await shop.order("1001")
    #expect(order.attempts.map(\.status) == [.failed, .succeeded])
    #expect(gateway.paid == [order.attempts[1].id: 10_200])
    await shop.shop.close()
  }

  @Test func `a webhook that comes first is taken for the answer`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let gateway = ScriptedGateway([.accept])
    let worker = shop.worker(gateway)
    #expect(try await shop.work(worker).open == 1)
    let key = try #require(gateway.accepted.first)
    gateway.finish(key, succeeding: true)
    for notice in gateway.takeNotices() { try await shop.shop.perform(notice) }
    shop.advance(86_400)
    #expect(try await shop.work(worker).isEmpty)
    #expect(gateway.queries == 0)
    #expect(try await shop.ledger.refundWork() == [])
    #expect(try await shop.order("1001").refundSettled == 10_200)
    await shop.shop.close()
  }

  @Test func `a gateway that contradicts the ledger is a person's business`() async throws {
    /// Says that it paid, after someone has told the ledger that it was called off.
    struct Contradicting: PaymentGateway {
      let ledger: Ledger
      func serves(_ tender: Tender) -> Bool { true }
      func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
        try await ledger.perform(SettleRefund(attempt: request.key, outcome: .cancelled))
        return .succeeded
      }
      func query(_ request: GatewayRefund) async throws -> GatewayOutcome? { .succeeded }
    }
    let shop = try await RefundShop()
    try await shop.owe("1001")
    let worker = shop.worker(Contradicting(ledger: shop.ledger))
    #expect(try await shop.work(worker).stuck == 1)
    #expect(try await shop.ledger.refundWork(.stuck).first?.problem == .contradicted)
    for _ in 0..<3 {
      shop.advance(86_400)
      #expect(try await shop.work(worker).isEmpty)
    }
    #expect(try await shop.order("1001").attempts.map(\.status) == [.cancelled])
    await shop.shop.close()
  }

  @Test func `two workers share the work and don't do it twice`() async throws {
    let shop = try await RefundShop()
    for number in 0..<30 { try await shop.owe(OrderID(stringLiteral: "o\(number)")) }
    let gateway = ScriptedGateway { _, call in
      call % 3 == 0 ? .timeOutAfter : call % 5 == 0 ? .fail : .succeed
    }
    let workers = (0..<3).map { shop.worker(gateway, name: "w\($0)") }
    for _ in 0..<6 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in workers { group.addTask { try await worker.runOnce() } }
        try await group.waitForAll()
      }
      try await shop.shop.expectBalanced()
      shop.advance(3_600)
    }
    #expect(gateway.transfers.values.allSatisfy { $0 == 1 })
    #expect(gateway.paidByRefund.count == 30)
    #expect(gateway.paidByRefund.values.allSatisfy { $0 == 10_200 })
    #expect(try await shop.ledger.refundsOwed().first?.settled == 30 * 10_200)
    await shop.shop.close()
  }

  @Test func `what another has leased is left alone until the lease ends`() async throws {
    let shop = try await RefundShop()
    try await shop.owe("1001")
    struct Killed: Error {}
    let gateway = ScriptedGateway()
    let killed = shop.worker(gateway, name: "killed") {
      if $0 == .beforeCall { throw Killed() }
    }
    await #expect(throws: LedgerError.self) { try await killed.runOnce() }
    let heir = shop.worker(gateway, name: "heir")
    #expect(try await shop.work(heir).isEmpty)
    let item = try #require(try await shop.ledger.refundWork().first)
    #expect(item.lease?.worker == "killed")
    shop.advance(301)
    #expect(try await shop.work(heir).succeeded == 1)
    #expect(gateway.queries == 1 && gateway.calls == 1)
    await shop.shop.close()
  }

  @Test func `a call that takes too long counts as silence`() async throws {
    struct Slow: PaymentGateway {
      func serves(_ tender: Tender) -> Bool { true }
      func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
        try await Task.sleep(for: .seconds(3_600))
        return .succeeded
      }
      func query(_ request: GatewayRefund) async throws -> GatewayOutcome? { nil }
    }
    let shop = try await RefundShop()
    try await shop.owe("1001")
    var settings = RefundWorkerSettings()
    settings.callTimeout = .milliseconds(20)
    #expect(try await shop.work(shop.worker(Slow(), settings: settings)).open == 1)
    #expect(try await shop.order("1001").refundPending == 10_200)
    await shop.shop.close()
  }
}
