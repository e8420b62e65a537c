// Where a policy shapes a plan. A policy only narrows: a fee is taken out of what would go back, and
// what it allows was allowed before. What it forbids is said last, as permission is last in the order
// of precedence.

extension PlanContext {
  /// The policy in force, if there is one.
  var rules: CancellationPolicy? { cancellation?.policy }
}

extension CancelOrder {
  /// The cancellation with what the policy says by default.
  func shaped(by policy: CancellationPolicy?) -> CancelOrder {
    guard let policy else { return self }
    var shaped = self
    if shipping.kind == .auto, let kind = policy.shipping { shaped.shipping = ShippingChoice(kind) }
    guard let kind = policy.disposition else { return shaped }
    if disposition == .restock { shaped.disposition = Disposition(kind) }
    shaped.lines = lines?.map { line in
      var line = line
      if line.disposition == .restock { line.disposition = Disposition(kind) }
      return line
    }
    return shaped
  }
}

extension PlanBuilder {
  /// Looks up what the policy says to a cancellation, and takes its fee.
  ///
  /// - Returns: why it may not be done.
  mutating func judge(
    _ cancel: CancelOrder, of order: OrderState, _ snapshot: Snapshot
  ) -> LedgerError? {
    guard let policy = context.rules else { return nil }
    let seconds = context.seconds(since: snapshot.placedAt, command)
    let verdict = policy.judge(order, cancel.refund.kind, by: command.actor, after: seconds)
    policyFee = verdict.fee
    return verdict.refusal
  }

  /// The fee of a cancellation: its own, or the policy's.
  func fee(of cancel: CancelOrder, due: Int64) -> CancellationFee? {
    guard var fee = cancel.fee else {
      return cancel.refund.kind == .none ? nil : policyFee?.fee(of: due)
    }
    guard isAnswering, fee.amount > due else { return fee }
    // It was fixed when the cancellation was asked for, and less is due by now.
    fee.tax = Proration.floorShare(of: fee.tax, through: due, of: fee.amount)
    fee.amount = due
    return due > 0 ? fee : nil
  }

  /// Refuses a cancellation that the policy does not allow.
  ///
  /// - Parameters:
  ///   - refusal: what ``judge(_:of:_:)`` said.
  ///   - asking: whether an approval can still be asked for.
  /// - Returns: whether one is needed.
  func checkPolicy(
    _ cancel: CancelOrder, _ refusal: LedgerError?, asking: Bool
  ) throws(LedgerError) -> Bool {
    guard let policy = context.rules else { return false }
    // What the money does not allow is said before what the actor may not do.
    try checkCredits()
    if let refusal { throw refusal }
    guard let order, let decided else { return false }
    if cancel.refund.kind != .none, let wanted = policyFee?.fee(of: decided.due)?.amount {
      let kept = min(decided.fee, decided.due - decided.amount)
      guard kept >= wanted else {
        throw LedgerError(
          .notPermitted, LedgerError.Subject("rule", "fees"), found: "\(kept)",
          allowed: "a fee of at least \(wanted)")
      }
    }
    try policy.checkRefund(decided.amount, order.currency, by: command.actor)
    guard let limit = policy.approvalLimit(of: command.actor, order.currency),
      decided.amount > limit
    else { return false }
    if asking { return true }
    throw LedgerError(
      .approvalRequired, .order(order.id), found: "\(decided.amount)",
      allowed: "at most \(limit) \(order.currency.code) without an approval")
  }

  /// Refuses a refund of more than the policy lets the actor give back.
  func checkRefundLimit() throws(LedgerError) {
    guard let policy = context.rules, let order, let decided else { return }
    try checkCredits()
    try policy.checkRefund(decided.amount, order.currency, by: command.actor)
  }

  /// Refuses an acceptance by an actor who may not approve what needs it, or what has grown since it
  /// was asked for beyond what the actor may give back.
  func checkAnswer(to request: CancellationRequest) throws(LedgerError) {
    guard let policy = context.rules, let order else { return }
    try checkCredits()
    let limit = policy.approvalLimit(of: command.actor, order.currency)
    if request.needsApproval, limit != nil {
      throw LedgerError(
        .notPermitted, LedgerError.Subject("rule", "approval"),
        found: command.actor == nil ? "no actor" : "an actor without the role",
        allowed: (policy.approval?.roles ?? []).map(\.text).joined(separator: ", "))
    }
    guard let amount = decided?.amount, amount > request.amount else { return }
    try policy.checkRefund(amount, order.currency, by: command.actor)
    guard let limit, amount > limit else { return }
    throw LedgerError(
      .approvalRequired, .request(request.id), found: "\(amount)",
      allowed: "at most \(max(limit, request.amount)) \(order.currency.code) without an approval")
  }
}

extension PlanContext {
  /// Whole seconds from when an order was placed to when a command takes effect.
  func seconds(since placedAt: Timestamp?, _ command: Command) -> Int64 {
    guard let placedAt else { return 0 }
    let (elapsed, overflow) = time(of: command).microseconds.subtractingReportingOverflow(
      placedAt.microseconds)
    return overflow ? .max : elapsed.floorDivided(by: Timestamp.microsecondsPerSecond)
  }
}
