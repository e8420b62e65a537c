// Units that come back, with their cost.

extension PlanBuilder {
  /// Writes down that units of a portion took a step.
  mutating func step(
    _ kind: ReturnChange.Kind, _ quantity: Int64, of portion: ReturnPortion,
    in document: ReturnState, disposition: Disposition.Kind? = nil
  ) {
    guard let line = order?.lines[portion.line].placed.id else { return }
    returned(
      ReturnChange(
        id: document.id, number: document.number, kind: kind, line: line,
        lineNumber: portion.line, shipment: portion.shipment, quantity: quantity,
        disposition: disposition))
  }

  /// Units of a return come in, at the cost they left with: those named, or all that are awaited.
  mutating func receive(
    _ id: ReturnID, of lines: [LineQuantity]?, _ snapshot: Snapshot
  ) throws(LedgerError) {
    guard let order else { return }
    let document = try order.returned(id)
    var came: [Int: Int64] = [:]
    if let lines {
      for units in lines {
        let number = try order.item(units.line).number
        let awaited = document.portions.sum { $0.line == number ? $0.awaited : 0 }
        guard units.quantity <= awaited else {
          throw LedgerError(
            .overQuantity, .line(units.line), found: "\(units.quantity)",
            allowed: "\(awaited) awaited")
        }
        came[number] = units.quantity
      }
    } else {
      for portion in document.portions { came[portion.line, default: 0] += portion.awaited }
    }
    for line in order.lines {
      guard let quantity = came[line.number], quantity > 0 else { continue }
      var left = quantity
      for portion in document.portions where portion.line == line.number {
        let part = min(left, portion.awaited)
        guard part > 0 else { continue }
        try receive(part, of: portion, in: document, snapshot)
        left -= part
      }
      var change = LineChange(line: line.placed.id, number: line.number, kind: .returned)
      change.returned = quantity
      self.line(change)
    }
  }

  private mutating func receive(
    _ quantity: Int64, of portion: ReturnPortion, in document: ReturnState, _ snapshot: Snapshot
  ) throws(LedgerError) {
    guard let order, let sku = order.lines[portion.line].placed.sku,
      let home = order.lines[portion.line].placed.location,
      let shipment = snapshot.shipments.first(where: {
        $0.sequence == portion.shipment && $0.line == portion.line
      })
    else {
      throw LedgerError(
        .integrity, .returned(document.id), found: "units that no fulfillment has sent")
    }
    let received = order.portions(of: portion.line)
      .sum { $0.shipment == portion.shipment ? $0.received : 0 }
    let cost = shipment.cost(of: quantity, after: received)
    let target = StockKey(sku: sku, location: portion.location)
    if cost != 0, let currency = shipment.currency, let other = level(target).currency,
      other != currency
    {
      throw LedgerError(
        .currencyMismatch, .stock(target), found: currency.code, allowed: other.code)
    }
    step(.receive, quantity, of: portion, in: document)
    var from = Bucket.shipped
    if portion.location != home {
      // They left from another place: there they go from shipped to the way here.
      try move(
        quantity, of: StockKey(sku: sku, location: home), from: .shipped, to: .transit,
        line: portion.line)
      from = .transit
    }
    try move(
      quantity, of: target, from: from, to: .inspection, value: cost, currency: shipment.currency,
      counter: Account(.costOfGoodsSold, sku.text), line: portion.line)
  }

  /// Takes back the revenue of units whose return was inspected, as far as their money did not go
  /// back before.
  ///
  /// - Parameters:
  ///   - settled: units of the line that returns had settled before.
  ///   - kept: how many of them never came.
  mutating func takeBack(_ quantity: Int64, kept: Int64, of line: LineState, settled: Int64) {
    var change = LineChange(line: line.placed.id, number: line.number, kind: .returned)
    change.returned = kept
    // Units whose money went back already are returned first: no one gets it twice.
    let refunded = max(0, line.fulfilled - settled - line.recognized)
    change.reversed = max(0, quantity - refunded)
    change.recognized = -change.reversed
    let amounts = line.placed.amounts(
      from: line.reversed, through: line.reversed + change.reversed)
    change.net = amounts.net
    change.discount = amounts.discount
    change.tax = amounts.tax
    self.line(change)
  }

  /// Decides the refund of a return: what its units were worth, less the fee, as the choice says.
  mutating func settleReturn(
    _ inspection: InspectReturn, before: OrderState
  ) throws(LedgerError) {
    guard let order else { return }
    let due = min(max(0, order.received - order.value), before.value - order.value)
    let fee = inspection.fee?.amount ?? 0
    guard fee <= due else {
      throw LedgerError(
        .feeExceedsRefund, .field("fee.amount"), found: "\(fee)", allowed: "\(due)")
    }
    let claim = due - fee
    var amount: Int64 = 0
    var retained: Int64 = 0
    var recovered: Int64 = 0
    switch inspection.refund.kind {
    case .original, .later, .storeCredit:
      amount = min(claim, before.refundable)
      // The customer has that money by a lost dispute. Now the goods are back, it is less of a loss.
      recovered = min(claim - amount, before.chargedBack)
    case .none: retained = claim
    case .amount: amount = try explicitAmount(inspection.refund.amount ?? 0, before)
    }
    releaseAuthorizations()
    try decide(
      inspection.decision, .returned, reason: inspection.reason, choice: inspection.refund,
      due: due, amount: amount, retained: retained, fee: inspection.fee,
      recovered: recovered, notify: inspection.notify)
  }
}
