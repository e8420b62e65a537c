import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct RaceTests {
  static let mug = PlaceOrder.Line(
    line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000, location: "LON")

  static func place(_ id: OrderID) -> Command {
    Command(.placeOrder(PlaceOrder(order: id, currency: .gbp, lines: [mug])), key: key("p-\(id)"))
  }

  static func fulfill(_ id: OrderID) -> Command {
    Command(.fulfill(Fulfill(order: id, fulfillment: FulfillmentID(unchecked: "f-\(id)"))))
  }

  static func cancel(_ id: OrderID, _ name: String = "x") -> Command {
    Command(
      .cancelOrder(
        CancelOrder(
          order: id, cancellation: RefundID(unchecked: "\(name)-\(id)"), reason: "customer")))
  }

  static func key(_ text: String) -> IdempotencyKey { IdempotencyKey(unchecked: text) }

  static func order(_ number: Int) -> OrderID { OrderID(unchecked: "o\(number)") }

  /// A file with `count` orders of three mugs each.
  static func file(_ count: Int) async throws -> Scratch {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(Command(.openLocation(OpenLocation(location: "LON"))))
    try await ledger.perform(
      Command(
        .receiveStock(
          ReceiveStock(
            sku: "MUG", location: "LON", quantity: 10_000, unitCost: 3, currency: .gbp)),
        key: "r"))
    for number in 0..<count { try await ledger.perform(place(order(number))) }
    await ledger.close()
    return scratch
  }

  /// Whether the command won; a loser has to be told the order's quantities, or that it is gone.
  static func wins(_ command: Command, _ ledger: Ledger) async throws(LedgerError) -> Bool {
    do throws(LedgerError) {
      try await ledger.perform(command)
      return true
    } catch {
      switch error.code {
      case .alreadyCancelled where error.sequence != nil: return false
      case .nothingToCancel where error.found == "0 open, 3 fulfilled": return false
      default: throw error
      }
    }
  }

  static func statuses(_ ledger: Ledger, _ count: Int) async throws -> [OrderStatus] {
    var statuses: [OrderStatus] = []
    for number in 0..<count {
      let order = try await ledger.order(Self.order(number))
      #expect(order.openUnits == 0)
      #expect(order.cancelledUnits + order.fulfilledUnits == 3)
      statuses.append(order.status)
    }
    return statuses
  }

  @Test func `two connections race to cancel and to fulfill: one wins each order`() async throws {
    let count = 40
    let scratch = try await Self.file(count)
    let one = try await scratch.open()
    let other = try await scratch.open()
    async let cancelled = Self.race(count) { try await Self.wins(Self.cancel($0), one) }
    async let fulfilled = Self.race(count) { try await Self.wins(Self.fulfill($0), other) }
    let (first, second) = try await (cancelled, fulfilled)
    for number in 0..<count { #expect(first[number] != second[number], "order \(number)") }
    let statuses = try await Self.statuses(one, count)
    for number in 0..<count { #expect((statuses[number] == .cancelled) == first[number]) }
    try await one.expectBalanced()
    await one.close()
    await other.close()
  }

  @concurrent private static func race(
    _ count: Int, _ body: @Sendable (OrderID) async throws -> Bool
  ) async throws -> [Bool] {
    var wins: [Bool] = []
    for number in 0..<count { wins.append(try await body(order(number))) }
    return wins
  }

  @Test func `two processes race to cancel and to fulfill: one wins each order`() async throws {
    let count = 120
    let scratch = try await Self.file(count)
    let path = scratch.path
    let won = try await withThrowingTaskGroup(of: Int?.self) { group in
      group.addTask {
        await #expect(processExitsWith: .success) { [path = path as String, count = count as Int] in
          let ledger = try await Ledger(path: path)
          try await ledger.perform(Self.place("ready"))
          try await Self.wait(for: "go", ledger)
          // From the other end, so that both win some.
          for number in (0..<count).reversed() {
            _ = try await Self.wins(Self.fulfill(Self.order(number)), ledger)
            // Writing without a pause, it would keep the lock to itself.
            try await Task.sleep(for: .milliseconds(1))
          }
          await ledger.close()
        }
        return nil
      }
      group.addTask {
        let ledger = try await scratch.open()
        try await Self.wait(for: "ready", ledger)
        try await ledger.perform(Self.place("go"))
        var won = 0
        for number in 0..<count {
          if try await Self.wins(Self.cancel(Self.order(number)), ledger) { won += 1 }
          try await Task.sleep(for: .milliseconds(1))
        }
        await ledger.close()
        return won
      }
      return try await group.reduce(0) { $0 + ($1 ?? 0) }
    }
    let ledger = try await scratch.open()
    let statuses = try await Self.statuses(ledger, count)
    #expect(statuses.filter { $0 == .cancelled }.count == won)
    print("this process cancelled \(won) of \(count) orders, the other shipped the rest")
    try await ledger.expectBalanced()
    await ledger.close()
  }

  /// Until another process has placed this order: a starting signal.
  private static func wait(for order: OrderID, _ ledger: Ledger) async throws {
    for _ in 0..<6_000 {
      if (try? await ledger.order(order)) != nil { return }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw LedgerError(.orderNotFound)
  }

  @Test func `of many who cancel the same order, one wins`() async throws {
    let scratch = try await Self.file(1)
    let ledger = try await scratch.open()
    let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask { try await Self.wins(Self.cancel("o0", "x\(number)"), ledger) }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try await ledger.stock(of: "MUG").first?.level[.available] == 10_000)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `of many who send the same request under one key, all get the one receipt`()
    async throws
  {
    let scratch = try await Self.file(1)
    let ledger = try await scratch.open()
    var command = Self.cancel("o0")
    command.key = "same"
    let receipts = try await withThrowingTaskGroup(of: Receipt.self) { [command] group in
      for _ in 0..<50 { group.addTask { try await ledger.perform(command) } }
      return try await group.reduce(into: [Receipt]()) { $0.append($1) }
    }
    #expect(receipts.filter { !$0.replayed }.count == 1)
    #expect(Set(receipts.map(\.transaction)).count == 1)
    await ledger.close()
  }
}
