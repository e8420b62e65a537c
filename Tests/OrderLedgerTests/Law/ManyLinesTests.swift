import OrderLedger
import OrderLedgerTesting
import Testing

/// Rows that are written several at a time are the same as one by one.
@Suite struct ManyLinesTests {
  // Four go into one statement.
  @Test(arguments: [1, 3, 4, 5, 8, 9, 13])
  func `an order is written and cancelled with as many lines as it has`(count: Int) async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    var lines: [PlaceOrder.Line] = []
    for number in 0..<count {
      lines.append(
        .init(
          line: try LineID("line \(number)"), sku: "MUG", quantity: 1, unitPrice: Int64(number),
          discounts: number == 2 ? [Discount(code: "TWO", amount: 1)] : [], location: "LON"))
    }
    try await shop.perform(.placeOrder(PlaceOrder(order: "A", currency: .gbp, lines: lines)))
    let placed = try await shop.ledger.order("A").lines
    #expect(placed.map(\.placed.id) == lines.map(\.line))
    #expect(placed.map(\.placed.unitPrice) == lines.map(\.unitPrice))
    #expect(placed.map(\.placed.discounts) == lines.map(\.discounts))
    let receipt = try await shop.perform(
      .cancelOrder(CancelOrder(order: "A", cancellation: "x", reason: "customer")))
    var cancelled: [LineID] = []
    for case .line(let change) in receipt.transaction.entries { cancelled.append(change.line) }
    #expect(cancelled == lines.map(\.line))
    let written = try await shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.transaction(receipt.sequence)
    }
    #expect(written == receipt.transaction)
    #expect(try await shop.ledger.order("A").lines.allSatisfy { $0.cancelled == 1 })
    #expect(try await shop.ledger.rebuild().changedTables.isEmpty)
    await shop.close()
  }
}
