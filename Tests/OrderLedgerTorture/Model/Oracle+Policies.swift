import OrderLedger

/// What was decided about money by the command at hand.
struct OracleDecision: Sendable {
  let due: Int64
  let amount: Int64
  let fee: CancellationFee?
}

extension Oracle {
  mutating func set(_ action: SetPolicy, _ command: Command) throws {
    try check(action.policy)
    if let expected = command.expectedVersion, expected != policyVersion {
      throw Refused("versionMismatch")
    }
    let administrators = policy.administrators
    if !administrators.isEmpty, !isAny(of: administrators) { denied.insert("notPermitted") }
    policyVersion += 1
    policy = action.policy
  }

  private func check(_ policy: CancellationPolicy) throws {
    var wrong = Refusals()
    wrong.add("limitExceeded", if: policy.grants.count > 100)
    let names = policy.rules.map(\.name.text) + policy.refundLimits.map(\.name.text)
    wrong.add("invalidChoice", if: Set(names).count < names.count)
    let seconds = policy.rules.compactMap(\.within) + policy.fees.map(\.from)
    wrong.add("invalidAmount", if: seconds.contains { $0 < 0 || $0 > 3_155_760_000 })
    let points = policy.fees.flatMap { [$0.basisPoints, $0.taxBasisPoints] }
    wrong.add("invalidAmount", if: points.contains { $0 < 0 || $0 > 10_000 })
    wrong.add(
      "missingField", if: policy.fees.contains { $0.taxBasisPoints > 0 && $0.taxCode == nil })
    wrong.add("invalidChoice", if: Set(policy.fees.map(\.from)).count < policy.fees.count)
    let tenders = policy.tenders ?? []
    wrong.add("invalidChoice", if: Set(tenders).count < tenders.count)
    wrong.add("invalidChoice", if: policy.shipping == .amount)
    for limits in [policy.approval?.above ?? []] + policy.refundLimits.map(\.limits) {
      wrong.add("invalidChoice", if: Set(limits.map(\.currency)).count < limits.count)
      wrong.add("invalidAmount", if: limits.contains { !Self.isAmount($0.amount) })
    }
    // Whoever is named has to be somebody, and somebody has to be able to change it.
    let granted = Set(policy.grants.flatMap(\.roles))
    let named =
      policy.administrators + (policy.approval?.roles ?? [])
      + policy.rules.flatMap { $0.roles ?? [] } + policy.refundLimits.flatMap(\.roles)
    wrong.add("invalidChoice", if: !granted.isSuperset(of: named))
    wrong.add("emptySelection", if: !named.isEmpty && policy.administrators.isEmpty)
    try wrong.settle()
  }

  /// Whether the actor of the command at hand has one of these roles.
  private func isAny(of roles: [RoleName]) -> Bool {
    guard let actor else { return false }
    let kind = actor.prefix { $0 != ":" }
    for grant in policy.grants
    where grant.actors.contains(where: { $0.text == actor || $0.text == "\(kind):*" }) {
      if !Set(grant.roles).isDisjoint(with: roles) { return true }
    }
    return false
  }

  // MARK: What a cancellation has to hear

  /// The cancellation with what the policy says by default.
  func shaped(_ action: CancelOrder) -> CancelOrder {
    var shaped = action
    if action.shipping.kind == .auto {
      switch policy.shipping {
      case .proportional: shaped.shipping = .proportional
      case .keep: shaped.shipping = .keep
      default: break
      }
    }
    guard let kind = policy.disposition else { return shaped }
    if action.disposition == .restock { shaped.disposition = Disposition(kind) }
    for index in (action.lines ?? []).indices where action.lines?[index].disposition == .restock {
      shaped.lines?[index].disposition = Disposition(kind)
    }
    return shaped
  }

  /// Whether a rule allows all of a cancellation, and what the policy takes for it.
  mutating func judge(_ action: CancelOrder, _ order: OracleOrder) -> CancellationPolicy.Fee? {
    let elapsed = time - order.placedAt
    let seconds = elapsed >= 0 ? elapsed / 1_000_000 : -((-elapsed + 999_999) / 1_000_000)
    let fee = policy.fees.filter { $0.from <= seconds }.max { $0.from < $1.from }
    if policy.rules.isEmpty { return fee }
    for rule in policy.rules {
      if let roles = rule.roles, !isAny(of: roles) { continue }
      if let states = rule.fulfillment?.map(\.rawValue), !states.contains(order.shippingStatus) {
        continue
      }
      let paid = order.paymentStatus(order.value(self.rule))
      if let states = rule.payment?.map(\.rawValue), !states.contains(paid) { continue }
      if let within = rule.within, seconds > within { continue }
      if let choices = rule.refunds, !choices.contains(action.refund.kind) { continue }
      return rule.waivesFee ? nil : fee
    }
    denied.insert("notPermitted")
    return fee
  }

  /// What a policy's fee is for what is due.
  static func fee(_ fee: CancellationPolicy.Fee?, of due: Int64) -> CancellationFee? {
    guard let fee else { return nil }
    let amount = OracleLine.share(due, fee.basisPoints, 10_000)
    guard amount > 0 else { return nil }
    let tax = OracleLine.share(amount, fee.taxBasisPoints, 10_000 + fee.taxBasisPoints)
    return CancellationFee(amount: amount, tax: tax, taxCode: tax > 0 ? fee.taxCode : nil)
  }

  /// Denies what is not allowed of a cancellation that was carried out, or tried.
  ///
  /// - Returns: whether somebody has to approve it.
  mutating func deny(
    _ action: CancelOrder, _ fee: CancellationPolicy.Fee?, _ order: OracleOrder
  ) -> Bool {
    guard let decided else { return false }
    if action.refund.kind != .none, let wanted = Self.fee(fee, of: decided.due)?.amount {
      let kept = min(decided.fee?.amount ?? 0, decided.due - decided.amount)
      if kept < wanted { denied.insert("notPermitted") }
    }
    denyRefund(order.currency)
    return approvalLimit(order.currency).map { decided.amount > $0 } ?? false
  }

  /// Denies to give back more at once than the greatest limit of the actor's roles.
  mutating func denyRefund(_ currency: String) {
    guard let decided, !policy.refundLimits.isEmpty else { return }
    let mine = policy.refundLimits.filter { isAny(of: $0.roles) }
    let most = mine.map { $0.limits.first { $0.currency.code == currency }?.amount ?? 0 }.max()
    if decided.amount > most ?? 0 { denied.insert("notPermitted") }
  }

  private func approvalLimit(_ currency: String) -> Int64? {
    guard let approval = policy.approval, !isAny(of: approval.roles) else { return nil }
    return approval.above.first { $0.currency.code == currency }?.amount ?? 0
  }

  /// An acceptance gives back no more than was expected when it was asked for, unless the actor
  /// could have given that back alone.
  mutating func denyAnswer(to request: OracleOrder.Request, _ order: OracleOrder) {
    let limit = approvalLimit(order.currency)
    if request.needsApproval, limit != nil { denied.insert("notPermitted") }
    guard let amount = decided?.amount, amount > request.amount else { return }
    denyRefund(order.currency)
    if let limit, amount > limit { denied.insert("approvalRequired") }
  }
}
