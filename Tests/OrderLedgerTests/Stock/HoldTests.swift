import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct HoldTests {
  static let mugs = HoldStock.Line(sku: "MUG", location: "LON", quantity: 40)
  static let shirts = HoldStock.Line(sku: "SHIRT", location: "LON", quantity: 5)
  static let noon = Timestamp(microseconds: 1_795_428_000_000_000)

  private func stocked() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    return shop
  }

  private func refusal(
    _ shop: TestLedger, _ action: some ActionConvertible, key: IdempotencyKey? = nil,
    at: Timestamp? = nil
  ) async -> LedgerError? {
    do throws(LedgerError) {
      try await shop.perform(action, key: key, at: at)
      return nil
    } catch {
      return error
    }
  }

  private func order(_ holds: [HoldID], mugs quantity: Int64 = 30) -> PlaceOrder {
    PlaceOrder(
      order: "1001", currency: .gbp,
      lines: [
        PlaceOrder.Line(line: "A", sku: "MUG", quantity: quantity, unitPrice: 10, location: "LON")
      ], holds: holds)
  }

  @Test func `held units are reserved for no order`() async throws {
    let shop = try await stocked()
    let receipt = try await shop.perform(HoldStock(hold: "h1", lines: [Self.mugs, Self.shirts]))
    #expect(receipt.legs == [])
    #expect(receipt.orderVersion == nil)
    #expect(try await shop.level("MUG")?[.available] == 60)
    #expect(try await shop.level("MUG")?[.reserved] == 40)
    #expect(try await shop.level("MUG")?.value == 30_000)
    let held = try await shop.ledger.holds()
    #expect(held.map(\.open) == [40, 5])
  }

  @Test func `what is held can't be sold, moved or held again`() async throws {
    let shop = try await stocked()
    try await shop.perform(HoldStock(hold: "h1", lines: [Self.mugs]))
    #expect(await refusal(shop, order([], mugs: 61))?.code == .insufficientStock)
    let more = HoldStock(hold: "h2", lines: [.init(sku: "MUG", location: "LON", quantity: 61)])
    #expect(await refusal(shop, more)?.allowed == "60")
    let move = MoveStock(
      sku: "MUG", from: StockPlace(location: "LON", bucket: .available),
      to: StockPlace(location: "PAR", bucket: .available), quantity: 61, reason: "other")
    #expect(await refusal(shop, move, key: "m")?.code == .stockBelowZero)
  }

  @Test func `a hold is let go in part or whole, and each unit once`() async throws {
    let shop = try await stocked()
    try await shop.perform(HoldStock(hold: "h1", lines: [Self.mugs]))
    let some = ReleaseHold(hold: "h1", lines: [.init(sku: "MUG", location: "LON", quantity: 30)])
    #expect(await refusal(shop, some)?.code == .keyRequired)
    try await shop.perform(some, key: "k1")
    #expect(await refusal(shop, some, key: "k2")?.allowed == "10 held")
    #expect(try await shop.ledger.perform(Command(some, key: "k1")).replayed)
    try await shop.perform(ReleaseHold(hold: "h1"))
    #expect(try await shop.level("MUG")?[.available] == 100)
    let closed = await refusal(shop, ReleaseHold(hold: "h1"))
    #expect(closed?.code == .holdClosed)
    #expect(closed?.found == "40 released, 0 expired, 0 ordered")
  }

  @Test func `a sweep ends the holds that have expired by the time it names, and no others`()
    async throws
  {
    let shop = try await stocked()
    try await shop.perform(HoldStock(hold: "h1", lines: [Self.mugs], expires: Self.noon))
    try await shop.perform(
      HoldStock(
        hold: "h2", lines: [Self.shirts],
        expires: Timestamp(microseconds: Self.noon.microseconds + 1)))
    try await shop.perform(HoldStock(hold: "h3", lines: [Self.shirts]))
    let early = Timestamp(microseconds: Self.noon.microseconds - 1)
    #expect(await refusal(shop, ExpireHolds(through: early))?.code == .nothingDue)
    try await shop.perform(ExpireHolds(through: Self.noon))
    #expect(try await shop.ledger.holds().map(\.open) == [0, 5, 5])
    #expect(try await shop.ledger.holds().map(\.expired) == [40, 0, 0])
    #expect(await refusal(shop, ExpireHolds(through: Self.noon))?.code == .nothingDue)
  }

  @Test func `one sweep ends no more lines than its limit, and the next one the rest`() async throws
  {
    let shop = try await TestLedger(verifying: .quick)
    try await shop.perform(OpenLocation(location: "LON"))
    var lines: [HoldStock.Line] = []
    for number in 0..<Limits.maxHoldLines {
      let sku = SKU(unchecked: "SKU-\(number)")
      lines.append(.init(sku: sku, location: "LON", quantity: 1))
      try await shop.ledger.perform(
        Command(
          ReceiveStock(sku: sku, location: "LON", quantity: 2),
          key: IdempotencyKey(unchecked: "k\(number)")))
    }
    try await shop.perform(HoldStock(hold: "h1", lines: lines, expires: Self.noon))
    try await shop.perform(
      HoldStock(hold: "h2", lines: [lines[0]], expires: Self.noon))
    let first = try await shop.perform(ExpireHolds(through: Self.noon))
    #expect(first.units.count == Limits.maxExpiredHoldLines)
    #expect(try await shop.perform(ExpireHolds(through: Self.noon)).units.count == 1)
    try await shop.ledger.expectBalanced()
    lines.append(.init(sku: "MORE", location: "LON", quantity: 1))
    #expect(
      await refusal(shop, HoldStock(hold: "h3", lines: lines))?.code == .limitExceeded)
  }

  @Test func `an order takes over what was held for it, and what it does not need is for sale`()
    async throws
  {
    let shop = try await stocked()
    try await shop.perform(
      HoldStock(hold: "h1", lines: [.init(sku: "MUG", location: "LON", quantity: 100)]))
    #expect(await refusal(shop, order([]))?.code == .insufficientStock)
    let receipt = try await shop.perform(order(["h1"]))
    #expect(
      receipt.units == ["LON reserved→available 100", "LON available→reserved 30"])
    #expect(try await shop.level("MUG")?[.reserved] == 30)
    #expect(try await shop.level("MUG")?[.available] == 70)
    #expect(try await shop.ledger.holds().first?.ordered == 100)
    #expect(try await shop.ledger.rebuild().changedTables == [])
  }

  @Test func `an order from a hold that is not there or ended is refused`() async throws {
    let shop = try await stocked()
    #expect(await refusal(shop, order(["h1"]))?.code == .holdNotFound)
    try await shop.perform(HoldStock(hold: "h1", lines: [Self.mugs]))
    #expect(await refusal(shop, order(["h1", "h1"]))?.code == .invalidChoice)
    try await shop.perform(ReleaseHold(hold: "h1"))
    #expect(await refusal(shop, order(["h1"]))?.code == .holdClosed)
  }

  @Test func `a hold that is not there is told before the state of the order it would replace`()
    async throws
  {
    let shop = try await stocked()
    try await shop.perform(order([]))
    var again = order(["h1"])
    again.order = "1002"
    again.replaces = "1001"
    #expect(await refusal(shop, again)?.code == .holdNotFound)
    again.holds = []
    #expect(await refusal(shop, again)?.code == .notCancelled)
  }

  @Test func `a hold is refused for each cause`() async throws {
    let shop = try await stocked()
    func hold(_ lines: [HoldStock.Line], expires: Timestamp? = nil) -> HoldStock {
      HoldStock(hold: "h1", lines: lines, expires: expires)
    }
    #expect(await refusal(shop, hold([]))?.code == .emptySelection)
    #expect(await refusal(shop, hold([Self.mugs, Self.mugs]))?.code == .duplicateLine)
    var line = Self.mugs
    line.quantity = 0
    #expect(await refusal(shop, hold([line]))?.code == .invalidQuantity)
    #expect(
      await refusal(shop, hold([Self.mugs], expires: Self.noon), at: Self.noon)?.code
        == .invalidTime)
    line = Self.mugs
    line.location = "MOON"
    #expect(await refusal(shop, hold([line]))?.code == .locationNotFound)
    try await shop.perform(CloseLocation(location: "PAR"))
    line.location = "PAR"
    #expect(await refusal(shop, hold([line]))?.code == .locationClosed)
    try await shop.perform(hold([Self.mugs]))
    #expect(await refusal(shop, hold([Self.mugs]))?.code == .alreadyExists)
    #expect(await refusal(shop, ReleaseHold(hold: "h9"))?.code == .holdNotFound)
    #expect(
      await refusal(shop, ReleaseHold(hold: "h1", lines: [Self.shirts]), key: "k")?.code
        == .skuNotFound)
  }
}
