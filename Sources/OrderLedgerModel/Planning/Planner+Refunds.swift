extension Refund: PlannedAction {
  package static var name: String { "refund" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.decision, refund.text)]
    set.add(target: to)
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkShape()
    try checkExpiry(to.expires, at: command.at ?? context.recordedAt, "to.expires")
    try snapshot.checkFree(DocumentName(.decision, refund.text), .refund(refund))
    let order = try snapshot.order(order)
    var selected: [(line: LineState, quantity: Int64)] = []
    for line in lines ?? [] { selected.append((try order.item(line.line), line.quantity)) }
    try snapshot.checkTarget(to, of: order, "to.account")
    try command.checkVersion(order)
    guard amount != nil || order.refundable > 0 else {
      throw LedgerError(
        .nothingToRefund, .order(order.id), found: "nothing captured that was not given back")
    }
    for (line, quantity) in selected where quantity > line.reversible {
      throw LedgerError(
        .overQuantity, .line(line.placed.id), found: "\(quantity)",
        allowed: "\(line.reversible) not refunded")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = refund.text
    builder.reason = reason
    builder.note = note
    for (line, quantity) in selected { builder.refundUnits(quantity, of: line) }
    if let shipping { try builder.refundShipping(shipping) }
    try builder.settleRefund(self, before: order)
    try builder.checkRefundLimit()
    if notify { builder.message(.refundDecided) }
    return .plan(try builder.finish())
  }

  private func checkShape() throws(LedgerError) {
    try RefundDecision.checkName(refund, "refund")
    if let lines { try lines.check() }
    if let amount { try checkAmount(amount, from: 1, .field("amount")) }
    if let amount = shipping?.amount { try checkAmount(amount, .field("shipping.amount")) }
    guard to.kind == .original || to.kind == .later || to.kind == .storeCredit else {
      throw LedgerError(
        .invalidChoice, .field("to"), found: to.kind.name,
        allowed: "original, later, storeCredit")
    }
    guard shipping?.kind != .proportional else {
      throw LedgerError(
        .invalidChoice, .field("shipping.kind"), found: "proportional",
        allowed: "auto, amount, keep")
    }
    guard lines != nil || shipping != nil || amount != nil else {
      throw LedgerError(
        .emptySelection, .field("lines"), allowed: "lines, shipping or amount")
    }
  }
}

extension PlanBuilder {
  /// Gives back the price of units that stay where they are: first of units that have left, then
  /// of open ones.
  mutating func refundUnits(_ quantity: Int64, of line: LineState) {
    var change = LineChange(line: line.placed.id, number: line.number, kind: .refund)
    change.reversed = quantity
    change.recognized = -min(quantity, line.recognized)
    let amounts = line.placed.amounts(from: line.reversed, through: line.reversed + quantity)
    change.net = amounts.net
    change.discount = amounts.discount
    change.tax = amounts.tax
    self.line(change)
  }

  /// Gives shipping back without cancelling anything: all of it, an amount, or none.
  mutating func refundShipping(_ choice: ShippingChoice) throws(LedgerError) {
    let shipping = order?.lines.filter { $0.placed.kind == .shipping } ?? []
    switch choice.kind {
    case .auto:
      for line in shipping { reverse(line.reversible, of: line) }
    case .amount:
      try reverse(choice.amount ?? 0, of: shipping)
    case .keep, .proportional:
      break
    }
  }
}

