public import OrderLedgerModel

extension LedgerReading where Self: ~Copyable {
  /// Every hold there ever was, a line for each SKU and location, by the holds' names.
  public func holds() throws(LedgerError) -> [HoldLine] {
    try _queries.loader.holds(Catalog.allHolds) { _ in }
  }
}

extension Ledger {
  /// Every hold there ever was, a line for each SKU and location, by the holds' names.
  public func holds() async throws(LedgerError) -> [HoldLine] {
    try await read { snapshot throws(LedgerError) in try snapshot.holds() }
  }
}
