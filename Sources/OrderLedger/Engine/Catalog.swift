import OrderLedgerSQLite

/// Every statement of the engine, prepared once a connection.
enum Catalog {
  // MARK: The journal's head

  static let head = SQL(
    """
    SELECT seq, recorded_at, hash, policy_version FROM ledger_txn ORDER BY seq DESC LIMIT 1
    """)
  static let hash = SQL("SELECT hash FROM ledger_txn WHERE seq = ?")
  static let store = SQL(
    "SELECT store, created_at, tax_point, accrual FROM ledger_store WHERE id = 1")
  static let insertStore = SQL(
    "INSERT INTO ledger_store (id, store, created_at, tax_point, accrual) VALUES (1, ?, ?, ?, ?)")
  static let keyUse = SQL(
    """
    SELECT seq, request_digest FROM ledger_txn WHERE key = ? AND key IS NOT NULL
    """)
  static let insertTxn = SQL(
    """
    INSERT INTO ledger_txn (seq, recorded_at, effective_at, command, actor, key, request_digest,
      document, reason, order_id, order_version, order_status, previous_seq, note_digest,
      entry_count, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertNote = SQL("INSERT INTO ledger_note (seq, salt, note) VALUES (?, ?, ?)")

  // MARK: Names

  static let skuID = SQL("SELECT sku_id FROM ledger_sku WHERE sku = ?")
  static let skuName = SQL("SELECT sku FROM ledger_sku WHERE sku_id = ?")
  static let insertSKU = SQL("INSERT INTO ledger_sku (sku) VALUES (?)")
  static let locationID = SQL("SELECT location_id FROM ledger_location WHERE location = ?")
  static let locationName = SQL("SELECT location FROM ledger_location WHERE location_id = ?")
  static let insertLocation = SQL("INSERT INTO ledger_location (location) VALUES (?)")
}

// MARK: - Loading

extension Catalog {
  private static let orderColumns = """
    SELECT order_id, "order", currency, customer, channel, components, version, last_seq, received,
      payments, refunds, attempts, cancelled_seq, replaces, requests,
      disputes, presented, returns
    FROM ledger_order
    """

  static let orderByName = SQL(orderColumns + " WHERE \"order\" = ?")
  static let orderByRow = SQL(orderColumns + " WHERE order_id = ?")
  static let lines = SQL(
    """
    SELECT line_no, line, kind, sku_id, location_id, quantity, unit_price, tax_included, costed,
      backordered, cancelled, fulfilled, returned, arrived, reversed, recognized
    FROM ledger_line WHERE line_id BETWEEN ? AND ? ORDER BY line_id
    """)
  static let components = SQL(
    """
    SELECT line_no, kind, code, amount FROM ledger_component WHERE order_id = ?
    ORDER BY line_no, n
    """)
  static let payments = SQL(
    """
    SELECT payment_no, payment, tender_kind, tender_name, authorized, captured, open
    FROM ledger_payment WHERE order_id = ? ORDER BY payment_no
    """)
  static let refunds = SQL(
    """
    SELECT refund_no, refund, total, payment_no, amount, pending, settled FROM ledger_refund
    WHERE order_id = ? ORDER BY refund_no, position
    """)
  static let attempts = SQL(
    """
    SELECT attempt_no, attempt, refund_no, payment_no, amount, status, seq
    FROM ledger_attempt WHERE order_id = ? ORDER BY attempt_no
    """)
  static let document = SQL(
    "SELECT order_id, seq, closed_seq FROM ledger_document WHERE kind = ? AND name = ?")
  static let gatewayReference = SQL(
    """
    SELECT r.seq, t.document FROM ledger_gateway_reference r JOIN ledger_txn t USING (seq)
    WHERE r.gateway = ? AND r.kind = ? AND r.reference = ?
    """)
  static let stock = SQL(
    """
    SELECT available, reserved, inspection, damaged, safety, supplier, shipped, scrapped,
      count_adjustment, transit, value, currency
    FROM ledger_stock WHERE stock_id = ?
    """)
  static let locationState = SQL(
    "SELECT name, is_open FROM ledger_location_state WHERE location_id = ?")
  static let openLocations = SQL(
    """
    SELECT l.location FROM ledger_location_state s JOIN ledger_location l USING (location_id)
    WHERE s.is_open ORDER BY l.location LIMIT 20
    """)
  static let gatewayReferenceSequence = SQL(
    "SELECT seq FROM ledger_gateway_reference WHERE gateway = ? AND kind = ? AND reference = ?")
  static let paymentTender = SQL(
    "SELECT tender_name FROM ledger_payment WHERE order_id = ? AND payment_no = ?")
}
