import OrderLedger
import OrderLedgerTesting
import Testing

/// What a worker asks for where the customer sees another amount than the books.
@Suite struct RefundWorkerCurrencyTests {
  static func cad(_ units: Int64) -> Money { Money(minorUnits: units, currency: .cad) }
  static func gbp(_ units: Int64) -> Money { Money(minorUnits: units, currency: .gbp) }

  /// An order of 102.00 GBP that was paid as 145.00 CAD.
  static func shop(_ paid: Money = cad(14_500)) async throws -> RefundShop {
    let shop = try await RefundShop()
    var order = shop.shop.order("1001")
    order.presentment = cad(15_000)
    try await shop.shop.perform(order)
    try await shop.shop.perform(
      RecordPayment(
        order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 10_200,
        presentment: paid))
    return shop
  }

  @Test func `the gateway is asked for the currency that came in`() async throws {
    let shop = try await Self.shop()
    try await shop.shop.perform(
      Refund(order: "1001", refund: "r1", amount: 3_400, reason: "other"))
    let seen = RefundWorkerTests.Seen()
    try await shop.work(shop.worker(seen))
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    try await shop.work(shop.worker(seen))
    // ⌊145.00 · 34 / 102⌋ = 48.33, and then all that is left.
    #expect(seen.requests.map(\.amount) == [Self.cad(4_833), Self.cad(9_667)])
    #expect(seen.requests.map(\.orderAmount) == [Self.gbp(3_400), Self.gbp(6_800)])
    let order = try await shop.order("1001")
    #expect(order.refundSettled == 10_200)
    #expect(order.presented?.payments.first?.returned == 14_500)
    #expect(try await shop.ledger.refundWork() == [])
    await shop.shop.close()
  }

  @Test func `an attempt of unknown end is asked for again by the same amount`() async throws {
    let shop = try await Self.shop()
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let gateway = ScriptedGateway([.timeOutBefore])
    let worker = shop.worker(gateway)
    #expect(try await shop.work(worker).open == 1)
    let item = try #require(try await shop.ledger.refundWork().first)
    #expect(item.presented == Self.cad(14_500) && item.pending == 10_200)
    shop.advance(31)
    #expect(try await shop.work(worker).succeeded == 1)
    #expect(Array(gateway.paid.values) == [14_500])
    await shop.shop.close()
  }

  @Test func `a failed attempt is followed by one of the same amount`() async throws {
    let shop = try await Self.shop()
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let gateway = ScriptedGateway([.fail, .succeed])
    let worker = shop.worker(gateway)
    try await shop.work(worker)
    shop.advance(31)
    try await shop.work(worker)
    #expect(Array(gateway.paid.values) == [14_500])
    let order = try await shop.order("1001")
    #expect(order.presented?.attempts.map(\.presented) == [Self.cad(14_500), Self.cad(14_500)])
    #expect(order.presented?.payments.first?.pending == 0)
    await shop.shop.close()
  }

  @Test func `less than the smallest unit is settled without a call`() async throws {
    // 102.00 GBP as 1.00 CAD: a penny is less than a cent.
    let shop = try await Self.shop(Self.cad(100))
    try await shop.shop.perform(Refund(order: "1001", refund: "r1", amount: 1, reason: "other"))
    let gateway = ScriptedGateway()
    #expect(try await shop.work(shop.worker(gateway)).succeeded == 1)
    #expect(gateway.calls == 0)
    let order = try await shop.order("1001")
    #expect(order.refundSettled == 1 && order.presented?.payments.first?.left == 100)
    await shop.shop.close()
  }

  @Test func `a person is told what to hand over`() async throws {
    let shop = try await RefundShop()
    try await shop.shop.perform(shop.shop.order("1001"))
    try await shop.shop.perform(
      RecordPayment(
        order: "1001", payment: "p1", tender: .manual("till"), amount: 10_200, cash: 10_205))
    try await shop.shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    try await shop.work(shop.worker(ManualGateway()))
    let item = try #require(try await shop.ledger.refundWork(.awaitingNotice).first)
    #expect(item.pending == 10_200 && item.presented == Self.gbp(10_205))
    await shop.shop.close()
  }
}
