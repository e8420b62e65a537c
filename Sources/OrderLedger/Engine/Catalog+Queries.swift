import OrderLedgerSQLite

extension Catalog {
  static let note = SQL("SELECT note FROM ledger_note WHERE seq = ?")
  static let accounts = SQL(
    """
    SELECT account, dimension, currency, debit_posted, credit_posted, debit_pending, credit_pending
    FROM ledger_account ORDER BY account, dimension, currency
    """)
  /// An account without dimensions, by currency.
  static let accountTotals = SQL(
    """
    SELECT currency, credit_posted, debit_posted, debit_pending FROM ledger_account
    WHERE account = ? AND dimension = '' ORDER BY currency
    """)
  static let cancellationDays = SQL(
    """
    SELECT day, reason, currency, cancellations, whole_orders, units, value, refunded
    FROM ledger_cancellation_day WHERE day >= ?1 AND day < ?2 ORDER BY day
    """)
  /// The postings of an order, found by following its transactions from the last to the first. In a
  /// damaged file the list could lead round in a circle; it ends where it does not lead back.
  static let postingsOfOrder = SQL(
    """
    WITH RECURSIVE txn (seq) AS (
      SELECT last_seq FROM ledger_order WHERE order_id = ?
      UNION ALL
      SELECT t.previous_seq FROM ledger_txn t JOIN txn USING (seq) WHERE t.previous_seq < t.seq
    )
    SELECT \(postingColumns) FROM txn \(entries("ledger_posting", of: "txn"))
    """)
  private static let stockColumns = """
    SELECT k.sku, l.location, s.available, s.reserved, s.inspection, s.damaged, s.safety,
      s.supplier, s.shipped, s.scrapped, s.count_adjustment, s.transit, s.value, s.currency
    FROM ledger_stock s JOIN ledger_sku k USING (sku_id) JOIN ledger_location l USING (location_id)
    """
  static let allStock = SQL(stockColumns + " ORDER BY k.sku, l.location")
  static let stockOfSKU = SQL(stockColumns + " WHERE k.sku = ? ORDER BY l.location")
  static let locations = SQL(
    """
    SELECT l.location, s.name, s.is_open
    FROM ledger_location_state s JOIN ledger_location l USING (location_id) ORDER BY l.location
    """)

  // MARK: Verifying

  static let lastSequence = SQL("SELECT last_seq FROM ledger_order WHERE order_id = ?")
  static let nextOrder = SQL(
    "SELECT order_id, total FROM ledger_order WHERE order_id > ? ORDER BY order_id LIMIT 1")
  static let notes = SQL(
    """
    SELECT n.seq, n.salt, n.note, t.note_digest
    FROM ledger_note n LEFT JOIN ledger_txn t USING (seq) ORDER BY n.seq
    """)
}
