import OrderLedgerModel
import OrderLedgerSQLite

extension JournalWriter {
  func write(_ change: CreditChange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertCreditChange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, change.credit)
      statement.bind(4, code: change.kind)
      statement.bind(5, code: change.event)
      statement.bind(6, change.currency)
      statement.bind(7, change.balance)
      statement.bind(8, change.held)
      statement.bind(9, code: change.status)
      statement.bind(10, change.expires?.microseconds)
      statement.bind(11, change.previous)
    }
  }

  func write(_ change: DisputeChange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertDisputeChange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, change.number)
      statement.bind(4, change.dispute)
      statement.bind(5, change.payment)
      statement.bind(6, change.amount)
      statement.bind(7, code: change.previous)
      statement.bind(8, code: change.status)
      statement.bind(9, change.fee)
      statement.bind(10, change.refunded)
      statement.bind(11, change.unfulfilled)
    }
  }
}

extension Walk {
  static func creditChange(_ row: borrowing Statement) throws -> Entry {
    .credit(
      CreditChange(
        credit: try row.id(2), kind: try row.code(3), event: try row.code(4),
        currency: try row.currency(5), balance: try row.figure(6), held: try row.figure(7),
        status: try row.code(8),
        expires: try row.timeOrNil(9),
        previous: try row.figureOrNil(10)))
  }

  static func disputeChange(_ row: borrowing Statement) throws -> Entry {
    .dispute(
      DisputeChange(
        dispute: try row.id(3), number: try row.int(2), payment: try row.int(4),
        amount: try row.figure(5), previous: try row.codeOrNil(6), status: try row.code(7),
        fee: try row.figure(8), refunded: try row.figure(9), unfulfilled: try row.figure(10)))
  }
}
