import OrderLedgerModel
import OrderLedgerSQLite

/// What a projector has to look up in the journal's own tables, which may be in another file.
protocol NumberedNames {
  func number(of sku: SKU) throws(LedgerError) -> Int64
  func number(of location: LocationID) throws(LedgerError) -> Int64
  /// The currency of the order that a transaction is about.
  func currency(of transaction: JournalTransaction) throws(LedgerError) -> Currency?
  /// Whom a payment of the order in `order` was made through.
  func gateway(ofPayment number: Int, _ order: Int64) throws(LedgerError) -> GatewayName
}

/// The journal's names, looked up on its own connection.
struct JournalNames: NumberedNames {
  let connection: Connection
  let names: Names

  func number(of sku: SKU) throws(LedgerError) -> Int64 {
    try names.makeID(of: sku, connection)
  }

  func number(of location: LocationID) throws(LedgerError) -> Int64 {
    try names.makeID(of: location, connection)
  }

  func currency(of transaction: JournalTransaction) throws(LedgerError) -> Currency? {
    // Every cancellation of something paid or promised has postings in the order's currency; one
    // that has none asks for it.
    guard let order = transaction.header.transition?.order else { return nil }
    return try connection.ledgerFirst(Catalog.orderCurrency) {
      $0.bind(1, order)
    } row: {
      try $0.currency(0)
    }
  }

  func gateway(ofPayment number: Int, _ order: Int64) throws(LedgerError) -> GatewayName {
    let name = try connection.ledgerFirst(Catalog.paymentTender) { statement in
      statement.bind(1, order)
      statement.bind(2, number)
    } row: {
      try $0.id(0, GatewayName.self)
    }
    guard let name else { throw LedgerError(.integrity, found: "an attempt on no payment") }
    return name
  }
}
