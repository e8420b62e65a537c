import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct IdempotencyTests {
  static func cancel(_ name: RefundID, _ quantity: Int64? = nil) -> Action {
    .cancelOrder(
      CancelOrder(
        order: "1001", cancellation: name,
        lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "customer"))
  }

  /// What a command is refused with.
  static func refusal(
    _ body: () async throws(LedgerError) -> Receipt
  ) async -> LedgerError? {
    do throws(LedgerError) {
      let receipt = try await body()
      Issue.record("carried out: \(receipt.transaction.header)")
      return nil
    } catch {
      return error
    }
  }

  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    return shop
  }

  @Test func `a retry under the same key gives the first receipt, marked`() async throws {
    let shop = try await Self.shop()
    let first = try await shop.perform(Self.cancel("x1", 1), key: "k")
    try await shop.perform(Self.cancel("x2", 1), key: "k2")
    let again = try await shop.perform(Self.cancel("x1", 1), key: "k")
    #expect(!first.replayed && again.replayed)
    #expect(again.transaction == first.transaction)
    #expect(try await shop.ledger.order("1001").cancelledUnits == 2)
    await shop.close()
  }

  @Test func `another request under the same key is refused, and names the first`() async throws {
    let shop = try await Self.shop()
    let first = try await shop.perform(Self.cancel("x1", 1), key: "k")
    for action in [Self.cancel("x1", 2), Self.cancel("x2", 1), Self.cancel("x1")] {
      let error = await Self.refusal { () throws(LedgerError) in
        try await shop.perform(action, key: "k")
      }
      #expect(error?.code == .idempotencyConflict)
      #expect(error?.subject == LedgerError.Subject("key", "k"))
      #expect(error?.sequence == first.transaction.header.sequence)
    }
    await shop.close()
  }

  @Test func `a request that is wrong in itself is told so, whatever its key`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(Self.cancel("x1", 1), key: "k")
    let error = await Self.refusal { () throws(LedgerError) in
      try await shop.perform(Self.cancel("x1", 0), key: "k")
    }
    #expect(error?.code == .invalidQuantity)
    await shop.close()
  }

  @Test func `a refusal is not remembered: the retry is judged anew`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(.closeLocation(CloseLocation(location: "LON")))
    let error = await Self.refusal { () throws(LedgerError) in
      try await shop.perform(Self.cancel("x1"), key: "k")
    }
    #expect(error?.code == .locationClosed)
    #expect(error?.allowed == "PAR")
    try await shop.perform(.openLocation(OpenLocation(location: "LON")))
    #expect(try await !shop.perform(Self.cancel("x1"), key: "k").replayed)
    await shop.close()
  }

  @Test func `a second cancel without a key names the first one's transaction`() async throws {
    let shop = try await Self.shop()
    let first = try await shop.perform(Self.cancel("x1"))
    for name in ["x1", "x2"] as [RefundID] {
      let error = await Self.refusal { () throws(LedgerError) in
        try await shop.perform(Self.cancel(name))
      }
      #expect(error?.code == .alreadyCancelled)
      #expect(error?.subject == LedgerError.Subject("order", "1001"))
      #expect(error?.sequence == first.transaction.header.sequence)
    }
    #expect(try await shop.ledger.stock(of: "MUG").first?.level[.available] == 100)
    await shop.close()
  }

  @Test func `a NUL in a name is a typed error, and never cuts the name short`() {
    let text = "1001\u{0}x" as String
    let error = #expect(throws: IdentifierError.self) { try OrderID(text) }
    #expect(error?.problem == .forbidden(codePoint: 0, offset: 4))
  }

  @Test func `keys take 128 bytes of printable ASCII`() throws {
    let longest = String(repeating: "k", count: 128)
    #expect(try IdempotencyKey(longest).text == longest)
    for text in [longest + "k", "", "clé", "a\tb"] {
      #expect(throws: IdentifierError.self) { try IdempotencyKey(text as String) }
    }
  }
}
