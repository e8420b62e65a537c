import OrderLedgerRawDatabase

/// A table of the journal's entries, as an intruder sees it. An entry is found by its transaction and
/// its place there, which are two columns or one.
struct EntryTable {
  /// Those in which every column is part of the chain, so that the chain has to break right there.
  static let names = [
    "ledger_posting", "ledger_movement", "ledger_line_change", "ledger_payment_txn",
    "ledger_decision", "ledger_attempt_change", "ledger_message", "ledger_credit_change",
    "ledger_dispute_change", "ledger_return_change", "ledger_hold_change",
  ]

  struct Entry {
    let sequence: Int64
    let place: Int64
  }

  let name: String
  private let columns: [RawDatabase.Column]
  /// Whether one column holds both: the transaction in front of the lowest 16 bits.
  private let isPacked: Bool

  init(_ name: String, in file: RawDatabase) throws {
    self.name = name
    // Without those that are generated.
    columns = try file.columns(of: name)
    isPacked = columns.contains { $0.name == "entry_id" }
  }

  /// All entries, in the journal's order.
  func entries(in file: RawDatabase) throws -> [Entry] {
    let key = isPacked ? "entry_id >> 16, entry_id & 65535" : "seq, n"
    return try file.query("SELECT \(key) FROM \(name) ORDER BY 1, 2").map { row in
      guard row.count == 2, let sequence = Int64(row[0]), let place = Int64(row[1]) else {
        throw TortureError("\(name) is not keyed as the journal is")
      }
      return Entry(sequence: sequence, place: place)
    }
  }

  /// What spoils an entry.
  func statement(_ rot: Rot, _ entry: Entry, _ dice: inout Dice) -> String? {
    let last = isPacked ? "entry_id" : "n"
    let row =
      isPacked
      ? "entry_id = \(entry.sequence << 16 | entry.place)"
      : "seq = \(entry.sequence) AND n = \(entry.place)"
    switch rot {
    case .editedEntry:
      let values = columns.filter { !$0.isKey }
      guard !values.isEmpty else { return nil }
      return "UPDATE \(name) SET \(Rot.change(values[dice.below(values.count)])) WHERE \(row)"
    case .removedEntry: return "DELETE FROM \(name) WHERE \(row)"
    // Behind all others of its transaction.
    case .movedEntry: return "UPDATE \(name) SET \(last) = \(last) + 1000 WHERE \(row)"
    case .repeatedEntry:
      let all = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let copied = columns.map { $0.name == last ? "\(last) + 1000" : "\"\($0.name)\"" }
      return """
        INSERT INTO \(name) (\(all)) SELECT \(copied.joined(separator: ", ")) FROM \(name) \
        WHERE \(row)
        """
    default: return nil
    }
  }
}
