/// A SKU at a location.
public struct StockKey: Sendable, Hashable, Comparable {
  /// What.
  public let sku: SKU
  /// Where.
  public let location: LocationID

  /// The key of `sku` at `location`.
  public init(sku: SKU, location: LocationID) {
    self.sku = sku
    self.location = location
  }

  /// By SKU, then by location.
  public static func < (left: StockKey, right: StockKey) -> Bool {
    left.sku == right.sku ? left.location < right.location : left.sku < right.sku
  }
}

/// How many units of a SKU are in each bucket at a location, and what they cost.
public struct StockLevel: Sendable, Hashable {
  private var units: BucketCounts
  /// Cost of the valued units in minor units of `currency`: the moving average times the quantity.
  public internal(set) var value: Int64
  /// The currency of `value`; `nil` until units with a cost were received.
  public internal(set) var currency: Currency?

  package init(units: BucketCounts, value: Int64, currency: Currency?) {
    self.units = units
    self.value = value
    self.currency = currency
  }

  /// A SKU that was never moved at this location.
  package static let none = StockLevel(units: BucketCounts(), value: 0, currency: nil)

  /// The units in one bucket. Outside buckets may be negative.
  public subscript(bucket: Bucket) -> Int64 { units[bucket] }

  /// Units on the shelf: available, reserved, inspection, damaged and safety.
  public var onHand: Int64 { units.onHand }

  /// Units that carry value.
  public var valued: Int64 { onHand - self[.damaged] }

  /// The cost that leaves with `quantity` valued units: ⌊value·q/valued⌋.
  ///
  /// Moving average in exact integers: what is rounded off stays with the units that stay, and
  /// the last unit takes all that is left.
  public func cost(of quantity: Int64) -> Int64 {
    valued > 0 ? Proration.floorShare(of: value, through: quantity, of: valued) : 0
  }

  mutating func apply(_ movement: StockMovement) {
    units[movement.from] -= movement.quantity
    units[movement.to] += movement.quantity
    value += movement.valueChange
    if movement.value != 0, currency == nil { currency = movement.currency }
  }

  /// Adds what several movements have changed.
  package mutating func add(_ change: BucketCounts, value: Int64, currency: Currency?) {
    units.add(change)
    self.value += value
    if self.currency == nil { self.currency = currency }
  }
}
