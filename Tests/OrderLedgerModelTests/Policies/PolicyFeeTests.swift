import OrderLedgerModel
import Testing

@Suite struct PolicyFeeTests {
  static let paid = PolicyRuleTests.paid
  static let policy = PolicyRuleTests.policy {
    $0.fees = [
      .init(from: 3_600, basisPoints: 1_000, taxCode: "VAT-20", taxBasisPoints: 2_000),
      .init(from: 86_400, basisPoints: 10_000),
    ]
    $0.rules = [
      .init("managers", roles: ["manager"], waivesFee: true), .init("desk", roles: ["clerk"]),
    ]
  }

  static func decision(
    _ action: Action, by actor: ActorID = "staff:ann", after seconds: Int64
  ) throws -> RefundDecision? {
    var shop = try PolicyRuleTests.shop(policy, paid)
    shop.now = Timestamp(microseconds: seconds * 1_000_000)
    return try shop.perform(Command(action, actor: actor)).decisions.first
  }

  @Test func `the fee follows the time since the order was placed`() throws {
    let rows: [(seconds: Int64, fee: Int64, tax: Int64)] = [
      (0, 0, 0), (3_599, 0, 0), (3_600, 1_020, 170), (86_399, 1_020, 170), (86_400, 10_200, 0),
    ]
    for row in rows {
      let decision = try Self.decision(Sample.cancel(), after: row.seconds)
      #expect(decision?.fee == row.fee, "\(row.seconds)")
      #expect(decision?.feeTax == row.tax)
      #expect(decision?.amount == 10_200 - row.fee)
      #expect(decision?.discrepancy == 0)
    }
  }

  @Test func `a rule can waive it, and without a refund there is none`() throws {
    let waived = try Self.decision(Sample.cancel(), by: "staff:mia", after: 3_600)
    #expect(waived?.fee == 0)
    #expect(waived?.amount == 10_200)
    let kept = try Self.decision(Sample.cancel(refund: .none), after: 3_600)
    #expect(kept?.fee == 0)
    #expect(kept?.retained == 10_200)
  }

  @Test func `more of a fee may be taken, less may not`() throws {
    let shop = try PolicyRuleTests.shop(Self.policy, Self.paid)
    func outcome(_ action: Action) -> String {
      PolicyRuleTests.outcome(action, shop, by: "staff:ann", after: 3_600)
    }
    #expect(outcome(Sample.cancel(fee: CancellationFee(amount: 1_020))) == "ok")
    #expect(outcome(Sample.cancel(fee: CancellationFee(amount: 5_000))) == "ok")
    #expect(
      outcome(Sample.cancel(fee: CancellationFee(amount: 1_019)))
        == "notPermitted | rule fees | 1019 | a fee of at least 1020")
    #expect(outcome(Sample.cancel(refund: .amount(9_180))) == "ok")
    #expect(
      outcome(Sample.cancel(refund: .amount(9_181)))
        == "notPermitted | rule fees | 1019 | a fee of at least 1020")
  }

  @Test func `the fee of a request is that of the time when it was asked for`() throws {
    var shop = try PolicyRuleTests.shop(Self.policy, Self.paid)
    shop.now = Timestamp(microseconds: 3_600_000_000)
    try shop.perform(Command(RequestPlanTests.ask(), actor: "staff:ann"))
    shop.now = Timestamp(microseconds: 90_000_000_000)
    let entries = try shop.perform(Command(RequestPlanTests.answer(true), actor: "warehouse:LON"))
    #expect(entries.decisions.first?.fee == 1_020)
    #expect(entries.decisions.first?.feeTax == 170)
    #expect(entries.decisions.first?.amount == 9_180)
  }

  @Test func `less due at an acceptance takes no more of a fee than there is`() throws {
    var shop = try PolicyRuleTests.shop(Self.policy, Self.paid)
    shop.now = Timestamp(microseconds: 3_600_000_000)
    try shop.perform(Command(RequestPlanTests.ask(), actor: "staff:ann"))
    try shop.perform(Command(Sample.refund(amount: 10_000), actor: "staff:mia"))
    let entries = try shop.perform(Command(RequestPlanTests.answer(true), actor: "warehouse:LON"))
    let decision = try #require(entries.decisions.first)
    #expect(decision.fee <= decision.due)
    #expect(decision.due == decision.amount + decision.fee + decision.discrepancy)
  }

  @Test func `tenders get money back in the policy's order`() throws {
    let before = [
      Sample.place, Sample.pay(5_000), Sample.pay(2_000, "p2", by: .manual("till")),
      Sample.pay(3_200, "p3"),
    ]
    func payments(_ policy: CancellationPolicy) throws -> [Int] {
      var shop = try PolicyRuleTests.shop(policy, before)
      let entries = try shop.perform(Sample.cancel([.init(line: "B")]))
      return entries.decisions.first?.shares.map(\.payment) ?? []
    }
    #expect(try payments(CancellationPolicy()) == [2, 1, 0])
    #expect(try payments(CancellationPolicy(tenders: [.manual])) == [1, 2, 0])
    #expect(try payments(CancellationPolicy(tenders: [.gateway, .manual])) == [2, 0])
  }

  @Test func `defaults are taken where nothing else is said`() throws {
    let policy = CancellationPolicy(shipping: .keep, disposition: .damaged)
    var shop = try PolicyRuleTests.shop(policy, Self.paid)
    let entries = try shop.perform(Sample.cancel())
    #expect(entries.units.allSatisfy { $0.contains("reserved→damaged") })
    #expect(entries.decisions.first?.amount == 9_600)
    var other = try PolicyRuleTests.shop(policy, Self.paid)
    let chosen = try other.perform(
      Sample.cancel(shipping: .amount(500), disposition: Disposition(.restock, at: "PAR")))
    #expect(chosen.units.contains { $0.contains("PAR MUG transit→available 3") })
    #expect(chosen.decisions.first?.amount == 10_200)
  }

  @Test func `a line that only says to restock where it is gets the default too`() throws {
    let policy = CancellationPolicy(disposition: .damaged)
    var shop = try PolicyRuleTests.shop(policy, Self.paid)
    let entries = try shop.perform(
      Sample.cancel([
        .init(line: "A", quantity: 1, disposition: .restock),
        .init(line: "B", quantity: 1, disposition: Disposition(.restock, at: "PAR")),
      ]))
    #expect(entries.units.contains { $0.contains("MUG reserved→damaged") })
    #expect(entries.units.contains { $0.contains("PAR SHIRT transit→available") })
  }
}
