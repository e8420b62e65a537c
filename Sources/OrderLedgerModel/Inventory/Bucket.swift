/// Where a unit of stock is. Each movement takes units from one bucket to another, so that the sum
/// over all buckets of a SKU is always zero.
public enum Bucket: UInt8, Sendable, Hashable, CaseIterable {
  /// For sale.
  case available = 0
  /// Promised to an order.
  case reserved = 1
  /// Came back and waits for a look.
  case inspection = 2
  /// On hand and not for sale; carries no value.
  case damaged = 3
  /// Kept back from sale.
  case safety = 4
  /// Outside: where received units come from.
  case supplier = 5
  /// Outside: gone to a customer.
  case shipped = 6
  /// Outside: thrown away, lost or left with the customer.
  case scrapped = 7
  /// Outside: what counts have found or missed.
  case countAdjustment = 8
  /// Outside: on the way between two locations.
  case transit = 9

  /// The word for this bucket in the wire form.
  public var name: String {
    switch self {
    case .available: "available"
    case .reserved: "reserved"
    case .inspection: "inspection"
    case .damaged: "damaged"
    case .safety: "safety"
    case .supplier: "supplier"
    case .shipped: "shipped"
    case .scrapped: "scrapped"
    case .countAdjustment: "countAdjustment"
    case .transit: "transit"
    }
  }

  /// Whether the units are on the shelf and so can't be fewer than none.
  public var isOnHand: Bool { rawValue <= Bucket.safety.rawValue }

  /// Whether the units carry value on account 1310.
  ///
  /// Damaged units are on hand but written off (matrix row "damaged, not restocked").
  public var isValued: Bool { isOnHand && self != .damaged }
}
