extension CancelOrder: PlannedAction {
  package static var name: String { "cancelOrder" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.decision, cancellation.text)]
    set.lineStock = lines.map { .lines($0.map(\.line)) } ?? .all
    if let location = disposition.location { set.locations.append(location) }
    for line in lines ?? [] {
      if let location = line.disposition?.location, !set.locations.contains(location) {
        set.locations.append(location)
      }
    }
    set.alsoAt = set.locations
    set.isCancelling = true
    set.checksLineLocations = true
    set.add(target: refund)
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkShape()
    try checkExpiry(refund.expires, at: command.at ?? context.recordedAt, "refund.expires")
    let cancel = shaped(by: context.rules)
    let (order, selected) = try cancel.prepare(command, snapshot, context)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = cancellation.text
    builder.reason = reason
    builder.note = note
    builder.lapseRequests()
    let refusal = builder.judge(cancel, of: order, snapshot)
    try cancel.carryOut(selected, of: order, snapshot, &builder)
    _ = try builder.checkPolicy(cancel, refusal, asking: false)
    return .plan(try builder.finish())
  }

  /// The order, and the units that can be cancelled of it.
  func prepare(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> (OrderState, [CancelledUnits]) {
    try checkName(snapshot)
    let order = try snapshot.order(order)
    let selected = try selection(order, snapshot)
    try snapshot.checkTarget(refund, of: order, "refund.account")
    try command.checkVersion(order)
    try checkState(order, selected, snapshot, at: context.time(of: command))
    for item in selected where item.quantity > item.line.open {
      throw LedgerError(
        .overQuantity, .line(item.line.placed.id), found: "\(item.quantity)",
        allowed: "\(item.line.open) open")
    }
    return (order, selected)
  }

  /// Cancels units, with everything that follows from it.
  func carryOut(
    _ selected: [CancelledUnits], of order: OrderState, _ snapshot: Snapshot,
    _ builder: inout PlanBuilder
  ) throws(LedgerError) {
    for item in selected { builder.cancelUnits(item, documentReason: reason) }
    try builder.reverseServices(shipping, before: order)
    for item in selected { try builder.disposeUnits(item) }
    try builder.settleCancellation(self, before: order)
    if notify { builder.message(.orderCancelled) }
  }

  /// Cancels all that is open as a part of another command.
  func carryOut(
    _ order: OrderState, _ snapshot: Snapshot, _ builder: inout PlanBuilder
  ) throws(LedgerError) {
    try checkName(snapshot)
    let selected = try selection(order, snapshot)
    try checkState(order, selected, snapshot, at: builder.time)
    try carryOut(selected, of: order, snapshot, &builder)
  }
}

/// Units of a line to be cancelled, and what becomes of them.
struct CancelledUnits {
  let line: LineState
  let quantity: Int64
  let reason: ReasonCode?
  let disposition: Disposition
}

// MARK: - What keeps an order from being cancelled

extension CancelOrder {
  func checkShape() throws(LedgerError) {
    try RefundDecision.checkName(cancellation, "cancellation")
    if let lines {
      guard !lines.isEmpty else { throw LedgerError(.emptySelection, .field("lines")) }
      var seen: Set<LineID> = []
      for line in lines {
        guard seen.insert(line.line).inserted else {
          throw LedgerError(.duplicateLine, .line(line.line))
        }
        if let quantity = line.quantity { try checkQuantity(quantity, .line(line.line)) }
      }
    }
    if let amount = refund.amount { try checkAmount(amount, .field("refund.amount")) }
    if let amount = shipping.amount { try checkAmount(amount, .field("shipping.amount")) }
    try fee?.check(beside: refund)
  }

  /// Refuses a name that is taken. Of an order that is cancelled, that is what the caller has to
  /// hear.
  private func checkName(_ snapshot: Snapshot) throws(LedgerError) {
    guard let record = snapshot.documents[DocumentName(.decision, cancellation.text)] else {
      return
    }
    if let order = snapshot.order, order.row == record.orderRow, order.status == .cancelled {
      throw LedgerError(
        .alreadyCancelled, .order(order.id), sequence: record.closedBy ?? record.sequence)
    }
    throw LedgerError(.alreadyExists, .refund(cancellation), sequence: record.sequence)
  }

