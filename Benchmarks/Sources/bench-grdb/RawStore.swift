import BenchWorkload
import Foundation
import GRDB
import Synchronization

/// The job with GRDB's cached statements: SQL of our own, prepared once by the connection.
final class RawStore: Store {
  static let style = "raw"
  private let workload: Workload
  /// The hash of the last event, which the only writer need not ask for.
  private let head: Mutex<Data>

  init(workload: Workload, _ pool: DatabasePool) throws {
    self.workload = workload
    let last = try pool.read { db in
      try Data.fetchOne(db, sql: "SELECT hash FROM event ORDER BY id DESC LIMIT 1")
    }
    head = Mutex(last ?? noHash)
  }

  private struct OrderRow {
    let id: Int64
    let state: Int
    let total: Int64
    let captured: Int64
    let placedAt: Int64
  }

  private struct LineRow {
    let line: Int64
    let sku: Int64
    let location: Int64
    let quantity: Int64
    let unitPrice: Int64

    var amount: Int64 { quantity * unitPrice }
  }

  func place(_ number: UInt64, _ db: Database) throws {
    let order = workload.order(number)
    let name = order.name
    let customer = order.customer
    try db.cachedStatement(sql: SQL.insertOrder).execute(
      arguments: [name, customer, order.total, order.milliseconds])
    let id = db.lastInsertedRowID
    let entry = try addEntry(id, .place, order.milliseconds, db)

    var lines = ""
    for (i, wish) in order.lines.enumerated() {
      let line = LineRow(
        line: Int64(i), sku: Int64(wish.sku + 1), location: Int64(wish.location + 1),
        quantity: wish.quantity, unitPrice: wish.unitPrice)
      try db.cachedStatement(sql: SQL.insertLine).execute(
        arguments: [id, line.line, line.sku, line.location, line.quantity, line.unitPrice])
      try move(line, of: id, entry, from: .available, to: .reserved, db)
      if i > 0 { lines += "," }
      lines += "[\"\(Workload.sku(wish.sku))\",\"\(Workload.location(wish.location))\","
      lines += "\(wish.quantity),\(wish.unitPrice)]"
    }
    try post(entry, 0, AccountID.receivable, order.total, db)
    try post(entry, 1, AccountID.unearned, -order.total, db)
    try addEvent(
      id, .place,
      "{\"type\":\"placed\",\"order\":\"\(name)\",\"customer\":\"\(customer)\","
        + "\"total\":\(order.total),\"lines\":[\(lines)]}", db)
  }

  func capture(_ number: UInt64, _ db: Database) throws {
    let name = WorkloadOrder.name("o", number)
    let payment = WorkloadOrder.name("p", number)
    let order = try findOrder(name, db)
    guard order.state == State.open.rawValue else {
      throw Failure(description: "\(name) is not open")
    }
    let entry = try addEntry(order.id, .capture, order.placedAt, db)
    try db.cachedStatement(sql: SQL.insertPayment).execute(
      arguments: [order.id, payment, order.total, order.placedAt])
    try db.cachedStatement(sql: SQL.captureOrder).execute(arguments: [order.total, order.id])
    try post(entry, 0, AccountID.gateway, order.total, db)
    try post(entry, 1, AccountID.deposits, -order.total, db)
    try addEvent(
      order.id, .capture,
      "{\"type\":\"captured\",\"order\":\"\(name)\",\"payment\":\"\(payment)\","
        + "\"gateway\":\"stripe\",\"amount\":\(order.total)}", db)
  }

  func cancel(_ number: UInt64, _ db: Database) throws {
    let name = WorkloadOrder.name("o", number)
    let cancellation = WorkloadOrder.name("c", number)
    let reason = Workload.reason(number)
    let order = try findOrder(name, db)
    guard order.state == State.paid.rawValue, order.captured == order.total else {
      throw Failure(description: "\(name) is not paid")
    }
    let entry = try addEntry(order.id, .cancel, order.placedAt, db)
    var units: Int64 = 0
    var lines = ""
    for line in try findLines(order.id, db) {
      try move(line, of: order.id, entry, from: .reserved, to: .available, db)
      try post(entry, 2 * line.line, AccountID.deposits, line.amount, db)
      try post(entry, 2 * line.line + 1, AccountID.refundsPayable, -line.amount, db)
      units += line.quantity
      if !lines.isEmpty { lines += "," }
      lines += "[\(line.line),\(line.quantity),\(line.amount)]"
    }
    try db.cachedStatement(sql: SQL.insertRefund).execute(
      arguments: [order.id, cancellation, reason, order.captured, order.placedAt])
    try db.cachedStatement(sql: SQL.cancelOrder).execute(arguments: [order.captured, order.id])
    try db.cachedStatement(sql: SQL.countCancellation).execute(
      arguments: [month(of: order.placedAt), reason, units, order.captured])
    try addEvent(
      order.id, .cancel,
      "{\"type\":\"cancelled\",\"order\":\"\(name)\",\"cancellation\":\"\(cancellation)\","
        + "\"reason\":\"\(reason)\",\"refund\":\(order.captured),\"lines\":[\(lines)]}", db)
  }

  // MARK: Parts

