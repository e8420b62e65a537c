import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct PreviewTests {
  static let cancel = Command(
    .cancelOrder(CancelOrder(order: "1001", cancellation: "x1", reason: "customer")), key: "k")
  static let fulfill = Command(.fulfill(Fulfill(order: "1001", fulfillment: "f1")), key: "k")

  @Test func `a preview writes nothing and a commit writes just that`() async throws {
    let shop = try await IdempotencyTests.shop()
    let head = try await shop.ledger.head()
    let plan = try await shop.ledger.preview(Self.cancel)
    #expect(plan.refundAmount == 10_200)
    #expect(try await shop.ledger.head() == head)
    // Others write in between, about other things.
    try await shop.perform(.openLocation(OpenLocation(location: "NYC")))
    let receipt = try await shop.ledger.commit(plan)
    #expect(receipt.transaction.entries == plan.entries)
    #expect(try await shop.ledger.commit(plan).replayed)
    try await shop.expectBalanced()
    await shop.close()
  }

  @Test func `a plan is stale when its order has moved`() async throws {
    let shop = try await IdempotencyTests.shop()
    let plan = try await shop.ledger.preview(Self.cancel)
    try await shop.perform(IdempotencyTests.cancel("x0", 1))
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.ledger.commit(plan)
    }
    #expect(error?.code == .stalePlan)
    #expect(error?.subject == LedgerError.Subject("order", "1001"))
    #expect(try await shop.ledger.order("1001").cancelledUnits == 1)
    await shop.close()
  }

  @Test func `a plan is stale when the cost of its stock has moved`() async throws {
    let shop = try await IdempotencyTests.shop()
    let plan = try await shop.ledger.preview(Self.fulfill)
    try await shop.perform(
      .receiveStock(
        ReceiveStock(sku: "MUG", location: "LON", quantity: 1, unitCost: 9_999, currency: .gbp)),
      key: "r")
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.ledger.commit(plan)
    }
    #expect(error?.code == .stalePlan)
    await shop.close()
  }

  @Test func `a preview refuses what the command would be refused`() async throws {
    let shop = try await IdempotencyTests.shop()
    try await shop.perform(IdempotencyTests.cancel("x1"))
    await #expect(throws: LedgerError.self) { try await shop.ledger.preview(Self.cancel) }
    await shop.close()
  }

  /// As a retry is answered, although the order is no longer what it was.
  @Test func `a preview knows what was done under its key`() async throws {
    let shop = try await IdempotencyTests.shop()
    let receipt = try await shop.ledger.perform(Self.cancel)
    let done = await #expect(throws: LedgerError.self) {
      try await shop.ledger.preview(Self.cancel)
    }
    #expect(done?.code == .alreadyExists)
    #expect(done?.subject == LedgerError.Subject("key", "k"))
    #expect(done?.sequence == receipt.sequence)
    let conflict = await #expect(throws: LedgerError.self) {
      try await shop.ledger.preview(Self.fulfill)
    }
    #expect(conflict?.code == .idempotencyConflict)
    #expect(conflict?.sequence == receipt.sequence)
    let (under, other) = try await shop.ledger.read { snapshot throws(LedgerError) in
      (try snapshot.transaction(under: "k"), try snapshot.transaction(under: "other"))
    }
    #expect(under == receipt.transaction)
    #expect(other == nil)
    await shop.close()
  }

  @Test func `an expected version that is not the order's is refused`() async throws {
    let shop = try await IdempotencyTests.shop()
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(IdempotencyTests.cancel("x1"), expectedVersion: 1)
    }
    #expect(error?.code == .versionMismatch)
    #expect(error?.found == "2" && error?.allowed == "1")
    try await shop.perform(IdempotencyTests.cancel("x1"), expectedVersion: 2)
    await shop.close()
  }

  @Test func `recorded times increase though the clock steps back`() async throws {
    let shop = try await IdempotencyTests.shop()
    let before = try await shop.ledger.head().recordedAt
    shop.clock.set(Timestamp(microseconds: 1))
    let at = Timestamp(microseconds: 1_000)
    let receipt = try await shop.perform(IdempotencyTests.cancel("x1"), at: at)
    #expect(
      receipt.transaction.header.recordedAt == Timestamp(microseconds: before.microseconds + 1))
    #expect(receipt.transaction.header.effectiveAt == at)
    await shop.close()
  }

  @Test func `cancellability lists everything that stands in the way`() async throws {
    let shop = try await IdempotencyTests.shop()
    try await shop.perform(.closeLocation(CloseLocation(location: "LON")))
    let closed = try await shop.ledger.cancellability(of: "1001")
    #expect(!closed.isCancellable)
    #expect(closed.lines.map { $0.blockers.map(\.code) } == [[.locationClosed], [.locationClosed]])
    try await shop.perform(
      .cancelOrder(
        CancelOrder(
          order: "1001", cancellation: "x1", reason: "customer",
          disposition: Disposition(.restock, at: "PAR"))))
    let cancelled = try await shop.ledger.cancellability(of: "1001")
    #expect(cancelled.blockers.map(\.code) == [.alreadyCancelled, .nothingToCancel])
    #expect(cancelled.refundable == 0)
    await shop.close()
  }
}
