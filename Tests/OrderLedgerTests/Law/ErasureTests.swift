import Foundation
import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Synchronization
import Testing

@Suite struct `Erasing a customer` {
  static let marker = "MARKER-7f3a"
  static let contact = Contact(
    name: "Ann \(marker)", email: "ann@\(marker).example", phone: "+44 \(marker)", language: "en")

  static func cancel(
    _ order: OrderID, _ name: RefundID, note: String, quantity: Int64? = nil
  ) throws -> CancelOrder {
    CancelOrder(
      order: order, cancellation: name,
      lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "customer",
      note: try Note(note))
  }

  /// A shop with two orders of cust-1, each with a note, and contact data.
  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.placeAndPay("1002")
    try await shop.perform(SetContact(customer: "cust-1", contact: contact), key: "contact")
    try await shop.perform(try cancel("1001", "x1", note: "\(marker) one"), key: "k1")
    try await shop.perform(try cancel("1002", "x2", note: "\(marker) two"), key: "k2")
    return shop
  }

  /// How often the marker is in a file.
  static func copies(in path: String) throws -> Int {
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    var data = try Data(contentsOf: URL(fileURLWithPath: path))[...]
    var count = 0
    while let range = data.range(of: Data(marker.utf8)) {
      count += 1
      data = data[range.upperBound...]
    }
    return count
  }

  @Test func `takes contact data and notes away, and the chain still verifies`() async throws {
    let shop = try await Self.shop()
    #expect(try await shop.ledger.customer("cust-1")?.contact == Self.contact)
    let receipt = try await shop.perform(EraseCustomer(customer: "cust-1"), actor: "staff:ann")
    let changes = receipt.transaction.entries.compactMap { entry in
      if case .customer(let change) = entry { change.kind } else { nil }
    }
    #expect(changes == [.erased, .contactErased, .noteErased, .noteErased])
    let record = try await shop.ledger.customer("cust-1")
    #expect(record?.contact == nil)
    #expect(record?.erasedBy == receipt.sequence)
    for order in ["1001", "1002"] as [OrderID] {
      let item = try #require(try await shop.ledger.timeline(of: order).last)
      #expect(item.note == nil)
      #expect(item.noteErasedBy == receipt.sequence)
    }
    #expect(try await shop.ledger.order("1001").customer == "cust-1")
    #expect(try await shop.ledger.rebuild().changedTables == [])
    try await shop.expectBalanced()
    await shop.close()
  }

  @Test func `leaves no copy in the file or its log`() async throws {
    let shop = try await Self.shop()
    // Much of it, so that pages are split, and emptied again.
    for number in 0..<60 {
      let order = OrderID(unchecked: "o\(number)")
      try await shop.ledger.perform(shop.order(order))
      let note = String(repeating: Self.marker, count: 20)
      try await shop.ledger.perform(
        try Self.cancel(order, RefundID(unchecked: "o-x\(number)"), note: note))
    }
    try await shop.ledger.perform(
      SetContact(customer: "cust-1", contact: Contact(name: Self.marker)))
    try await shop.ledger.checkpoint()
    #expect(try Self.copies(in: shop.path) > 100)
    let (_, isComplete) = try await shop.ledger.erase("cust-1")
    #expect(isComplete)
    #expect(try Self.copies(in: shop.path) == 0)
    #expect(try Self.copies(in: shop.path + "-wal") == 0)
    try await shop.expectBalanced()
    await shop.close()
  }

  @Test(arguments: ["OFF", "ON", "FAST"])
  func `leaves a host's connection as it is set, and no copy in its file`(mode: String) throws {
    let scratch = try Scratch()
    let host = try scratch.raw()
    try host.run("PRAGMA secure_delete = \(mode)")
    let before = try host.query("PRAGMA secure_delete")
    let actions: [Action] = [
      .setContact(SetContact(customer: "cust-1", contact: Self.contact)),
      .setContact(SetContact(customer: "cust-1", contact: Contact(name: Self.marker))),
      .eraseCustomer(EraseCustomer(customer: "cust-1")),
    ]
    for action in actions {
      try host.run("BEGIN")
      try host.lend { handle in
        try unsafe Ledger.withBorrowedConnection(handle) { _ = try $0.perform(Command(action)) }
      }
      try host.run("COMMIT")
      #expect(try host.query("PRAGMA secure_delete") == before)
    }
    #expect(try Self.copies(in: scratch.path) == 0)
  }

  @Test func `is followed by the log's erasure by itself`() async throws {
    let shop = try await Self.shop()
    try await shop.ledger.perform(EraseCustomer(customer: "cust-1"))
    for round in 0..<600 where try Self.copies(in: shop.path + "-wal") > 0 {
      try await Task.sleep(for: .milliseconds(100))
      // A reader may have been in the way: then it is tried again when the log has grown.
      for number in 0..<4 {
        try await shop.ledger.perform(
          OpenLocation(location: LocationID(unchecked: "L-\(round)-\(number)")))
      }
    }
    #expect(try Self.copies(in: shop.path) == 0)
    #expect(try Self.copies(in: shop.path + "-wal") == 0)
    await shop.close()
  }

  @Test func `is followed by the log's erasure also where its commit had to be looked up`()
    async throws
  {
    let shop = try await Self.shop()
    #expect(try Self.copies(in: shop.path + "-wal") > 0)
    let plan = FaultPlan(failing: 1, with: .ioErr, timing: .after, at: [.commit])
    var configuration = LedgerConfiguration()
    configuration.faults = plan
    let other = try await Ledger(path: shop.path, configuration: configuration)
    try await other.perform(EraseCustomer(customer: "cust-1"))
    #expect(plan.fired == 1)
    // The second comes after what the writer does by itself after the first.
    for _ in 0..<2 { try await other.checkpoint() }
    #expect(try Self.copies(in: shop.path) == 0)
    #expect(try Self.copies(in: shop.path + "-wal") == 0)
    await other.close()
    try await shop.expectBalanced()
    await shop.close()
  }

  @Test func `waits for a reader that sees an older state`() async throws {
    let shop = try await Self.shop()
    let ledger = shop.ledger
    let (isComplete, note) = try await ledger.read { snapshot throws(LedgerError) in
      let note = try snapshot.timeline(of: "1001").last?.note
      let done = DispatchSemaphore(value: 0)
      let isComplete = Mutex<Bool?>(nil)
      Task.detached {
        let outcome = try? await ledger.erase("cust-1").isComplete
        isComplete.withLock { $0 = outcome }
        done.signal()
      }
      done.wait()
      return (isComplete.withLock { $0 }, try snapshot.timeline(of: "1001").last?.note ?? note)
    }
    #expect(isComplete == false)
    #expect(note?.contains(Self.marker) == true)
    #expect(try await ledger.eraseRemnants())
    #expect(try Self.copies(in: shop.path + "-wal") == 0)
    await shop.close()
  }

  @Test func `knows retries with a note as long as it is there, and after`() async throws {
    let shop = try await Self.shop()
    func retry(_ note: String?) async throws -> Receipt {
      var action = try Self.cancel("1001", "x1", note: note ?? "")
      if note == nil { action.note = nil }
      return try await shop.perform(action, key: "k1")
    }
    #expect(try await retry("\(Self.marker) one").replayed)
    for other in ["\(Self.marker) two", "", nil] {
      let error = await IdempotencyTests.refusal { () throws(LedgerError) in
        do { return try await retry(other) } catch let error as LedgerError { throw error } catch {
          throw LedgerError(.integrity)
        }
      }
      #expect(error?.code == .idempotencyConflict)
    }
    try await shop.perform(EraseCustomer(customer: "cust-1"))
    #expect(try await retry("\(Self.marker) one").replayed)
    let none = await IdempotencyTests.refusal { () throws(LedgerError) in
      do { return try await retry(nil) } catch let error as LedgerError { throw error } catch {
        throw LedgerError(.integrity)
      }
    }
    #expect(none?.code == .idempotencyConflict)
    await shop.close()
  }

  @Test func `knows retries of a return with a note like any other`() async throws {
    let shop = try await TestLedger.withSentOrder()
    func announce(_ note: Note) -> ReturnItems {
      ReturnItems(
        order: "1001", return: "rt1", lines: [.init(line: "A", quantity: 1)], reason: "customer",
        note: note, received: true)
    }
    func inspect(_ note: Note) -> InspectReturn {
      InspectReturn(order: "1001", return: "rt1", reason: "customer", note: note)
    }
    for (number, action) in [announce("one").action, inspect("one").action].enumerated() {
      let key = IdempotencyKey(unchecked: "k\(number)")
      try await shop.perform(action, key: key)
      #expect(try await shop.perform(action, key: key).replayed)
      let other = number == 0 ? announce("two").action : inspect("two").action
      let error = await IdempotencyTests.refusal { () throws(LedgerError) in
        try await shop.perform(other, key: key)
      }
      #expect(error?.code == .idempotencyConflict)
    }
    try await shop.perform(EraseCustomer(customer: "cust-1"))
    // Nobody can tell any more, and nobody can find out by asking.
    #expect(try await shop.perform(announce("two"), key: "k0").replayed)
    #expect(try await shop.perform(inspect("two"), key: "k1").replayed)
    await shop.close()
  }

  @Test func `keeps contact data from coming back`() async throws {
    let shop = try await Self.shop()
    let erased = try await shop.perform(EraseCustomer(customer: "cust-1"))
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(SetContact(customer: "cust-1", contact: Self.contact))
    }
    #expect(error?.code == .customerErased)
    #expect(error?.sequence == erased.sequence)
    // The sync job that sent it once more under its key is told it was done.
    #expect(
      try await shop.perform(
        SetContact(customer: "cust-1", contact: Self.contact), key: "contact"
      ).replayed)
    #expect(try await shop.ledger.customer("cust-1")?.contact == nil)
    await shop.close()
  }

  @Test func `done again, erases what was noted since, and else is an echo`() async throws {
    let shop = try await Self.shop()
    let first = try await shop.perform(EraseCustomer(customer: "cust-1"))
    let echo = try await shop.perform(EraseCustomer(customer: "cust-1"))
    #expect(echo.replayed && echo.sequence == first.sequence)
    try await shop.placeAndPay("1003")
    try await shop.perform(try Self.cancel("1003", "x3", note: Self.marker))
    let again = try await shop.perform(EraseCustomer(customer: "cust-1"))
    #expect(again.sequence > first.sequence)
    #expect(try await shop.ledger.timeline(of: "1003").last?.noteErasedBy == again.sequence)
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `of a customer that nobody knows is refused`() async throws {
    let shop = try await Self.shop()
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(EraseCustomer(customer: "nobody"))
    }
    #expect(error?.code == .customerNotFound)
    await shop.close()
  }

  @Test func `contact data that is set anew takes the old away`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(
      SetContact(customer: "cust-1", contact: Contact(email: "new@example.org")))
    let record = try await shop.ledger.customer("cust-1")
    #expect(record?.contact == Contact(email: "new@example.org"))
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `contact data takes 256 bytes a field, and one field at least`() async throws {
    let shop = try await TestLedger()
    let longest = String(repeating: "n", count: Limits.maxContactBytes)
    try await shop.perform(SetContact(customer: "c", contact: Contact(name: longest)))
    for (contact, code) in [
      (Contact(name: longest + "n"), .invalidText), (Contact(email: "a\nb"), .invalidText),
      (Contact(phone: ""), .invalidText), (Contact(), .emptySelection),
    ] as [(Contact, LedgerError.Code)] {
      let error = await IdempotencyTests.refusal { () throws(LedgerError) in
        try await shop.perform(SetContact(customer: "c", contact: contact))
      }
      #expect(error?.code == code)
    }
    await shop.close()
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
  }

  static let damages = [
    Damage(testDescription: "a note taken away", sql: "DELETE FROM ledger_note WHERE seq = 11"),
    Damage(testDescription: "contact data taken away", sql: "DELETE FROM ledger_contact"),
    Damage(
      testDescription: "other contact data", sql: "UPDATE ledger_contact SET email = 'x@y.z'"),
    Damage(
      testDescription: "contact data of nobody",
      sql: "INSERT INTO ledger_contact SELECT 1, salt, name, email, phone, language "
        + "FROM ledger_contact"),
    Damage(
      testDescription: "an erasure that never was",
      sql: "UPDATE ledger_customer SET erased_seq = 11"),
    Damage(
      testDescription: "a note said to be erased",
      sql: "INSERT INTO ledger_erased_note VALUES (11, 12)"),
    Damage(
      testDescription: "another customer's change",
      sql: "UPDATE ledger_customer_change SET customer = 'cust-2'"),
  ]

  @Test(arguments: damages) func `verification finds it`(damage: Damage) async throws {
    let scratch = try Scratch()
    let clock = TestClock()
    let ledger = try await scratch.open { $0.clock = { clock.now() } }
    try await ledger.perform(OpenLocation(location: "LON"))
    try await ledger.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 9), key: "receive")
    for order in ["1", "2"] as [OrderID] {
      try await ledger.perform(
        PlaceOrder(
          order: order, currency: .gbp, customer: "cust-1",
          lines: [
            PlaceOrder.Line(line: "A", sku: "MUG", quantity: 2, unitPrice: 5, location: "LON")
          ]))
    }
    try await ledger.perform(SetContact(customer: "cust-1", contact: Self.contact))
    for number in 0..<5 {
      try await ledger.perform(OpenLocation(location: LocationID(unchecked: "L\(number)")))
    }
    try await ledger.perform(try Self.cancel("1", "x1", note: "one", quantity: 1))
    try await ledger.perform(try Self.cancel("2", "x2", note: "two", quantity: 1))
    try await ledger.expectBalanced()
    try scratch.raw().tamper(damage.sql)
    #expect(try await !ledger.verify().isSound)
    await ledger.close()
  }
}
