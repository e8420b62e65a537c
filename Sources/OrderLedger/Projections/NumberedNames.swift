import OrderLedgerModel
import OrderLedgerSQLite

/// What a projector has to look up in the journal's own tables, which may be in another file.
protocol NumberedNames {
  func number(of sku: SKU) throws(LedgerError) -> Int64
  func number(of location: LocationID) throws(LedgerError) -> Int64
  /// The currency of the order that a transaction is about.
  func currency(of transaction: JournalTransaction) throws(LedgerError) -> Currency?
  /// How many units and parts a line of the order in `order` has.
  func parts(ofLine number: Int, _ order: Int64) throws(LedgerError)
    -> (quantity: Int64, parts: Int64)
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
    guard let order = transaction.header.transition?.order else { return nil }
    return try connection.ledgerFirst(Catalog.orderCurrency) {
      $0.bind(1, order)
    } row: {
      try $0.currency(0)
    }
  }

  func parts(
    ofLine number: Int, _ order: Int64
  ) throws(LedgerError) -> (quantity: Int64, parts: Int64) {
    let found = try connection.ledgerFirst(Catalog.lineParts) { statement in
      statement.bind(1, order)
      statement.bind(2, number)
    } row: {
      (quantity: try $0.int64(0), parts: try $0.int64(1))
    }
    guard let found else { throw LedgerError(.integrity, found: "a change of no line") }
    return found
  }
}
