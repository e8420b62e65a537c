import OrderLedgerModel
import OrderLedgerSQLite

/// Keeps the tables of the state as it is now, one journal transaction after the other.
///
/// Appending, `rebuild` and `verify` use this same code, so that the state is what the journal says
/// by construction, and a table that says otherwise was not written by it. What all orders share is
/// added to ``RunningTotals``, by whoever calls this.
struct Projector {
  let connection: Connection
  /// The numbers that stand for the names in a transaction …
  let names: Names
  /// … and where they are looked up: `verify` folds into another database.
  let namesConnection: Connection

  init(connection: Connection, names: Names, namesConnection: Connection? = nil) {
    self.connection = connection
    self.names = names
    self.namesConnection = namesConnection ?? connection
  }

  /// Applies a transaction that was read, to rows that are as they were before it.
  func replay(_ record: JournalRecord) throws(LedgerError) {
    let transaction = record.transaction
    let delta = try stateDelta(transaction)
    if let transition = transaction.header.transition, let order = record.order {
      try change(order.row, by: delta, transition, transaction.header.sequence)
    }
    try apply(transaction, delta, order: record.order?.row)
  }

  /// What a transaction changes, with the rows of the stock looked up.
  func stateDelta(_ transaction: JournalTransaction) throws(LedgerError) -> StateDelta {
    try StateDelta(transaction.entries) { sku, location throws(LedgerError) in
      try names.stockRow(sku, location, namesConnection)
    }
  }

  /// Applies all of a transaction but the change of its order's row.
  func apply(
    _ transaction: JournalTransaction, _ delta: StateDelta, order: Int64?
  ) throws(LedgerError) {
    let header = transaction.header
    for (n, entry) in transaction.entries.enumerated() {
      try apply(entry, n, header, order ?? 0, delta)
    }
    try applyFulfillment(header, order ?? 0)
    for level in delta.stock { try apply(level) }
    for credit in delta.credits { try apply(credit, header.sequence) }
  }

  /// Changes an order's row, which has to be of the version before.
  func change(
    _ order: Int64, by delta: StateDelta, _ transition: OrderTransition, _ sequence: Int64
  ) throws(LedgerError) {
    if delta.isCancellation {
      try connection.ledgerChangeOne(Catalog.updateOrderCancelled) { statement in
        statement.bind(order, transition, sequence)
        statement.bind(5, delta.openUnits)
        statement.bind(6, delta.cancelledUnits)
        statement.bind(7, delta.value)
        statement.bind(8, delta.received)
        statement.bind(9, delta.decided)
        statement.bind(10, delta.refunds)
        statement.bind(11, transition.status == .cancelled ? sequence : nil)
      }
    } else if delta.isPayment, transition.status != .cancelled {
      try connection.ledgerChangeOne(Catalog.updateOrderPaid) { statement in
        statement.bind(order, transition, sequence)
        statement.bind(5, delta.received)
        statement.bind(6, delta.authorized)
        statement.bind(7, delta.captured)
        statement.bind(8, delta.payments)
      }
    } else {
      try connection.ledgerChangeOne(Catalog.updateOrder) { statement in
        statement.bind(order, delta, transition, sequence)
        statement.bind(19, delta.returns)
      }
    }
  }

  private func apply(
    _ entry: Entry, _ n: Int, _ header: JournalHeader, _ order: Int64, _ delta: StateDelta
  ) throws(LedgerError) {
    switch entry {
    case .line(let change): try apply(change, order)
    case .payment(let payment): try apply(payment, header.sequence, order)
    case .decision(let decision):
      try apply(decision, header.sequence, order, isNamed: delta.acceptsRequest)
    case .attempt(let change): try apply(change, header.sequence, order)
    case .dispute(let change): try apply(change, header.sequence, order)
    case .request(let request): try apply(request, header.sequence, n, order)
    case .answer(let answer): try apply(answer, header.sequence, order)
    case .returned(let change): try apply(change, order)
    case .hold(let change): try apply(change)
    case .customer(let change): try apply(change, header.sequence)
    case .exchange(let exchange): try apply(exchange, order)
    case .location(let change):
      let location = try names.makeID(of: change.location, namesConnection)
      try connection.ledgerRun(Catalog.updateLocationState) { statement in
        statement.bind(1, location)
        statement.bind(2, change.name)
        statement.bind(3, change.isOpen)
      }
    case .placement, .stock, .credit, .posting, .message, .policy, .period, .reversal: break
    }
  }

  private func apply(_ change: LineChange, _ order: Int64) throws(LedgerError) {
    let row = LineRow(order: order, number: change.number)
    // A plain cancellation, the most frequent change, has a statement of its own: SQLite takes a
    // third less for two columns than for six.
    if change.isOnlyCancelled {
      return try connection.ledgerChangeOne(Catalog.cancelLine) { statement in
        statement.bind(1, row.id)
        statement.bind(2, change.cancelled)
        statement.bind(3, change.reversed)
      }
    }
    try connection.ledgerChangeOne(Catalog.updateLine) { statement in
      statement.bind(1, row.id)
      statement.bind(2, change.cancelled)
      statement.bind(3, change.fulfilled)
      statement.bind(4, change.returned)
      statement.bind(5, change.backordered)
      statement.bind(6, change.reversed)
      statement.bind(7, change.recognized)
    }
  }

  private func apply(_ delta: StateDelta.StockDelta) throws(LedgerError) {
    if delta.isReservation {
      let changed = try connection.ledgerRun(Catalog.reserveStock) { statement in
        statement.bind(1, delta.row.id)
        statement.bind(2, delta.units[.available])
        statement.bind(3, delta.units[.reserved])
      }
      if changed == 1 { return }
    }
    func bind(_ statement: inout Statement) {
      statement.bind(1, delta.row.id)
      for bucket in Bucket.allCases {
        statement.bind(2 + Int(bucket.rawValue), delta.units[bucket])
      }
      statement.bind(12, delta.value)
      statement.bind(13, delta.currency)
    }
    if try connection.ledgerRun(Catalog.updateStock, bind) == 1 { return }
    try connection.ledgerChangeOne(Catalog.insertStock, bind)
  }
}

extension Statement {
  /// Binds an order's key, version, last transaction and status to 1…4, the changes of its figures
  /// to 5…17, and what cancelled the last of it to 18.
  mutating func bind(
    _ order: Int64, _ delta: StateDelta, _ transition: OrderTransition?, _ sequence: Int64
  ) {
    bind(order, transition, sequence)
    bind(5, delta.openUnits)
    bind(6, delta.fulfilledUnits)
    bind(7, delta.cancelledUnits)
    bind(8, delta.value)
    bind(9, delta.received)
    bind(10, delta.authorized)
    bind(11, delta.captured)
    bind(12, delta.decided)
    bind(13, delta.pending)
    bind(14, delta.settled)
    bind(15, delta.payments)
    bind(16, delta.refunds)
    bind(17, delta.attempts)
    bind(18, transition?.status == .cancelled ? sequence : nil)
  }

  fileprivate mutating func bind(
    _ order: Int64, _ transition: OrderTransition?, _ sequence: Int64
  ) {
    bind(1, order)
    bind(2, transition?.version ?? 0)
    bind(3, transition == nil ? 0 : sequence)
    bind(4, code: transition?.status ?? .open)
  }
}
