import OrderLedgerModel
import OrderLedgerSQLite

extension Catalog {
  private static let workColumns = """
    SELECT order_id, refund_no, payment_no, state, attempt, forgiven, unanswered, due_at, worker,
      leased_until, problem, found_at
    FROM ledger_refund_work
    """

  static let refundSearch = SQL("SELECT seq FROM ledger_refund_search WHERE id = 1")
  static let setRefundSearch = SQL(
    """
    INSERT INTO ledger_refund_search (id, seq) VALUES (1, ?1)
    ON CONFLICT (id) DO UPDATE SET seq = ?1
    """)
  /// Refunds that were decided, or whose attempts took a status, in a part of the journal, and those
  /// of orders whose disputes did.
  private static let touched = """
    SELECT t.order_id, d.refund_no FROM ledger_decision d JOIN ledger_txn t USING (seq)
    WHERE d.seq > ?1 AND d.seq <= ?2 AND d.refund_no IS NOT NULL
    UNION
    SELECT t.order_id, a.refund_no FROM ledger_attempt_change a JOIN ledger_txn t USING (seq)
    WHERE a.seq > ?1 AND a.seq <= ?2
    UNION
    SELECT t.order_id, r.refund_no FROM ledger_dispute_change d JOIN ledger_txn t USING (seq)
    JOIN ledger_refund r ON r.order_id = t.order_id
    WHERE d.seq > ?1 AND d.seq <= ?2
    """
  static let refundsTouched = SQL(touched)
  /// What is owed, and so has work: to a payment, and as -1 what is assigned to none.
  private static func owed(_ condition: String) -> String {
    """
    SELECT order_id, refund_no, payment_no FROM ledger_refund
    WHERE \(condition) AND payment_no >= 0 AND amount > pending + settled
    UNION ALL
    SELECT order_id, refund_no, -1 FROM ledger_refund WHERE \(condition)
    GROUP BY order_id, refund_no HAVING max(total) > sum(amount)
    """
  }
  static let addRefundWork = SQL(
    """
    INSERT INTO ledger_refund_work
      (order_id, refund_no, payment_no, state, forgiven, unanswered, due_at, found_at)
    SELECT order_id, refund_no, payment_no, 0, 0, 0, ?3, ?3
    FROM (\(owed("order_id = ?1 AND refund_no = ?2"))) WHERE 1
    ON CONFLICT DO NOTHING
    """)
  static let isRefundPending = SQL(
    """
    SELECT EXISTS (SELECT 1 FROM ledger_refund WHERE order_id = ? AND refund_no = ? AND pending > 0)
    """)
  static let refundWorkOf = SQL(workColumns + " WHERE order_id = ? AND refund_no = ?")
  static let refundWorkRow = SQL(
    workColumns + " WHERE order_id = ? AND refund_no = ? AND payment_no = ?")
  /// Reads the whole table, which holds only what is owed or under way.
  static let dueRefundWork = SQL(
    workColumns + """
       WHERE state = 0 AND due_at <= ?1 AND (leased_until IS NULL OR leased_until <= ?2)
      ORDER BY due_at, order_id, refund_no, payment_no
      """)
  static let allRefundWork = SQL(workColumns + " ORDER BY order_id, refund_no, payment_no")
  static let putRefundWork = SQL(
    """
    INSERT INTO ledger_refund_work (order_id, refund_no, payment_no, state, attempt, forgiven,
      unanswered, due_at, worker, leased_until, problem, found_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
    ON CONFLICT (order_id, refund_no, payment_no) DO UPDATE SET state = ?4, attempt = ?5,
      forgiven = ?6, unanswered = ?7, due_at = ?8, worker = ?9, leased_until = ?10, problem = ?11
    """)
  static let deleteRefundWork = SQL(
    "DELETE FROM ledger_refund_work WHERE order_id = ? AND refund_no = ? AND payment_no = ?")
  /// The gateway's own names for the captures of a payment, found by following the order's
  /// transactions from the last to the first.
  static let captureReferences = SQL(
    """
    WITH RECURSIVE txn (seq) AS (
      SELECT last_seq FROM ledger_order WHERE order_id = ?1
      UNION ALL
      SELECT t.previous_seq FROM ledger_txn t JOIN txn USING (seq) WHERE t.previous_seq < t.seq
    )
    SELECT p.reference FROM txn JOIN ledger_payment_txn p USING (seq)
    WHERE p.payment_no = ?2 AND p.kind IN (1, 2) AND p.reference IS NOT NULL
    ORDER BY p.seq DESC, p.n DESC
    """)
  /// Work without its order, refund or payment, or with an attempt of another order.
  static let strayRefundWork = SQL(
    """
    SELECT w.order_id, w.refund_no, w.payment_no FROM ledger_refund_work w
    WHERE NOT EXISTS (SELECT 1 FROM ledger_refund r
        WHERE r.order_id = w.order_id AND r.refund_no = w.refund_no)
      OR w.payment_no >= 0 AND NOT EXISTS (SELECT 1 FROM ledger_payment p
        WHERE p.order_id = w.order_id AND p.payment_no = w.payment_no)
      OR w.attempt IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_attempt a
        WHERE a.order_id = w.order_id AND a.attempt = w.attempt AND a.refund_no = w.refund_no)
    ORDER BY 1, 2, 3
    """)
  /// Nothing has happened to it in a part of the journal. NOT IN knows no answer where a damaged
  /// file has an entry without an order.
  private static func isUntouched(_ alias: String) -> String {
    """
    (\(alias).order_id, \(alias).refund_no) NOT IN
      (SELECT order_id, refund_no FROM (\(touched)) WHERE order_id IS NOT NULL)
    """
  }
  /// Rows as the ledger writes them. Of others in a damaged file, which are found where the state is
  /// compared, SQLite might not be able to make a sum.
  private static let isOrdinary = """
    payment_no BETWEEN -1 AND \(OrderLedgerModel.Limits.maxDocumentsPerOrder)
      AND amount BETWEEN 0 AND \(OrderLedgerModel.Limits.maxAmount)
    """
  /// What is owed without work, of refunds to which nothing has happened in a part of the journal.
  static let missingRefundWork = SQL(
    """
    SELECT o.order_id, o.refund_no, o.payment_no FROM (\(owed(isOrdinary))) o
    WHERE NOT EXISTS (SELECT 1 FROM ledger_refund_work w
        WHERE w.order_id = o.order_id AND w.refund_no = o.refund_no
          AND w.payment_no = o.payment_no)
      AND \(isUntouched("o"))
    ORDER BY 1, 2, 3
    """)
  /// Attempts under way without work, of such refunds.
  static let unwatchedAttempts = SQL(
    """
    SELECT a.order_id, a.attempt FROM ledger_attempt a
    WHERE a.status = 0 AND NOT EXISTS (SELECT 1 FROM ledger_refund_work w
        WHERE w.order_id = a.order_id AND w.refund_no = a.refund_no AND w.attempt = a.attempt)
      AND \(isUntouched("a"))
    ORDER BY 1, 2
    """)
}
