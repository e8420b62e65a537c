import OrderLedgerSQLite

// Requests for cancellations: entries, state, and what `verify` reads.

extension Catalog {
  static let insertRequest = SQL(
    """
    INSERT INTO ledger_request (seq, n, kind, request_no, cancellation, status, party, expires_at,
      needs_approval, amount, cancel)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertAnswer = SQL(
    """
    INSERT INTO ledger_request (seq, n, kind, request_no, cancellation, status)
    VALUES (?, ?, ?, ?, ?, ?)
    """)
  private static let columns = """
    r.seq, r.n, r.kind, r.request_no, r.cancellation, r.status, r.party, r.expires_at,
    r.needs_approval, r.amount, r.cancel
    """
  static let requestEntries = SQL(
    """
    SELECT \(columns) FROM ledger_request r WHERE r.seq BETWEEN ? AND ? ORDER BY r.seq, r.n
    """)
  static let requestsOfOrder = SQL(
    """
    SELECT \(columns), s.status, s.closed_seq
    FROM ledger_request_state s JOIN ledger_request r ON r.seq = s.seq AND r.n = s.n
    WHERE s.order_id = ? ORDER BY s.request_no
    """)
  static let openRequests = SQL(
    """
    SELECT \(columns), s.status, s.closed_seq, o."order", t.actor, o.currency
    FROM ledger_request_state s JOIN ledger_request r ON r.seq = s.seq AND r.n = s.n
    JOIN ledger_order o USING (order_id) JOIN ledger_txn t ON t.seq = s.seq
    WHERE s.status = 0 ORDER BY s.expires_at IS NULL, s.expires_at, s.seq LIMIT ?
    """)
  static let insertRequestState = SQL(
    """
    INSERT INTO ledger_request_state (order_id, request_no, seq, n, expires_at, status)
    VALUES (?, ?, ?, ?, ?, 0)
    """)
  static let countRequest = SQL(
    "UPDATE ledger_order SET requests = requests + 1 WHERE order_id = ?")
  static let closeRequest = SQL(
    """
    UPDATE ledger_request_state SET status = ?3, closed_seq = ?4
    WHERE order_id = ?1 AND request_no = ?2 AND status = 0
    """)
  static let everyRequestState = SQL(
    """
    SELECT order_id, request_no, seq, n, expires_at, status, closed_seq FROM ledger_request_state
    """)
  static let replacements = SQL(
    """
    SELECT "order", status FROM ledger_order WHERE replaces = ? AND replaces IS NOT NULL
    ORDER BY order_id
    """)
}
