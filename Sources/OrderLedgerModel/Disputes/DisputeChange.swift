/// An entry: a dispute took a status.
public struct DisputeChange: Sendable, Hashable {
  /// Which dispute.
  public let dispute: DisputeID
  /// Its position in the order.
  public let number: Int
  /// The position of the payment that is disputed.
  public let payment: Int
  /// Minor units, > 0.
  public let amount: Int64
  /// The status it had; `nil` when it is new.
  public let previous: DisputeStatus?
  /// The status it takes.
  public let status: DisputeStatus
  /// What the gateway charged, or gave back (< 0), in minor units.
  public let fee: Int64
  /// Lost: what refunds had promised the customer anyway, and is settled with it. Minor units.
  public let refunded: Int64
  /// Lost: what was held for goods that had not left, in minor units. The order is no longer paid.
  public let unfulfilled: Int64

  package init(
    dispute: DisputeID, number: Int, payment: Int, amount: Int64, previous: DisputeStatus?,
    status: DisputeStatus, fee: Int64 = 0, refunded: Int64 = 0, unfulfilled: Int64 = 0
  ) {
    self.dispute = dispute
    self.number = number
    self.payment = payment
    self.amount = amount
    self.previous = previous
    self.status = status
    self.fee = fee
    self.refunded = refunded
    self.unfulfilled = unfulfilled
  }

  /// Lost: what was paid for goods that have left, in minor units. A cost of account 5340.
  public var loss: Int64 { status == .lost ? amount - refunded - unfulfilled : 0 }
}
