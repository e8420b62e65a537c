import OrderLedger

extension ModelGenerator {
  /// Who asks: where nobody needs a role it does not matter.
  mutating func actor(_ oracle: Oracle) -> ActorID? {
    if oracle.policy.grants.isEmpty { return dice.chance(30) ? "staff:ann" : nil }
    return dice.chance(4)
      ? nil : one(["staff:ann", "staff:mia", "staff:mia", "customer:bo"] as [ActorID])
  }

  /// Mostly one that lets most be done by those who have a role.
  mutating func policy() -> SetPolicy {
    if dice.chance(4) { return SetPolicy(CancellationPolicy()) }
    var policy = CancellationPolicy()
    if dice.chance(3) { policy.fees = (0...dice.below(2)).map { _ in policyFee() } }
    if dice.chance(4) { policy.shipping = one([.auto, .keep, .proportional, .amount]) }
    if dice.chance(3) { policy.disposition = one(Disposition.Kind.allCases) }
    if dice.chance(3) {
      policy.tenders = (0...dice.below(3)).map { _ in one(Tender.Kind.allCases) }
    }
    if dice.chance(6) { policy.backorder = false }
    if dice.chance(3) {
      if dice.chance(2) { policy.rules = [rule("anyone", nil)] }
      return SetPolicy(policy)
    }
    policy.grants = [
      CancellationPolicy.Grant(["staff:*"], roles: ["clerk"]),
      CancellationPolicy.Grant(["staff:mia"], roles: ["manager"]),
    ]
    if dice.chance(80) { policy.grants = Array(repeating: policy.grants[0], count: 101) }
    if !dice.chance(12) { policy.administrators = ["manager"] }
    if dice.chance(2) {
      policy.rules = [
        rule("desk", ["clerk"]),
        CancellationPolicy.Rule("managers", roles: ["manager"], waivesFee: dice.chance(2)),
      ]
    }
    if dice.chance(3) {
      policy.approval = CancellationPolicy.Approval(above: limits(), roles: ["manager"])
    }
    if dice.chance(3) {
      policy.refundLimits = [
        CancellationPolicy.RefundLimit(
          dice.chance(20) ? "desk" : "few", roles: [dice.chance(20) ? "nobody" : "clerk"],
          limits: limits()),
        CancellationPolicy.RefundLimit(
          "most", roles: ["manager"],
          limits: [CancellationPolicy.Limit(.gbp, Oracle.mostAmount)]),
      ]
    }
    return SetPolicy(policy)
  }

  private mutating func limits() -> [CancellationPolicy.Limit] {
    var limits = [CancellationPolicy.Limit(.gbp, one([0, 500, 2_000, 10_000]))]
    if dice.chance(12) { limits[0].amount = -1 }
    if dice.chance(9) { limits.append(CancellationPolicy.Limit(one([.gbp, .eur]), 100)) }
    if dice.chance(9) { limits = [] }
    return limits
  }

  private mutating func policyFee() -> CancellationPolicy.Fee {
    CancellationPolicy.Fee(
      from: one([0, 0, 3_600, 86_400, 864_000, dice.chance(9) ? -1 : 1]),
      basisPoints: one([0, 1, 500, 1_000, 10_000, dice.chance(9) ? 10_001 : 250]),
      taxCode: maybe(2, "VAT"), taxBasisPoints: dice.chance(3) ? 2_000 : 0)
  }

  private mutating func rule(_ name: RuleName, _ roles: [RoleName]?) -> CancellationPolicy.Rule {
    var rule = CancellationPolicy.Rule(name, roles: roles, waivesFee: dice.chance(4))
    if dice.chance(3) { rule.fulfillment = [.unfulfilled, .partiallyFulfilled] }
    if dice.chance(3) { rule.payment = [.paid, .unpaid, .authorized, .partiallyPaid] }
    if dice.chance(3) { rule.within = one([1, 60, 86_400, 1_209_600, -1]) }
    if dice.chance(3) { rule.refunds = [.original, .storeCredit, .later] }
    return rule
  }
}
