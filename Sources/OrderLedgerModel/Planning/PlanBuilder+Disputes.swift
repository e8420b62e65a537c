extension PlanBuilder {
  mutating func dispute(_ change: DisputeChange) {
    append(.dispute(change))
    let sequence = context.sequence
    updateOrder { $0.apply(change, sequence: sequence) }
  }

  /// Calls off refunds under way, the newest first, until what is disputed and what may still
  /// arrive at the customer are no more than was captured. They are owed again.
  mutating func callOffRefunds(
    of payment: PaymentState, disputed amount: Int64
  ) throws(LedgerError) {
    guard let attempts = order?.attempts else { return }
    for attempt in attempts.reversed()
    where attempt.payment == payment.number && attempt.status == .submitted {
      guard let order, order.sendable(to: payment) < amount else { return }
      let refund = order.refunds[attempt.refund]
      self.attempt(
        AttemptChange(
          attempt: attempt.id, number: attempt.number, refund: refund.id,
          refundNumber: attempt.refund, payment: attempt.payment, amount: attempt.amount,
          previous: .submitted, status: .cancelled),
        sequence: context.sequence)
      pendingLegs(
        debit: Account(.refundsPayable), credit: payment.tender.account, attempt.amount,
        order.currency, .released)
      if let presented = order.presented?.attempts.first(where: { $0.number == attempt.number }) {
        release(presented)
      }
    }
  }

  /// Settles with lost money what refunds owed to the same payment: the customer has it.
  ///
  /// - Returns: how much that is, at most `amount`.
  mutating func settleRefunds(
    of payment: PaymentState, with dispute: DisputeState
  ) throws(LedgerError) -> Int64 {
    let amount = dispute.amount
    var left = amount
    for refund in order?.refunds ?? [] where left > 0 {
      guard var order else { break }
      // What it held is free for this.
      order.disputes[dispute.number].status = .won
      let part = min(left, order.room(of: order.refunds[refund.number], on: payment))
      guard part > 0 else { continue }
      try settleAtOnce(part, of: refund, on: payment, as: "disputed")
      leg(.debit, Account(.refundsPayable), part, order.currency)
      left -= part
    }
    return amount - left
  }

  /// Writes down that a part of a refund reached the customer without a gateway's doing.
  mutating func settleAtOnce(
    _ amount: Int64, of refund: RefundState, on payment: PaymentState, as how: String
  ) throws(LedgerError) {
    guard let order else { return }
    guard order.attempts.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.attempts.count) attempts",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    let name = AttemptID(
      unchecked: "\(AttemptState.atOncePrefix)\(how)-\(context.sequence)-\(order.attempts.count)")
    attempt(
      AttemptChange(
        attempt: name, number: order.attempts.count, refund: refund.id,
        refundNumber: refund.number, payment: payment.number, amount: amount, previous: nil,
        status: .succeeded),
      sequence: context.sequence)
  }
}

extension AttemptState {
  /// How the ledger's own names for refunds that no gateway carries out begin; callers may not use
  /// it.
  static let atOncePrefix = "at-once-"

  /// Whether it was settled by the ledger itself, so that no gateway can report otherwise.
  public var isAtOnce: Bool { id.text.utf8.starts(with: Self.atOncePrefix.utf8) }

  /// Refuses a caller's name that the ledger could need for itself.
  static func checkName(_ id: AttemptID) throws(LedgerError) {
    guard id.text.utf8.starts(with: atOncePrefix.utf8) else { return }
    throw LedgerError(
      .invalidIdentifier, .field("attempt"), found: atOncePrefix,
      allowed: "any name that does not begin so: those are the ledger's own")
  }
}
