import OrderLedgerRawDatabase

extension Rot {
  /// Those of one entry: a full verification has to name its transaction as the first that is wrong.
  static let entries: [Rot] = [.editedEntry, .removedEntry, .movedEntry, .repeatedEntry]

  /// Spoils an entry of the journal.
  ///
  /// - Returns: what was done, and to which transaction.
  func spoilEntry(_ file: RawDatabase, _ dice: inout Dice) throws -> RotDamage {
    for _ in 0..<100 {
      let table = try EntryTable(EntryTable.names[dice.below(EntryTable.names.count)], in: file)
      let entries = try table.entries(in: file)
      guard !entries.isEmpty else { continue }
      let entry = entries[dice.below(entries.count)]
      guard let sql = table.statement(self, entry, &dice) else { continue }
      do { try file.tamper(sql) } catch { continue }
      return RotDamage(text: "\(rawValue): \(sql)", sequence: entry.sequence)
    }
    throw TortureError("no entry to spoil")
  }
}
