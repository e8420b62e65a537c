extension EntryTable {
  /// What is to be known of a table besides its columns.
  struct Facts {
    /// How SQL finds the transaction that a row is part of.
    var sequence = "seq"
    /// The column of the key that puts a row behind the others.
    var last = "n"
    /// Which of its rows.
    var condition = "1"
    /// The columns whose change the chain shows, whatever the row; `nil` is all but the key.
    var edited: Set<String>?
    /// After these a full verification may name another transaction, or none.
    var unnamed: Set<Rot> = []
    /// These can't be done, or change nothing.
    var impossible: Set<Rot> = []

    init(of table: String) {
      switch table {
      case "ledger_posting", "ledger_movement", "ledger_line_change":
        sequence = "entry_id >> 16"
        last = "entry_id"
      case "ledger_txn":
        last = "seq"
        // Without those that stand for nothing where there is no order.
        edited = [
          "recorded_at", "effective_at", "command", "actor", "key", "request_digest", "document",
          "reason", "order_id", "note_digest", "entry_count", "hash", "policy_version",
        ]
        // Of one that is gone the next has to show it; keys are used once.
        unnamed = [.removedEntry, .movedEntry]
        impossible = [.repeatedEntry]
      case "ledger_decision_share":
        edited = ["amount"]
        // No decision reads it.
        unnamed = [.repeatedEntry]
      case "ledger_request":
        // The others stand for nothing in an answer.
        edited = ["kind", "request_no", "cancellation"]
      case "ledger_policy":
        last = "version"
        edited = ["seq", "policy"]
        unnamed = [.repeatedEntry]
      case "ledger_order", "ledger_line", "ledger_component": placed(table)
      default: break
      }
    }

    /// What was placed is part of the transaction that placed it.
    private mutating func placed(_ table: String) {
      let placing = "SELECT o.seq FROM ledger_order o WHERE o.order_id"
      switch table {
      case "ledger_order":
        last = "order_id"
        edited = ["seq", "order", "currency", "customer", "channel", "replaces"]
        // Its name is used once.
        impossible = [.repeatedEntry]
      case "ledger_line":
        sequence = "(\(placing) = line_id >> 13)"
        last = "line_id"
        // One of another kind can't be read, which is met where the order before it is read.
        edited = ["line", "sku_id", "location_id", "quantity", "unit_price", "backordered"]
      default:
        sequence = "(\(placing) = ledger_component.order_id)"
        // A gift card's name has no amount.
        condition = "kind < 2"
        edited = ["code", "amount"]
        // Only their order counts.
        impossible = [.movedEntry]
      }
    }
  }
}
