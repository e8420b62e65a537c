public import OrderLedgerModel
import OrderLedgerSQLite

/// One of the cancellations of a document that covers several orders.
public struct DocumentCancellation: Sendable, Hashable {
  /// Its own name: the document's, a slash and its place.
  public let cancellation: RefundID
  /// The order it cancelled units of.
  public let order: OrderID
  /// The journal transaction that took the name.
  public let sequence: Int64
}

extension LedgerReading where Self: ~Copyable {
  /// The cancellations of a document that covers several orders, in their places; see
  /// `CancelOrders.name(_:of:)`.
  public func cancellations(
    of document: RefundID
  ) throws(LedgerError) -> [DocumentCancellation] {
    let prefix = document.text + "/"
    let found = try _queries.connection.ledgerAll(Catalog.documentCancellations) { statement in
      statement.bind(1, prefix)
      // The character after the slash.
      statement.bind(2, document.text + "0")
    } row: { row in
      DocumentCancellation(
        cancellation: try row.id(0), order: try row.id(1), sequence: try row.int64(2))
    }
    func place(_ item: DocumentCancellation) -> Int? {
      Int(item.cancellation.text.dropFirst(prefix.count))
    }
    return found.filter { place($0) != nil }.sorted { (place($0) ?? 0) < (place($1) ?? 0) }
  }
}

extension Ledger {
  /// The cancellations of a document that covers several orders, in their places.
  public func cancellations(
    of document: RefundID
  ) async throws(LedgerError) -> [DocumentCancellation] {
    try await read { snapshot throws(LedgerError) in try snapshot.cancellations(of: document) }
  }
}

extension Catalog {
  fileprivate static let documentCancellations = SQL(
    """
    SELECT d.name, o."order", d.seq FROM ledger_document d JOIN ledger_order o USING (order_id)
    WHERE d.kind = 2 AND d.name > ?1 AND d.name < ?2
    """)
}
