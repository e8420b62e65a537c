import OrderLedgerModel
import OrderLedgerSQLite

// What is left out for the negative controls of the tests (``FaultPlan/Mutation``).

extension SQLiteEngine {
  /// The entries that are written: without the last posting, if that is the mutation.
  func mutated(_ entries: [Entry]) -> [Entry] {
    guard connection.mutation == .forgetsAPosting else { return entries }
    let last = entries.lastIndex { entry in
      if case .posting = entry { true } else { false }
    }
    var entries = entries
    if let last { entries.remove(at: last) }
    return entries
  }

  /// Commits a cancellation when its entries are written and its state is not.
  func splitIfMutated(_ transaction: JournalTransaction) throws(LedgerError) {
    guard connection.mutation == .splitsCancellations,
      transaction.header.command == "cancelOrder"
    else { return }
    do throws(SQLiteError) {
      try connection.commit()
      try connection.beginImmediate()
    } catch {
      throw LedgerError(error)
    }
  }
}
