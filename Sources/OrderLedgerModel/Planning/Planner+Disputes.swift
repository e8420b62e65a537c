extension OpenDispute: PlannedAction {
  package static var name: String { "openDispute" }
  package var isOutsideFact: Bool { true }

  package var readSet: ReadSet {
    var set = ReadSet(order: order)
    set.documents = [DocumentName(.dispute, dispute.text)]
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkAmount(amount, from: 1, .field("amount"))
    try checkAmount(fee, .field("fee"))
    try OrderLedgerModel.checkShape(presentment: presentment)
    if let echo = echo(in: snapshot) { return .replay(sequence: echo) }
    try snapshot.checkFree(DocumentName(.dispute, dispute.text), .dispute(dispute))
    let order = try snapshot.order(order)
    let payment = try order.payment(payment)
    try command.checkVersion(order)
    guard !payment.tender.kind.isCredit else {
      throw LedgerError(
        .invalidChoice, .payment(payment.id), found: payment.tender.kind.name,
        allowed: "gateway, manual")
    }
    guard order.disputes.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.disputes.count) disputes",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    // A refund under way is called off before the customer gets the money twice; one that arrived
    // is not in dispute.
    let limit = order.sendable(to: payment) + order.refunded(of: payment).pending
    guard amount <= limit else {
      throw LedgerError(
        .overDispute, .payment(payment.id), found: "\(amount)", allowed: "\(limit)")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = dispute.text
    try builder.callOffRefunds(of: payment, disputed: amount)
    let presented = try (builder.order ?? order).presentedPart(
      amount, of: payment, stating: presentment, over: .overDispute)
    let change = DisputeChange(
      dispute: dispute, number: order.disputes.count, payment: payment.number, amount: amount,
      previous: nil, status: .open, fee: fee)
    builder.dispute(change)
    let gateway = payment.tender.account
    if let presented {
      builder.take(presented, of: payment, by: change)
    } else {
      builder.leg(.debit, Account(.disputedFunds, dispute.text), amount, order.currency)
      builder.leg(.credit, gateway, amount, order.currency)
    }
    builder.leg(.debit, Account(.disputeFees, gateway.dimension), fee, order.currency)
    builder.leg(.credit, gateway, fee, order.currency)
    return .plan(try builder.finish())
  }

  /// The journal transaction that opened this dispute, when the gateway tells of it again.
  private func echo(in snapshot: Snapshot) -> Int64? {
    guard let record = snapshot.documents[DocumentName(.dispute, dispute.text)],
      let known = snapshot.order?.disputes.first(where: { $0.id == dispute }),
      known.amount == amount, snapshot.order?.payments[known.payment].id == payment
    else { return nil }
    return record.sequence
  }
}

extension CloseDispute: PlannedAction {
  package static var name: String { "closeDispute" }
  package var isOutsideFact: Bool { true }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .dispute(dispute)
    guard let cancellation else { return set }
    set.documents = [DocumentName(.decision, cancellation.text)]
    set.lineStock = .all
    set.checksLineLocations = true
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkShape()
    guard let order = snapshot.order,
      let dispute = order.disputes.first(where: { $0.id == self.dispute })
    else { throw LedgerError(.disputeNotFound, .dispute(dispute)) }
    // The same outcome told again is an echo.
    if dispute.status == outcome.status { return .replay(sequence: dispute.sequence) }
    try command.checkVersion(order)
    guard dispute.status == .open else {
      throw LedgerError(
        .disputeClosed, .dispute(dispute.id), found: dispute.status.name,
        sequence: dispute.sequence)
    }
    guard feeReturned <= dispute.fee else {
      throw LedgerError(
        .invalidAmount, .field("feeReturned"), found: "\(feeReturned)",
        allowed: "0 to \(dispute.fee)")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = dispute.id.text
    switch outcome {
    case .won: win(dispute, of: order, &builder)
    case .lost: try lose(dispute, of: order, snapshot, &builder)
    }
    return .plan(try builder.finish())
  }

  private func checkShape() throws(LedgerError) {
    try checkAmount(feeReturned, .field("feeReturned"))
    if feeReturned > 0, outcome == .lost {
      throw LedgerError(
        .invalidChoice, .field("feeReturned"), found: "lost", allowed: "won")
    }
    guard let cancellation else { return }
    guard outcome == .lost else {
      throw LedgerError(
        .invalidChoice, .field("cancellation"), found: "won", allowed: "lost")
    }
    try RefundDecision.checkName(cancellation, "cancellation")
  }

  private func win(
    _ dispute: DisputeState, of order: OrderState, _ builder: inout PlanBuilder
  ) {
    let payment = order.payments[dispute.payment]
    let gateway = payment.tender.account
    let change = DisputeChange(
      dispute: dispute.id, number: dispute.number, payment: dispute.payment,
      amount: dispute.amount, previous: .open, status: .won, fee: -feeReturned)
    builder.dispute(change)
    if let taken = order.presented?.disputes.first(where: { $0.number == dispute.number }) {
      builder.recover(taken, of: payment, by: change)
    } else {
      builder.leg(.debit, gateway, dispute.amount, order.currency)
      builder.leg(
        .credit, Account(.disputedFunds, dispute.id.text), dispute.amount, order.currency)
    }
    builder.leg(.debit, gateway, feeReturned, order.currency)
    builder.leg(
      .credit, Account(.disputeFees, gateway.dimension), feeReturned, order.currency)
  }

  /// What refunds owe is settled with it; then goes what was held for goods that have not left, so
  /// that the order is unpaid again; and what was earned already is a loss.
  private func lose(
    _ dispute: DisputeState, of order: OrderState, _ snapshot: Snapshot,
    _ builder: inout PlanBuilder
  ) throws(LedgerError) {
    let payment = order.payments[dispute.payment]
    let account = Account(.disputedFunds, dispute.id.text)
    let refunded = try builder.settleRefunds(of: payment, with: dispute)
    let unfulfilled = min(
      dispute.amount - refunded, max(0, order.received - order.recognizedValue))
    let change = DisputeChange(
      dispute: dispute.id, number: dispute.number, payment: dispute.payment,
      amount: dispute.amount, previous: .open, status: .lost, refunded: refunded,
      unfulfilled: unfulfilled)
    builder.dispute(change)
    builder.leg(.debit, Account(.chargebackLosses), change.loss, order.currency)
    builder.leg(.credit, account, dispute.amount, order.currency)
    guard let cancellation else { return }
    builder.lapseRequests()
    guard let current = builder.order, current.openUnits > 0 else { return }
    // What another dispute holds can't go back yet; it is owed.
    let cancel = CancelOrder(
      order: order.id, cancellation: cancellation, reason: BuiltInReason.fraud.code,
      refund: current.activeDispute == nil ? .original : .later)
    builder.reason = cancel.reason
    try cancel.carryOut(current, snapshot, &builder)
  }
}

extension OrderState {
  /// What of the order's value is earned: goods that have left and were not given back.
  var recognizedValue: Int64 { lines.sum { $0.recognizedAmounts.total } }
}

extension LedgerError.Subject {
  static func dispute(_ id: DisputeID) -> Self { Self("dispute", id.text) }
}
