import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct ReplacementTests {
  @Test func `the chain of orders is known from both ends`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.perform(CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let again = try await shop.ledger.reorder(of: "1001", as: "1001-B")
    let receipt = try await shop.perform(again)
    guard case .placement(let placement)? = receipt.transaction.entries.first else {
      Issue.record("no placement")
      return
    }
    #expect(placement.replaces == "1001")
    #expect(try await shop.ledger.order("1001-B").replaces == "1001")
    #expect(try await shop.ledger.replacements(of: "1001").map(\.order) == ["1001-B"])
    #expect(try await shop.ledger.replacements(of: "1001-B").isEmpty)
    #expect(try await shop.ledger.order("1001-B").total == 10_200)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `only what was cancelled can be replaced`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    var order = shop.order("1002")
    order.replaces = "1001"
    let missing = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(order)
    }
    #expect(missing?.code == .orderNotFound)
    #expect(missing?.subject?.name == "1001")
    try await shop.placeAndPay("1001")
    let open = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(order)
    }
    #expect(open?.code == .notCancelled)
    await shop.close()
  }

  @Test func `a gift card that was sold is ordered again as a new one`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    var order = shop.order("1001")
    order.lines[0].quantity = 1
    order.lines[0].taxes = []
    order.lines[0].giftCard = "GC-1"
    try await shop.perform(order)
    try await shop.perform(CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    let nameless = await #expect(throws: LedgerError.self) {
      try await shop.ledger.reorder(of: "1001", as: "1002")
    }
    #expect(nameless?.code == .missingField)
    #expect(nameless?.found == "no gift card in the place of GC-1")
    let line = order.lines[0].line
    let again = try await shop.ledger.reorder(of: "1001", as: "1002", giftCards: [line: "GC-2"])
    #expect(again.lines.map(\.giftCard) == order.lines.map { $0.line == line ? "GC-2" : nil })
    try await shop.perform(again)
    #expect(try await shop.ledger.replacements(of: "1001").map(\.order) == ["1002"])
    await shop.close()
  }

  @Test func `a changed link is found`() async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    try scratch.raw().tamper("UPDATE ledger_order SET replaces = '1001' WHERE replaces = '2001'")
    #expect(try await !ledger.verify().isSound)
    await ledger.close()
  }
}
