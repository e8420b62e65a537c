public import OrderLedgerModel
import OrderLedgerSQLite

/// An order that was placed in the place of another.
public struct Replacement: Sendable, Hashable {
  /// Its name.
  public let order: OrderID
  /// Where it stands.
  public let status: OrderStatus
}

extension LedgerReading where Self: ~Copyable {
  /// The orders that were placed in the place of this one, the oldest first; `order(_:)` says which
  /// one an order itself replaces.
  public func replacements(of id: OrderID) throws(LedgerError) -> [Replacement] {
    try _queries.connection.ledgerAll(Catalog.replacements) {
      $0.bind(1, id)
    } row: { row in
      Replacement(order: try row.id(0), status: try row.code(1))
    }
  }
}

extension Ledger {
  /// The orders that were placed in the place of this one, the oldest first.
  public func replacements(of id: OrderID) async throws(LedgerError) -> [Replacement] {
    try await read(isBrief: true) { snapshot throws(LedgerError) in
      try snapshot.replacements(of: id)
    }
  }

  /// The command that orders again what was cancelled of an order, in its place. Nothing is written;
  /// see `OrderState.reorder(as:backorder:giftCards:)`.
  ///
  /// - Throws: `orderNotFound`, `notCancelled`, `missingField`.
  public func reorder(
    of order: OrderID, as id: OrderID, backorder: Bool = false,
    giftCards: [LineID: CreditName] = [:]
  ) async throws(LedgerError) -> PlaceOrder {
    try await self.order(order).reorder(as: id, backorder: backorder, giftCards: giftCards)
  }
}
