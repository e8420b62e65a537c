import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct CancelOrdersTests {
  static func cancel(_ order: OrderID, _ name: RefundID, _ quantity: Int64? = nil) -> CancelOrder {
    CancelOrder(
      order: order, cancellation: name,
      lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "inventory")
  }

  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    for order in ["1001", "1002", "1003"] as [OrderID] { try await shop.placeAndPay(order) }
    return shop
  }

  static func refusal(
    _ shop: TestLedger, _ bulk: CancelOrders
  ) async -> LedgerError? {
    do throws(LedgerError) {
      let receipt = try await shop.perform(bulk)
      Issue.record("carried out: \(receipt.results.count)")
      return nil
    } catch {
      return error
    }
  }

  @Test func `all of them are cancelled in one commit, a transaction each`() async throws {
    let shop = try await Self.shop()
    let before = try await shop.ledger.head().sequence
    let receipt = try await shop.perform(
      CancelOrders([Self.cancel("1001", "r/1"), Self.cancel("1002", "r/2", 2)], actor: "staff:ann"))
    #expect(receipt.isComplete)
    #expect(receipt.receipts.map(\.sequence) == [before + 1, before + 2])
    #expect(receipt.receipts.map(\.transaction.header.document) == ["r/1", "r/2"])
    #expect(receipt.receipts.allSatisfy { $0.transaction.header.actor == "staff:ann" })
    #expect(try await shop.ledger.order("1001").status == .cancelled)
    #expect(try await shop.ledger.order("1002").cancelledUnits == 2)
    await shop.close()
  }

  @Test func `atomic: the first refusal names its place, and nothing was written`() async throws {
    let shop = try await Self.shop()
    let error = await Self.refusal(
      shop,
      CancelOrders([
        Self.cancel("1001", "r/1"), Self.cancel("1002", "r/2", 4), Self.cancel("9", "r/3"),
      ]))
    #expect(error?.code == .overQuantity)
    #expect(error?.index == 1)
    #expect(error?.detailedDescription.contains("in cancellation 2 of the request") == true)
    #expect(try await shop.ledger.order("1001").status == .open)
    await shop.close()
  }

  @Test func `each: a refusal leaves the others alone`() async throws {
    let shop = try await Self.shop()
    let receipt = try await shop.perform(
      CancelOrders(
        [Self.cancel("1001", "r/1", 4), Self.cancel("1002", "r/2"), Self.cancel("9", "r/3")],
        mode: .each))
    #expect(!receipt.isComplete)
    #expect(receipt.firstRefusal?.code == .overQuantity)
    #expect(receipt.firstRefusal?.index == 0)
    #expect(receipt.receipts.map(\.transaction.header.document) == ["r/2"])
    guard case .failure(let last) = receipt.results[2] else {
      Issue.record("no refusal")
      return
    }
    #expect(last.code == .orderNotFound)
    await shop.close()
  }

  @Test func `several parts of one order are cancelled one after the other`() async throws {
    let shop = try await Self.shop()
    let receipt = try await shop.perform(
      CancelOrders([
        Self.cancel("1001", "r/1", 1), Self.cancel("1001", "r/2", 1), Self.cancel("1001", "r/3"),
      ]))
    #expect(receipt.receipts.map(\.orderVersion) == [3, 4, 5])
    let error = await Self.refusal(
      shop, CancelOrders([Self.cancel("1002", "s/1", 2), Self.cancel("1002", "s/2", 2)]))
    #expect(error?.index == 1)
    #expect(error?.allowed == "1 open")
    await shop.close()
  }

  @Test(arguments: CancelOrders.Mode.allCases)
  func `a retry under the same key replays all of it`(mode: CancelOrders.Mode) async throws {
    let shop = try await Self.shop()
    let bulk = CancelOrders(
      [Self.cancel("1001", "r/1"), Self.cancel("1002", "r/2"), Self.cancel("1003", "r/3", 1)],
      mode: mode, key: "recall")
    let first = try await shop.perform(bulk)
    let head = try await shop.ledger.head()
    let again = try await shop.perform(bulk)
    #expect(again.receipts.map(\.replayed) == [true, true, true])
    #expect(again.receipts.map(\.transaction) == first.receipts.map(\.transaction))
    #expect(try await shop.ledger.head() == head)
    let keys = first.receipts.map(\.transaction.header.key)
    #expect(keys == ["recall", "recall/2", "recall/3"])
    await shop.close()
  }

  @Test func `each: a retry carries out what was refused before, and nothing twice`() async throws {
    let shop = try await Self.shop()
    let bulk = CancelOrders(
      [Self.cancel("1004", "r/1"), Self.cancel("1001", "r/2", 1), Self.cancel("1005", "r/3")],
      mode: .each, key: "recall")
    let first = try await shop.perform(bulk)
    #expect(first.receipts.map(\.transaction.header.key) == ["recall"])
    try await shop.placeAndPay("1004")
    let second = try await shop.perform(bulk)
    #expect(second.receipts.map(\.replayed) == [false, true])
    #expect(second.receipts.map(\.transaction.header.key) == ["recall/1", "recall"])
    try await shop.placeAndPay("1005")
    let third = try await shop.perform(bulk)
    #expect(third.receipts.map(\.replayed) == [true, true, false])
    #expect(try await shop.ledger.order("1001").cancelledUnits == 1)
    await shop.close()
  }

  @Test func `another request under the same key is refused as a whole`() async throws {
    let shop = try await Self.shop()
    let bulk = CancelOrders([Self.cancel("1001", "r/1", 1)], mode: .each, key: "recall")
    let first = try await shop.perform(bulk)
    var longer = bulk
    longer.cancellations.append(Self.cancel("1002", "r/2"))
    var atomic = bulk
    atomic.mode = .atomic
    for other in [longer, atomic] {
      let error = await Self.refusal(shop, other)
      #expect(error?.code == .idempotencyConflict)
      #expect(error?.sequence == first.receipts.first?.sequence)
    }
    // Also when it is a command of its own, and the other way round.
    let single = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.cancel("1001", "r/1", 1), key: "recall")
    }
    #expect(single?.code == .idempotencyConflict)
    try await shop.perform(Self.cancel("1003", "x", 1), key: "k")
    let error = await Self.refusal(
      shop, CancelOrders([Self.cancel("1003", "y", 1)], mode: .each, key: "k"))
    #expect(error?.code == .idempotencyConflict)
    await shop.close()
  }

  @Test func `a request that is wrong in itself is refused before any of it`() async throws {
    let shop = try await Self.shop()
    let twice = await Self.refusal(
      shop, CancelOrders([Self.cancel("1001", "r"), Self.cancel("1002", "r")], mode: .each))
    #expect(twice?.code == .alreadyExists)
    let none = await Self.refusal(shop, CancelOrders([], mode: .each))
    #expect(none?.code == .emptySelection)
    let key = IdempotencyKey(stringLiteral: String(repeating: "k", count: 124))
    let long = await Self.refusal(shop, CancelOrders([Self.cancel("1001", "r")], key: key))
    #expect(long?.code == .limitExceeded)
    let fits = IdempotencyKey(stringLiteral: String(repeating: "k", count: 123))
    try await shop.perform(CancelOrders([Self.cancel("1001", "r", 1)], key: fits))
    await shop.close()
  }

  @Test func `a thousand cancellations fit, and one more does not`() async throws {
    let shop = try await Self.shop()
    let many = (1...Limits.maxBatch).map { number in
      Self.cancel("nowhere", RefundID(stringLiteral: "r/\(number)"))
    }
    let receipt = try await shop.perform(CancelOrders(many, mode: .each))
    #expect(receipt.results.count == 1_000)
    #expect(receipt.receipts.isEmpty)
    let error = await Self.refusal(
      shop, CancelOrders(many + [Self.cancel("nowhere", "r/x")], mode: .each))
    #expect(error?.code == .limitExceeded)
    #expect(error?.found == "1001")
    await shop.close()
  }

  @Test func `in a host's transaction a refused request undoes its own part only`() async throws {
    let shop = try await Self.shop()
    try await shop.ledger.write { transaction in
      try transaction.perform(Self.cancel("1001", "before", 1))
      let error = #expect(throws: LedgerError.self) {
        try transaction.perform(
          CancelOrders([Self.cancel("1002", "r/1"), Self.cancel("1001", "r/2", 9)]))
      }
      #expect(error?.index == 1)
      try transaction.perform(
        CancelOrders([Self.cancel("1003", "s/1"), Self.cancel("9", "s/2")], mode: .each))
    }
    try await shop.expectBalanced()
    #expect(try await shop.ledger.order("1001").cancelledUnits == 1)
    #expect(try await shop.ledger.order("1002").cancelledUnits == 0)
    #expect(try await shop.ledger.order("1003").status == .cancelled)
    await shop.close()
  }

  @Test func `one document over several orders is found by its name`() async throws {
    let shop = try await Self.shop()
    let document: RefundID = "recall-7"
    let orders: [OrderID] = ["1003", "1001"]
    let cancellations = try orders.enumerated().map { index, order in
      Self.cancel(order, try CancelOrders.name(index, of: document))
    }
    let receipt = try await shop.perform(
      CancelOrders(cancellations + [Self.cancel("1002", "recall-70/1")]))
    let found = try await shop.ledger.cancellations(of: document)
    #expect(found.map(\.order) == orders)
    #expect(found.map(\.cancellation) == ["recall-7/1", "recall-7/2"])
    #expect(found.map(\.sequence) == receipt.receipts.prefix(2).map(\.sequence))
    #expect(try await shop.ledger.cancellations(of: "recall").isEmpty)
    await shop.close()
  }
}
