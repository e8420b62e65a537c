import Foundation
import Testing

@testable import OrderLedgerModel

@Suite struct SetPolicyTests {
  static func refusal(_ policy: CancellationPolicy) -> String? {
    do throws(LedgerError) {
      try policy.check()
      return nil
    } catch {
      return error.line
    }
  }

  @Test func `versions count from 1, and the one before can be asked for`() throws {
    var shop = ModelShop()
    let set = SetPolicy(CancellationPolicy(backorder: false)).action
    for version in 1...3 as ClosedRange<Int64> {
      let entries = try shop.perform(Command(set, expectedVersion: version - 1))
      guard case .policy(let policy)? = entries.first else {
        Issue.record("\(entries)")
        return
      }
      #expect(policy.version == version)
    }
    let error = #expect(throws: LedgerError.self) {
      try shop.perform(Command(set, expectedVersion: 2))
    }
    #expect(error?.line == "versionMismatch | policy 3 | 3 | 2")
  }

  @Test func `only an administrator sets the next one`() throws {
    var shop = ModelShop()
    try shop.perform(SetPolicy(PolicyRuleTests.policy { _ in }).action)
    let next = SetPolicy(CancellationPolicy()).action
    for actor in [nil, "staff:ann", "system:x"] as [ActorID?] {
      let error = #expect(throws: LedgerError.self) {
        try shop.perform(Command(next, actor: actor))
      }
      #expect(error?.code == .notPermitted)
      #expect(error?.subject?.name == "administrators")
    }
    try shop.perform(Command(next, actor: "staff:mia"))
    try shop.perform(next)
  }

  @Test func `a policy that nobody could change is refused`() {
    var policy = PolicyRuleTests.policy { $0.rules = [.init("desk", roles: ["clerk"])] }
    #expect(Self.refusal(policy) == nil)
    policy.administrators = []
    #expect(
      Self.refusal(policy)
        == "emptySelection | field policy.administrators"
        + " | a role that may set the next policy, where roles are named")
    policy.administrators = ["owner"]
    #expect(
      Self.refusal(policy)
        == "invalidChoice | field policy.grants | the role owner granted to nobody")
  }

  @Test func `a policy that contradicts itself is refused`() {
    let rows: [(CancellationPolicy, String)] = [
      (
        CancellationPolicy(rules: [.init("a"), .init("a")]),
        "invalidChoice | field policy.rules | the name a twice"
      ),
      (
        CancellationPolicy(rules: [.init("a", within: -1)]),
        "invalidAmount | field policy.rules.within | -1 | 0 to 3155760000"
      ),
      (
        CancellationPolicy(rules: [.init("a", within: Limits.maxPolicySeconds + 1)]),
        "invalidAmount | field policy.rules.within | 3155760001 | 0 to 3155760000"
      ),
      (
        CancellationPolicy(fees: [.init(from: 0, basisPoints: 10_001)]),
        "invalidAmount | field policy.fees | 10001 | 0 to 10000"
      ),
      (
        CancellationPolicy(fees: [.init(from: 0, basisPoints: 1, taxBasisPoints: 1)]),
        "missingField | field policy.fees.taxCode"
      ),
      (
        CancellationPolicy(fees: [.init(from: 5, basisPoints: 1), .init(from: 5, basisPoints: 2)]),
        "invalidChoice | field policy.fees | two from the same time"
      ),
      (
        CancellationPolicy(tenders: [.manual, .manual]),
        "invalidChoice | field policy.tenders | a tender twice"
      ),
      (
        CancellationPolicy(shipping: .amount),
        "invalidChoice | field policy.shipping | amount | auto, proportional, keep"
      ),
      (
        CancellationPolicy(approval: .init(above: [.init(.gbp, -1)], roles: [])),
        "invalidAmount | field policy.limits | -1 | 0 to 1000000000000000"
      ),
      (
        CancellationPolicy(approval: .init(above: [.init(.gbp, 1), .init(.gbp, 2)], roles: [])),
        "invalidChoice | field policy.limits | a currency twice"
      ),
    ]
    for (policy, expected) in rows { #expect(Self.refusal(policy) == expected) }
    #expect(
      Self.refusal(
        CancellationPolicy(
          rules: [.init("a", within: Limits.maxPolicySeconds)],
          fees: [.init(from: Limits.maxPolicySeconds, basisPoints: 10_000)])) == nil)
  }

  @Test func `a list has so many items and no more`() {
    func rules(_ count: Int) -> CancellationPolicy {
      CancellationPolicy(rules: (0..<count).map { .init(RuleName(stringLiteral: "r\($0)")) })
    }
    #expect(Self.refusal(rules(Limits.maxPolicyItems)) == nil)
    #expect(
      Self.refusal(rules(Limits.maxPolicyItems + 1))
        == "limitExceeded | field policy | 101 of a list | at most 100")
  }

  @Test func `a policy is read back from its JSON, and unknown fields are refused`() throws {
    let policy = CommandSamples.policy
    #expect(try CancellationPolicy(json: policy.json()) == policy)
    #expect(CancellationPolicy().json() == Array("{}".utf8))
    let error = #expect(throws: LedgerError.self) {
      try CancellationPolicy(json: #"{"rules":[{"rule":"a","with":1}]}"#.utf8)
    }
    #expect(error?.code == .unknownField)
    #expect(error?.subject?.name == "rules[0].with")
    let wrong = #expect(throws: LedgerError.self) {
      try CancellationPolicy(json: #"{"administrators":["a",1]}"#.utf8)
    }
    #expect(wrong?.subject?.name == "administrators[1]")
  }
}
