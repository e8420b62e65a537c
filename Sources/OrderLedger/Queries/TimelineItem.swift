public import OrderLedgerModel
import OrderLedgerSQLite

/// Something that happened to an order: who did what, when and why.
public struct TimelineItem: Sendable, Hashable {
  /// What was written.
  public let transaction: JournalTransaction
  /// What someone noted; gone when it was erased.
  public let note: String?
}

extension LedgerQueries {
  func note(_ sequence: Int64) throws(LedgerError) -> String? {
    try connection.ledgerFirst(Catalog.note) {
      $0.bind(1, sequence)
    } row: {
      try $0.string(0)
    }
  }
}
