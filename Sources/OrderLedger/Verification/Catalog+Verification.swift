import OrderLedgerSQLite

// What `verify` reads: whole tables in the order of their keys, side by side.

extension Catalog {
  static let linkBefore = SQL(
    """
    SELECT seq, recorded_at, hash, policy_version FROM ledger_txn WHERE seq < ?
    ORDER BY seq DESC LIMIT 1
    """)
  static let placementsFrom = SQL(
    """
    SELECT order_id, seq, "order", currency, customer, channel, replaces FROM ledger_order
    WHERE order_id >= ? ORDER BY order_id
    """)
  static let placedLinesFrom = SQL(
    """
    SELECT order_id, line_no, line, kind, sku_id, location_id, quantity, unit_price, tax_included,
      costed, backordered
    FROM ledger_line WHERE line_id >= ? ORDER BY line_id
    """)
  static let everyOrder = SQL(
    """
    SELECT o.order_id, o.currency, o.total, o.components, o.version, o.last_seq, o.status,
      o.open_units, o.fulfilled_units, o.cancelled_units, o.value, o.received, o.authorized,
      o.captured, o.decided, o.pending, o.settled, o.payments, o.refunds, o.attempts,
      o.cancelled_seq, t.order_status, o."order", o.requests, o.disputes, o.presented, o.returns
    FROM ledger_order o LEFT JOIN ledger_txn t ON t.seq = o.last_seq ORDER BY o.order_id
    """)
  static let everyLine = SQL(
    """
    SELECT order_id, line_no, kind, sku_id, location_id, quantity, parts, unit_price, tax_included,
      costed, backordered, cancelled, fulfilled, returned, arrived, reversed, recognized
    FROM ledger_line ORDER BY line_id
    """)
  static let everyComponent = SQL(
    """
    SELECT order_id, line_no, kind, code, amount FROM ledger_component
    ORDER BY order_id, line_no, n
    """)
  static let componentsFrom = SQL(
    """
    SELECT order_id, line_no, kind, code, amount FROM ledger_component WHERE order_id >= ?
    ORDER BY order_id, line_no, n
    """)
  static let everyPayment = SQL(
    """
    SELECT order_id, payment_no, payment, tender_kind, tender_name, authorized, captured, open
    FROM ledger_payment ORDER BY order_id, payment_no
    """)
  static let everyRefund = SQL(
    """
    SELECT order_id, refund_no, payment_no, position, refund, total, amount, pending, settled
    FROM ledger_refund ORDER BY order_id, refund_no, payment_no
    """)
  static let everyAttempt = SQL(
    """
    SELECT order_id, attempt_no, attempt, refund_no, payment_no, amount, status, seq
    FROM ledger_attempt ORDER BY order_id, attempt_no
    """)
  static let everyDocument = SQL(
    "SELECT kind, name, order_id, seq, closed_seq FROM ledger_document ORDER BY kind, name")
  static let everyGatewayReference = SQL(
    """
    SELECT gateway, kind, reference, seq FROM ledger_gateway_reference
    ORDER BY gateway, kind, reference
    """)
  static let everyAccount = SQL(
    """
    SELECT account, dimension, currency, guard, debit_posted, credit_posted, debit_pending,
      credit_pending
    FROM ledger_account
    """)
  static let everyCancellationDay = SQL(
    """
    SELECT day, reason, currency, cancellations, whole_orders, units, value, refunded
    FROM ledger_cancellation_day
    """)
  /// Rows in `ledger_stock` and `ledger_location_state`, whether or not they have names.
  static let countOfStock = SQL(
    "SELECT (SELECT count(*) FROM ledger_stock), (SELECT count(*) FROM ledger_location_state)")
  static let countOfShares = SQL("SELECT count(*) FROM ledger_decision_share")

  // UNION, not UNION ALL: in a damaged file the links may run in a circle.
  private static let txnsOfOrder = """
    WITH RECURSIVE txn (seq) AS (
      SELECT last_seq FROM ledger_order WHERE order_id = ?
      UNION
      SELECT t.previous_seq FROM ledger_txn t JOIN txn USING (seq) WHERE t.previous_seq IS NOT NULL
    )

    """
  static let decisionsOfOrder = SQL(
    txnsOfOrder
      + """
      SELECT d.seq, d.n, d.kind, d.refund_no, d.refund, d.reason, d.choice, d.due, d.amount, d.fee,
        d.fee_tax, d.fee_tax_code, d.retained, d.discrepancy, d.notify, d.payment_no
      FROM txn JOIN ledger_decision d USING (seq) ORDER BY d.seq, d.n
      """)
  static let attemptsOfOrder = SQL(
    txnsOfOrder
      + """
      SELECT a.seq, a.n, a.attempt_no, a.attempt, a.refund, a.refund_no, a.payment_no, a.amount,
        a.previous, a.status, a.reference, a.failure, a.fee
      FROM txn JOIN ledger_attempt_change a USING (seq) ORDER BY a.seq, a.n
      """)
  static let postingsOfOrderOnce = SQL(
    txnsOfOrder
      + """
      SELECT \(postingColumns) FROM txn \(entries("ledger_posting", of: "txn"))
      """)
}