  private func findOrder(_ name: String, _ db: Database) throws -> OrderRow {
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: SQL.findOrder), arguments: [name])
    guard let row = try rows.next() else { throw Failure(description: "no order \(name)") }
    return OrderRow(
      id: row[0], state: row[1], total: row[2], captured: row[3], placedAt: row[4])
  }

  private func findLines(_ order: Int64, _ db: Database) throws -> [LineRow] {
    // A cursor gives one row after the other in the same object, without a copy.
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: SQL.findLines), arguments: [order])
    return try Array(
      rows.map { row in
        LineRow(
          line: row[0], sku: row[1], location: row[2], quantity: row[3], unitPrice: row[4])
      })
  }

  private func addEntry(
    _ order: Int64, _ kind: Kind, _ at: Int64, _ db: Database
  ) throws -> Int64 {
    try db.cachedStatement(sql: SQL.insertEntry).execute(arguments: [order, kind.rawValue, at])
    return db.lastInsertedRowID
  }

  private func move(
    _ line: LineRow, of order: Int64, _ entry: Int64, from: Bucket, to: Bucket, _ db: Database
  ) throws {
    try db.cachedStatement(sql: to == .reserved ? SQL.reserve : SQL.release).execute(
      arguments: [line.quantity, line.sku, line.location])
    guard db.changesCount == 1 else {
      throw Failure(description: "not enough units of SKU \(line.sku)")
    }
    let levels = try Row.fetchCursor(
      db.cachedStatement(sql: SQL.stock), arguments: [line.sku, line.location])
    guard let level = try levels.next() else {
      throw Failure(description: "no SKU \(line.sku)")
    }
    let available: Int64 = level[0]
    let reserved: Int64 = level[1]
    try db.cachedStatement(sql: SQL.insertMovement).execute(
      arguments: [
        entry, order, line.line, line.sku, line.location, from.rawValue, to.rawValue,
        line.quantity, available, reserved,
      ])
  }

  private func post(
    _ entry: Int64, _ n: Int64, _ account: Int64, _ amount: Int64, _ db: Database
  ) throws {
    try db.cachedStatement(sql: SQL.post).execute(arguments: [amount, account])
    guard
      let balance = try Int64.fetchOne(
        db.cachedStatement(sql: SQL.balance), arguments: [account])
    else { throw Failure(description: "no account \(account)") }
    try db.cachedStatement(sql: SQL.insertPosting).execute(
      arguments: [entry, n, account, amount, balance])
  }

  private func addEvent(
    _ order: Int64, _ kind: Kind, _ payload: String, _ db: Database
  ) throws {
    try head.withLock { head in
      let hash = chainHash(head, payload)
      try db.cachedStatement(sql: SQL.insertEvent).execute(
        arguments: [order, kind.rawValue, payload, head, hash])
      head = hash
    }
  }
}

private enum SQL {
  static let findOrder =
    "SELECT id, state, total, captured, placed_at FROM orders WHERE name = ?"
  static let findLines =
    "SELECT line, sku_id, location_id, quantity, unit_price FROM order_line WHERE order_id = ? "
    + "ORDER BY line"
  static let insertOrder =
    "INSERT INTO orders (name, customer, currency, state, total, captured, refunded, placed_at) "
    + "VALUES (?, ?, 'EUR', 0, ?, 0, 0, ?)"
  static let insertLine =
    "INSERT INTO order_line (order_id, line, sku_id, location_id, quantity, unit_price) "
    + "VALUES (?, ?, ?, ?, ?, ?)"
  static let reserve =
    "UPDATE stock_level SET available = available - ?1, reserved = reserved + ?1 "
    + "WHERE sku_id = ?2 AND location_id = ?3 AND available >= ?1"
  static let release =
    "UPDATE stock_level SET available = available + ?1, reserved = reserved - ?1 "
    + "WHERE sku_id = ?2 AND location_id = ?3 AND reserved >= ?1"
  static let stock =
    "SELECT available, reserved FROM stock_level WHERE sku_id = ? AND location_id = ?"
  static let insertMovement =
    "INSERT INTO movement (entry_id, order_id, line, sku_id, location_id, from_bucket, to_bucket, "
    + "quantity, available_after, reserved_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let insertEntry = "INSERT INTO entry (order_id, kind, at) VALUES (?, ?, ?)"
  static let post = "UPDATE account SET balance = balance + ? WHERE id = ?"
  static let balance = "SELECT balance FROM account WHERE id = ?"
  static let insertPosting =
    "INSERT INTO posting (entry_id, n, account_id, amount, balance_after) VALUES (?, ?, ?, ?, ?)"
  static let insertPayment =
    "INSERT INTO payment (order_id, name, gateway, amount, at) VALUES (?, ?, 'stripe', ?, ?)"
  static let captureOrder =
    "UPDATE orders SET state = 1, captured = captured + ? WHERE id = ?"
  static let insertRefund =
    "INSERT INTO refund (order_id, name, reason, amount, at) VALUES (?, ?, ?, ?, ?)"
  static let cancelOrder =
    "UPDATE orders SET state = 2, refunded = refunded + ? WHERE id = ?"
  static let countCancellation =
    "INSERT INTO cancellation_month (month, reason, cancellations, units, refunded) "
    + "VALUES (?, ?, 1, ?, ?) ON CONFLICT (month, reason) DO UPDATE SET "
    + "cancellations = cancellations + 1, units = units + excluded.units, "
    + "refunded = refunded + excluded.refunded"
  static let insertEvent =
    "INSERT INTO event (order_id, kind, payload, previous, hash) VALUES (?, ?, ?, ?, ?)"
}
