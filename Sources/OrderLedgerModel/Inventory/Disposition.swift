/// What becomes of a unit that will not reach its customer as ordered.
public struct Disposition: Sendable, Hashable {
  /// The four ends a unit can come to.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Back for sale.
    case restock = 0
    /// On hand, not for sale; its cost is written off.
    case damaged = 1
    /// Thrown away or lost.
    case scrapped = 2
    /// Left with the customer.
    case kept = 3

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .restock: "restock"
      case .damaged: "damaged"
      case .scrapped: "scrapped"
      case .kept: "kept"
      }
    }

    /// The bucket the unit ends in.
    public var bucket: Bucket {
      switch self {
      case .restock: .available
      case .damaged: .damaged
      case .scrapped, .kept: .scrapped
      }
    }
  }

  /// Which end.
  public var kind: Kind
  /// Where it is put; `nil` is the location that reserved it.
  public var location: LocationID?

  /// A disposition at `location`, or where the unit was reserved.
  public init(_ kind: Kind, at location: LocationID? = nil) {
    self.kind = kind
    self.location = location
  }

  /// Back for sale where it was reserved: the default.
  public static let restock = Disposition(.restock)
}
