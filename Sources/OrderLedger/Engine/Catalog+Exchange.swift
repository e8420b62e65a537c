import OrderLedgerSQLite

// Amounts as the customer sees them.

extension Catalog {
  static let insertExchange = SQL(
    """
    INSERT INTO ledger_exchange (seq, n, kind, payment_no, attempt_no, dispute_no, amount, presented,
      currency)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let exchanges = SQL(
    """
    SELECT seq, n, kind, payment_no, attempt_no, dispute_no, amount, presented, currency
    FROM ledger_exchange WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let countPresented = SQL(
    "UPDATE ledger_order SET presented = presented + 1 WHERE order_id = ?")
  static let insertPresented = SQL(
    """
    INSERT INTO ledger_presented (order_id, kind, number, payment_no, currency, amount, presented,
      pending, returned, returned_amount, kept)
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)
    """)
  /// More of a payment came in; in another currency than before it would meet no row.
  static let addPresented = SQL(
    """
    UPDATE ledger_presented SET amount = amount + ?4, presented = presented + ?5
    WHERE order_id = ?1 AND kind = 1 AND number = ?2 AND currency = ?3
    """)
  static let updatePresented = SQL(
    """
    UPDATE ledger_presented SET pending = pending + ?3, returned = returned + ?4,
      returned_amount = returned_amount + ?5, kept = kept + ?6
    WHERE order_id = ?1 AND kind = 1 AND number = ?2
    """)
  static let presented = SQL(
    """
    SELECT kind, number, payment_no, currency, amount, presented, pending, returned, returned_amount,
      kept
    FROM ledger_presented WHERE order_id = ? ORDER BY kind, number
    """)
  static let everyPresented = SQL(
    """
    SELECT order_id, kind, number, payment_no, currency, amount, presented, pending, returned,
      returned_amount, kept
    FROM ledger_presented
    """)
}
