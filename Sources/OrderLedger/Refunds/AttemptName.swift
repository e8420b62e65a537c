import OrderLedgerModel

/// The names that the worker gives to its attempts.
enum AttemptName {
  /// A digest of what the attempt is for, so that a ledger that was restored from a backup asks for
  /// the same refund under the same key, and never for another one under it.
  ///
  /// - Parameter number: which attempt of this payment's refund, from 1.
  static func make(
    store: [UInt8], order: OrderID, refund: RefundID, payment: PaymentID, number: Int,
    amount: Int64
  ) -> AttemptID {
    var writer = ByteWriter(capacity: 256)
    writer.append(fixed: store)
    writer.append(order.text)
    writer.append(refund.text)
    writer.append(payment.text)
    writer.append(Int64(number))
    writer.append(amount)
    let digest = SHA256Digest.of(writer.bytes)
    var name = "refund-"
    // Twenty bytes: as long as names may be, and far more than would ever meet by chance.
    for byte in digest.prefix(20) {
      let digits = String(byte, radix: 16)
      name += digits.count == 1 ? "0" + digits : digits
    }
    return AttemptID(unchecked: name)
  }

  /// What the worker would have called this attempt.
  static func make(store: [UInt8], of attempt: AttemptState, in order: OrderState) -> AttemptID {
    let earlier = order.attempts(of: attempt.refund, on: attempt.payment).count {
      $0.number < attempt.number
    }
    return make(
      store: store, order: order.id, refund: order.refunds[attempt.refund].id,
      payment: order.payments[attempt.payment].id, number: earlier + 1, amount: attempt.amount)
  }
}
