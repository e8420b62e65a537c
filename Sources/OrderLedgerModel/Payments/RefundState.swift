/// The part of a refund that goes back to one payment.
public struct RefundShare: Sendable, Hashable {
  /// The payment's position in the order.
  public let payment: Int
  /// Minor units, > 0.
  public internal(set) var amount: Int64
  /// Under way: submitted and not settled, in minor units.
  public internal(set) var pending: Int64
  /// Given back for good, in minor units.
  public internal(set) var settled: Int64

  package init(payment: Int, amount: Int64, pending: Int64 = 0, settled: Int64 = 0) {
    self.payment = payment
    self.amount = amount
    self.pending = pending
    self.settled = settled
  }

  /// Neither under way nor settled, in minor units.
  public var owed: Int64 { amount - pending - settled }
}

/// A decision to give money back, and how far it has come. "Refunded" is a balance, not a flag.
public struct RefundState: Sendable, Hashable {
  /// The caller's name for the cancellation or refund, unique in the ledger.
  public let id: RefundID
  /// Position in the order, from 0.
  public let number: Int
  /// What was decided, in minor units, > 0.
  public let amount: Int64
  /// To which payments it goes. Empty, or less than `amount`, when that is left for later.
  public internal(set) var shares: [RefundShare]

  package init(id: RefundID, number: Int, amount: Int64, shares: [RefundShare]) {
    self.id = id
    self.number = number
    self.amount = amount
    self.shares = shares
  }

  /// Adds a share that was read.
  package mutating func add(_ share: RefundShare) { shares.append(share) }

  /// Not yet assigned to a payment, in minor units.
  public var unassigned: Int64 {
    var sum = amount
    for share in shares { sum -= share.amount }
    return sum
  }

  /// Submitted and not settled, in minor units.
  public var pending: Int64 {
    shares.sum { $0.pending }
  }

  /// Given back for good, in minor units.
  public var settled: Int64 {
    shares.sum { $0.settled }
  }

  /// Neither under way nor settled, in minor units.
  public var owed: Int64 { amount - pending - settled }
}
