import OrderLedgerModel
import Testing

@Suite struct PolicyRuleTests {
  static let paid = [Sample.place, Sample.pay(10_200)]
  static let grants = [
    CancellationPolicy.Grant(["staff:*"], roles: ["clerk"]),
    CancellationPolicy.Grant(["staff:mia"], roles: ["manager"]),
    CancellationPolicy.Grant(["customer:*"], roles: ["customer"]),
  ]

  static func policy(_ change: (inout CancellationPolicy) -> Void) -> CancellationPolicy {
    var policy = CancellationPolicy(grants: grants, administrators: ["manager"])
    change(&policy)
    return policy
  }

  static func shop(_ policy: CancellationPolicy, _ actions: [Action]) throws -> ModelShop {
    var shop = ModelShop()
    shop.now = .epoch
    for action in Sample.stock + actions { try shop.perform(action) }
    try shop.perform(SetPolicy(policy).action)
    return shop
  }

  /// What an action gives by an actor at a time: `ok`, or what it is refused with.
  static func outcome(
    _ action: Action, _ shop: ModelShop, by actor: ActorID?, after seconds: Int64 = 0
  ) -> String {
    var shop = shop
    shop.now = Timestamp(microseconds: seconds * 1_000_000)
    do throws(LedgerError) {
      try shop.perform(Command(action, key: "last", actor: actor))
      return "ok"
    } catch {
      return error.line
    }
  }

  @Test func `roles are granted by actor, one or all of a kind`() {
    let policy = Self.policy { _ in }
    #expect(policy.roles(of: "staff:ann") == ["clerk"])
    #expect(policy.roles(of: "staff:mia") == ["clerk", "manager"])
    #expect(policy.roles(of: "system:sweep").isEmpty)
    #expect(policy.roles(of: nil).isEmpty)
    #expect(policy.roles(of: "staffs:ann").isEmpty)
  }

