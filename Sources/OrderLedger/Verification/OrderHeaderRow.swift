import OrderLedgerModel
import OrderLedgerSQLite

/// A row of `ledger_order`: what the order is, and its figures as the row shows them.
struct OrderHeaderRow {
  let order: Int64
  let id: OrderID
  let currency: Currency
  let total: Int64
  let components: Int
  let version: Int64
  let lastSequence: Int64
  let status: Int64
  /// Whether the row has the status that its last transaction gave it.
  let isStatusRight: Bool
  let cancelledBy: Int64?
  let figures: ExpectedState.Figures

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.int64(0)
    currency = try row.currency(1)
    total = try row.int64(2)
    components = try row.int(3)
    version = try row.int64(4)
    lastSequence = try row.int64(5)
    status = try row.int64(6)
    isStatusRight = try row.int64OrNil(21) == status
    cancelledBy = try row.int64OrNil(20)
    id = try row.id(22)
    var figures = ExpectedState.Figures()
    figures.open = try row.int64(7)
    figures.fulfilled = try row.int64(8)
    figures.cancelled = try row.int64(9)
    figures.value = try row.int64(10)
    figures.received = try row.int64(11)
    figures.authorized = try row.int64(12)
    figures.captured = try row.int64(13)
    figures.decided = try row.int64(14)
    figures.pending = try row.int64(15)
    figures.settled = try row.int64(16)
    figures.payments = try row.int64(17)
    figures.refunds = try row.int64(18)
    figures.attempts = try row.int64(19)
    figures.requests = try row.int64(23)
    figures.disputes = try row.int64(24)
    figures.presented = try row.int64(25)
    figures.returns = try row.int64(26)
    figures.cancelledBy = cancelledBy ?? 0
    figures.cancellations = cancelledBy == nil ? 0 : 1
    self.figures = figures
  }

  /// The order with what belongs to it, as far as its books need it.
  func state(_ lines: [LineState], _ payments: [PaymentState]) -> OrderState {
    OrderState(
      id: id, currency: currency, customer: nil, channel: nil, version: version,
      lastSequence: lastSequence, lines: lines, payments: payments, refunds: [], attempts: [],
      received: figures.received, cancelledBy: cancelledBy, row: order)
  }
}
