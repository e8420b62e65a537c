/// An entry: units were reserved without an order, or such a reservation ended.
public struct HoldChange: Sendable, Hashable {
  /// What happened.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Units were reserved.
    case hold = 0
    /// They were let go.
    case release = 1
    /// They were let go because the time was up.
    case expire = 2
    /// An order took them over.
    case order = 3

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .hold: "hold"
      case .release: "release"
      case .expire: "expire"
      case .order: "order"
      }
    }
  }

  /// Which hold.
  public let hold: HoldID
  /// What happened.
  public let kind: Kind
  /// What is held.
  public let sku: SKU
  /// Where.
  public let location: LocationID
  /// Units, > 0.
  public let quantity: Int64
  /// When the hold may be ended by a sweep; with ``Kind/hold`` only.
  public let expires: Timestamp?

  package init(
    hold: HoldID, kind: Kind, sku: SKU, location: LocationID, quantity: Int64,
    expires: Timestamp? = nil
  ) {
    self.hold = hold
    self.kind = kind
    self.sku = sku
    self.location = location
    self.quantity = quantity
    self.expires = expires
  }

  /// The SKU at its location.
  package var key: StockKey { StockKey(sku: sku, location: location) }
}
