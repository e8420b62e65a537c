import OrderLedger

extension Oracle {
  mutating func refund(_ action: Refund, _ command: Command) throws {
    try checkShape(action)
    if decisions[action.refund.text] != nil { throw Refused("alreadyExists") }
    var order = try order(action.order.text)
    let selected = try (action.lines ?? []).map {
      (number: try Self.item($0.line.text, of: order), quantity: $0.quantity)
    }
    try checkTarget(action.to, of: order)
    try checkVersion(order, command)
    if action.amount == nil, order.refundable <= 0 { throw Refused("nothingToRefund") }
    for (number, quantity) in selected where quantity > order.lines[number].reversible {
      throw Refused("overQuantity")
    }
    let before = order
    for (number, quantity) in selected {
      change(
        number, of: &order, .givenBack, reversed: quantity,
        recognized: -min(quantity, order.lines[number].recognized))
    }
    if let shipping = action.shipping { try refundShipping(shipping, of: &order) }
    let reversed = before.value(rule) - order.value(rule)
    var due = min(max(0, order.received - order.value(rule)), reversed)
    var amount = min(due, order.refundable)
    if let wanted = action.amount {
      if wanted > order.refundable { throw Refused("overRefund") }
      amount = wanted
      // What was paid beyond the order's value goes back before goodwill does.
      if amount > due {
        due += min(max(0, before.received - before.value(rule)), amount - due)
      }
    }
    if amount <= 0, due <= 0 { throw Refused("nothingToRefund") }
    try decide(
      action.refund.text, due: due, amount: amount, kept: 0, action.to,
      reason: action.reason.text, &order)
    denyRefund(order.currency)
    decisions[action.refund.text] = order.id
    keep(order)
  }

  private func checkShape(_ action: Refund) throws {
    var wrong = Refusals()
    wrong.add("invalidIdentifier", if: action.refund.text.hasPrefix("late-capture-"))
    if let lines = action.lines { Self.check(lines, &wrong) }
    wrong.add("invalidAmount", if: action.amount.map { !Self.isAmount($0, from: 1) } ?? false)
    wrong.add("invalidAmount", if: action.shipping?.amount.map { !Self.isAmount($0) } ?? false)
    wrong.add("invalidChoice", if: action.to.kind == .none || action.to.kind == .amount)
    wrong.add("invalidChoice", if: action.shipping?.kind == .proportional)
    wrong.add(
      "emptySelection", if: action.lines == nil && action.shipping == nil && action.amount == nil)
    wrong.add(
      "invalidTime", if: action.to.expires.map { $0.microseconds <= time } ?? false)
    try wrong.settle()
  }

  /// Store credit has to be able to go where it is to go.
  func checkTarget(_ choice: RefundChoice, of order: OracleOrder) throws {
    guard choice.kind == .storeCredit else { return }
    guard let name = choice.account?.text ?? order.customer else { throw Refused("missingField") }
    guard let credit = credits[name] else { return }
    if credit.kind != "storeCredit" { throw Refused("alreadyExists") }
    if credit.currency != order.currency { throw Refused("currencyMismatch") }
  }

  /// Writes a decision down; what is less or more than due is goodwill.
  mutating func decide(
    _ id: String, due: Int64, amount: Int64, kept: Int64, fee: CancellationFee? = nil,
    _ choice: RefundChoice, reason: String, _ order: inout OracleOrder
  ) throws {
    let shares = choice.kind == .later ? [] : order.split(amount, policy.tenders ?? [])
    decided = OracleDecision(due: due, amount: amount, fee: fee)
    if order.hasDispute, choice.kind != .later, shares.reduce(0, { $0 + $1.amount }) < amount {
      throw Refused("activeDispute")
    }
    post(order.currency, "5510:\(reason)", -(due - amount - kept))
    let isCredit = choice.kind == .storeCredit
    let credit = isCredit ? choice.account?.text ?? order.customer : nil
    try carryOut(
      refund: OracleOrder.Refund(id: id, amount: amount, shares: shares), due: due,
      credit: credit.map { ($0, choice.expires?.microseconds) }, &order)
  }

  /// What goes to a balance of this ledger is there at once; the rest is owed.
  mutating func carryOut(
    refund: OracleOrder.Refund, due: Int64, credit: (name: String, expires: Int64?)?,
    _ order: inout OracleOrder
  ) throws {
    order.received -= due
    guard refund.amount > 0 else { return }
    order.refunds.append(refund)
    decisions[refund.id] = order.id
    var owed = refund.amount
    for share in refund.shares {
      let payment = order.payments[share.payment]
      guard credit != nil || payment.isCredit else { continue }
      // Money that becomes credit stays where it came in.
      let kept = units(of: share.amount, on: share.payment, order)
      order.presented.payments[share.payment]?.kept += kept
      if credit == nil { try restore(share.amount, to: payment.tender, order.currency) }
      settleAtOnce(share.amount, of: order.refunds.count - 1, on: share.payment, &order)
      owed -= share.amount
    }
    if let credit, owed < refund.amount {
      issue(
        refund.amount - owed, to: credit.name, "storeCredit", order.currency,
        expires: credit.expires)
    }
    post(order.currency, "2310", -owed)
  }

  mutating func settleAtOnce(
    _ amount: Int64, of refund: Int, on payment: Int, _ order: inout OracleOrder
  ) {
    order.attempts.append(
      OracleOrder.Attempt(
        id: "at-once", refund: refund, payment: payment, amount: amount, status: "succeeded",
        sequence: sequence, isAtOnce: true))
    Self.share(of: refund, on: payment, settled: amount, &order)
  }

  /// Changes how far a refund has come on a payment; what had no payment gets this one.
  static func share(
    of refund: Int, on payment: Int, pending: Int64 = 0, settled: Int64 = 0,
    _ order: inout OracleOrder
  ) {
    var shares = order.refunds[refund].shares
    let index = shares.firstIndex { $0.payment == payment } ?? shares.count
    if index == shares.count { shares.append(OracleOrder.Share(payment: payment, amount: 0)) }
    shares[index].pending += pending
    shares[index].settled += settled
    shares[index].amount = max(
      shares[index].amount, shares[index].pending + shares[index].settled)
    order.refunds[refund].shares = shares
  }
}
