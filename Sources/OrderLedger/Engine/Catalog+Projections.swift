import OrderLedgerSQLite

// The state as it is now. Updates are changes, not levels, and each asserts that it met one row.

extension Catalog {
  static let updateOrder = SQL(
    """
    UPDATE ledger_order SET version = ?2, last_seq = ?3, status = ?4,
      open_units = open_units + ?5, fulfilled_units = fulfilled_units + ?6,
      cancelled_units = cancelled_units + ?7, value = value + ?8, received = received + ?9,
      authorized = authorized + ?10, captured = captured + ?11, decided = decided + ?12,
      pending = pending + ?13, settled = settled + ?14, payments = payments + ?15,
      refunds = refunds + ?16, attempts = attempts + ?17,
      cancelled_seq = coalesce(cancelled_seq, ?18), returns = returns + ?19
    WHERE order_id = ?1 AND version = ?2 - 1
    """)
  // The two most frequent changes, with no more columns than they change: what is not set is neither
  // computed nor checked.
  static let updateOrderCancelled = SQL(
    """
    UPDATE ledger_order SET version = ?2, last_seq = ?3, status = ?4, open_units = open_units + ?5,
      cancelled_units = cancelled_units + ?6, value = value + ?7, received = received + ?8,
      decided = decided + ?9, refunds = refunds + ?10,
      cancelled_seq = coalesce(cancelled_seq, ?11)
    WHERE order_id = ?1 AND version = ?2 - 1
    """)
  static let updateOrderPaid = SQL(
    """
    UPDATE ledger_order SET version = ?2, last_seq = ?3, status = ?4, received = received + ?5,
      authorized = authorized + ?6, captured = captured + ?7, payments = payments + ?8
    WHERE order_id = ?1 AND version = ?2 - 1
    """)
  static let updateLine = SQL(
    """
    UPDATE ledger_line SET cancelled = cancelled + ?2, fulfilled = fulfilled + ?3,
      returned = returned + ?4, arrived = arrived - ?5, reversed = reversed + ?6,
      recognized = recognized + ?7
    WHERE line_id = ?1
    """)
  static let cancelLine = SQL(
    """
    UPDATE ledger_line SET cancelled = cancelled + ?2, reversed = reversed + ?3 WHERE line_id = ?1
    """)
  static let insertPayment = SQL(
    """
    INSERT INTO ledger_payment (order_id, payment_no, payment, tender_kind, tender_name,
      authorized, captured, open)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let updatePayment = SQL(
    """
    UPDATE ledger_payment SET captured = captured + ?3, open = open + ?4
    WHERE order_id = ?1 AND payment_no = ?2
    """)
  static let insertRefund = SQL(
    """
    INSERT INTO ledger_refund (order_id, refund_no, payment_no, position, refund, total, amount,
      pending, settled)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let refundRows = SQL(
    """
    SELECT payment_no, total, amount, pending, settled FROM ledger_refund
    WHERE order_id = ? AND refund_no = ? ORDER BY payment_no
    """)
  static let updateRefund = SQL(
    """
    UPDATE ledger_refund SET amount = amount + ?4, pending = pending + ?5, settled = settled + ?6
    WHERE order_id = ?1 AND refund_no = ?2 AND payment_no = ?3
    """)
  static let insertAttempt = SQL(
    """
    INSERT INTO ledger_attempt (order_id, attempt_no, attempt, refund_no, payment_no, amount,
      status, seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let updateAttempt = SQL(
    """
    UPDATE ledger_attempt SET status = ?4, seq = ?5
    WHERE order_id = ?1 AND attempt_no = ?2 AND status = ?3
    """)
  static let insertDocument = SQL(
    "INSERT INTO ledger_document (kind, name, order_id, seq) VALUES (?, ?, ?, ?)")
  static let closeDocument = SQL(
    """
    UPDATE ledger_document SET closed_seq = ?3 WHERE kind = ?1 AND name = ?2 AND closed_seq IS NULL
    """)
  static let insertGatewayReference = SQL(
    "INSERT INTO ledger_gateway_reference (gateway, kind, reference, seq) VALUES (?, ?, ?, ?)")
  static let updateLocationState = SQL(
    """
    INSERT INTO ledger_location_state (location_id, name, is_open) VALUES (?1, ?2, ?3)
    ON CONFLICT (location_id) DO UPDATE SET name = coalesce(excluded.name, name),
      is_open = excluded.is_open
    """)
  static let updateStock = SQL(
    """
    UPDATE ledger_stock SET available = available + ?2, reserved = reserved + ?3,
      inspection = inspection + ?4, damaged = damaged + ?5, safety = safety + ?6,
      supplier = supplier + ?7, shipped = shipped + ?8, scrapped = scrapped + ?9,
      count_adjustment = count_adjustment + ?10, transit = transit + ?11, value = value + ?12,
      currency = coalesce(currency, ?13)
    WHERE stock_id = ?1
    """)
  static let insertStock = SQL(
    """
    INSERT INTO ledger_stock (stock_id, available, reserved, inspection, damaged, safety, supplier,
      shipped, scrapped, count_adjustment, transit, value, currency)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    """)
  static let reserveStock = SQL(
    """
    UPDATE ledger_stock SET available = available + ?2, reserved = reserved + ?3
    WHERE stock_id = ?1
    """)
  static let updateAccount = SQL(
    """
    UPDATE ledger_account SET debit_posted = debit_posted + ?5,
      credit_posted = credit_posted + ?6, debit_pending = debit_pending + ?7,
      credit_pending = credit_pending + ?8
    WHERE account = ?1 AND dimension = ?2 AND currency = ?3 AND guard = ?4
    """)
  static let insertAccount = SQL(
    """
    INSERT INTO ledger_account (account, dimension, currency, guard, debit_posted, credit_posted,
      debit_pending, credit_pending)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    """)
  static let countCancellation = SQL(
    """
    INSERT INTO ledger_cancellation_day (day, reason, currency, cancellations, whole_orders, units,
      value, refunded)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (day, reason, currency) DO UPDATE SET
      cancellations = cancellations + excluded.cancellations,
      whole_orders = whole_orders + excluded.whole_orders, units = units + excluded.units,
      value = value + excluded.value, refunded = refunded + excluded.refunded
    """)
}
