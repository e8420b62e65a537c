extension Limits {
  /// The most grants, rules, fees or limits of a policy, each, and the most of anything in one.
  public static let maxPolicyItems = 100

  /// The longest time that a policy counts with, in seconds: a hundred years.
  public static let maxPolicySeconds: Int64 = 3_155_760_000
}

extension CancellationPolicy {
  /// Refuses a policy that contradicts itself, or that nobody could ever change.
  ///
  /// - Throws: `.limitExceeded`, `.invalidAmount`, `.invalidChoice`, `.emptySelection`,
  ///   `.missingField`, `.unknownCurrency`.
  package func check() throws(LedgerError) {
    try checkCounts()
    try Self.checkNames(rules.map(\.name) + refundLimits.map(\.name))
    for rule in rules {
      if let within = rule.within { try Self.checkSeconds(within, "rules.within") }
    }
    for fee in fees { try Self.check(fee) }
    if Set(fees.map(\.from)).count < fees.count {
      throw LedgerError(.invalidChoice, .field("policy.fees"), found: "two from the same time")
    }
    if let tenders, Set(tenders).count < tenders.count {
      throw LedgerError(.invalidChoice, .field("policy.tenders"), found: "a tender twice")
    }
    if shipping == .amount {
      throw LedgerError(
        .invalidChoice, .field("policy.shipping"), found: "amount",
        allowed: "auto, proportional, keep")
    }
    for limit in (approval?.above ?? []) + refundLimits.flatMap(\.limits) {
      try checkCurrency(limit.currency)
      try checkAmount(limit.amount, .field("policy.limits"))
    }
    for limits in [approval?.above ?? []] + refundLimits.map(\.limits)
    where Set(limits.map(\.currency)).count < limits.count {
      throw LedgerError(.invalidChoice, .field("policy.limits"), found: "a currency twice")
    }
    try checkRoles()
  }

  private func checkCounts() throws(LedgerError) {
    var counts = [
      grants.count, administrators.count, rules.count, fees.count, refundLimits.count,
      approval?.above.count ?? 0, approval?.roles.count ?? 0,
    ]
    for grant in grants { counts += [grant.actors.count, grant.roles.count] }
    for rule in rules { counts.append(rule.roles?.count ?? 0) }
    for limit in refundLimits { counts += [limit.roles.count, limit.limits.count] }
    for count in counts where count > Limits.maxPolicyItems {
      throw LedgerError(
        .limitExceeded, .field("policy"), found: "\(count) of a list",
        allowed: "at most \(Limits.maxPolicyItems)")
    }
  }

  private static func checkNames(_ names: [RuleName]) throws(LedgerError) {
    var seen: Set<RuleName> = []
    for name in names where !seen.insert(name).inserted {
      throw LedgerError(
        .invalidChoice, .field("policy.rules"), found: "the name \(name.text) twice")
    }
  }

  private static func checkSeconds(_ seconds: Int64, _ field: String) throws(LedgerError) {
    guard (0...Limits.maxPolicySeconds).contains(seconds) else {
      throw LedgerError(
        .invalidAmount, .field("policy.\(field)"), found: "\(seconds)",
        allowed: "0 to \(Limits.maxPolicySeconds)")
    }
  }

  private static func check(_ fee: Fee) throws(LedgerError) {
    try checkSeconds(fee.from, "fees.from")
    for points in [fee.basisPoints, fee.taxBasisPoints] where !(0...10_000).contains(points) {
      throw LedgerError(
        .invalidAmount, .field("policy.fees"), found: "\(points)", allowed: "0 to 10000")
    }
    if fee.taxBasisPoints > 0, fee.taxCode == nil {
      throw LedgerError(.missingField, .field("policy.fees.taxCode"))
    }
  }

  /// Where roles rule, somebody has to have the right to change the policy, or nobody ever could.
  private func checkRoles() throws(LedgerError) {
    let granted = Set(grants.flatMap(\.roles))
    var names = administrators + (approval?.roles ?? [])
    for rule in rules { names += rule.roles ?? [] }
    for limit in refundLimits { names += limit.roles }
    for role in names where !granted.contains(role) {
      throw LedgerError(
        .invalidChoice, .field("policy.grants"), found: "the role \(role.text) granted to nobody")
    }
    guard !names.isEmpty, administrators.isEmpty else { return }
    throw LedgerError(
      .emptySelection, .field("policy.administrators"),
      allowed: "a role that may set the next policy, where roles are named")
  }
}
