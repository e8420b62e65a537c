import OrderLedgerModel
import Testing

/// Whatever a policy says: what it allows was allowed without it, and gives back no more.
@Suite struct PolicyPropertyTests {
  @Test(arguments: seeds) func `a policy only narrows`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var allowed = 0
    var refused = 0
    for _ in 0..<400 {
      let policy = Self.policy(using: &random)
      let actor = Self.actors.randomElement(using: &random) ?? nil
      var before = [Sample.place]
      if Bool.random(using: &random) {
        before.append(Sample.pay(.random(in: 1...11_000, using: &random)))
      }
      if Bool.random(using: &random) {
        before.append(Sample.fulfill([LineQuantity(line: "A", quantity: 1)]))
      }
      let cancel = Self.cancel(using: &random)
      var ruled = try PolicyRuleTests.shop(policy, before)
      var free = try RequestPlanTests.shop(before)
      let seconds = Int64.random(in: 0...7_200, using: &random)
      ruled.now = Timestamp(microseconds: seconds * 1_000_000)
      // What a caller would have had to name without the policy's defaults.
      var named = cancel
      if named.shipping == .auto, let kind = policy.shipping {
        named.shipping = Self.choices[kind] ?? .auto
      }
      if named.disposition == .restock, let kind = policy.disposition {
        named.disposition = Disposition(kind)
      }
      let without = Result { () throws(LedgerError) in try free.perform(named.action) }
      let with = Result { () throws(LedgerError) in
        try ruled.perform(Command(cancel, key: "k", actor: actor))
      }
      switch (with, without) {
      case (.success(let ruledEntries), .success(let freeEntries)):
        allowed += 1
        #expect(ruledEntries.units == freeEntries.units)
        #expect(ruledEntries.lineChanges == freeEntries.lineChanges)
        let amount = ruledEntries.decisions.first?.amount ?? 0
        #expect(amount <= freeEntries.decisions.first?.amount ?? 0)
        if let limit = policy.approval?.above.first?.amount, actor != "staff:mia" {
          #expect(amount <= limit)
        }
      case (.success, .failure(let error)):
        Issue.record("allowed by \(policy) what is refused: \(error)")
      case (.failure(let error), .success):
        refused += 1
        #expect(error.code.category == .permission, "\(error)")
      case (.failure(let error), .failure(let other)):
        // The same fault, since permission comes last.
        #expect(error.code == other.code)
      }
    }
    #expect(allowed > 20 && refused > 20)
  }

  @Test func `an empty policy changes nothing`() throws {
    var ruled = try PolicyRuleTests.shop(CancellationPolicy(), PolicyRuleTests.paid)
    var free = try RequestPlanTests.shop(PolicyRuleTests.paid)
    #expect(try ruled.perform(Sample.cancel()) == free.perform(Sample.cancel()))
  }

  static let actors: [ActorID?] = [nil, "staff:ann", "staff:mia", "customer:7", "system:x"]
  static let choices: [ShippingChoice.Kind: ShippingChoice] = [
    .auto: .auto, .proportional: .proportional, .keep: .keep,
  ]

  static func cancel(using random: inout SplitMix64) -> CancelOrder {
    let refunds: [RefundChoice] = [
      .original, .later, .none, .amount(.random(in: 0...4_000, using: &random)),
    ]
    let quantity = Int64.random(in: 1...4, using: &random)
    var cancel = CancelOrder(
      order: "1001", cancellation: "x1",
      lines: Bool.random(using: &random) ? [.init(line: "A", quantity: quantity)] : nil,
      reason: "customer", refund: refunds.randomElement(using: &random) ?? .original)
    if Bool.random(using: &random) { cancel.shipping = .keep }
    if cancel.refund != .none, Int.random(in: 0..<4, using: &random) == 0 {
      cancel.fee = CancellationFee(amount: .random(in: 1...2_000, using: &random))
    }
    return cancel
  }

  static func policy(using random: inout SplitMix64) -> CancellationPolicy {
    PolicyRuleTests.policy { policy in
      if Bool.random(using: &random) {
        policy.rules = [
          .init(
            "customers", roles: ["customer"], fulfillment: [.unfulfilled],
            within: .random(in: 0...7_200, using: &random)),
          .init("desk", roles: ["clerk"], refunds: [.original, .later, .amount]),
          .init("managers", roles: ["manager"], waivesFee: true),
        ]
      }
      if Bool.random(using: &random) {
        policy.fees = [
          .init(
            from: .random(in: 0...7_200, using: &random),
            basisPoints: .random(in: 0...10_000, using: &random))
        ]
      }
      policy.shipping = [nil, .proportional, .keep].randomElement(using: &random) ?? nil
      policy.disposition = [nil, .damaged, .kept].randomElement(using: &random) ?? nil
      if Bool.random(using: &random) {
        policy.approval = .init(
          above: [.init(.gbp, .random(in: 0...5_000, using: &random))], roles: ["manager"])
      }
      if Bool.random(using: &random) {
        policy.refundLimits = [
          .init(
            "staff", roles: ["clerk"],
            limits: [.init(.gbp, .random(in: 0...12_000, using: &random))])
        ]
      }
    }
  }
}
