// What disputes leave of a payment. With *S* settled, *P* under way and *O* owed of its refunds, *D*
// in dispute and *C* charged back beyond any refund, S + P + max(O, D) + C ≤ captured always: a
// dispute that is lost settles what is owed first, so the two are never paid both.

extension OrderState {
  /// What gateways hold because customers dispute it, in minor units.
  public var disputed: Int64 { disputes.sum { $0.disputed } }

  /// Lost to customers by disputes, beyond what refunds had promised them, in minor units.
  public var chargedBack: Int64 { disputes.sum { $0.charged } }

  /// What is in dispute of a payment, in minor units.
  func disputed(of payment: PaymentState) -> Int64 {
    disputes.sum { $0.payment == payment.number ? $0.disputed : 0 }
  }

  /// What was lost of a payment beyond any refund, in minor units.
  func chargedBack(of payment: PaymentState) -> Int64 {
    disputes.sum { $0.payment == payment.number ? $0.charged : 0 }
  }

  /// The payment's parts in all refunds: settled, under way and owed, in minor units.
  func refunded(of payment: PaymentState) -> (settled: Int64, pending: Int64, owed: Int64) {
    var sums = (settled: Int64(0), pending: Int64(0), owed: Int64(0))
    for refund in refunds {
      for share in refund.shares where share.payment == payment.number {
        sums.settled += share.settled
        sums.pending += share.pending
        sums.owed += share.owed
      }
    }
    return sums
  }

  /// What can still be decided to go back to a payment: captured, less the shares of refunds
  /// decided before, pending ones included, and less what disputes hold or have taken.
  package func capacity(of payment: PaymentState) -> Int64 {
    let shares = refunded(of: payment)
    var left = payment.captured - shares.settled - shares.pending
    guard !disputes.isEmpty else { return max(0, left - shares.owed) }
    left -= max(shares.owed, disputed(of: payment)) + chargedBack(of: payment)
    return max(0, left)
  }

  /// What can be sent back to a payment without paying twice what a dispute holds.
  package func sendable(to payment: PaymentState) -> Int64 {
    let shares = refunded(of: payment)
    return max(
      0,
      payment.captured - shares.settled - shares.pending - disputed(of: payment)
        - chargedBack(of: payment))
  }

  /// A dispute that holds money of this order's; `nil` if none does.
  var activeDispute: DisputeState? { disputes.first { $0.status == .open } }

  mutating func apply(_ change: DisputeChange, sequence: Int64) {
    if change.previous == nil {
      disputes.append(
        DisputeState(
          id: change.dispute, number: change.number, payment: change.payment,
          amount: change.amount, fee: change.fee, sequence: sequence))
    } else if disputes.indices.contains(change.number) {
      disputes[change.number].status = change.status
      disputes[change.number].fee += change.fee
      disputes[change.number].refunded = change.refunded
      disputes[change.number].sequence = sequence
    }
    received -= change.unfulfilled
  }
}
