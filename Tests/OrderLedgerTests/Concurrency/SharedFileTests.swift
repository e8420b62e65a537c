import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

/// What one connection remembers must not outlive what another writes.
@Suite struct SharedFileTests {
  @Test func `a location that another connection closed takes nothing in`() async throws {
    let scratch = try Scratch()
    let one = try await scratch.open()
    let other = try await scratch.open()
    for location in ["LON", "PAR"] as [LocationID] {
      try await one.perform(OpenLocation(location: location))
    }
    func receive(_ number: Int) -> ReceiveStock {
      ReceiveStock(
        sku: "MUG", location: "LON", quantity: 5, unitCost: 3, currency: .gbp,
        reference: DocumentReference(stringLiteral: "DN-\(number)"))
    }
    // Both have seen it open.
    try await one.perform(receive(1), key: "r1")
    try await other.perform(receive(2), key: "r2")
    try await other.perform(CloseLocation(location: "LON"))
    let error = await #expect(throws: LedgerError.self) {
      try await one.perform(receive(3), key: "r3")
    }
    #expect(error?.code == .locationClosed)
    try await other.perform(OpenLocation(location: "LON"))
    try await one.perform(receive(3), key: "r3")
    #expect(try await one.verify(.full).isSound)
    await one.close()
    await other.close()
  }

  /// Why nothing of each line can be cancelled, asked while reading and while writing.
  private static func blockers(_ ledger: Ledger) async throws -> [[LedgerError.Code]] {
    let read = try await ledger.cancellability(of: "o0")
    let written = try await ledger.write { try $0.cancellability(of: "o0") }
    #expect(read.lines == written.lines)
    return read.lines.map { $0.blockers.map(\.code) }
  }

  @Test func `what can be cancelled follows what another connection closes and opens`()
    async throws
  {
    let scratch = try await RaceTests.file(1)
    let one = try await scratch.open()
    let other = try await scratch.open()
    for ledger in [other, one] {
      #expect(try await Self.blockers(one) == [[]])
      try await ledger.perform(CloseLocation(location: "LON"))
      #expect(try await Self.blockers(one) == [[.locationClosed]])
      try await ledger.perform(OpenLocation(location: "LON"))
    }
    #expect(try await Self.blockers(one) == [[]])
    await one.close()
    await other.close()
  }

  /// The journal ends as it did, and what was read of the state is another all the same.
  @Test func `a rebuild by another connection is seen by those that read before it`() async throws {
    let scratch = try await RaceTests.file(1)
    try scratch.raw().run("UPDATE ledger_location_state SET is_open = 0")
    let one = try await scratch.open()
    let other = try await scratch.open()
    #expect(try await Self.blockers(one) == [[.locationClosed]])
    #expect(try await other.rebuild().changedTables == ["ledger_location_state"])
    #expect(try await Self.blockers(one) == [[]])
    await one.close()
    await other.close()
  }

  @Test func `units that another connection sold are not sold again`() async throws {
    let scratch = try Scratch()
    let one = try await scratch.open()
    let other = try await scratch.open()
    try await one.perform(OpenLocation(location: "LON"))
    try await one.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 5, reference: "DN-1"), key: "r1")
    // Each knows how many there are by what it has done itself …
    try await one.perform(Self.mugs("A", 1))
    try await one.perform(Self.mugs("B", 1))
    try await other.perform(Self.mugs("C", 2))
    // … and one of them is left, not three.
    let error = await #expect(throws: LedgerError.self) { try await one.perform(Self.mugs("D", 2)) }
    #expect(error?.code == .insufficientStock)
    try await other.perform(CancelOrder(order: "A", cancellation: "x", reason: "customer"))
    try await one.perform(Self.mugs("E", 2))
    #expect(try await one.stock(of: "MUG").map(\.level[.available]) == [0])
    #expect(try await one.verify(.full).isSound)
    #expect(try await one.rebuild().changedTables.isEmpty)
    await one.close()
    await other.close()
  }

  @Test func `what a transaction did to stock is forgotten with it`() async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(OpenLocation(location: "LON"))
    try await ledger.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 5, reference: "DN-1"), key: "r1")
    struct Undone: Error {}
    await #expect(throws: Undone.self) {
      try await ledger.write { transaction in
        try transaction.perform(Self.mugs("A", 3))
        throw Undone()
      }
    }
    // The first of two is undone inside a transaction that goes on.
    let receipt = try await ledger.write { transaction in
      let cancels = [
        CancelOrder(order: "B", cancellation: "x1", reason: "customer"),
        CancelOrder(order: "none", cancellation: "x2", reason: "customer"),
      ]
      try transaction.perform(Self.mugs("B", 4))
      let bulk = CancelOrders(cancels, mode: .atomic)
      #expect(throws: LedgerError.self) { try transaction.perform(bulk) }
      #expect(throws: LedgerError.self) { try transaction.perform(Self.mugs("C", 2)) }
      return try transaction.perform(Self.mugs("D", 1))
    }
    #expect(receipt.orderVersion == 1)
    #expect(try await ledger.stock(of: "MUG").map(\.level[.available]) == [0])
    #expect(try await ledger.verify(.full).isSound)
    await ledger.close()
  }

  private static func mugs(_ id: OrderID, _ quantity: Int64) -> PlaceOrder {
    PlaceOrder(
      order: id, currency: .gbp,
      lines: [
        .init(line: "1", sku: "MUG", quantity: quantity, unitPrice: 100, location: "LON")
      ])
  }
}
