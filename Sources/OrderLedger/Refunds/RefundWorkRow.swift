import OrderLedgerModel
import OrderLedgerSQLite

/// Where a piece of the worker's work stands.
enum RefundWorkState: UInt8, Sendable {
  /// To be worked on when it is due.
  case due = 0
  /// Handed over; a notice tells its end.
  case awaiting = 1
  /// Given up to a person.
  case stuck = 2
  /// Until a dispute of the payment ends.
  case disputed = 3
}

/// What is owed to one payment of one refund.
struct RefundWorkKey: Sendable, Hashable {
  /// The order's row.
  let order: Int64
  /// The refund's position in the order.
  let refund: Int
  /// The payment's position in the order; -1 is none yet.
  let payment: Int
}

/// A row of `ledger_refund_work`.
struct RefundWorkRow: Sendable, Hashable {
  let key: RefundWorkKey
  var state: RefundWorkState = .due
  var attempt: AttemptID?
  var forgiven = 0
  var unanswered = 0
  var dueAt: Timestamp
  var worker: String?
  var leasedUntil: Timestamp?
  var problem: RefundProblem?
  let foundAt: Timestamp

  init(key: RefundWorkKey, dueAt: Timestamp, foundAt: Timestamp) {
    self.key = key
    self.dueAt = dueAt
    self.foundAt = foundAt
  }
}

extension RefundWorkRow {
  init(_ row: borrowing Statement) throws(SQLiteError) {
    self.init(
      key: RefundWorkKey(
        order: try row.int64(0), refund: try row.int(1), payment: try row.int(2)),
      dueAt: try row.time(7), foundAt: try row.time(11))
    state = try row.code(3)
    attempt = try row.idOrNil(4)
    forgiven = try row.int(5)
    unanswered = try row.int(6)
    worker = try row.stringOrNil(8)
    leasedUntil = try row.timeOrNil(9)
    problem = try row.stringOrNil(10).flatMap { RefundProblem(name: $0) }
  }

  /// The same for another payment.
  func moved(to payment: Int) -> RefundWorkRow {
    guard payment != key.payment else { return self }
    var row = RefundWorkRow(
      key: RefundWorkKey(order: key.order, refund: key.refund, payment: payment), dueAt: dueAt,
      foundAt: foundAt)
    row.problem = problem
    return row
  }

  /// Nobody has it any more.
  mutating func release() {
    worker = nil
    leasedUntil = nil
  }
}
