/// Units of a SKU at a location that are reserved without an order.
public struct HoldLine: Sendable, Hashable {
  /// Which hold.
  public let hold: HoldID
  /// What is held, and where.
  public let key: StockKey
  /// Units reserved at first.
  public let held: Int64
  /// Of them, let go.
  public let released: Int64
  /// Of them, let go because the time was up.
  public let expired: Int64
  /// Of them, taken over by an order.
  public let ordered: Int64
  /// When a sweep may end it; `nil` is never.
  public let expires: Timestamp?

  package init(
    hold: HoldID, key: StockKey, held: Int64, released: Int64, expired: Int64, ordered: Int64,
    expires: Timestamp?
  ) {
    self.hold = hold
    self.key = key
    self.held = held
    self.released = released
    self.expired = expired
    self.ordered = ordered
    self.expires = expires
  }

  /// Units that are still reserved.
  public var open: Int64 { held - released - expired - ordered }
}
