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
    let delta = StateDelta(transaction.entries)
    if let transition = transaction.header.transition, let order = record.order {
      try change(order.row, by: delta, transition, transaction.header.sequence)
    }
    try apply(transaction, delta, order: record.order?.row)
  }

  /// Applies all of a transaction but the change of its order's row.
  func apply(
    _ transaction: JournalTransaction, _ delta: StateDelta, order: Int64?
  ) throws(LedgerError) {
    let header = transaction.header
    for entry in transaction.entries { try apply(entry, header, order ?? 0) }
    try applyFulfillment(header, order ?? 0)
    for level in delta.stock { try apply(level) }
  }

  /// Changes an order's row, which has to be of the version before.
  func change(
    _ order: Int64, by delta: StateDelta, _ transition: OrderTransition, _ sequence: Int64
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.updateOrder) { statement in
      statement.bind(order, delta, transition, sequence)
    }
  }

  private func apply(
    _ entry: Entry, _ header: JournalHeader, _ order: Int64
  ) throws(LedgerError) {
    switch entry {
    case .line(let change): try apply(change, order)
    case .payment(let payment): try apply(payment, header.sequence, order)
    case .decision(let decision): try apply(decision, header.sequence, order)
    case .attempt(let change): try apply(change, header.sequence, order)
    case .location(let change):
      let location = try names.makeID(of: change.location, namesConnection)
      try connection.ledgerRun(Catalog.updateLocationState) { statement in
        statement.bind(1, location)
        statement.bind(2, change.name)
        statement.bind(3, change.isOpen)
      }
    case .placement, .stock, .posting, .message: break
    }
  }

  private func apply(_ change: LineChange, _ order: Int64) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.updateLine) { statement in
      statement.bind(1, order)
      statement.bind(2, change.number)
      statement.bind(3, change.cancelled)
      statement.bind(4, change.fulfilled)
      statement.bind(5, change.returned)
      statement.bind(6, change.backordered)
      statement.bind(7, change.reversed)
      statement.bind(8, change.recognized)
    }
  }

  private func apply(_ delta: StateDelta.StockDelta) throws(LedgerError) {
    let sku = try names.makeID(of: delta.key.sku, namesConnection)
    let location = try names.makeID(of: delta.key.location, namesConnection)
    func bind(_ statement: inout Statement) {
      statement.bind(1, sku)
      statement.bind(2, location)
      statement.bind(3, delta.units.0)
      statement.bind(4, delta.units.1)
      statement.bind(5, delta.units.2)
      statement.bind(6, delta.units.3)
      statement.bind(7, delta.units.4)
      statement.bind(8, delta.units.5)
      statement.bind(9, delta.units.6)
      statement.bind(10, delta.units.7)
      statement.bind(11, delta.units.8)
      statement.bind(12, delta.units.9)
      statement.bind(13, delta.value)
      statement.bind(14, delta.currency)
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
    bind(1, order)
    bind(2, transition?.version ?? 0)
    bind(3, transition == nil ? 0 : sequence)
    bind(4, code: transition?.status ?? .open)
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
}
