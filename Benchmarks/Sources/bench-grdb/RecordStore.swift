import BenchWorkload
import Foundation
import GRDB

/// The job as an app's author writes it with GRDB: rows are fetched as records, changed, and saved.
struct RecordStore: Store {
  static let style = "records"
  let workload: Workload

  func place(_ number: UInt64, _ db: Database) throws {
    let wanted = workload.order(number)
    var order = Order(
      name: wanted.name, customer: wanted.customer, currency: "EUR", state: .open,
      total: wanted.total, captured: 0, refunded: 0, placedAt: wanted.milliseconds)
    try order.insert(db)
    let journal = try Journal(of: order, .place, db)

    for (i, wish) in wanted.lines.enumerated() {
      let line = OrderLine(
        orderID: journal.orderID, line: i, skuID: Int64(wish.sku + 1),
        locationID: Int64(wish.location + 1), quantity: wish.quantity, unitPrice: wish.unitPrice)
      try line.insert(db)
      try journal.move(line, from: .available, to: .reserved)
    }
    try journal.post(0, to: AccountID.receivable, wanted.total)
    try journal.post(1, to: AccountID.unearned, -wanted.total)

    let lines = wanted.lines.map { line in
      Placed.Line(
        sku: Workload.sku(line.sku), location: Workload.location(line.location),
        quantity: line.quantity, unitPrice: line.unitPrice)
    }
    try journal.addEvent(
      Placed(order: order.name, customer: order.customer, total: order.total, lines: lines))
  }

  func capture(_ number: UInt64, _ db: Database) throws {
    var order = try findOrder(number, db)
    guard order.state == .open else { throw Failure(description: "\(order.name) is not open") }
    let journal = try Journal(of: order, .capture, db)
    var payment = Payment(
      orderID: journal.orderID, name: WorkloadOrder.name("p", number), gateway: "stripe",
      amount: order.total, at: order.placedAt)
    try payment.insert(db)
    try order.updateChanges(db) {
      $0.state = .paid
      $0.captured += payment.amount
    }
    try journal.post(0, to: AccountID.gateway, payment.amount)
    try journal.post(1, to: AccountID.deposits, -payment.amount)
    try journal.addEvent(
      Captured(
        order: order.name, payment: payment.name, gateway: payment.gateway, amount: payment.amount))
  }

  func cancel(_ number: UInt64, _ db: Database) throws {
    var order = try findOrder(number, db)
    guard order.state == .paid, order.captured == order.total else {
      throw Failure(description: "\(order.name) is not paid")
    }
    let journal = try Journal(of: order, .cancel, db)
    let lines = try OrderLine.filter(OrderLine.Columns.orderID == journal.orderID)
      .order(OrderLine.Columns.line).fetchAll(db)
    for line in lines {
      try journal.move(line, from: .reserved, to: .available)
      try journal.post(2 * line.line, to: AccountID.deposits, line.amount)
      try journal.post(2 * line.line + 1, to: AccountID.refundsPayable, -line.amount)
    }

    var refund = Refund(
      orderID: journal.orderID, name: WorkloadOrder.name("c", number),
      reason: Workload.reason(number), amount: order.captured, at: order.placedAt)
    try refund.insert(db)
    try order.updateChanges(db) {
      $0.state = .cancelled
      $0.refunded += refund.amount
    }
    try count(refund, units: lines.reduce(0) { $0 + $1.quantity }, db)
    try journal.addEvent(
      Cancelled(
        order: order.name, cancellation: refund.name, reason: refund.reason, refund: refund.amount,
        lines: lines.map { [Int64($0.line), $0.quantity, $0.amount] }))
  }

  private func findOrder(_ number: UInt64, _ db: Database) throws -> Order {
    let name = WorkloadOrder.name("o", number)
    guard let order = try Order.filter(Order.Columns.name == name).fetchOne(db) else {
      throw Failure(description: "no order \(name)")
    }
    return order
  }

  private func count(_ refund: Refund, units: Int64, _ db: Database) throws {
    let month = month(of: refund.at)
    var row =
      try CancellationMonth.fetchOne(db, key: ["month": month, "reason": refund.reason])
      ?? CancellationMonth(
        month: month, reason: refund.reason, cancellations: 0, units: 0, refunded: 0)
    row.cancellations += 1
    row.units += units
    row.refunded += refund.amount
    try row.save(db)
  }
}

/// An entry of the journal, and what belongs to it.
private struct Journal {
  let orderID: Int64
  private let entryID: Int64
  private let kind: Kind
  private let db: Database

  init(of order: Order, _ kind: Kind, _ db: Database) throws {
    guard let orderID = order.id else { throw Failure(description: "an order without a key") }
    var entry = Entry(orderID: orderID, kind: kind, at: order.placedAt)
    try entry.insert(db)
    guard let entryID = entry.id else { throw Failure(description: "an entry without a key") }
    self.orderID = orderID
    self.entryID = entryID
    self.kind = kind
    self.db = db
  }

  func move(_ line: OrderLine, from: Bucket, to: Bucket) throws {
    let key = ["sku_id": line.skuID, "location_id": line.locationID]
    guard var level = try StockLevel.fetchOne(db, key: key) else {
      throw Failure(description: "no SKU \(line.skuID)")
    }
    let reserved = to == .reserved ? line.quantity : -line.quantity
    guard level.available >= reserved, level.reserved >= -reserved else {
      throw Failure(description: "not enough units of SKU \(line.skuID)")
    }
    try level.updateChanges(db) {
      $0.available -= reserved
      $0.reserved += reserved
    }
    var movement = Movement(
      entryID: entryID, orderID: orderID, line: line.line, skuID: line.skuID,
      locationID: line.locationID, from: from, to: to, quantity: line.quantity,
      availableAfter: level.available, reservedAfter: level.reserved)
    try movement.insert(db)
  }

  func post(_ n: Int, to accountID: Int64, _ amount: Int64) throws {
    guard var account = try Account.fetchOne(db, id: accountID) else {
      throw Failure(description: "no account \(accountID)")
    }
    try account.updateChanges(db) { $0.balance += amount }
    try Posting(
      entryID: entryID, n: n, accountID: accountID, amount: amount, balanceAfter: account.balance
    ).insert(db)
  }

  func addEvent(_ content: some Encodable) throws {
    let payload = try json(content)
    let previous =
      try Event.select(Event.Columns.hash, as: Data.self).order(Event.Columns.id.desc)
      .fetchOne(db) ?? noHash
    var event = Event(
      orderID: orderID, kind: kind, payload: payload, previous: previous,
      hash: chainHash(previous, payload))
    try event.insert(db)
  }
}
