/// An entry: q > 0 units of a SKU go from one bucket to another at one location.
public struct StockMovement: Sendable, Hashable {
  /// What moved.
  public let sku: SKU
  /// Where.
  public let location: LocationID
  /// The bucket the units leave.
  public let from: Bucket
  /// The bucket they enter.
  public let to: Bucket
  /// Units, > 0.
  public let quantity: Int64
  /// The cost that goes with them into or out of the valued buckets, in minor units of `currency`;
  /// ≥ 0, and 0 where both buckets are valued or neither is.
  public let value: Int64
  /// The currency of `value`; `nil` where it is 0.
  public let currency: Currency?
  /// The order line the units belong to, by position.
  public let line: Int?

  package init(
    sku: SKU, location: LocationID, from: Bucket, to: Bucket, quantity: Int64, value: Int64 = 0,
    currency: Currency? = nil, line: Int? = nil
  ) {
    self.sku = sku
    self.location = location
    self.from = from
    self.to = to
    self.quantity = quantity
    self.value = value
    self.currency = value == 0 ? nil : currency
    self.line = line
  }

  /// What the movement does to the value held at its location.
  package var valueChange: Int64 {
    switch (from.isValued, to.isValued) {
    case (true, false): -value
    case (false, true): value
    default: 0
    }
  }
}
