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
    order = try row.figure(0)
    currency = try row.currency(1)
    total = try row.figure(2)
    components = try row.int(3)
    version = try row.figure(4)
    lastSequence = try row.figure(5)
    status = try row.figure(6)
    isStatusRight = try row.figureOrNil(21) == status
    cancelledBy = try row.figureOrNil(20)
    id = try row.id(22)
    var figures = ExpectedState.Figures()
    figures.open = try row.figure(7)
    figures.fulfilled = try row.figure(8)
    figures.cancelled = try row.figure(9)
    figures.value = try row.figure(10)
    figures.received = try row.figure(11)
    figures.authorized = try row.figure(12)
    figures.captured = try row.figure(13)
    figures.decided = try row.figure(14)
    figures.pending = try row.figure(15)
    figures.settled = try row.figure(16)
    figures.payments = try row.figure(17)
    figures.refunds = try row.figure(18)
    figures.attempts = try row.figure(19)
    figures.requests = try row.figure(23)
    figures.disputes = try row.figure(24)
    figures.presented = try row.figure(25)
    figures.returns = try row.figure(26)
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
