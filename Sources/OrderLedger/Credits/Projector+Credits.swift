import OrderLedgerModel
import OrderLedgerSQLite

extension Projector {
  /// Changes the row of a gift card or an account, which has to be as the transaction before left it.
  func apply(_ delta: StateDelta.CreditDelta, _ sequence: Int64) throws(LedgerError) {
    func bind(_ statement: inout Statement) {
      statement.bind(1, delta.last.credit)
      statement.bind(2, code: delta.last.kind)
      statement.bind(3, delta.last.currency)
      statement.bind(4, delta.balance)
      statement.bind(5, delta.held)
      statement.bind(6, delta.breakage)
      statement.bind(7, code: delta.last.status)
      statement.bind(8, delta.last.expires?.microseconds)
      statement.bind(9, sequence)
    }
    guard let previous = delta.previous else {
      return try connection.ledgerChangeOne(Catalog.insertCredit, bind)
    }
    try connection.ledgerChangeOne(Catalog.updateCredit) { statement in
      bind(&statement)
      statement.bind(10, previous)
    }
  }

  func apply(
    _ change: DisputeChange, _ sequence: Int64, _ order: Int64
  ) throws(LedgerError) {
    guard change.previous == nil else {
      return try connection.ledgerChangeOne(Catalog.closeDispute) { statement in
        statement.bind(1, order)
        statement.bind(2, change.number)
        statement.bind(3, change.fee)
        statement.bind(4, code: change.status)
        statement.bind(5, change.refunded)
        statement.bind(6, sequence)
      }
    }
    try take(DocumentName(.dispute, change.dispute.text), sequence, order)
    try connection.ledgerChangeOne(Catalog.insertDispute) { statement in
      statement.bind(1, order)
      statement.bind(2, change.number)
      statement.bind(3, change.dispute)
      statement.bind(4, change.payment)
      statement.bind(5, change.amount)
      statement.bind(6, change.fee)
      statement.bind(7, code: change.status)
      statement.bind(8, change.refunded)
      statement.bind(9, sequence)
    }
    try connection.ledgerChangeOne(Catalog.countDispute) { $0.bind(1, order) }
  }
}
