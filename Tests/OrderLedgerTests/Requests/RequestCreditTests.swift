import OrderLedger
import OrderLedgerTesting
import Testing

/// Cancellations that are asked for, and money that goes to balances of this ledger's.
@Suite struct RequestCreditTests {
  static func ask(_ refund: RefundChoice) -> RequestCancellation {
    RequestCancellation(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer", refund: refund))
  }

  static let accept = AnswerCancellation(cancellation: "x1", accepted: true)

  @Test(arguments: [nil, "other"] as [CreditName?])
  func `accepted, the refund is store credit`(account: CreditName?) async throws {
    let shop = try await RequestTests.shop()
    // There is some credit already, which the new is added to.
    let customer = try #require(try await shop.ledger.order("1001").customer)
    let name = account ?? CreditName(unchecked: customer.text)
    try await shop.perform(
      IssueStoreCredit(account: name, amount: 300, currency: .gbp), key: "old")
    try await shop.perform(Self.ask(.storeCredit(account: account)))
    try await shop.perform(Self.accept, key: "yes")
    #expect(try await shop.ledger.credit(name).balance == 10_500)
    #expect(try await shop.ledger.order("1001").refundSettled == 10_200)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `accepted, a gift card gets back what it paid`() async throws {
    let shop = try await CreditTests.shop()
    try await shop.perform(shop.order("1001"))
    try await shop.perform(CreditTests.pay(6_000, "1001"))
    try await shop.perform(
      RecordPayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 4_200))
    try await shop.perform(Self.ask(.original))
    try await shop.perform(Self.accept, key: "yes")
    #expect(try await shop.ledger.credit("GC-1").balance == 6_000)
    #expect(try await shop.ledger.order("1001").refundOwed == 4_200)
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }

  @Test func `an account that can't take it is refused, asked or answered`() async throws {
    let shop = try await RequestTests.shop()
    try await shop.perform(
      IssueStoreCredit(account: "euros", amount: 300, currency: .eur), key: "euros")
    let other = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.ask(.storeCredit(account: "euros")))
    }
    #expect(other?.code == .currencyMismatch)
    // Asked for while there was no such account, answered when it is one of another currency.
    try await shop.perform(Self.ask(.storeCredit(account: "later")))
    try await shop.perform(
      IssueStoreCredit(account: "later", amount: 300, currency: .eur), key: "later")
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.accept, key: "yes")
    }
    #expect(error?.code == .currencyMismatch)
    #expect(try await shop.ledger.order("1001").requests.map(\.status) == [.open])
    await shop.close()
  }

  @Test func `credit that would have expired by the answer is refused`() async throws {
    let shop = try await RequestTests.shop()
    let soon = Timestamp(microseconds: shop.clock.now().microseconds + 60_000_000)
    let past = Timestamp(microseconds: 1_000_000)
    let early = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.ask(.storeCredit(expires: past)))
    }
    #expect(early?.code == .invalidTime)
    try await shop.perform(Self.ask(.storeCredit(expires: soon)))
    shop.clock.set(Timestamp(microseconds: soon.microseconds + 1))
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.accept, key: "yes")
    }
    #expect(error?.code == .invalidTime)
    try await shop.perform(AnswerCancellation(cancellation: "x1", accepted: false))
    await shop.close()
  }

  @Test func `a lost dispute that cancels records what was not answered in time`() async throws {
    let shop = try await RequestTests.shop()
    let payment = try #require(try await shop.ledger.order("1001").payments.first?.id)
    try await shop.perform(RequestTests.ask("x1", 1, until: RequestTests.later))
    try await shop.perform(
      OpenDispute(order: "1001", dispute: "d", payment: payment, amount: 10_200))
    shop.clock.set(RequestTests.later)
    try await shop.perform(CloseDispute(dispute: "d", outcome: .lost, cancellation: "x2"))
    let order = try await shop.ledger.order("1001")
    #expect(order.status == .cancelled && order.requests.map(\.status) == [.expired])
    try await RequestTests.expectRebuilt(shop)
    await shop.close()
  }
}
