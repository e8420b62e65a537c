import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct MessageTests {
  private static func messages(_ receipt: Receipt) -> [Message] {
    receipt.transaction.entries.compactMap { entry in
      if case .message(let message) = entry { message } else { nil }
    }
  }

  @Test(arguments: [true, false])
  func `the customer is told of a cancellation and of a refund where that is asked for`(
    notify: Bool
  ) async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    let cancelled = try await shop.perform(
      CancelOrder(
        order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 1)],
        reason: "customer", notify: notify))
    let refunded = try await shop.perform(
      Refund(order: "1001", refund: "r1", amount: 100, reason: "other", notify: notify))
    let told = [cancelled, refunded].map(Self.messages).map { $0.map(\.kind) }
    #expect(told == (notify ? [[.orderCancelled], [.refundDecided]] : [[], []]))
    let customers = Self.messages(cancelled).map(\.customer)
    #expect(customers == (notify ? ["cust-1"] : []))
    // What the sender reads later is what the receipt says.
    let sequence = cancelled.transaction.header.sequence
    let stored = try await shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.transaction(sequence)
    }
    #expect(stored == cancelled.transaction)
    await shop.close()
  }
}