  func selection(
    _ order: OrderState, _ snapshot: Snapshot
  ) throws(LedgerError) -> [CancelledUnits] {
    var selected: [CancelledUnits] = []
    selected.reserveCapacity(lines?.count ?? order.lines.count)
    if let lines {
      for line in lines {
        let state = try order.item(line.line)
        selected.append(
          CancelledUnits(
            line: state, quantity: line.quantity ?? max(1, state.open), reason: line.reason,
            disposition: line.disposition ?? disposition))
      }
    } else {
      for line in order.lines where line.open > 0 {
        selected.append(
          CancelledUnits(
            line: line, quantity: line.open, reason: nil, disposition: disposition))
      }
    }
    for item in selected {
      if let location = item.disposition.location, snapshot.locations[location] == nil {
        throw LedgerError(.locationNotFound, .location(location))
      }
    }
    return selected
  }

  func checkState(
    _ order: OrderState, _ selected: [CancelledUnits], _ snapshot: Snapshot, at time: Timestamp
  ) throws(LedgerError) {
    if order.status == .cancelled {
      throw LedgerError(.alreadyCancelled, .order(order.id), sequence: order.cancelledBy)
    }
    if order.openUnits == 0 {
      if let error = order.activeReturn() { throw error }
      throw LedgerError(
        .nothingToCancel, .order(order.id), found: "0 open, \(order.fulfilledUnits) fulfilled")
    }
    for item in selected { try order.checkHeld(item.quantity, of: item.line, at: time) }
    if !order.returns.isEmpty { try order.checkReturns(selected) }
    for item in selected where item.returnsStock {
      if let location = item.disposition.location ?? item.line.placed.location {
        try snapshot.checkOpen(location)
      }
    }
  }
}

extension CancelledUnits {
  /// Units that hold stock. Those that are still awaited are cancelled first: there is nothing to
  /// put back.
  var reserved: Int64 { max(0, quantity - line.backordered) }

  /// Whether units go back on a shelf, for which its location has to be open.
  var returnsStock: Bool {
    reserved > 0 && (disposition.kind == .restock || disposition.kind == .damaged)
  }
}

// MARK: - Units

extension PlanBuilder {
  mutating func cancelUnits(_ item: CancelledUnits, documentReason: ReasonCode) {
    let line = item.line
    var change = LineChange(line: line.placed.id, number: line.number, kind: .cancel)
    change.cancelled = item.quantity
    change.backordered = -(item.quantity - item.reserved)
    // Units whose money went back already are cancelled first: no one gets it twice.
    let refunded = line.open - line.deferred
    change.reversed = max(0, item.quantity - max(0, refunded))
    let amounts = line.placed.amounts(
      from: line.reversed, through: line.reversed + change.reversed)
    change.net = amounts.net
    change.discount = amounts.discount
    change.tax = amounts.tax
    change.reason = item.reason == documentReason ? nil : item.reason
    change.disposition = item.disposition.kind
    self.line(change)
  }

  mutating func disposeUnits(_ item: CancelledUnits) throws(LedgerError) {
    guard item.reserved > 0, let sku = item.line.placed.sku, let home = item.line.placed.location
    else { return }
    try dispose(
      item.reserved, of: StockKey(sku: sku, location: home), from: .reserved,
      as: item.disposition, line: item.line.number)
  }

  /// Takes units from a valued bucket to where a disposition puts them, also at another location.
  mutating func dispose(
    _ quantity: Int64, of source: StockKey, from: Bucket, as disposition: Disposition, line: Int
  ) throws(LedgerError) {
    let bucket = disposition.kind.bucket
    let counter = Account(.inventoryWriteOff, disposition.kind.name)
    let place = disposition.location ?? source.location
    guard bucket.isOnHand, place != source.location else {
      try move(quantity, of: source, from: from, to: bucket, counter: counter, line: line)
      return
    }
    let currency = level(source).currency
    let target = StockKey(sku: source.sku, location: place)
    if let currency, let other = level(target).currency, other != currency {
      throw LedgerError(
        .currencyMismatch, .stock(target), found: currency.code, allowed: other.code)
    }
    let cost = try move(quantity, of: source, from: from, to: .transit, line: line)
    try move(
      quantity, of: target, from: .transit, to: bucket, value: bucket.isValued ? cost : 0,
      currency: currency, line: line)
    if !bucket.isValued, cost != 0, let currency {
      leg(.debit, counter, cost, currency)
      leg(.credit, Account(.inventory), cost, currency)
    }
  }
}
