import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct BackorderTests {
  /// 5 caps at London, and an order of 8 that waits for 3.
  private func waiting() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await receive(5, shop, "k1")
    var order = shop.order("1001", backorder: true)
    order.lines = [
      PlaceOrder.Line(line: "A", sku: "CAP", quantity: 8, unitPrice: 100, location: "LON"),
      PlaceOrder.Line(line: "B", sku: "MUG", quantity: 1, unitPrice: 100, location: "LON"),
    ]
    try await shop.perform(order)
    return shop
  }

  private func receive(
    _ quantity: Int64, _ shop: TestLedger, _ key: IdempotencyKey
  ) async throws {
    try await shop.perform(
      ReceiveStock(
        sku: "CAP", location: "LON", quantity: quantity, unitCost: 40, currency: .gbp), key: key)
  }

  private func refusal(
    _ shop: TestLedger, _ action: AllocateBackorder, key: IdempotencyKey? = nil
  ) async -> LedgerError? {
    do throws(LedgerError) {
      try await shop.perform(action, key: key)
      return nil
    } catch {
      return error
    }
  }

  @Test func `stock that comes is reserved for the order that waits for it`() async throws {
    let shop = try await waiting()
    #expect(try await shop.ledger.order("1001").lines[0].backordered == 3)
    try await receive(2, shop, "k2")
    let receipt = try await shop.perform(AllocateBackorder(order: "1001"))
    #expect(receipt.units == ["LON available→reserved 2"])
    #expect(try await shop.ledger.order("1001").lines[0].backordered == 1)
    #expect(try await shop.level("CAP")?[.reserved] == 7)
    try await receive(10, shop, "k3")
    try await shop.perform(AllocateBackorder(order: "1001"))
    #expect(try await shop.ledger.order("1001").lines[0].backordered == 0)
    // Nothing more is taken when it is sent.
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    #expect(try await shop.level("CAP")?[.available] == 9)
    #expect(try await shop.ledger.rebuild().changedTables == [])
  }

  @Test func `awaited units are cancelled first, and have nothing to restock`() async throws {
    let shop = try await waiting()
    let receipt = try await shop.perform(
      CancelOrder(
        order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 4)],
        reason: "customer"))
    #expect(receipt.units == ["LON reserved→available 1"])
  }

  @Test func `an allocation is refused for each cause`() async throws {
    let shop = try await waiting()
    let some = AllocateBackorder(
      order: "1001", lines: [LineQuantity(line: "A", quantity: 4)])
    #expect(await refusal(shop, some)?.code == .keyRequired)
    #expect(await refusal(shop, some, key: "k")?.allowed == "3 awaited")
    #expect(
      await refusal(shop, AllocateBackorder(order: "1001", lines: []), key: "k")?.code
        == .emptySelection)
    #expect(await refusal(shop, AllocateBackorder(order: "9999"))?.code == .orderNotFound)
    #expect(
      await refusal(
        shop, AllocateBackorder(order: "1001", lines: [.init(line: "S", quantity: 1)]), key: "k")?
        .code == .lineNotFound)
    let none = await refusal(shop, AllocateBackorder(order: "1001"))
    #expect(none?.code == .insufficientStock)
    #expect(none?.allowed == "0")
    try await receive(3, shop, "k2")
    try await shop.perform(AllocateBackorder(order: "1001"))
    #expect(await refusal(shop, AllocateBackorder(order: "1001"))?.code == .nothingBackordered)
  }
}