  @Test func `where rules name roles, everybody else is refused`() throws {
    let shop = try Self.shop(
      Self.policy { $0.rules = [.init("desk", roles: ["clerk"])] }, Self.paid)
    #expect(Self.outcome(Sample.cancel(), shop, by: "staff:ann") == "ok")
    #expect(
      Self.outcome(Sample.cancel(), shop, by: "system:x")
        == "notPermitted | rule rules | an actor without a role | clerk")
    #expect(
      Self.outcome(Sample.cancel(), shop, by: nil) == "notPermitted | rule rules | no actor | clerk"
    )
  }

  @Test func `a rule ends with its time`() throws {
    let shop = try Self.shop(
      Self.policy {
        $0.rules = [
          .init("customers for an hour", roles: ["customer"], within: 3_600),
          .init("desk", roles: ["clerk"]),
        ]
      }, Self.paid)
    let cancel = Sample.cancel()
    #expect(Self.outcome(cancel, shop, by: "customer:7", after: 3_600) == "ok")
    #expect(
      Self.outcome(cancel, shop, by: "customer:7", after: 3_601)
        == "notPermitted | rule customers for an hour | 3601 seconds after placing | at most 3600")
    #expect(Self.outcome(cancel, shop, by: "staff:ann", after: 3_601) == "ok")
  }

  @Test func `a rule is for orders as they stand`() throws {
    let policy = Self.policy {
      $0.rules = [
        .init("open", roles: ["customer"], fulfillment: [.unfulfilled], payment: [.paid]),
        .init("desk", roles: ["clerk"]),
      ]
    }
    let one = [LineQuantity(line: "A", quantity: 1)]
    let shipped = try Self.shop(policy, Self.paid + [Sample.fulfill(one)])
    #expect(
      Self.outcome(Sample.cancel(), shipped, by: "customer:7")
        == "notPermitted | rule open | partiallyFulfilled | unfulfilled")
    #expect(Self.outcome(Sample.cancel(), shipped, by: "staff:ann") == "ok")
    let unpaid = try Self.shop(policy, [Sample.place])
    #expect(
      Self.outcome(Sample.cancel(), unpaid, by: "customer:7")
        == "notPermitted | rule open | unpaid | paid")
    #expect(
      Self.outcome(Sample.cancel(), try Self.shop(policy, Self.paid), by: "customer:7") == "ok")
  }

  @Test func `a rule names what may become of the money`() throws {
    let shop = try Self.shop(
      Self.policy { $0.rules = [.init("desk", roles: ["clerk"], refunds: [.original])] }, Self.paid)
    #expect(Self.outcome(Sample.cancel(), shop, by: "staff:ann") == "ok")
    #expect(
      Self.outcome(Sample.cancel(refund: .none), shop, by: "staff:ann")
        == "notPermitted | rule desk | the refund choice none | original")
  }

  @Test func `a rule without roles is for anyone`() throws {
    let shop = try Self.shop(
      CancellationPolicy(rules: [.init("early", within: 60)]), Self.paid)
    #expect(Self.outcome(Sample.cancel(), shop, by: nil, after: 60) == "ok")
    #expect(
      Self.outcome(Sample.cancel(), shop, by: nil, after: 61)
        == "notPermitted | rule early | 61 seconds after placing | at most 60")
  }

  @Test func `permission is said after everything else`() throws {
    let shop = try Self.shop(
      Self.policy { $0.rules = [.init("desk", roles: ["clerk"])] }, Self.paid)
    #expect(
      Self.outcome(Sample.cancel([.init(line: "A", quantity: 4)]), shop, by: nil)
        == "overQuantity | line A | 4 | 3 open")
    #expect(
      Self.outcome(Sample.cancel(refund: .amount(10_201)), shop, by: nil)
        == "overRefund | order 1001 | 10201 | 10200")
  }

  @Test func `backorders can be forbidden`() throws {
    let shop = try Self.shop(CancellationPolicy(backorder: false), [])
    let place = Action.placeOrder(Sample.order(backorder: true))
    #expect(
      Self.outcome(place, shop, by: nil)
        == "notPermitted | rule backorder | backorder | orders for what is in stock")
    #expect(Self.outcome(Sample.place, shop, by: nil) == "ok")
  }

  @Test func `one decision gives back so much and no more`() throws {
    let shop = try Self.shop(
      Self.policy {
        $0.refundLimits = [
          .init("clerks", roles: ["clerk"], limits: [.init(.gbp, 1_200), .init(.eur, 0)]),
          .init("managers", roles: ["manager"], limits: [.init(.gbp, 10_200)]),
        ]
      }, Self.paid)
    func mugs(_ quantity: Int64) -> Action { Sample.cancel([.init(line: "A", quantity: quantity)]) }
    #expect(Self.outcome(mugs(1), shop, by: "staff:ann") == "ok")
    #expect(
      Self.outcome(mugs(2), shop, by: "staff:ann")
        == "notPermitted | rule clerks | 2400 | at most 1200 GBP")
    #expect(Self.outcome(Sample.cancel(), shop, by: "staff:mia") == "ok")
    #expect(Self.outcome(Sample.cancel(refund: .none), shop, by: "system:x") == "ok")
    #expect(
      Self.outcome(mugs(1), shop, by: "system:x")
        == "notPermitted | rule clerks | 1200 | at most 0 GBP")
    #expect(Self.outcome(Sample.refund(amount: 1_200), shop, by: "staff:ann") == "ok")
    #expect(
      Self.outcome(Sample.refund(amount: 1_201), shop, by: "staff:ann")
        == "notPermitted | rule clerks | 1201 | at most 1200 GBP")
  }

  @Test func `a currency that a limit does not name has the limit 0`() throws {
    let shop = try Self.shop(
      Self.policy {
        $0.refundLimits = [.init("clerks", roles: ["clerk"], limits: [.init(.eur, 9_999)])]
      }, Self.paid)
    #expect(
      Self.outcome(Sample.cancel(), shop, by: "staff:ann")
        == "notPermitted | rule clerks | 10200 | at most 0 GBP")
  }
}
