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
    let fee = self.fee(of: cancel, due: due)
    let feeAmount = fee?.amount ?? 0
    guard feeAmount <= due else {
      throw LedgerError(
        .feeExceedsRefund, .field("fee.amount"), found: "\(feeAmount)", allowed: "\(due)")
    }
    let claim = due - feeAmount
    var amount: Int64 = 0
    var retained: Int64 = 0
    switch cancel.refund.kind {
    case .original, .later, .storeCredit: amount = min(claim, before.refundable)
    case .none: retained = claim
    case .amount: amount = try explicitAmount(cancel.refund.amount ?? 0, before)
    }
    releaseAuthorizations()
    try decide(
      cancel.cancellation, .cancellation, reason: cancel.reason, choice: cancel.refund,
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
      refund.refund, .refund, reason: refund.reason, choice: refund.to, due: due,
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

  /// - Parameter recovered: what of a discrepancy makes good for money that a dispute took.
  mutating func decide(
    _ id: RefundID, _ kind: RefundDecision.Kind, reason: ReasonCode, choice: RefundChoice,
    due: Int64, amount: Int64, retained: Int64, fee: CancellationFee?, recovered: Int64 = 0,
    notify: Bool
  ) throws(LedgerError) {
    guard let order else { return }
    guard order.refunds.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.refunds.count) refunds",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    let feeAmount = fee?.amount ?? 0
    let discrepancy = due - amount - retained - feeAmount
    let shares =
      choice.kind == .later ? [] : order.shares(of: amount, in: context.tenderOrder)
    try checkDispute(shares, amount, choice, order)
    let currency = order.currency
    leg(.credit, Account(.goodwill, reason.text), discrepancy - recovered, currency)
    leg(.credit, Account(.chargebackLosses), recovered, currency)
    leg(.credit, Account(.cancellationFees), retained + feeAmount - (fee?.tax ?? 0), currency)
    if let fee, let code = fee.taxCode {
      leg(.credit, Account(.salesTax, code.text), fee.tax, currency)
    }
    try carryOut(
      RefundDecision(
        id: id, kind: kind, number: amount > 0 ? order.refunds.count : nil, reason: reason,
        choice: choice.kind, due: due, amount: amount, fee: feeAmount, feeTax: fee?.tax ?? 0,
        feeTaxCode: fee?.taxCode, retained: retained, discrepancy: discrepancy, shares: shares,
        notify: notify),
      choice)
  }

  /// Writes a decision down. What goes to a balance that this ledger keeps is there at once; the
  /// rest is owed.
  mutating func carryOut(
    _ decision: RefundDecision, _ choice: RefundChoice = .original
  ) throws(LedgerError) {
    decide(decision)
    guard let order, let number = decision.number else { return }
    let account = choice.kind == .storeCredit ? choice.account(of: order) : nil
    var owed = decision.amount
    var settled = 0
    for share in decision.shares {
      let payment = order.payments[share.payment]
      guard account != nil || payment.tender.kind.isCredit else { continue }
      if account == nil {
        try restoreCredit(share.amount, to: payment.tender)
      } else {
        keep(share.amount, of: payment, as: order.attempts.count + settled)
      }
      settled += 1
      try settleAtOnce(
        share.amount, of: order.refunds[number], on: payment,
        as: account == nil ? "restored" : "credited")
      owed -= share.amount
    }
    if let account, owed < decision.amount {
      issueCredit(
        account, .storeCredit, decision.amount - owed, order.currency, expires: choice.expires)
    }
    leg(.credit, Account(.refundsPayable), owed, order.currency)
  }

  /// Refuses to give back what a dispute may take as well. What is only owed can wait for it.
  private func checkDispute(
    _ shares: [RefundShare], _ amount: Int64, _ choice: RefundChoice, _ order: OrderState
  ) throws(LedgerError) {
    guard let dispute = order.activeDispute, choice.kind != .later else { return }
    let free = shares.sum { $0.amount }
    guard free < amount else { return }
    throw LedgerError(
      .activeDispute, .dispute(dispute.id), found: "\(amount)",
      allowed: "\(free), or the choice later", sequence: dispute.sequence)
  }

  /// Once nothing is open and nothing is left to be paid, no promise is needed any more.
  mutating func releaseAuthorizations() {
    guard let order, order.openUnits == 0, order.outstanding == 0 else { return }
    for payment in order.payments where payment.open > 0 { release(payment, .void) }
  }
}

extension OrderState {
  /// Splits a refund over the payments, in the order of their tenders. The shares sum to the amount
  /// exactly unless refunds left for later have claimed some of the payments' room; what is not
  /// assigned then waits for its submission.
  func shares(of amount: Int64, in tenderOrder: TenderOrder) -> [RefundShare] {
    var left = amount
    var shares: [RefundShare] = []
    for payment in tenderOrder.sorted(payments) where left > 0 {
      let part = min(left, capacity(of: payment))
      guard part > 0 else { continue }
      shares.append(RefundShare(payment: payment.number, amount: part))
      left -= part
    }
    return shares
  }
}

extension RefundChoice {
  /// The store credit account that it goes to; `nil` where no one says which.
  func account(of order: OrderState) -> CreditName? {
    account ?? order.customer.map { CreditName(unchecked: $0.text) }
  }
}

extension ReadSet {
  /// Adds the account that a refund goes to.
  mutating func add(target choice: RefundChoice) {
    guard choice.kind == .storeCredit else { return }
    if let account = choice.account { credits.append(account) } else { customerCredit = true }
  }
}

extension Snapshot {
  /// Refuses store credit that goes to no one, or where it can't go.
  func checkTarget(
    _ choice: RefundChoice, of order: OrderState, _ field: String
  ) throws(LedgerError) {
    guard choice.kind == .storeCredit else { return }
    guard let account = choice.account(of: order) else {
      throw LedgerError(
        .missingField, .field(field), found: "an order without a customer",
        allowed: "the account that gets the credit")
    }
    try checkAccount(account, order.currency)
  }
}
