import OrderLedgerRawDatabase

extension Rot {
  /// Those of one row of the journal: a full verification has to name its transaction as the first
  /// that is wrong.
  static let entries: [Rot] = [.editedEntry, .removedEntry, .movedEntry, .repeatedEntry]

  /// Spoils a row of the journal.
  ///
  /// - Returns: what was done, and to which transaction.
  func spoilEntry(_ file: RawDatabase, _ dice: inout Dice) throws -> RotDamage {
    for _ in 0..<100 {
      let table = try EntryTable(EntryTable.names[dice.below(EntryTable.names.count)], in: file)
      if let damage = try spoilEntry(of: table, file, &dice) { return damage }
    }
    throw TortureError("no entry to spoil")
  }

  /// Spoils a row of this table; `nil` if it has none, or its keys don't let it.
  func spoilEntry(
    of table: EntryTable, _ file: RawDatabase, _ dice: inout Dice
  ) throws -> RotDamage? {
    let entries = try table.entries(in: file)
    guard !entries.isEmpty else { return nil }
    let entry = entries[dice.below(entries.count)]
    guard let sql = table.statement(self, entry, &dice) else { return nil }
    do { try file.tamper(sql) } catch { return nil }
    return RotDamage(
      text: "\(rawValue): \(sql)", sequence: table.isNamed(after: self) ? entry.sequence : nil)
  }

  /// Adds a copy of a row where no transaction is.
  func plantEntry(_ file: RawDatabase, _ dice: inout Dice) throws -> RotDamage {
    let head = try file.query("SELECT max(seq) FROM ledger_txn")
    let end = Int64(head[0][0]) ?? 0
    for _ in 0..<100 {
      let table = try EntryTable(EntryTable.names[dice.below(EntryTable.names.count)], in: file)
      let entries = try table.entries(in: file)
      guard !entries.isEmpty else { continue }
      let sql = table.plant(entries[dice.below(entries.count)], after: end, &dice)
      // What was placed is not kept by transaction, and is there once.
      do { try file.tamper(sql) } catch { continue }
      return RotDamage(text: "\(rawValue): \(sql)")
    }
    throw TortureError("no entry to copy")
  }
}
