import OrderLedger

extension Oracle {
  mutating func submit(_ action: SubmitRefund, _ command: Command) throws {
    let name = action.attempt.text
    var wrong = Refusals()
    wrong.add("invalidIdentifier", if: name.hasPrefix("at-once-"))
    wrong.add("invalidAmount", if: action.amount.map { !Self.isAmount($0, from: 1) } ?? false)
    Self.check(action.presentment, action.cash, &wrong)
    try wrong.settle()
    let found = decisions[action.refund.text].flatMap { orders[$0] }
    try checkEcho(of: action, found)
    if attempts[name] != nil { throw Refused("alreadyExists") }
    guard var order = found,
      let number = order.refunds.firstIndex(where: { $0.id == action.refund.text })
    else { throw Refused("refundNotFound") }
    let refund = order.refunds[number]
    let named = order.payments.firstIndex { $0.id == action.payment?.text }
    let target = action.payment == nil ? nextPayment(of: number, order) : named
    try checkNew(action.reference?.text, target.map { order.payments[$0].tender }, order)
    if action.payment != nil, named == nil { throw Refused("paymentNotFound") }
    try checkVersion(order, command)
    if refund.owed <= 0 { throw Refused(action.amount == nil ? "nothingToRefund" : "overRefund") }
    guard let target else { throw Refused(order.hasDispute ? "activeDispute" : "integrity") }
    let limit = try room(of: number, on: target, wanted: action.amount, order)
    let amount = action.amount ?? limit
    if amount <= 0 || amount > limit { throw Refused("overRefund") }
    let payment = order.payments[target]
    let part = try self.part(
      amount, of: target, stating: action.presentment, action.cash, "overRefund", order)
    if !payment.isCredit, let part {
      order.presented.attempts[order.attempts.count] = part
      if part.payment != nil { order.presented.payments[target]?.pending += part.units }
    }
    order.attempts.append(
      OracleOrder.Attempt(
        id: name, refund: number, payment: target, amount: amount,
        status: payment.isCredit ? "succeeded" : "submitted", sequence: sequence))
    if payment.isCredit {
      try restore(amount, to: payment.tender, order.currency)
      post(order.currency, "2310", amount)
      Self.share(of: number, on: target, settled: amount, &order)
    } else {
      promise(
        order.currency, debit: "2310", credit: Self.account(kind: payment.kind, payment.tender),
        amount)
      Self.share(of: number, on: target, pending: amount, &order)
    }
    attempts[name] = order.id
    note(action.reference?.text, payment.tender, name)
    keep(order)
  }

  private mutating func note(_ reference: String?, _ tender: String, _ document: String) {
    guard let reference else { return }
    let name = Self.reference(tender, "refund", reference)
    if references[name] == nil { references[name] = (sequence, document) }
  }

  private func checkEcho(of action: SubmitRefund, _ order: OracleOrder?) throws {
    guard let reference = action.reference?.text, let order,
      let known = order.attempts.first(where: { $0.id == action.attempt.text }),
      action.amount == nil || action.amount == known.amount
    else { return }
    for payment in order.payments {
      let told = references[Self.reference(payment.tender, "refund", reference)]
      if let told, told.document == known.id { throw Echo(sequence: told.sequence) }
    }
  }

  private func checkNew(_ reference: String?, _ tender: String?, _ order: OracleOrder) throws {
    guard let reference else { return }
    for tender in tender.map({ [$0] }) ?? order.payments.map(\.tender)
    where references[Self.reference(tender, "refund", reference)] != nil {
      throw Refused("referenceConflict")
    }
  }

  /// The first payment that a refund has something for.
  private func nextPayment(of refund: Int, _ order: OracleOrder) -> Int? {
    let owed = order.refunds[refund].shares.filter { $0.owed > 0 }.map(\.payment)
    return owed.first { order.sendable(to: $0) > 0 } ?? owed.first
      ?? order.refundOrder(policy.tenders ?? []).first { order.room(of: refund, on: $0) > 0 }
  }

  /// What can be sent; a dispute holds its part.
  private func room(
    of refund: Int, on payment: Int, wanted: Int64?, _ order: OracleOrder
  ) throws -> Int64 {
    let room = order.room(of: refund, on: payment)
    let disputed = order.claims(on: payment).disputed
    if disputed == 0 { return room }
    let limit = min(room, order.sendable(to: payment))
    if limit == 0 { throw Refused("activeDispute") }
    if let wanted, wanted > limit, wanted <= room + disputed { throw Refused("activeDispute") }
    return limit
  }

  mutating func settle(_ action: SettleRefund, _ command: Command) throws {
    if !Self.isAmount(action.fee) { throw Refused("invalidAmount") }
    guard var order = attempts[action.attempt.text].flatMap({ orders[$0] }),
      let number = order.attempts.firstIndex(where: { $0.id == action.attempt.text })
    else { throw Refused("attemptNotFound") }
    let attempt = order.attempts[number]
    let outcome = action.outcome.rawValue
    if attempt.status == outcome { throw Echo(sequence: attempt.sequence) }
    let payment = order.payments[attempt.payment]
    if let reference = action.reference?.text,
      let known = references[Self.reference(payment.tender, "refund", reference)],
      known.document != attempt.id
    {
      throw Refused("referenceConflict")
    }
    try checkVersion(order, command)
    let isLate = attempt.status == "succeeded" && outcome == "failed" && !payment.isCredit
    guard attempt.status == "submitted" || isLate else { throw Refused("attemptClosed") }
    let account = Self.account(kind: payment.kind, payment.tender)
    settle(number, as: outcome, &order)
    if attempt.status == "submitted" {
      promise(order.currency, debit: "2310", credit: account, -attempt.amount)
      Self.share(of: attempt.refund, on: attempt.payment, pending: -attempt.amount, &order)
      if outcome == "succeeded" {
        Self.share(of: attempt.refund, on: attempt.payment, settled: attempt.amount, &order)
      }
    } else {
      // It came back: the debt is there again.
      Self.share(of: attempt.refund, on: attempt.payment, settled: -attempt.amount, &order)
    }
    post(order.currency, "5320:\(payment.tender)", action.fee)
    post(order.currency, account, -action.fee)
    order.attempts[number].status = outcome
    order.attempts[number].sequence = sequence
    note(action.reference?.text, payment.tender, attempt.id)
    keep(order)
  }
}
