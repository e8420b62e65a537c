/// An entry: an order as it was placed. Nothing in it is ever rewritten.
public struct OrderPlacement: Sendable, Hashable {
  /// The caller's name for the order, unique in the ledger.
  public let order: OrderID
  /// The currency of every amount in it.
  public let currency: Currency
  /// Whose it is.
  public let customer: CustomerID?
  /// Where it was sold.
  public let channel: Channel?
  /// The cancelled order in whose place it was placed.
  public let replaces: OrderID?
  /// Goods first, then shipping and charges.
  public let lines: [PlacedLine]

  package init(
    order: OrderID, currency: Currency, customer: CustomerID?, channel: Channel?,
    replaces: OrderID? = nil, lines: [PlacedLine]
  ) {
    self.order = order
    self.currency = currency
    self.customer = customer
    self.channel = channel
    self.replaces = replaces
    self.lines = lines
  }

  /// The order's value in minor units.
  public var total: Int64 {
    lines.sum { $0.total }
  }
}
