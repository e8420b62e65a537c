import OrderLedgerModel
import OrderLedgerSQLite

/// Keeps the tables of the state as it is now, one journal transaction after the other.
///
/// Appending, `rebuild` and `verify` use this same code, so that the state is what the journal says
/// by construction, and a table that says otherwise was not written by it.
struct Projector {
  let connection: Connection

  /// The numbers that stand for the names in a transaction.
  let ids: any NumberedNames

  /// Applies one transaction.
  ///
  /// - Parameter order: the row of its order.
  func apply(_ transaction: JournalTransaction, order: Int64?) throws(LedgerError) {
    let header = transaction.header
    if let key = header.key {
      try connection.ledgerChangeOne(Catalog.insertKey) { statement in
        statement.bind(1, key)
        statement.bind(2, header.sequence)
      }
    }
    let delta = StateDelta(transaction.entries, order: order)
    if let order, let transition = header.transition {
      try applyState(delta, transition, order, header.sequence)
    }
    for entry in transaction.entries { try apply(entry, header, order ?? 0) }
    try applyFulfillment(header, order ?? 0)
    for account in delta.accounts { try apply(account) }
    for level in delta.stock { try apply(level) }
    try countCancellation(transaction)
  }

  private func applyState(
    _ delta: StateDelta, _ transition: OrderTransition, _ order: Int64, _ sequence: Int64
  ) throws(LedgerError) {
    let sql = transition.version == 1 ? Catalog.insertOrderState : Catalog.updateOrderState
    try connection.ledgerChangeOne(sql) { statement in
      statement.bind(1, order)
      statement.bind(2, transition.version)
      statement.bind(3, sequence)
      statement.bind(4, code: transition.status)
      statement.bind(5, delta.openUnits)
      statement.bind(6, delta.fulfilledUnits)
      statement.bind(7, delta.cancelledUnits)
      statement.bind(8, delta.value)
      statement.bind(9, delta.received)
      statement.bind(10, delta.authorized)
      statement.bind(11, delta.captured)
      statement.bind(12, delta.decided)
      statement.bind(13, delta.pending)
      statement.bind(14, delta.settled)
      statement.bind(15, delta.payments)
      statement.bind(16, delta.refunds)
      statement.bind(17, delta.attempts)
      statement.bind(18, delta.changedLines)
      statement.bind(19, transition.status == .cancelled ? sequence : nil)
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
      let location = try ids.number(of: change.location)
      try connection.ledgerRun(Catalog.updateLocationState) { statement in
        statement.bind(1, location)
        statement.bind(2, change.name)
        statement.bind(3, change.isOpen)
      }
    case .placement, .stock, .posting, .message: break
    }
  }

  private func apply(_ change: LineChange, _ order: Int64) throws(LedgerError) {
    func bind(_ statement: inout Statement) {
      statement.bind(1, order)
      statement.bind(2, change.number)
      statement.bind(3, change.cancelled)
      statement.bind(4, change.fulfilled)
      statement.bind(5, change.returned)
      statement.bind(6, change.backordered)
      statement.bind(7, change.reversed)
      statement.bind(8, change.recognized)
    }
    if try connection.ledgerRun(Catalog.updateLineState, bind) == 1 { return }
    let line = try ids.parts(ofLine: change.number, order)
    try connection.ledgerChangeOne(Catalog.insertLineState) { statement in
      bind(&statement)
      statement.bind(9, line.quantity)
      statement.bind(10, line.parts)
    }
  }

  private func apply(_ delta: StateDelta.AccountDelta) throws(LedgerError) {
    func bind(_ statement: inout Statement) {
      statement.bind(1, delta.order)
      statement.bind(2, code: delta.account.code)
      statement.bind(3, delta.account.dimension)
      statement.bind(4, delta.currency)
      statement.bind(5, code: delta.account.code.limit)
      statement.bind(6, delta.debitPosted)
      statement.bind(7, delta.creditPosted)
      statement.bind(8, delta.debitPending)
      statement.bind(9, delta.creditPending)
    }
    // CHECKs look at a row before its conflict is resolved, so an upsert of changes would be
    // refused: update first, and insert where there was nothing to update.
    if try connection.ledgerRun(Catalog.updateAccount, bind) == 1 { return }
    try connection.ledgerChangeOne(Catalog.insertAccount, bind)
  }

  private func apply(_ delta: StateDelta.StockDelta) throws(LedgerError) {
    let sku = try ids.number(of: delta.key.sku)
    let location = try ids.number(of: delta.key.location)
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

  private func countCancellation(_ transaction: JournalTransaction) throws(LedgerError) {
    for case .decision(let decision) in transaction.entries where decision.kind == .cancellation {
      var units: Int64 = 0
      var value: Int64 = 0
      for case .line(let change) in transaction.entries {
        units += change.cancelled
        value += change.net + change.tax
      }
      let header = transaction.header
      guard let currency = try ids.currency(of: transaction) else { continue }
      let day = header.effectiveAt.dayNumber
      let isWhole = header.transition?.status == .cancelled
      let (cancelled, reversed) = (units, value)
      try connection.ledgerRun(Catalog.countCancellation) { statement in
        statement.bind(1, Int64(day))
        statement.bind(2, decision.reason)
        statement.bind(3, currency)
        statement.bind(4, isWhole)
        statement.bind(5, cancelled)
        statement.bind(6, reversed)
        statement.bind(7, decision.amount)
      }
    }
  }
}
