import OrderLedgerSQLite

/// A table whose rows belong to one transaction of the journal each: the transactions themselves,
/// and their entries.
struct JournalTable: Sendable {
  let name: String
  /// The lowest number of a transaction before the first, and the highest beyond the last that
  /// there is room for. Two look-ups in the table's key.
  let strays: SQL

  private init(_ name: String) {
    self.name = name
    strays = SQL(
      """
      SELECT (SELECT min(seq) FROM \(name) WHERE seq < 1),
        (SELECT max(seq) FROM \(name) WHERE seq > \(EntryRow.maxSequence))
      """)
  }

  /// One in which transaction and place are one number, see ``EntryRow``: beyond the last there is
  /// none.
  private init(packed name: String) {
    self.name = name
    strays = SQL(
      """
      SELECT (SELECT min(entry_id) >> 16 FROM \(name) WHERE entry_id < \(EntryRow.id(1, 0))), NULL
      """)
  }

  /// The transactions themselves.
  static let headers = "ledger_txn"
  private static let keyed = [
    headers, "ledger_location_change", "ledger_payment_txn", "ledger_decision",
    "ledger_decision_share", "ledger_attempt_change", "ledger_message", "ledger_request",
    "ledger_policy", "ledger_period", "ledger_reversal", "ledger_credit_change",
    "ledger_dispute_change", "ledger_customer_change", "ledger_exchange", "ledger_return_change",
    "ledger_hold_change",
  ]
  private static let packed = ["ledger_line_change", "ledger_movement", "ledger_posting"]

  /// All of them.
  static let all = keyed.map { JournalTable($0) } + packed.map { JournalTable(packed: $0) }
}
