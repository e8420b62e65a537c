import OrderLedgerModel
import OrderLedgerSQLite

extension JournalWriter {
  /// Writes an order's row and its lines.
  ///
  /// - Parameters:
  ///   - delta: what the row shows of the state; nothing yet when it is going to be replayed.
  ///   - transition: likewise.
  func write(
    _ placement: OrderPlacement, _ sequence: Int64, _ order: Int64, _ delta: StateDelta,
    _ transition: OrderTransition?
  ) throws(LedgerError) {
    var components = 0
    for line in placement.lines {
      components += line.discounts.count + line.taxes.count + (line.card == nil ? 0 : 1)
    }
    try connection.ledgerChangeOne(Catalog.insertOrder) { statement in
      statement.bind(order, delta, transition, sequence)
      statement.bind(19, sequence)
      statement.bind(20, placement.order)
      statement.bind(21, placement.currency)
      statement.bind(22, placement.customer)
      statement.bind(23, placement.channel)
      statement.bind(24, placement.total)
      statement.bind(25, components)
      statement.bind(26, placement.replaces)
    }
    try write(placement.lines, order)
    guard components > 0 else { return }
    for (number, line) in placement.lines.enumerated() {
      try writeComponents(of: line, number, order)
    }
  }

  private func write(_ lines: [PlacedLine], _ order: Int64) throws(LedgerError) {
    var homes: [(sku: Int64?, location: Int64?)] = []
    homes.reserveCapacity(lines.count)
    for line in lines {
      let sku = try line.sku.map { sku throws(LedgerError) in
        try names.makeID(of: sku, namesConnection)
      }
      let location = try line.location.map { location throws(LedgerError) in
        try names.makeID(of: location, namesConnection)
      }
      homes.append((sku, location))
    }
    try connection.ledgerInsert(Catalog.insertLines, lines.indices) { statement, number, offset in
      let line = lines[number]
      statement.bind(offset + 1, LineRow(order: order, number: number).id)
      statement.bind(offset + 2, line.id)
      statement.bind(offset + 3, code: line.kind)
      statement.bind(offset + 4, homes[number].sku)
      statement.bind(offset + 5, homes[number].location)
      statement.bind(offset + 6, line.quantity)
      statement.bind(offset + 7, line.parts)
      statement.bind(offset + 8, line.unitPrice)
      statement.bind(offset + 9, line.taxIncluded)
      statement.bind(offset + 10, line.costed)
      statement.bind(offset + 11, line.backordered)
    }
  }

  private func writeComponents(
    of line: PlacedLine, _ number: Int, _ order: Int64
  ) throws(LedgerError) {
    var n = 0
    for row in line.discounts {
      try write(kind: .discount, code: row.code?.text, row.amount, n, number, order)
      n += 1
    }
    for row in line.taxes {
      try write(kind: .tax, code: row.code.text, row.amount, n, number, order)
      n += 1
    }
    if let card = line.card { try write(kind: .card, code: card.text, 0, n, number, order) }
  }

  private func write(
    kind: ComponentKind, code: String?, _ amount: Int64, _ n: Int, _ line: Int, _ order: Int64
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertComponent) { statement in
      statement.bind(1, order)
      statement.bind(2, line)
      statement.bind(3, n)
      statement.bind(4, code: kind)
      statement.bind(5, code)
      statement.bind(6, amount)
    }
  }

  func write(_ payment: PaymentTransaction, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertPaymentTxn) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, payment.number)
      statement.bind(4, payment.payment)
      statement.bind(5, code: payment.kind)
      statement.bind(6, code: payment.tender.kind)
      statement.bind(7, payment.tender.name)
      statement.bind(8, payment.amount)
      statement.bind(9, payment.promised)
      statement.bind(10, payment.fee)
      statement.bind(11, payment.reference)
      statement.bind(12, payment.expires?.microseconds)
    }
  }

  func write(_ decision: RefundDecision, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertDecision) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, code: decision.kind)
      statement.bind(4, decision.number)
      statement.bind(5, decision.id)
      statement.bind(6, decision.reason)
      statement.bind(7, code: decision.choice)
      statement.bind(8, decision.due)
      statement.bind(9, decision.amount)
      statement.bind(10, decision.fee)
      statement.bind(11, decision.feeTax)
      statement.bind(12, decision.feeTaxCode)
      statement.bind(13, decision.retained)
      statement.bind(14, decision.discrepancy)
      statement.bind(15, decision.notify)
      statement.bind(16, decision.onlyPayment)
    }
    guard decision.onlyPayment == nil else { return }
    for (position, share) in decision.shares.enumerated() {
      try connection.ledgerChangeOne(Catalog.insertDecisionShare) { statement in
        statement.bind(1, sequence)
        statement.bind(2, n)
        statement.bind(3, share.payment)
        statement.bind(4, position)
        statement.bind(5, share.amount)
      }
    }
  }

  func write(_ change: AttemptChange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertAttemptChange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, change.number)
      statement.bind(4, change.attempt)
      statement.bind(5, change.refund)
      statement.bind(6, change.refundNumber)
      statement.bind(7, change.payment)
      statement.bind(8, change.amount)
      statement.bind(9, code: change.previous)
      statement.bind(10, code: change.status)
      statement.bind(11, change.reference)
      statement.bind(12, change.failure?.text)
      statement.bind(13, change.fee)
    }
  }
}

/// What a row of `ledger_component` says of its line.
enum ComponentKind: UInt8 {
  case discount = 0
  case tax = 1
  /// The gift card that the line sells.
  case card = 2
}
