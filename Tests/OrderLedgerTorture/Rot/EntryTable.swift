import OrderLedgerRawDatabase

/// A table of the journal, as an intruder sees it: of transactions, of their entries, or of what was
/// placed. Each row is part of one transaction, so that the chain has to break right there.
struct EntryTable {
  static let names = [
    "ledger_txn", "ledger_posting", "ledger_movement", "ledger_line_change", "ledger_payment_txn",
    "ledger_decision", "ledger_decision_share", "ledger_attempt_change", "ledger_message",
    "ledger_credit_change", "ledger_dispute_change", "ledger_return_change", "ledger_hold_change",
    "ledger_location_change", "ledger_customer_change", "ledger_exchange", "ledger_request",
    "ledger_period", "ledger_reversal", "ledger_policy", "ledger_order", "ledger_line",
    "ledger_component",
  ]

  /// A row: its transaction, and how SQL finds it.
  struct Entry {
    let sequence: Int64
    let condition: String
  }

  let name: String
  private let columns: [RawDatabase.Column]
  private let facts: Facts
  /// Whether one column holds transaction and place: the transaction in front of the lowest 16 bits.
  private let isPacked: Bool

  init(_ name: String, in file: RawDatabase) throws {
    self.name = name
    // Without those that are generated.
    columns = try file.columns(of: name)
    facts = Facts(of: name)
    isPacked = columns.contains { $0.name == "entry_id" }
  }

  /// All rows that can be spoiled, in the journal's order.
  func entries(in file: RawDatabase) throws -> [Entry] {
    let keys = columns.filter(\.isKey).map { "\"\($0.name)\"" }
    let selected = ([facts.sequence] + keys).joined(separator: ", ")
    let places = (1...(keys.count + 1)).map { "\($0)" }.joined(separator: ", ")
    let rows = try file.query(
      "SELECT \(selected) FROM \(name) WHERE \(facts.condition) ORDER BY \(places)")
    return try rows.map { row in
      guard let sequence = Int64(row[0]) else {
        throw TortureError("\(name) is not keyed as the journal is")
      }
      let condition = zip(keys, row.dropFirst()).map { "\($0) = \($1)" }
      return Entry(sequence: sequence, condition: condition.joined(separator: " AND "))
    }
  }

  /// What spoils a row; `nil` where that can't be done, or would change nothing.
  func statement(_ rot: Rot, _ entry: Entry, _ dice: inout Dice) -> String? {
    guard !facts.impossible.contains(rot) else { return nil }
    let last = facts.last
    switch rot {
    case .editedEntry:
      let values = columns.filter { column in
        !column.isKey && (facts.edited?.contains(column.name) ?? true)
      }
      guard !values.isEmpty else { return nil }
      let change = Rot.change(values[dice.below(values.count)])
      return "UPDATE \(name) SET \(change) WHERE \(entry.condition)"
    case .removedEntry: return "DELETE FROM \(name) WHERE \(entry.condition)"
    // Behind all others of its transaction.
    case .movedEntry:
      return "UPDATE \(name) SET \(last) = \(last) + 1000 WHERE \(entry.condition)"
    case .repeatedEntry: return copy(entry, [last: "\(last) + 1000"])
    default: return nil
    }
  }

  /// Whether a full verification has to name the row's transaction as the first that is wrong. What
  /// it does not name it has to find nevertheless.
  func isNamed(after rot: Rot) -> Bool { !facts.unnamed.contains(rot) }

  /// What adds a copy of a row where no transaction is: before the first, beyond the last of the
  /// journal, or beyond the last that there can be.
  func plant(_ entry: Entry, after end: Int64, _ dice: inout Dice) -> String {
    // Where transaction and place are one number, there is no room beyond the last.
    let numbers: [Int64] =
      isPacked ? [0, -1, Int64.min >> 16, end + 1_000] : [0, -1, 1 << 47, 1 << 50, end + 1_000]
    let number = numbers[dice.below(numbers.count)]
    // What has to be unique is made so.
    return copy(
      entry,
      [
        "seq": "\(number)", "entry_id": "\(number << 16)", "key": "NULL", "request_digest": "NULL",
        "reversed_seq": "reversed_seq + 1000", "version": "version + 1000",
      ])
  }

  private func copy(_ entry: Entry, _ changed: [String: String]) -> String {
    let all = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let copied = columns.map { changed[$0.name] ?? "\"\($0.name)\"" }.joined(separator: ", ")
    return """
      INSERT INTO \(name) (\(all)) SELECT \(copied) FROM \(name) WHERE \(entry.condition)
      """
  }
}
