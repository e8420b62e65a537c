import OrderLedger

extension Oracle {
  mutating func open(_ action: OpenDispute, _ command: Command) throws {
    var wrong = Refusals()
    wrong.add(
      "invalidAmount", if: !Self.isAmount(action.amount, from: 1) || !Self.isAmount(action.fee))
    Self.check(action.presentment, nil, &wrong)
    try wrong.settle()
    let name = action.dispute.text
    if let taken = disputes[name] {
      let order = orders[action.order.text]
      let same = order?.disputes.first { $0.id == name }
      if let order, let same, same.amount == action.amount,
        order.payments[same.payment].id == action.payment.text
      {
        throw Echo(sequence: taken.sequence)
      }
      throw Refused("alreadyExists")
    }
    var order = try order(action.order.text)
    guard let number = order.payments.firstIndex(where: { $0.id == action.payment.text }) else {
      throw Refused("paymentNotFound")
    }
    try checkVersion(order, command)
    let payment = order.payments[number]
    if payment.isCredit { throw Refused("invalidChoice") }
    if action.amount > order.sendable(to: number) + order.claims(on: number).pending {
      throw Refused("overDispute")
    }
    let account = Self.account(kind: payment.kind, payment.tender)
    // Refunds under way are called off, the newest first, before they are paid twice.
    for index in order.attempts.indices.reversed()
    where order.attempts[index].payment == number && order.attempts[index].status == "submitted" {
      if order.sendable(to: number) >= action.amount { break }
      let attempt = order.attempts[index]
      order.attempts[index].status = "cancelled"
      order.attempts[index].sequence = sequence
      if let part = order.presented.attempts[index] { letGo(part, &order) }
      promise(order.currency, debit: "2310", credit: account, -attempt.amount)
      Self.share(of: attempt.refund, on: number, pending: -attempt.amount, &order)
    }
    let part = try self.part(
      action.amount, of: number, stating: action.presentment, nil, "overDispute", order)
    order.disputes.append(
      OracleOrder.Dispute(
        id: name, payment: number, amount: action.amount, fee: action.fee, sequence: sequence))
    if let part {
      let worth = move(part, on: number, against: "1410:\(name)", isOut: true, &order)
      order.presented.disputes[order.disputes.count - 1] = OraclePresented.Part(
        payment: number, amount: worth, units: part.units, currency: part.currency)
    } else {
      post(order.currency, "1410:\(name)", action.amount)
      post(order.currency, account, -action.amount)
    }
    post(order.currency, "5330:\(payment.tender)", action.fee)
    post(order.currency, account, -action.fee)
    disputes[name] = (order.id, sequence)
    keep(order)
  }

  mutating func close(_ action: CloseDispute, _ command: Command) throws {
    let isWon = action.outcome == .won
    var wrong = Refusals()
    wrong.add("invalidAmount", if: !Self.isAmount(action.feeReturned))
    wrong.add("invalidChoice", if: action.feeReturned > 0 && !isWon)
    wrong.add("invalidChoice", if: action.cancellation != nil && isWon)
    wrong.add(
      "invalidIdentifier", if: action.cancellation?.text.hasPrefix("late-capture-") ?? false)
    try wrong.settle()
    guard var order = disputes[action.dispute.text].flatMap({ orders[$0.order] }),
      let number = order.disputes.firstIndex(where: { $0.id == action.dispute.text })
    else { throw Refused("disputeNotFound") }
    let dispute = order.disputes[number]
    if dispute.status == action.outcome.rawValue { throw Echo(sequence: dispute.sequence) }
    try checkVersion(order, command)
    if dispute.status != "open" { throw Refused("disputeClosed") }
    if action.feeReturned > dispute.fee { throw Refused("invalidAmount") }
    order.disputes[number].status = action.outcome.rawValue
    order.disputes[number].sequence = sequence
    if isWon {
      let payment = order.payments[dispute.payment]
      let account = Self.account(kind: payment.kind, payment.tender)
      order.disputes[number].fee -= action.feeReturned
      if let taken = order.presented.disputes[number] {
        let part = OraclePresented.Part(
          payment: taken.payment, amount: dispute.amount, units: taken.units,
          currency: taken.currency)
        move(part, on: dispute.payment, against: "1410:\(dispute.id)", isOut: false, &order)
      } else {
        post(order.currency, "1410:\(dispute.id)", -dispute.amount)
        post(order.currency, account, dispute.amount)
      }
      post(order.currency, account, action.feeReturned)
      post(order.currency, "5330:\(payment.tender)", -action.feeReturned)
    } else {
      post(order.currency, "1410:\(dispute.id)", -dispute.amount)
      try lose(number, &order, cancellation: action.cancellation?.text)
    }
    keep(order)
  }

  /// The money is the customer's: it settles what is owed, then what is not earned yet; the rest is
  /// a loss.
  private mutating func lose(
    _ number: Int, _ order: inout OracleOrder, cancellation: String?
  ) throws {
    let dispute = order.disputes[number]
    var left = dispute.amount
    order.disputes[number].status = "won"
    for refund in order.refunds.indices where left > 0 {
      let part = min(left, order.room(of: refund, on: dispute.payment))
      guard part > 0 else { continue }
      settleAtOnce(part, of: refund, on: dispute.payment, &order)
      post(order.currency, "2310", part)
      left -= part
    }
    order.disputes[number].status = "lost"
    order.disputes[number].refunded = dispute.amount - left
    let earned = order.lines.reduce(Int64(0)) { sum, line in
      sum + line.share(from: line.earnedFrom, to: line.parts, rule).total
    }
    let unfulfilled = min(left, max(0, order.received - earned))
    order.received -= unfulfilled
    post(order.currency, "5340", left - unfulfilled)
    guard let cancellation else { return }
    lapseRequests(of: &order)
    if order.open > 0 { try cancelRest(of: &order, as: cancellation) }
  }

  // MARK: Periods

  mutating func close(_ action: ClosePeriod, _ command: Command) throws {
    let through = action.through.microseconds
    if through >= recordedAt { throw Refused("invalidChoice") }
    if let closedThrough, through <= closedThrough { throw Refused("periodClosed") }
    if let at = command.at?.microseconds, at <= through { throw Refused("periodClosed") }
    closedThrough = through
  }
}
