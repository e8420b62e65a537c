import OrderLedger
import OrderLedgerTesting
import Testing

/// Units that turn up cost what those cost that are there.
@Suite struct FoundStockTests {
  @Test(arguments: [1, 2, 3] as [Int64])
  func `few units with a cost are enough to go by`(units: Int64) async throws {
    let shop = try await TestLedger()
    try await shop.perform(OpenLocation(location: "LON"))
    try await shop.perform(
      ReceiveStock(sku: "HAT", location: "LON", quantity: units, unitCost: 225, currency: .gbp),
      key: "in")
    try await shop.perform(
      CountStock(sku: "HAT", location: "LON", quantity: units + 3, expected: units))
    let level = try #require(try await shop.ledger.stock(of: "HAT").first?.level)
    #expect(level[.available] == units + 3)
    #expect(level.value == (units + 3) * 225)
    await shop.close()
  }

  @Test func `what would cost more than can be counted is refused`() async throws {
    let shop = try await TestLedger()
    try await shop.perform(OpenLocation(location: "LON"))
    try await shop.perform(
      ReceiveStock(
        sku: "HAT", location: "LON", quantity: 1, unitCost: Limits.maxAmount, currency: .gbp),
      key: "in")
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        CountStock(sku: "HAT", location: "LON", quantity: Limits.maxQuantity, expected: 1))
    }
    #expect(error?.code == .overflow)
    await shop.close()
  }
}
