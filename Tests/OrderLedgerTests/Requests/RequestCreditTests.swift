import OrderLedger
import OrderLedgerTesting
import Testing

/// Requests whose money goes to balances of this ledger.
@Suite struct RequestCreditTests {
  private static let accept = AnswerCancellation(cancellation: "x", accepted: true)

  private static func ask(_ refund: RefundChoice = .original) -> RequestCancellation {
    RequestCancellation(
      CancelOrder(order: "1", cancellation: "x", reason: "customer", refund: refund))
  }

  @Test func `accepted, what a gift card paid is back on it`() async throws {
    let shop = try await CreditTests.shop()
    try await shop.perform(shop.order("1"))
    try await shop.perform(CreditTests.pay(6_000))
    try await shop.perform(Self.ask())
    try await shop.perform(Self.accept)
    #expect(try await shop.ledger.credit("GC-1").available == 6_000)
    #expect(try await shop.ledger.order("1").refundSettled == 6_000)
    await shop.close()
  }

  @Test func `accepted, what a gift card promised is free again`() async throws {
    let shop = try await CreditTests.shop()
    try await shop.perform(shop.order("1"))
    try await shop.perform(
      AuthorizePayment(
        order: "1", payment: "a", tender: Tender(.giftCard, name: "GC-1"), amount: 5_000))
    try await shop.perform(Self.ask())
    try await shop.perform(Self.accept)
    let card = try await shop.ledger.credit("GC-1")
    #expect(card.held == 0 && card.available == 6_000)
    await shop.close()
  }

  @Test func `accepted, store credit is added to what the account has`() async throws {
    let shop = try await CreditTests.shop()
    try await shop.perform(
      IssueStoreCredit(account: "cust-9", amount: 500, currency: .gbp), key: "issue")
    try await shop.placeAndPay("1")
    let paid = try await shop.ledger.order("1").captured
    try await shop.perform(Self.ask(.storeCredit(account: "cust-9")))
    try await shop.perform(Self.accept)
    #expect(try await shop.ledger.credit("cust-9").balance == 500 + paid)
    await shop.close()
  }

  @Test func `store credit that would have expired already is not asked for`() async throws {
    let shop = try await CreditTests.shop()
    try await shop.placeAndPay("1")
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        Self.ask(.storeCredit(account: "cust-9", expires: Timestamp(microseconds: 1))))
    }
    #expect(error?.code == .invalidTime)
    await shop.close()
  }
}
