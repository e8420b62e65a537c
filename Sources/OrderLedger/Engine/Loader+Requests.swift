import OrderLedgerModel
import OrderLedgerSQLite

extension Loader {
  /// The requests of an order, answered or not.
  func requests(_ order: Int64) throws(LedgerError) -> [RequestState] {
    try connection.ledgerAll(Catalog.requestsOfOrder) {
      $0.bind(1, order)
    } row: { row in
      try RequestState(row)
    }
  }
}

extension RequestState {
  /// Reads the columns of an entry, and after them where it stands.
  init(_ row: borrowing Statement) throws {
    self.init(
      request: try CancellationRequest(row), status: try row.code(11), sequence: try row.figure(0),
      closedBy: try row.figureOrNil(12))
  }
}

extension ReadSet {
  /// Adds where the units of a cancellation would go, and its money if that is store credit.
  mutating func add(_ cancel: CancelOrder) {
    let wanted = cancel.readSet
    locations = wanted.locations
    alsoAt = wanted.alsoAt
    credits = wanted.credits
    customerCredit = wanted.customerCredit
  }
}
