import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct PolicyTests {
  static let policy = CancellationPolicy(
    grants: [
      .init(["staff:*"], roles: ["clerk"]), .init(["staff:mia"], roles: ["manager"]),
    ],
    administrators: ["manager"],
    rules: [
      .init("desk", roles: ["clerk"], within: 86_400), .init("managers", roles: ["manager"]),
    ],
    approval: .init(above: [.init(.gbp, 5_000)], roles: ["manager"]))

  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    return shop
  }

  static func cancel(_ name: RefundID, _ quantity: Int64? = nil) -> CancelOrder {
    CancelOrder(
      order: "1001", cancellation: name,
      lines: quantity.map { [CancelOrder.Line(line: "A", quantity: $0)] }, reason: "customer")
  }

  static func refusal(
    _ shop: TestLedger, _ action: some ActionConvertible, by actor: ActorID?,
    at: Timestamp? = nil
  ) async -> LedgerError? {
    await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(action, actor: actor, at: at)
    }
  }

  @Test func `every transaction carries the version that shaped it`() async throws {
    let shop = try await Self.shop()
    let before = try await shop.perform(Self.cancel("x0", 1))
    #expect(before.transaction.header.policyVersion == nil)
    #expect(try await shop.ledger.cancellationPolicy() == nil)
    let set = try await shop.perform(SetPolicy(Self.policy), actor: "app:setup")
    #expect(set.transaction.header.policyVersion == 1)
    let first = try await shop.perform(Self.cancel("x1", 1), actor: "staff:ann")
    #expect(first.transaction.header.policyVersion == 1)
    try await shop.perform(SetPolicy(CancellationPolicy()), actor: "staff:mia")
    let second = try await shop.perform(Self.cancel("x2", 1))
    #expect(second.transaction.header.policyVersion == 2)
    #expect(
      try await shop.ledger.cancellationPolicy()
        == .init(version: 2, policy: CancellationPolicy()))
    let old = try await shop.ledger.read { snapshot throws(LedgerError) in
      try snapshot.cancellationPolicy(1)
    }
    #expect(old.policy == Self.policy)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `rules hold for every way to cancel`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(SetPolicy(Self.policy), actor: "app:setup")
    let cancel = Self.cancel("x1", 1)
    #expect(await Self.refusal(shop, cancel, by: nil)?.code == .notPermitted)
    #expect(
      await Self.refusal(shop, RequestCancellation(cancel), by: "app:web")?.code == .notPermitted)
    let bulk = await CancelOrdersTests.refusal(shop, CancelOrders([cancel], actor: "app:web"))
    #expect(bulk?.code == .notPermitted)
    #expect(bulk?.index == 0)
    let preview = await #expect(throws: LedgerError.self) {
      try await shop.ledger.preview(cancel, actor: "app:web")
    }
    #expect(preview?.code == .notPermitted)
    let late = Timestamp(microseconds: 1_767_225_600_000_000 + 2 * 86_400_000_000)
    let error = await Self.refusal(shop, cancel, by: "staff:ann", at: late)
    #expect(error?.code == .notPermitted)
    #expect(error?.subject == .init("rule", "desk"))
    try await shop.perform(cancel, actor: "staff:ann")
    await shop.close()
  }

  @Test func `a refund above the limit is asked for, approved and carried out`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(SetPolicy(Self.policy), actor: "app:setup")
    let cancel = Self.cancel("x1")
    let error = await Self.refusal(shop, cancel, by: "staff:ann")
    #expect(error?.code == .approvalRequired)
    #expect(error?.found == "10200")
    let asked = try await shop.perform(RequestCancellation(cancel), actor: "staff:ann")
    #expect(asked.transaction.header.policyVersion == 1)
    let answer = AnswerCancellation(cancellation: "x1", accepted: true)
    #expect(await Self.refusal(shop, answer, by: "staff:ann")?.code == .notPermitted)
    let receipt = try await shop.perform(answer, actor: "staff:mia")
    #expect(receipt.decision?.amount == 10_200)
    #expect(try await shop.ledger.order("1001").status == .cancelled)
    await shop.close()
  }

  @Test func `cancellability lists a missing permission beside everything else`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(SetPolicy(Self.policy), actor: "app:setup")
    func codes(_ actor: ActorID?) async throws -> [LedgerError.Code] {
      try await shop.ledger.cancellability(of: "1001", by: actor).blockers.map(\.code)
    }
    func approvalAbove(_ actor: ActorID?) async throws -> Int64? {
      try await shop.ledger.cancellability(of: "1001", by: actor).approvalAbove
    }
    #expect(try await approvalAbove("staff:ann") == 5_000)
    #expect(try await approvalAbove("staff:mia") == nil)
    #expect(try await codes("staff:ann") == [])
    #expect(try await codes(nil) == [.notPermitted])
    try await shop.perform(Self.cancel("x1"), actor: "staff:mia")
    #expect(try await codes(nil) == [.alreadyCancelled, .nothingToCancel, .notPermitted])
    await shop.close()
  }

  @Test func `a policy set by another process holds at once`() async throws {
    let shop = try await Self.shop()
    let other = try await Ledger(path: shop.path)
    try await other.perform(SetPolicy(CancellationPolicy(backorder: false)))
    try await shop.expectBalanced()
    let error = await Self.refusal(shop, shop.order("1002", backorder: true), by: nil)
    #expect(error?.subject == .init("rule", "backorder"))
    try await other.perform(SetPolicy(CancellationPolicy()))
    try await shop.perform(shop.order("1002", backorder: true))
    await other.close()
    await shop.close()
  }

  @Test func `a policy that was undone is not remembered`() async throws {
    let shop = try await Self.shop()
    struct Undo: Error {}
    await #expect(throws: Undo.self) {
      try await shop.ledger.write { transaction in
        try transaction.perform(SetPolicy(CancellationPolicy(backorder: false)))
        throw Undo()
      }
    }
    try await shop.perform(SetPolicy(CancellationPolicy(shipping: .keep)))
    try await shop.perform(shop.order("1002", backorder: true))
    #expect(try await shop.ledger.cancellationPolicy()?.policy.shipping == .keep)
    await shop.close()
  }

  @Test(
    arguments: [
      "UPDATE ledger_policy SET policy = '{}' WHERE version = 1",
      "DELETE FROM ledger_policy WHERE version = 1",
      "UPDATE ledger_txn SET policy_version = NULL WHERE seq = (SELECT max(seq) FROM ledger_txn)",
      "UPDATE ledger_txn SET policy_version = 7 WHERE seq = (SELECT max(seq) FROM ledger_txn)",
      "INSERT INTO ledger_policy VALUES (9, 1, 0, '{}')",
    ])
  func `verification finds a policy that was changed behind its back`(sql: String) async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    try scratch.raw().tamper(sql)
    #expect(try await !ledger.verify().isSound, "\(sql)")
    await ledger.close()
  }
}
