import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// No transaction and no entry has a number that the journal can't have. The walk along the
  /// journal does not meet these, but whoever asks what is closed, reversed or posted does.
  mutating func checkStrays() throws(LedgerError) {
    for table in JournalTable.all {
      let found = try connection.ledgerFirst(table.strays) { _ in
      } row: { row in
        (before: try row.int64OrNil(0), beyond: try row.int64OrNil(1))
      }
      for case .some(let sequence) in [found?.before, found?.beyond] {
        find(
          table.name == JournalTable.headers ? .chain : .references, at: sequence,
          "\(table.name) has a row of transaction \(sequence): transactions are numbered from 1 to "
            + "\(EntryRow.maxSequence)")
      }
    }
  }
}
