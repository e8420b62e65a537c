import OrderLedgerModel
import OrderLedgerSQLite

extension Loader {
  /// What the ledger holds of a customer's personal data; `nil` if it has never heard of the id.
  ///
  /// - Parameter notes: whether the notes matter, for which all notes are looked through.
  func customer(_ id: CustomerID, notes: Bool) throws(LedgerError) -> CustomerState? {
    let row = try connection.ledgerFirst(Catalog.customer) {
      $0.bind(1, id)
    } row: { row in
      (contact: try row.figureOrNil(0), erasedBy: try row.figureOrNil(1))
    }
    guard notes else {
      return row.map { CustomerState(contact: $0.contact, erasedBy: $0.erasedBy, notes: []) }
    }
    if row == nil {
      let hasOrders = try connection.ledgerFirst(Catalog.isCustomer) {
        $0.bind(1, id)
      } row: { _ in
        true
      }
      if hasOrders == nil { return nil }
    }
    let notes = try connection.ledgerAll(Catalog.notesOfCustomer) {
      $0.bind(1, id)
    } row: {
      try $0.figure(0)
    }
    return CustomerState(contact: row?.contact, erasedBy: row?.erasedBy, notes: notes)
  }
}
