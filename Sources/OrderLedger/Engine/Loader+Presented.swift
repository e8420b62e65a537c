import OrderLedgerModel
import OrderLedgerSQLite

extension Loader {
  /// An order's amounts as the customer sees them.
  func presented(_ order: Int64) throws(LedgerError) -> PresentedAmounts {
    var amounts = PresentedAmounts()
    try connection.ledgerForEach(Catalog.presented) {
      $0.bind(1, order)
    } row: { row in
      let number = try row.int(1)
      let currency = try row.currency(3)
      let presented = Money(minorUnits: try row.figure(5), currency: currency)
      switch try row.int(0) {
      case 0: amounts.place(presented)
      case 1:
        amounts.add(
          PresentedAmounts.Payment(
            number: number, currency: currency, amount: try row.figure(4),
            presented: presented.minorUnits, pending: try row.figure(6),
            returned: try row.figure(7), returnedAmount: try row.figure(8),
            kept: try row.figure(9)))
      case 3:
        amounts.add(
          PresentedAmounts.Dispute(
            number: number, payment: try row.int(2), amount: try row.figure(4),
            presented: presented))
      default:
        amounts.add(
          PresentedAmounts.Attempt(
            number: number, payment: try row.intOrNil(2), amount: try row.figure(4),
            presented: presented))
      }
    }
    return amounts
  }
}

extension JournalWriter {
  func write(_ exchange: Exchange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertExchange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, code: exchange.kind)
      statement.bind(4, exchange.payment)
      statement.bind(5, exchange.attempt)
      statement.bind(6, exchange.dispute)
      statement.bind(7, exchange.amount)
      statement.bind(8, exchange.presented.minorUnits)
      statement.bind(9, exchange.presented.currency)
    }
  }
}

extension Projector {
  func apply(_ exchange: Exchange, _ order: Int64) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.countPresented) { $0.bind(1, order) }
    switch exchange.kind {
    case .placed: try insert(exchange, 0, 0, order)
    case .captured:
      let number = exchange.payment ?? 0
      let changed = try connection.ledgerRun(Catalog.addPresented) { statement in
        statement.bind(1, order)
        statement.bind(2, number)
        statement.bind(3, exchange.presented.currency)
        statement.bind(4, exchange.amount)
        statement.bind(5, exchange.presented.minorUnits)
      }
      if changed == 0 { try insert(exchange, 1, number, order) }
    case .submitted:
      try insert(exchange, 2, exchange.attempt ?? 0, order)
      try updatePayment(exchange, order)
    case .disputed:
      try insert(exchange, 3, exchange.dispute ?? 0, order)
      try updatePayment(exchange, order)
    case .succeeded, .released, .returned, .recovered, .credited: try updatePayment(exchange, order)
    }
  }

  private func updatePayment(_ exchange: Exchange, _ order: Int64) throws(LedgerError) {
    guard let payment = exchange.payment else { return }
    let change = exchange.shareChange
    try connection.ledgerChangeOne(Catalog.updatePresented) { statement in
      statement.bind(1, order)
      statement.bind(2, payment)
      statement.bind(3, change.pending)
      statement.bind(4, change.gone)
      statement.bind(5, change.worth)
      statement.bind(6, change.kept)
    }
  }

  private func insert(
    _ exchange: Exchange, _ kind: Int, _ number: Int, _ order: Int64
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertPresented) { statement in
      statement.bind(1, order)
      statement.bind(2, kind)
      statement.bind(3, number)
      statement.bind(4, exchange.payment)
      statement.bind(5, exchange.presented.currency)
      statement.bind(6, exchange.amount)
      statement.bind(7, exchange.presented.minorUnits)
    }
  }
}
