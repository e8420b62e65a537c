// What a policy says to a request. Pure: the actor, the order and the times are handed in.

extension CancellationPolicy {
  /// The roles of an actor. Nobody in particular has none.
  public func roles(of actor: ActorID?) -> Set<RoleName> {
    guard let actor else { return [] }
    var roles: Set<RoleName> = []
    for grant in grants where grant.actors.contains(where: { $0.covers(actor) }) {
      roles.formUnion(grant.roles)
    }
    return roles
  }

  /// Whether an actor has one of these roles.
  func allows(_ actor: ActorID?, _ wanted: [RoleName]) -> Bool {
    !roles(of: actor).isDisjoint(with: wanted)
  }

  /// Whether anything depends on when an order was placed.
  package var needsPlacingTime: Bool { !fees.isEmpty || rules.contains { $0.within != nil } }

  /// What the policy says to a cancellation.
  ///
  /// - Parameter seconds: since the order was placed, at the time of the cancellation.
  func judge(
    _ order: OrderState, _ refund: RefundChoice.Kind, by actor: ActorID?, after seconds: Int64
  ) -> Verdict {
    let fee = fees.filter { $0.from <= seconds }.max { $0.from < $1.from }
    if rules.isEmpty { return Verdict(fee: fee, refusal: nil) }
    let mine = roles(of: actor)
    var nearest: LedgerError?
    for rule in rules {
      guard rule.roles.map({ !mine.isDisjoint(with: $0) }) ?? true else { continue }
      guard let refusal = rule.refusal(order, refund, after: seconds) else {
        return Verdict(fee: rule.waivesFee ? nil : fee, refusal: nil)
      }
      if nearest == nil { nearest = refusal }
    }
    let denied = LedgerError(
      .notPermitted, LedgerError.Subject("rule", "rules"),
      found: actor == nil ? "no actor" : "an actor without a role",
      allowed: Set(rules.flatMap { $0.roles ?? [] }).map(\.text).sorted().joined(separator: ", "))
    return Verdict(fee: fee, refusal: nearest ?? denied)
  }

  /// What a policy says.
  struct Verdict {
    /// The fee to be taken.
    let fee: Fee?
    /// Why it may not be done.
    let refusal: LedgerError?
  }

  /// The most an actor may give back at once in a currency; `nil` is any amount.
  func refundLimit(of actor: ActorID?, _ currency: Currency) -> (name: RuleName, amount: Int64)? {
    guard let first = refundLimits.first else { return nil }
    let mine = roles(of: actor)
    var best: (name: RuleName, amount: Int64)?
    for rule in refundLimits where !mine.isDisjoint(with: rule.roles) {
      let amount = rule.limits.first { $0.currency == currency }?.amount ?? 0
      if amount > best?.amount ?? -1 { best = (rule.name, amount) }
    }
    return best ?? (first.name, 0)
  }

  /// Refuses to give back more than the actor may.
  func checkRefund(
    _ amount: Int64, _ currency: Currency, by actor: ActorID?
  ) throws(LedgerError) {
    guard let limit = refundLimit(of: actor, currency), amount > limit.amount else { return }
    throw LedgerError(
      .notPermitted, LedgerError.Subject("rule", limit.name.text), found: "\(amount)",
      allowed: "at most \(limit.amount) \(currency.code)")
  }

  /// The amount above which an actor needs somebody else's approval; `nil` is never.
  func approvalLimit(of actor: ActorID?, _ currency: Currency) -> Int64? {
    guard let approval, !allows(actor, approval.roles) else { return nil }
    return approval.above.first { $0.currency == currency }?.amount ?? 0
  }
}

extension CancellationPolicy.Rule {
  /// What of a cancellation the rule does not cover; `nil` if it covers it.
  fileprivate func refusal(
    _ order: OrderState, _ refund: RefundChoice.Kind, after seconds: Int64
  ) -> LedgerError? {
    let subject = LedgerError.Subject("rule", name.text)
    if let fulfillment, !fulfillment.contains(order.fulfillmentStatus) {
      return LedgerError(
        .notPermitted, subject, found: order.fulfillmentStatus.rawValue,
        allowed: fulfillment.map(\.rawValue).joined(separator: ", "))
    }
    if let payment, !payment.contains(order.paymentStatus) {
      return LedgerError(
        .notPermitted, subject, found: order.paymentStatus.rawValue,
        allowed: payment.map(\.rawValue).joined(separator: ", "))
    }
    if let within, seconds > within {
      return LedgerError(
        .notPermitted, subject, found: "\(seconds) seconds after placing",
        allowed: "at most \(within)")
    }
    if let refunds, !refunds.contains(refund) {
      return LedgerError(
        .notPermitted, subject, found: "the refund choice \(refund.name)",
        allowed: refunds.map(\.name).joined(separator: ", "))
    }
    return nil
  }
}

extension CancellationPolicy.Fee {
  /// The fee for what is due, `nil` where it comes to nothing.
  func fee(of due: Int64) -> CancellationFee? {
    let amount = Proration.floorShare(of: due, through: basisPoints, of: 10_000)
    guard amount > 0 else { return nil }
    let tax = Proration.floorShare(
      of: amount, through: taxBasisPoints, of: 10_000 + taxBasisPoints)
    return CancellationFee(amount: amount, tax: tax, taxCode: tax > 0 ? taxCode : nil)
  }
}

extension ActorID {
  /// Whether a pattern names an actor: itself, or all of its kind.
  func covers(_ actor: ActorID) -> Bool {
    self == actor || (name == "*" && kind == actor.kind)
  }
}
