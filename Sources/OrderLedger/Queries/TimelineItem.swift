public import OrderLedgerModel
import OrderLedgerSQLite

/// Something that happened to an order: who did what, when and why.
public struct TimelineItem: Sendable, Hashable {
  /// What was written.
  public let transaction: JournalTransaction
  /// What someone noted; gone when it was erased.
  public let note: String?
  /// The transaction that erased the note; `nil` where there was none, or it is there.
  public let noteErasedBy: Int64?
}

extension LedgerQueries {
  func timelineItem(_ transaction: JournalTransaction) throws(LedgerError) -> TimelineItem {
    let sequence = transaction.header.sequence
    let note = try note(sequence)
    let isGone = note == nil && transaction.header.noteDigest != nil
    return TimelineItem(
      transaction: transaction, note: note,
      noteErasedBy: isGone ? try noteErased(sequence) : nil)
  }

  func note(_ sequence: Int64) throws(LedgerError) -> String? {
    try connection.ledgerFirst(Catalog.note) {
      $0.bind(1, sequence)
    } row: {
      try $0.string(0)
    }
  }
}
