/// Opens a location, or opens a closed one again.
public struct OpenLocation: Sendable, Hashable {
  /// Which.
  public var location: LocationID
  /// What people call it.
  public var name: String?

  /// Opens `location`.
  public init(location: LocationID, name: String? = nil) {
    self.location = location
    self.name = name
  }
}

/// Closes a location: nothing can be received or restocked there. What it holds stays.
public struct CloseLocation: Sendable, Hashable {
  /// Which.
  public var location: LocationID

  /// Closes `location`.
  public init(location: LocationID) { self.location = location }
}

/// Units came in from a supplier. Needs a key.
public struct ReceiveStock: Sendable, Hashable {
  /// What came.
  public var sku: SKU
  /// Where.
  public var location: LocationID
  /// Units, 1…`Limits.maxQuantity`.
  public var quantity: Int64
  /// What one unit cost, in minor units of `currency`, ≥ 0.
  public var unitCost: Int64?
  /// The currency of `unitCost`; given when it is.
  public var currency: Currency?
  /// The supplier's document.
  public var reference: DocumentReference?

  /// `quantity` units of `sku` came in at `location`.
  public init(
    sku: SKU, location: LocationID, quantity: Int64, unitCost: Int64? = nil,
    currency: Currency? = nil, reference: DocumentReference? = nil
  ) {
    self.sku = sku
    self.location = location
    self.quantity = quantity
    self.unitCost = unitCost
    self.currency = currency
    self.reference = reference
  }
}

/// A bucket at a location.
public struct StockPlace: Sendable, Hashable {
  /// Where.
  public var location: LocationID
  /// Which bucket.
  public var bucket: Bucket

  /// `bucket` at `location`.
  public init(location: LocationID, bucket: Bucket) {
    self.location = location
    self.bucket = bucket
  }
}

/// Units go from one place to another by hand. Needs a key.
///
/// Reserved units can't be moved: they belong to orders. From outside only what was missed by a
/// count or scrapped by mistake can come back, at the cost that its like has there.
public struct MoveStock: Sendable, Hashable {
  /// What.
  public var sku: SKU
  /// Where from.
  public var from: StockPlace
  /// Where to.
  public var to: StockPlace
  /// Units, 1…`Limits.maxQuantity`.
  public var quantity: Int64
  /// Why.
  public var reason: ReasonCode

  /// `quantity` units of `sku` go from one place to another.
  public init(sku: SKU, from: StockPlace, to: StockPlace, quantity: Int64, reason: ReasonCode) {
    self.sku = sku
    self.from = from
    self.to = to
    self.quantity = quantity
    self.reason = reason
  }
}

/// A person counted the available units. The difference goes to or comes from count adjustments.
public struct CountStock: Sendable, Hashable {
  /// What was counted.
  public var sku: SKU
  /// Where.
  public var location: LocationID
  /// Available units found, 0…`Limits.maxQuantity`.
  public var quantity: Int64
  /// What the books said when the count began; if they say otherwise now, the count is refused.
  public var expected: Int64?

  /// `quantity` available units of `sku` were found at `location`.
  public init(sku: SKU, location: LocationID, quantity: Int64, expected: Int64? = nil) {
    self.sku = sku
    self.location = location
    self.quantity = quantity
    self.expected = expected
  }
}