extension SubmitRefund: PlannedAction {
  package static var name: String { "submitRefund" }
  package var isOutsideFact: Bool { true }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .refund(refund)
    set.documents = [DocumentName(.attempt, attempt.text)]
    set.reference = reference.map { (.refund, $0) }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try AttemptState.checkName(attempt)
    if let amount { try checkAmount(amount, from: 1, .field("amount")) }
    try checkShape(presentment: presentment)
    if let cash { try checkAmount(cash, from: 1, .field("cash")) }
    if let echo = echo(in: snapshot) { return .replay(sequence: echo) }
    try snapshot.checkFree(DocumentName(.attempt, attempt.text), .attempt(attempt))
    guard let order = snapshot.order,
      let refund = order.refunds.first(where: { $0.id == self.refund })
    else { throw LedgerError(.refundNotFound, .refund(refund)) }
    let named = order.payments.first { $0.id == payment }
    let target = payment == nil ? order.nextPayment(of: refund, in: context.tenderOrder) : named
    try snapshot.checkNew(reference, target?.tender.name, .attempt(attempt))
    if let payment, named == nil { _ = try order.payment(payment) }
    try command.checkVersion(order)
    guard refund.owed > 0 else {
      throw LedgerError(
        amount == nil ? .nothingToRefund : .overRefund, .refund(refund.id),
        found: amount.map { "\($0)" } ?? "\(refund.pending) pending, \(refund.settled) settled",
        allowed: amount == nil ? nil : "0 (\(refund.pending) pending, \(refund.settled) settled)")
    }
    guard order.attempts.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.attempts.count) attempts",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    guard let target else {
      if let dispute = order.activeDispute {
        throw LedgerError(
          .activeDispute, .dispute(dispute.id), found: "\(refund.owed)", allowed: "0",
          sequence: dispute.sequence)
      }
      throw LedgerError(.integrity, .refund(refund.id), found: "no payment to give back to")
    }
    let limit = try order.checkedRoom(of: refund, on: target, wanted: self.amount)
    let amount = self.amount ?? limit
    guard amount > 0, amount <= limit else {
      throw LedgerError(
        .overRefund, .payment(target.id), found: "\(amount)", allowed: "\(limit)")
    }
    let presented = try order.presentedPart(
      amount, of: target, stating: presentment, cash: cash)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = attempt.text
    builder.attempt(
      AttemptChange(
        attempt: attempt, number: order.attempts.count, refund: refund.id,
        refundNumber: refund.number, payment: target.number, amount: amount, previous: nil,
        status: target.tender.kind.isCredit ? .succeeded : .submitted, reference: reference),
      sequence: context.sequence)
    if target.tender.kind.isCredit {
      // No one else has to do anything for it.
      try builder.restoreCredit(amount, to: target.tender)
      builder.leg(.debit, Account(.refundsPayable), amount, order.currency)
    } else {
      if let presented { builder.submit(order.attempts.count, amount, to: target, as: presented) }
      builder.pendingLegs(
        debit: Account(.refundsPayable), credit: target.tender.account, amount, order.currency,
        .pending)
    }
    return .plan(try builder.finish())
  }
}

extension SubmitRefund {
  /// The journal transaction that recorded this attempt before, when it is told again with the same
  /// reference.
  private func echo(in snapshot: Snapshot) -> Int64? {
    guard reference != nil,
      let known = snapshot.order?.attempts.first(where: { $0.id == attempt }),
      amount == nil || amount == known.amount
    else { return nil }
    return snapshot.transactionDocuments.first { $0.value == attempt.text }?.key
  }
}

extension OrderState {
  /// What a refund can still send to a payment: its share there, and what is assigned to none.
  func room(of refund: RefundState, on payment: PaymentState) -> Int64 {
    let share = refund.shares.first { $0.payment == payment.number }
    return (share?.owed ?? 0) + min(refund.unassigned, capacity(of: payment))
  }

  /// What a refund can still send to a payment, without paying twice what a dispute holds.
  ///
  /// - Parameter wanted: what is going to be sent; `nil` is all there is.
  /// - Throws: `.activeDispute` when a dispute is why it can't be that much.
  func checkedRoom(
    of refund: RefundState, on payment: PaymentState, wanted: Int64?
  ) throws(LedgerError) -> Int64 {
    let room = room(of: refund, on: payment)
    guard let dispute = disputes.first(where: { $0.payment == payment.number && $0.disputed > 0 })
    else { return room }
    let limit = min(room, sendable(to: payment))
    let most = room + disputed(of: payment)
    guard limit == 0 || (wanted.map { $0 > limit && $0 <= most } ?? false) else { return limit }
    throw LedgerError(
      .activeDispute, .dispute(dispute.id), found: "\(wanted ?? most)", allowed: "\(limit)",
      sequence: dispute.sequence)
  }

