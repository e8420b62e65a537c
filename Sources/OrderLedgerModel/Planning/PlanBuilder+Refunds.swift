// What becomes of the customer's money.

extension PlanBuilder {
  /// Money that the order's value no longer needs.
  ///
  /// An order that was not fully paid first loses what was never paid; only what was received
  /// beyond the value that is left is due. When nothing is open any more, everything beyond is.
  private func due(before: OrderState) -> Int64 {
    guard let order else { return 0 }
    let excess = max(0, order.received - order.value)
    if order.openUnits == 0 { return excess }
    return min(excess, before.value - order.value)
  }

  /// Decides the refund of a cancellation: what is due, less the fee, as the choice says.
  mutating func settleCancellation(
    _ cancel: CancelOrder, before: OrderState
  ) throws(LedgerError) {
    let due = self.due(before: before)
    let fee = cancel.fee
    let feeAmount = fee?.amount ?? 0
    guard feeAmount <= due else {
      throw LedgerError(
        .feeExceedsRefund, .field("fee.amount"), found: "\(feeAmount)", allowed: "\(due)")
    }
    let claim = due - feeAmount
    var amount: Int64 = 0
    var retained: Int64 = 0
    switch cancel.refund.kind {
    case .original, .later: amount = min(claim, before.refundable)
    case .none: retained = claim
    case .amount: amount = try explicitAmount(cancel.refund.amount ?? 0, before)
    }
    releaseAuthorizations()
    try decide(
      cancel.cancellation, .cancellation, reason: cancel.reason, choice: cancel.refund.kind,
      due: due, amount: amount, retained: retained, fee: fee, notify: cancel.notify)
  }

  /// Decides a refund of money only.
  mutating func settleRefund(_ refund: Refund, before: OrderState) throws(LedgerError) {
    guard let order else { return }
    // An overpayment is the first money to go back.
    let unapplied = max(0, before.received - before.value)
    let reversed = before.value - order.value
    var due = min(max(0, order.received - order.value), reversed)
    var amount = min(due, before.refundable)
    if let wanted = refund.amount {
      amount = try explicitAmount(wanted, before)
      if amount > due { due += min(unapplied, amount - due) }
    }
    guard amount > 0 || due > 0 else { throw LedgerError(.nothingToRefund, .order(order.id)) }
    try decide(
      refund.refund, .refund, reason: refund.reason, choice: refund.to.kind, due: due,
      amount: amount, retained: 0, fee: nil, notify: refund.notify)
  }

  func explicitAmount(
    _ amount: Int64, _ before: OrderState
  ) throws(LedgerError) -> Int64 {
    guard amount <= before.refundable else {
      throw LedgerError(
        .overRefund, .order(before.id), found: "\(amount)", allowed: "\(before.refundable)")
    }
    return amount
  }

  mutating func decide(
    _ id: RefundID, _ kind: RefundDecision.Kind, reason: ReasonCode, choice: RefundChoice.Kind,
    due: Int64, amount: Int64, retained: Int64, fee: CancellationFee?, notify: Bool
  ) throws(LedgerError) {
    guard let order else { return }
    guard order.refunds.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.refunds.count) refunds",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    let feeAmount = fee?.amount ?? 0
    let discrepancy = due - amount - retained - feeAmount
    let shares = choice == .later ? [] : order.shares(of: amount)
    let currency = order.currency
    leg(.credit, Account(.refundsPayable), amount, currency)
    leg(.credit, Account(.goodwill, reason.text), discrepancy, currency)
    leg(.credit, Account(.cancellationFees), retained + feeAmount - (fee?.tax ?? 0), currency)
    if let fee, let code = fee.taxCode {
      leg(.credit, Account(.salesTax, code.text), fee.tax, currency)
    }
    decide(
      RefundDecision(
        id: id, kind: kind, number: amount > 0 ? order.refunds.count : nil, reason: reason,
        choice: choice, due: due, amount: amount, fee: feeAmount, feeTax: fee?.tax ?? 0,
        feeTaxCode: fee?.taxCode, retained: retained, discrepancy: discrepancy, shares: shares,
        notify: notify))
  }

  /// Once nothing is open and nothing is left to be paid, no promise is needed any more.
  mutating func releaseAuthorizations() {
    guard let order, order.openUnits == 0, order.outstanding == 0 else { return }
    for payment in order.payments where payment.open > 0 { release(payment, .void) }
  }
}

extension OrderState {
  /// What can still be decided to go back to a payment: captured, less the shares of refunds
  /// decided before, pending ones included.
  func capacity(of payment: PaymentState) -> Int64 {
    var left = payment.captured
    for refund in refunds {
      for share in refund.shares where share.payment == payment.number { left -= share.amount }
    }
    return max(0, left)
  }

  /// Splits a refund over the payments: gift cards and store credit first, then the others, newest
  /// first. The shares sum to the amount exactly unless refunds left for later have claimed some
  /// of the payments' room; what is not assigned then waits for its submission.
  func shares(of amount: Int64) -> [RefundShare] {
    var left = amount
    var shares: [RefundShare] = []
    let credit = payments.filter { $0.tender.kind.isCredit }
    let others = payments.filter { !$0.tender.kind.isCredit }.reversed()
    for payment in credit + others where left > 0 {
      let part = min(left, capacity(of: payment))
      guard part > 0 else { continue }
      shares.append(RefundShare(payment: payment.number, amount: part))
      left -= part
    }
    return shares
  }
}

extension Tender.Kind {
  /// Whether the tender is a balance of the customer's that this ledger keeps.
  package var isCredit: Bool { self == .giftCard || self == .storeCredit }
}
