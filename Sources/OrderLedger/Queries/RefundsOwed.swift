public import OrderLedgerModel
import OrderLedgerSQLite

/// Refunds of all orders in one currency, in minor units: what account 2310 shows.
///
/// Orders that are owed money are listed by ``OrderFilter/owesRefund``.
public struct RefundsOwed: Sendable, Hashable {
  /// The currency of the amounts.
  public let currency: Currency
  /// What came to be owed: refunds that were decided, and refunds that came back after they were
  /// settled.
  public let incurred: Int64
  /// Of it, refunds under way.
  public let pending: Int64
  /// Of it, refunds that were settled, also those that came back.
  public let settled: Int64

  /// Neither under way nor settled: what someone still has to submit.
  public var owed: Int64 { incurred - settled - pending }

  /// A row of currency, and account 2310's credits, debits and promised debits.
  fileprivate init(_ row: borrowing Statement) throws(SQLiteError) {
    currency = try row.currency(0)
    incurred = try row.total(1)
    settled = try row.total(2)
    pending = try row.total(3)
    // Nobody is given back what is not owed, so that `owed` is a number, too.
    guard settled <= incurred, pending <= incurred else { throw row.invalid(3, "\(pending)") }
  }
}

extension LedgerReading where Self: ~Copyable {
  /// What is owed to customers, by currency, in the order of the currencies' codes. A currency in
  /// which nothing was ever decided to be given back has no row.
  ///
  /// Reads one row a currency, however many orders there are.
  public func refundsOwed() throws(LedgerError) -> [RefundsOwed] {
    try _queries.engine?.settle()
    return try _queries.connection.ledgerAll(Catalog.accountTotals) { statement in
      statement.bind(1, code: AccountCode.refundsPayable)
    } row: {
      try RefundsOwed($0)
    }
  }
}
