import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct TransferTests {
  private func move(
    _ shop: TestLedger, _ quantity: Int64, from: Bucket = .available, to: Bucket = .available,
    at location: LocationID = "PAR", key: IdempotencyKey = "m"
  ) async throws(LedgerError) -> Receipt {
    try await shop.perform(
      MoveStock(
        sku: "MUG", from: StockPlace(location: "LON", bucket: from),
        to: StockPlace(location: location, bucket: to), quantity: quantity, reason: "other"),
      key: key)
  }

  @Test func `a transfer goes by way of transit and takes its cost along`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    // 101 units for 30,001: the average is no whole number.
    try await shop.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 1, unitCost: 1, currency: .gbp),
      key: "odd")
    let receipt = try await move(shop, 7)
    #expect(receipt.units == ["LON available→transit 7", "PAR transit→available 7"])
    #expect(receipt.legs == [])
    // ⌊30,001 · 7/101⌋ = 2,079 leaves and arrives.
    #expect(try await shop.level("MUG")?.value == 30_001 - 2_079)
    #expect(try await shop.level("MUG", "PAR")?.value == 30_000 + 2_079)
    let transit = try await shop.ledger.stock(of: "MUG").map { $0.level[.transit] }
    #expect(transit == [7, -7])
  }

  @Test func `damaged and scrapped units are written off at the moving average`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 50, unitCost: 600, currency: .gbp),
      key: "dear")
    let damaged = try await move(shop, 1, to: .damaged, at: "LON", key: "m1")
    #expect(damaged.legs == ["Dr 5410:damaged 400", "Cr 1310 400"])
    let scrapped = try await move(shop, 2, to: .scrapped, at: "LON", key: "m2")
    #expect(scrapped.legs == ["Dr 5410:scrapped 800", "Cr 1310 800"])
    let away = try await move(shop, 1, to: .damaged, at: "PAR", key: "m3")
    #expect(away.legs == ["Dr 5410:damaged 400", "Cr 1310 400"])
    // What is damaged carries no value, and scrapping it costs nothing more.
    #expect(
      try await move(shop, 1, from: .damaged, to: .scrapped, at: "LON", key: "m4").legs == [])
    #expect(try await shop.level("MUG")?.value == 60_000 - 400 - 800 - 400)
  }

  @Test func `the last unit takes all the value that is left`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    for number in 0..<3 {
      try await shop.perform(
        ReceiveStock(
          sku: "CAP", location: "LON", quantity: 1, unitCost: number == 0 ? 11 : 10,
          currency: .gbp), key: IdempotencyKey(unchecked: "k\(number)"))
    }
    var values: [Int64] = []
    for number in 0..<3 {
      try await shop.perform(
        MoveStock(
          sku: "CAP", from: StockPlace(location: "LON", bucket: .available),
          to: StockPlace(location: "LON", bucket: .scrapped), quantity: 1, reason: "other"),
        key: IdempotencyKey(unchecked: "m\(number)"))
      values.append(try #require(try await shop.level("CAP")).value)
    }
    #expect(values == [21, 11, 0])
  }

  @Test func `a count is refused when the stock has moved since it began`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    let count = CountStock(sku: "MUG", location: "LON", quantity: 90, expected: 100)
    try await shop.perform(count)
    let error = await #expect(throws: LedgerError.self) { try await shop.perform(count) }
    #expect(error?.code == .countMismatch)
    #expect(error?.found == "90")
  }
}
