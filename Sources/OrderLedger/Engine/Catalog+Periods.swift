import OrderLedgerSQLite

// Closed periods and reversals.

extension Catalog {
  static let insertPeriod = SQL(
    "INSERT INTO ledger_period (seq, n, kind, time) VALUES (?, ?, ?, ?)")
  static let insertReversal = SQL(
    "INSERT INTO ledger_reversal (seq, n, reversed_seq) VALUES (?, ?, ?)")
  static let periods = SQL(
    "SELECT seq, n, kind, time FROM ledger_period WHERE seq BETWEEN ? AND ? ORDER BY seq, n")
  static let reversals = SQL(
    "SELECT seq, n, reversed_seq FROM ledger_reversal WHERE seq BETWEEN ? AND ? ORDER BY seq, n")
  static let reversedBy = SQL("SELECT seq FROM ledger_reversal WHERE reversed_seq = ?")
  /// The period that is closed before a transaction.
  static let closedThrough = SQL(
    "SELECT time FROM ledger_period WHERE kind = 0 AND seq < ? ORDER BY seq DESC LIMIT 1")
  static let accountCounters = SQL(
    """
    SELECT debit_posted, credit_posted, debit_pending, credit_pending FROM ledger_account
    WHERE account = ? AND dimension = ? AND currency = ?
    """)

  // MARK: Balances of another time

  private static let counters = """
    SELECT e.account, e.dimension, e.currency,
      CAST(sum(CASE WHEN e.amount > 0 AND e.phase = 0 THEN e.amount ELSE 0 END) AS INTEGER),
      CAST(sum(CASE WHEN e.amount < 0 AND e.phase = 0 THEN -e.amount ELSE 0 END) AS INTEGER),
      CAST(sum(CASE WHEN e.amount < 0 OR e.phase = 0 THEN 0
        WHEN e.phase = 1 THEN e.amount ELSE -e.amount END) AS INTEGER),
      CAST(sum(CASE WHEN e.amount > 0 OR e.phase = 0 THEN 0
        WHEN e.phase = 1 THEN -e.amount ELSE e.amount END) AS INTEGER)

    """
  /// What some of the journal's transactions did to accounts.
  static let accountChanges = SQL(
    counters
      + """
      FROM ledger_posting e WHERE e.entry_id BETWEEN ?1 << 16 AND (?2 << 16) + 65535
      GROUP BY e.account, e.dimension, e.currency
      """)
  /// Likewise, what those of them did that had taken effect by a time.
  static let effectiveAccountChanges = SQL(
    counters
      + """
      FROM ledger_txn t \(entries("ledger_posting", of: "t"))
      WHERE t.seq BETWEEN ?1 AND ?2 AND t.effective_at <= ?3
      GROUP BY e.account, e.dimension, e.currency
      """)
  static let recordedAt = SQL("SELECT recorded_at FROM ledger_txn WHERE seq = ?")
}
