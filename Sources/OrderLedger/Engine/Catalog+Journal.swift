import OrderLedgerSQLite

// Entries, as they are added and read again.

extension Catalog {
  static let insertOrder = SQL(
    """
    INSERT INTO ledger_order (order_id, version, last_seq, status, open_units, fulfilled_units,
      cancelled_units, value, received, authorized, captured, decided, pending, settled, payments,
      refunds, attempts, cancelled_seq, seq, "order", currency, customer, channel, total, components,
      replaces)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
      ?20, ?21, ?22, ?23, ?24, ?25, ?26)
    """)
  static let lastOrderID = SQL("SELECT coalesce(max(order_id), 0) FROM ledger_order")
  static let insertLines = RowInserts(
    "ledger_line", "line_id", "line", "kind", "sku_id", "location_id", "quantity", "parts",
    "unit_price", "tax_included", "costed", "backordered")
  static let insertComponent = SQL(
    "INSERT INTO ledger_component (order_id, line_no, n, kind, code, amount) VALUES (?, ?, ?, ?, ?, ?)"
  )
  static let insertLocationChange = SQL(
    "INSERT INTO ledger_location_change (seq, n, location_id, name, is_open) VALUES (?, ?, ?, ?, ?)"
  )
  static let insertLineChanges = RowInserts(
    "ledger_line_change", "entry_id", "line_no", "kind", "cancelled", "fulfilled", "returned",
    "backordered", "reversed", "recognized", "net", "discount", "tax", "reason", "disposition")
  static let insertMovements = RowInserts(
    "ledger_movement", "entry_id", "stock_id", "from_bucket", "to_bucket", "quantity", "value",
    "currency", "line_no")
  static let insertPaymentTxn = SQL(
    """
    INSERT INTO ledger_payment_txn (seq, n, payment_no, payment, kind, tender_kind, tender_name,
      amount, promised, fee, reference, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertDecision = SQL(
    """
    INSERT INTO ledger_decision (seq, n, kind, refund_no, refund, reason, choice, due, amount, fee,
      fee_tax, fee_tax_code, retained, discrepancy, notify, payment_no)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertDecisionShare = SQL(
    """
    INSERT INTO ledger_decision_share (seq, n, payment_no, position, amount)
    VALUES (?, ?, ?, ?, ?)
    """)
  static let insertAttemptChange = SQL(
    """
    INSERT INTO ledger_attempt_change (seq, n, attempt_no, attempt, refund, refund_no, payment_no,
      amount, previous, status, reference, failure, fee)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertPostings = RowInserts(
    "ledger_posting", "entry_id", "account", "dimension", "amount", "currency", "phase")
  static let insertMessage = SQL(
    "INSERT INTO ledger_message (seq, n, kind, customer) VALUES (?, ?, ?, ?)")
}

extension Catalog {
  /// An entry's transaction and its place there, of tables that have both in one column (`EntryRow`).
  private static let place = "entry_id >> 16, entry_id & 65535"
  /// The entries of some transactions, from such a table, in order.
  private static let inPlace = """
    WHERE entry_id BETWEEN ?1 << 16 AND (?2 << 16) + 65535 ORDER BY entry_id
    """
  /// Joins such a table, as `e`, to a transaction.
  static func entries(_ table: String, of transaction: String) -> String {
    """
    JOIN \(table) e
      ON e.entry_id BETWEEN \(transaction).seq << 16 AND (\(transaction).seq << 16) + 65535
    """
  }

  static let txns = SQL(
    """
    SELECT t.seq, t.recorded_at, t.effective_at, t.command, t.actor, t.key, t.request_digest,
      t.document, t.reason, t.order_id, t.order_version, t.order_status, t.previous_seq,
      t.note_digest, t.entry_count, t.hash, o."order", o.currency, t.policy_version
    FROM ledger_txn t LEFT JOIN ledger_order o USING (order_id)
    WHERE t.seq BETWEEN ? AND ? ORDER BY t.seq
    """)
  static let placement = SQL(
    """
    SELECT "order", currency, customer, channel, components, replaces FROM ledger_order
    WHERE order_id = ? AND seq = ?
    """)
  static let locationChanges = SQL(
    """
    SELECT seq, n, location_id, name, is_open FROM ledger_location_change
    WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let lineChanges = SQL(
    """
    SELECT \(place), line_no, kind, cancelled, fulfilled, returned, backordered, reversed,
      recognized, net, discount, tax, reason, disposition
    FROM ledger_line_change \(inPlace)
    """)
  static let movements = SQL(
    """
    SELECT \(place), stock_id >> 20, stock_id & 1048575, from_bucket, to_bucket, quantity, value,
      currency, line_no
    FROM ledger_movement \(inPlace)
    """)
  static let paymentTxns = SQL(
    """
    SELECT seq, n, payment_no, payment, kind, tender_kind, tender_name, amount, promised, fee,
      reference, expires_at
    FROM ledger_payment_txn WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let decisions = SQL(
    """
    SELECT seq, n, kind, refund_no, refund, reason, choice, due, amount, fee, fee_tax,
      fee_tax_code, retained, discrepancy, notify, payment_no
    FROM ledger_decision WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let decisionShares = SQL(
    """
    SELECT payment_no, amount FROM ledger_decision_share WHERE seq = ? AND n = ? ORDER BY position
    """)
  static let attemptChanges = SQL(
    """
    SELECT seq, n, attempt_no, attempt, refund, refund_no, payment_no, amount, previous, status,
      reference, failure, fee
    FROM ledger_attempt_change WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let postingColumns = "\(place), account, dimension, amount, currency, phase"
  static let postings = SQL("SELECT \(postingColumns) FROM ledger_posting \(inPlace)")
  static let messages = SQL(
    """
    SELECT seq, n, kind, customer FROM ledger_message WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let lineName = SQL("SELECT line FROM ledger_line WHERE line_id = ?")
}
