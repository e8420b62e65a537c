import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@testable import OrderLedger

@Suite struct CreditTamperTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let invariant: Finding.Invariant
    /// Whether only a row, and no entry, was touched: then a rebuild puts it right.
    var isState = true
  }

  static let cases: [Case] = [
    Case(
      testDescription: "a card with more on it",
      sql: "UPDATE ledger_credit SET balance = balance + 1 WHERE credit = 'GC-1'",
      invariant: .projection),
    Case(
      testDescription: "a card that holds another's money",
      sql: """
        UPDATE ledger_credit SET balance = (SELECT sum(balance) FROM ledger_credit c
          WHERE c.credit <> ledger_credit.credit AND c.kind = 2) WHERE kind = 2
        """, invariant: .balance),
    Case(
      testDescription: "a card that is good for longer",
      sql: "UPDATE ledger_credit SET expires_at = 2000000000000000 WHERE credit = 'GC-1'",
      invariant: .projection),
    Case(
      testDescription: "a disabled card made good",
      sql: "UPDATE ledger_credit SET status = 1 WHERE credit = 'GC-9'", invariant: .projection),
    Case(
      testDescription: "an account without its row",
      sql: "DELETE FROM ledger_credit WHERE credit = 'cust-1'", invariant: .balance),
    Case(
      testDescription: "a card that was never issued",
      sql: "INSERT INTO ledger_credit VALUES ('GC-X', 2, 'GBP', 0, 0, 0, 1, NULL, 1)",
      invariant: .projection),
    Case(
      testDescription: "an entry of a card edited",
      sql: "UPDATE ledger_credit_change SET balance = balance + 1 WHERE credit = 'GC-1'",
      invariant: .chain, isState: false),
    Case(
      testDescription: "another card sold",
      sql: "UPDATE ledger_component SET code = 'GC-8' WHERE kind = 2", invariant: .chain,
      isState: false),
    Case(
      testDescription: "an amount beside a card's name",
      sql: "UPDATE ledger_component SET amount = 1 WHERE kind = 2", invariant: .record,
      isState: false),
    Case(
      testDescription: "a dispute's status", sql: "UPDATE ledger_dispute SET status = 1",
      invariant: .projection),
    Case(
      testDescription: "a dispute's other transaction",
      sql: "UPDATE ledger_dispute SET closed_seq = closed_seq + 1", invariant: .projection),
    Case(
      testDescription: "what a lost dispute had paid",
      sql: "UPDATE ledger_dispute SET refunded = refunded - 1 WHERE status = 2",
      invariant: .projection),
    Case(
      testDescription: "a dispute that was never opened",
      sql: "INSERT INTO ledger_dispute VALUES (1, 9, 'dX', 0, 1, 0, 0, 0, 1, NULL)",
      invariant: .projection),
    Case(
      testDescription: "a count of disputes", sql: "UPDATE ledger_order SET disputes = 7",
      invariant: .projection),
    Case(
      testDescription: "an entry of a dispute edited",
      sql: "UPDATE ledger_dispute_change SET fee = fee + 1", invariant: .chain, isState: false),
  ]

  /// Cards spent, sold and disabled, store credit, and a dispute that was lost while a refund was
  /// owed.
  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(
      IssueGiftCard(account: "GC-1", amount: 6_000, currency: .gbp, tender: .manual("till")))
    try await shop.perform(IssueGiftCard(account: "GC-2", amount: 700, currency: .gbp))
    try await shop.perform(CreditTests.cardOrder)
    try await shop.perform(CancelOrder(order: "g", cancellation: "g", reason: "customer"))
    try await shop.perform(shop.order("1"))
    try await shop.perform(CreditTests.pay(1_000))
    try await shop.placeAndPay("2")
    try await shop.perform(
      CancelOrder(
        order: "2", cancellation: "x", lines: [.init(line: "A", quantity: 1)], reason: "customer",
        refund: .storeCredit))
    try await shop.perform(
      CancelOrder(
        order: "2", cancellation: "y", lines: [.init(line: "A", quantity: 1)], reason: "customer"))
    try await shop.perform(
      OpenDispute(order: "2", dispute: "d", payment: "2-pay", amount: 5_000, fee: 1_500))
    try await shop.perform(CloseDispute(dispute: "d", outcome: .lost))
    return shop
  }

  @Test(arguments: cases) func `verification finds it, and a rebuild puts right what is state`(
    _ damage: Case
  ) async throws {
    let shop = try await Self.shop()
    try RawDatabase(shop.path).tamper(damage.sql)
    let report = try await shop.ledger.verify()
    #expect(report.findings.contains { $0.invariant == damage.invariant }, "\(report)")
    if damage.isState {
      #expect(try await !shop.ledger.verify(rowByRow: false).isSound)
      #expect(try await !shop.ledger.rebuild().changedTables.isEmpty)
      try await shop.expectBalanced()
    }
    await shop.close()
  }
}
