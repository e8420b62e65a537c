import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// The refund worker's rows are no facts, but each has to be about a refund that exists.
  mutating func checkRefundWork() throws(LedgerError) {
    let strays = try connection.ledgerAll(Catalog.strayRefundWork) { _ in
    } row: { row in
      (order: try row.int64(0), refund: try row.int64(1), payment: try row.int64(2))
    }
    for stray in strays {
      find(
        .references,
        "the refund worker's row for order \(stray.order), refund \(stray.refund), payment "
          + "\(stray.payment) is about none that exists")
    }
  }
}
