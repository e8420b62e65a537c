import OrderLedgerModel
import Testing

@Suite struct PolicyApprovalTests {
  static let paid = PolicyRuleTests.paid
  static let policy = PolicyRuleTests.policy {
    $0.approval = .init(above: [.init(.gbp, 2_400)], roles: ["manager"])
  }

  static func mugs(_ quantity: Int64) -> [CancelOrder.Line] { RequestPlanTests.mugs(quantity) }

  @Test func `above the limit a cancellation needs an approval`() throws {
    let shop = try PolicyRuleTests.shop(Self.policy, Self.paid)
    #expect(
      PolicyRuleTests.outcome(Sample.cancel(Self.mugs(2)), shop, by: "staff:ann") == "ok")
    #expect(
      PolicyRuleTests.outcome(Sample.cancel(Self.mugs(3)), shop, by: "staff:ann")
        == "approvalRequired | order 1001 | 3600 | at most 2400 GBP without an approval")
    #expect(
      PolicyRuleTests.outcome(Sample.cancel(Self.mugs(3)), shop, by: "staff:mia") == "ok")
    #expect(
      PolicyRuleTests.outcome(Sample.cancel(Self.mugs(3), refund: .none), shop, by: nil) == "ok")
  }

  @Test func `it can be asked for, and an approver carries it out`() throws {
    var shop = try PolicyRuleTests.shop(Self.policy, Self.paid)
    try shop.perform(Command(RequestPlanTests.ask(Self.mugs(3)), actor: "staff:ann"))
    let request = try #require(shop.orders["1001"]?.requests.first?.request)
    #expect(request.needsApproval)
    #expect(request.amount == 3_600)
    let accept = RequestPlanTests.answer(true)
    #expect(
      PolicyRuleTests.outcome(accept, shop, by: "staff:ann")
        == "notPermitted | rule approval | an actor without the role | manager")
    #expect(
      PolicyRuleTests.outcome(accept, shop, by: nil)
        == "notPermitted | rule approval | no actor | manager")
    let entries = try shop.perform(Command(accept, actor: "staff:mia"))
    #expect(entries.decisions.first?.amount == 3_600)
    #expect(shop.orders["1001"]?.cancelledUnits == 3)
  }

  @Test func `below the limit whoever is asked may accept`() throws {
    var shop = try PolicyRuleTests.shop(Self.policy, Self.paid)
    try shop.perform(Command(RequestPlanTests.ask(Self.mugs(2)), actor: "staff:ann"))
    #expect(shop.orders["1001"]?.requests.first?.request.needsApproval == false)
    #expect(
      PolicyRuleTests.outcome(RequestPlanTests.answer(true), shop, by: "warehouse:LON") == "ok")
  }

  @Test func `what has grown since it was asked for is judged again`() throws {
    // Asked for when nothing was paid, and paid before the answer.
    var shop = try PolicyRuleTests.shop(Self.policy, [Sample.place])
    try shop.perform(Command(RequestPlanTests.ask(), actor: "staff:ann"))
    #expect(shop.orders["1001"]?.requests.first?.request.amount == 0)
    try shop.perform(Sample.pay(10_200))
    #expect(
      PolicyRuleTests.outcome(RequestPlanTests.answer(true), shop, by: "warehouse:LON")
        == "approvalRequired | cancellation request x1 | 10200"
        + " | at most 2400 GBP without an approval")
    #expect(PolicyRuleTests.outcome(RequestPlanTests.answer(true), shop, by: "staff:mia") == "ok")
  }

  @Test func `a rule that forbids forbids asking, too`() throws {
    let shop = try PolicyRuleTests.shop(
      PolicyRuleTests.policy { $0.rules = [.init("desk", roles: ["clerk"])] }, Self.paid)
    #expect(
      PolicyRuleTests.outcome(RequestPlanTests.ask(), shop, by: "customer:7")
        == "notPermitted | rule rules | an actor without a role | clerk")
  }
}
