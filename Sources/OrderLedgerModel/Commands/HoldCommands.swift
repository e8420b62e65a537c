/// Reserves units without an order, such as those in a customer's basket.
public struct HoldStock: Sendable, Hashable {
  /// Units of a SKU at a location.
  public struct Line: Sendable, Hashable {
    /// What.
    public var sku: SKU
    /// Where.
    public var location: LocationID
    /// Units, 1…`Limits.maxQuantity`.
    public var quantity: Int64

    /// `quantity` units of `sku` at `location`.
    public init(sku: SKU, location: LocationID, quantity: Int64) {
      self.sku = sku
      self.location = location
      self.quantity = quantity
    }

    var key: StockKey { StockKey(sku: sku, location: location) }
  }

  /// The caller's name for the hold, unique among the ledger's holds.
  public var hold: HoldID
  /// The units, 1…`Limits.maxHoldLines`.
  public var lines: [Line]
  /// When ``ExpireHolds`` may end it; `nil` is never. The hold stands until then and until someone
  /// ends it: the ledger itself looks at no clock.
  public var expires: Timestamp?
  /// Why.
  public var reason: ReasonCode?

  /// Reserves `lines`.
  public init(
    hold: HoldID, lines: [Line], expires: Timestamp? = nil, reason: ReasonCode? = nil
  ) {
    self.hold = hold
    self.lines = lines
    self.expires = expires
    self.reason = reason
  }
}

/// Held units are for sale again. Needs a key where quantities are named.
public struct ReleaseHold: Sendable, Hashable {
  /// Which hold.
  public var hold: HoldID
  /// Which units; `nil` is all that are still held.
  public var lines: [HoldStock.Line]?

  /// Lets go of a hold, or of a part of it.
  public init(hold: HoldID, lines: [HoldStock.Line]? = nil) {
    self.hold = hold
    self.lines = lines
  }
}

/// Ends the holds whose time is up: a sweep, to be sent now and then.
///
/// One command ends up to `Limits.maxExpiredHoldLines` lines, those that expired first; send it again
/// until it is refused with `.nothingDue`.
public struct ExpireHolds: Sendable, Hashable {
  /// Ends what expires then or before.
  public var through: Timestamp

  /// Ends the holds that expire at `through` or before.
  public init(through: Timestamp) {
    self.through = through
  }
}

/// Stock that an order was waiting for has come: backordered units are reserved for it.
///
/// Needs a key where quantities are named.
public struct AllocateBackorder: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which units; `nil` is as many of each line's awaited ones as are available.
  public var lines: [LineQuantity]?

  /// Reserves stock for backordered units of `order`.
  public init(order: OrderID, lines: [LineQuantity]? = nil) {
    self.order = order
    self.lines = lines
  }
}
