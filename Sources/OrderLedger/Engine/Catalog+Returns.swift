import OrderLedgerSQLite

// Returns and holds: their entries, and their state.

extension Catalog {
  static let insertReturnChange = SQL(
    """
    INSERT INTO ledger_return_change (seq, n, return_no, "return", kind, line_no, shipment, quantity,
      disposition, location_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertHoldChange = SQL(
    """
    INSERT INTO ledger_hold_change (seq, n, hold, kind, stock_id, quantity, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    """)
  static let returnChanges = SQL(
    """
    SELECT seq, n, return_no, "return", kind, line_no, shipment, quantity, disposition, location_id
    FROM ledger_return_change WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let holdChanges = SQL(
    """
    SELECT seq, n, hold, kind, stock_id >> 20, stock_id & 1048575, quantity, expires_at
    FROM ledger_hold_change WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)

  static let insertReturn = SQL(
    """
    INSERT INTO ledger_return (order_id, return_no, line_no, shipment, "return", location_id,
      announced)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    """)
  static let updateReturn = SQL(
    """
    UPDATE ledger_return SET received = received + ?5, restocked = restocked + ?6,
      damaged = damaged + ?7, scrapped = scrapped + ?8, kept = kept + ?9, cancelled = cancelled + ?10
    WHERE order_id = ?1 AND return_no = ?2 AND line_no = ?3 AND shipment = ?4
    """)
  static let insertHold = SQL(
    "INSERT INTO ledger_hold (hold, stock_id, held, expires_at) VALUES (?, ?, ?, ?)")
  static let updateHold = SQL(
    """
    UPDATE ledger_hold SET released = released + ?3, expired = expired + ?4, ordered = ordered + ?5
    WHERE hold = ?1 AND stock_id = ?2
    """)
}

extension Catalog {
  static let returns = SQL(
    """
    SELECT return_no, "return", line_no, shipment, location_id, announced, received, restocked,
      damaged, scrapped, kept, cancelled
    FROM ledger_return WHERE order_id = ? ORDER BY return_no, line_no, shipment
    """)
  /// What left in the order's fulfillments, found by following its transactions from the last to the
  /// first: only returns ask for it, and an index would be paid for by every fulfillment.
  static let shipments = SQL(
    """
    WITH RECURSIVE txn (seq) AS (
      SELECT last_seq FROM ledger_order WHERE order_id = ?
      UNION ALL
      SELECT t.previous_seq FROM ledger_txn t JOIN txn USING (seq) WHERE t.previous_seq < t.seq
    )
    SELECT t.seq, t.document, e.line_no, e.quantity, e.value, e.currency
    FROM txn JOIN ledger_txn t USING (seq) \(entries("ledger_movement", of: "txn"))
    WHERE t.command = 'fulfill' AND e.to_bucket = 6 AND NOT EXISTS (
      SELECT 1 FROM ledger_document d
      WHERE d.kind = 1 AND d.name = t.document AND d.closed_seq IS NOT NULL)
    ORDER BY e.entry_id
    """)
  private static let holdColumns = """
    SELECT hold, stock_id >> 20, stock_id & 1048575, held, released, expired, ordered, expires_at
    FROM ledger_hold
    """
  static let hold = SQL(holdColumns + " WHERE hold = ? ORDER BY stock_id")
  static let allHolds = SQL(holdColumns + " ORDER BY hold, stock_id")
  static let holdsDue = SQL(
    holdColumns + """
       WHERE expires_at <= ?1 AND expires_at IS NOT NULL AND released + expired + ordered < held
      ORDER BY expires_at, hold, stock_id LIMIT ?2
      """)
  static let everyReturn = SQL(
    """
    SELECT order_id, return_no, line_no, shipment, "return", location_id, announced, received,
      restocked, damaged, scrapped, kept, cancelled
    FROM ledger_return ORDER BY order_id, return_no, line_no, shipment
    """)
}