  /// The first payment that a refund has something for.
  func nextPayment(of refund: RefundState, in tenderOrder: TenderOrder) -> PaymentState? {
    let owed = refund.shares.filter { $0.owed > 0 }.map { payments[$0.payment] }
    if let free = owed.first(where: { sendable(to: $0) > 0 }) ?? owed.first { return free }
    return tenderOrder.sorted(payments).first { room(of: refund, on: $0) > 0 }
  }
}

extension SettleRefund: PlannedAction {
  package static var name: String { "settleRefund" }
  package var isOutsideFact: Bool { true }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .attempt(attempt)
    set.reference = reference.map { (.refund, $0) }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkAmount(fee, .field("fee"))
    guard let order = snapshot.order,
      let attempt = order.attempts.first(where: { $0.id == self.attempt })
    else { throw LedgerError(.attemptNotFound, .attempt(attempt)) }
    let target = outcome.status
    // The same outcome told again, by a webhook or a worker, is an echo.
    if attempt.status == target { return .replay(sequence: attempt.sequence) }
    try snapshot.checkOwn(reference, attempt, order.payments[attempt.payment].tender.name)
    try command.checkVersion(order)
    switch (attempt.status, target) {
    case (.submitted, _): break
    // What no payment service carried out, none can undo.
    case (.succeeded, .failed)
    where !attempt.isAtOnce && !order.payments[attempt.payment].tender.kind.isCredit:
      break
    default:
      throw LedgerError(
        .attemptClosed, .attempt(attempt.id), found: attempt.status.name,
        allowed: attempt.status == .succeeded ? "failed" : "none", sequence: attempt.sequence)
    }
    let payment = order.payments[attempt.payment]
    let refund = order.refunds[attempt.refund]
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = attempt.id.text
    builder.attempt(
      AttemptChange(
        attempt: attempt.id, number: attempt.number, refund: refund.id,
        refundNumber: attempt.refund, payment: attempt.payment, amount: attempt.amount,
        previous: attempt.status, status: target, reference: reference, failure: failure, fee: fee),
      sequence: context.sequence)
    builder.settle(attempt, as: target, on: payment, fee: fee)
    return .plan(try builder.finish())
  }
}

extension PlanBuilder {
  mutating func settle(
    _ attempt: AttemptState, as status: AttemptStatus, on payment: PaymentState, fee: Int64
  ) {
    guard let currency = order?.currency else { return }
    let payable = Account(.refundsPayable)
    let tender = payment.tender.account
    if attempt.status == .submitted {
      pendingLegs(debit: payable, credit: tender, attempt.amount, currency, .released)
    }
    if let presented = order?.presented?.attempts.first(where: { $0.number == attempt.number }) {
      settle(presented, on: payment, as: status, after: attempt.status)
    } else if status == .succeeded {
      leg(.debit, payable, attempt.amount, currency)
      leg(.credit, tender, attempt.amount, currency)
    } else if attempt.status == .succeeded {
      // The money came back: the debt is opened again by an entry of its own.
      leg(.debit, tender, attempt.amount, currency)
      leg(.credit, payable, attempt.amount, currency)
    }
    if fee > 0 {
      leg(.debit, Account(.refundFees, tender.dimension), fee, currency)
      leg(.credit, tender, fee, currency)
    }
  }
}

extension Snapshot {
  /// Refuses a gateway's reference that was recorded before.
  func checkNew(
    _ reference: GatewayReference?, _ gateway: GatewayName?, _ subject: LedgerError.Subject
  ) throws(LedgerError) {
    guard let reference else { return }
    for (transaction, sequence) in transactions
    where transaction.gateway == gateway ?? transaction.gateway {
      throw LedgerError(.referenceConflict, subject, found: reference.text, sequence: sequence)
    }
  }

  /// Refuses a gateway's reference that was recorded for another attempt.
  func checkOwn(
    _ reference: GatewayReference?, _ attempt: AttemptState, _ gateway: GatewayName
  ) throws(LedgerError) {
    guard let reference else { return }
    for (transaction, sequence) in transactions
    where transaction.gateway == gateway && transactionDocuments[sequence] != attempt.id.text {
      throw LedgerError(
        .referenceConflict, .attempt(attempt.id), found: reference.text, sequence: sequence)
    }
  }
}
