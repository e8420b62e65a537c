import GRDB
import OrderLedger

/// What the app throws when something of its own goes wrong.
struct AppFailure: Error {}

/// The app: a file of its own, with a table of its own.
struct App {
  private let database: DatabaseQueue

  init(path: String) throws {
    database = try DatabaseQueue(path: path)
  }

  func setUp() throws {
    try database.write { db in
      try db.execute(sql: "CREATE TABLE ticket (id INTEGER PRIMARY KEY, subject TEXT, text TEXT)")
      // The first use makes the ledger's tables beside the app's.
      try Self.withLedger(db) { ledger in
        try ledger.perform(OpenLocation(location: "LON"))
        try ledger.perform(
          ReceiveStock(sku: "MUG", location: "LON", quantity: 10), key: "delivery-1")
      }
    }
  }

  func sell(_ order: OrderID) throws {
    let mugs = PlaceOrder.Line(line: "A", sku: "MUG", quantity: 3, unitPrice: 1000, location: "LON")
    try database.write { db in
      try Self.withLedger(db) { ledger in
        try ledger.perform(PlaceOrder(order: order, currency: .gbp, lines: [mugs]))
        try ledger.perform(
          RecordPayment(
            order: order, payment: try PaymentID("\(order.text)-pay"),
            tender: .gateway("stripe"), amount: 3000))
      }
    }
  }

  func cancel(_ order: OrderID, ticket: String, failingAfterwards: Bool = false) throws {
    try database.write { db in
      try db.execute(
        sql: "INSERT INTO ticket (subject, text) VALUES (?, ?)", arguments: [order.text, ticket])
      try Self.withLedger(db) { ledger in
        try ledger.perform(
          CancelOrder(
            order: order, cancellation: try RefundID("cancel-\(order.text)"), reason: "customer"))
      }
      if failingAfterwards { throw AppFailure() }
    }
  }

  func tickets() throws -> [String] {
    try database.read { db in
      try String.fetchAll(db, sql: "SELECT subject FROM ticket ORDER BY id")
    }
  }

  /// Reads of the ledger need a transaction, too, which `write` has begun.
  func status(of order: OrderID) throws -> OrderStatus {
    try database.write { db in
      try Self.withLedger(db) { ledger in try ledger.order(order).status }
    }
  }

  func isBalanced() throws -> Bool {
    try database.write { db in
      try Self.withLedger(db) { ledger in try ledger.trialBalance().isBalanced }
    }
  }

  func integrity() throws -> String? {
    try database.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") }
  }

  /// Works with the ledger on GRDB's own connection, inside the transaction that GRDB has begun.
  @discardableResult
  private static func withLedger<Value>(
    _ db: Database, _ body: (borrowing LedgerTransaction) throws -> Value
  ) throws -> Value {
    guard let handle = db.sqliteConnection else { throw AppFailure() }
    return try Ledger.withBorrowedConnection(handle, body)
  }
}
