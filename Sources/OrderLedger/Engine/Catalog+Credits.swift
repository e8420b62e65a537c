import OrderLedgerSQLite

// Gift cards, store credit, and disputes.

extension Catalog {
  // MARK: Entries

  static let insertCreditChange = SQL(
    """
    INSERT INTO ledger_credit_change (seq, n, credit, kind, event, currency, balance, held, status,
      expires_at, previous_seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let insertDisputeChange = SQL(
    """
    INSERT INTO ledger_dispute_change (seq, n, dispute_no, dispute, payment_no, amount, previous,
      status, fee, refunded, unfulfilled)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let creditChanges = SQL(
    """
    SELECT seq, n, credit, kind, event, currency, balance, held, status, expires_at, previous_seq
    FROM ledger_credit_change WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let disputeChanges = SQL(
    """
    SELECT seq, n, dispute_no, dispute, payment_no, amount, previous, status, fee, refunded,
      unfulfilled
    FROM ledger_dispute_change WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)

  // MARK: The state

  static let insertCredit = SQL(
    """
    INSERT INTO ledger_credit (credit, kind, currency, balance, held, breakage, status, expires_at,
      last_seq)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    """)
  static let updateCredit = SQL(
    """
    UPDATE ledger_credit SET balance = balance + ?4, held = held + ?5, breakage = breakage + ?6,
      status = ?7, expires_at = ?8, last_seq = ?9
    WHERE credit = ?1 AND kind = ?2 AND currency = ?3 AND last_seq = ?10
    """)
  static let insertDispute = SQL(
    """
    INSERT INTO ledger_dispute (order_id, dispute_no, dispute, payment_no, amount, fee, status,
      refunded, seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  static let closeDispute = SQL(
    """
    UPDATE ledger_dispute SET fee = fee + ?3, status = ?4, refunded = ?5, closed_seq = ?6
    WHERE order_id = ?1 AND dispute_no = ?2 AND status = 0
    """)
  static let countDispute = SQL(
    "UPDATE ledger_order SET disputes = disputes + 1 WHERE order_id = ?")

  // MARK: Reading

  private static let creditColumns = """
    SELECT credit, kind, currency, balance, held, breakage, status, expires_at, last_seq
    FROM ledger_credit
    """
  static let credit = SQL(creditColumns + " WHERE credit = ?")
  static let creditsAfter = SQL(creditColumns + " WHERE credit > ? ORDER BY credit LIMIT ?")
  static let creditEvents = SQL(
    """
    SELECT c.seq, c.n, c.credit, c.kind, c.event, c.currency, c.balance, c.held, c.status,
      c.expires_at, c.previous_seq, t.effective_at, t.command, o."order"
    FROM ledger_credit_change c JOIN ledger_txn t USING (seq) LEFT JOIN ledger_order o USING (order_id)
    WHERE c.seq = ? AND c.credit = ? ORDER BY c.n
    """)
  static let everyCredit = SQL(creditColumns + " ORDER BY credit")
  static let disputes = SQL(
    """
    SELECT dispute_no, dispute, payment_no, amount, fee, status, refunded,
      coalesce(closed_seq, seq)
    FROM ledger_dispute WHERE order_id = ? ORDER BY dispute_no
    """)
  static let everyDispute = SQL(
    """
    SELECT order_id, dispute_no, dispute, payment_no, amount, fee, status, refunded, seq, closed_seq
    FROM ledger_dispute ORDER BY order_id, dispute_no
    """)
}
