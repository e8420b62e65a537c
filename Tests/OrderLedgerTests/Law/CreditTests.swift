import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct CreditTests {
  /// A stocked shop with the gift card GC-1 of 60.00.
  static func shop() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(
      IssueGiftCard(account: "GC-1", amount: 6_000, currency: .gbp, tender: .manual("till")))
    return shop
  }

  static func pay(_ amount: Int64, _ order: OrderID = "1", _ card: CreditName = "GC-1") -> Command {
    Command(
      RecordPayment(
        order: order, payment: PaymentID(unchecked: "\(order)-\(card)"),
        tender: Tender(.giftCard, name: card), amount: amount))
  }

  static func balance(_ shop: TestLedger, _ code: AccountCode) async throws -> Int64 {
    try await shop.ledger.trialBalance().accounts.filter { $0.account.code == code }
      .reduce(0) { $0 + $1.balance }
  }

  @Test func `a card pays first and gets its part back at once when the order is cancelled`()
    async throws
  {
    let shop = try await Self.shop()
    try await shop.perform(shop.order("1"))
    try await shop.perform(
      RecordPayment(order: "1", payment: "p1", tender: .gateway("stripe"), amount: 4_200))
    try await shop.perform(Self.pay(6_000))
    #expect(try await shop.ledger.credit("GC-1").balance == 0)
    let receipt = try await shop.perform(
      CancelOrder(order: "1", cancellation: "x", reason: "customer"))
    let card = try await shop.ledger.credit("GC-1")
    #expect(card.balance == 6_000 && card.available == 6_000)
    let order = try await shop.ledger.order("1")
    #expect(order.refundSettled == 6_000 && order.refundOwed == 4_200)
    #expect(receipt.decision?.shares.map(\.payment) == [1, 0])
    #expect(try await Self.balance(shop, .refundsPayable) == 4_200)
    let history = try await shop.ledger.history(ofCredit: "GC-1")
    #expect(history.map(\.change.event) == [.issue, .spend, .restore])
    #expect(history.map(\.order) == [nil, "1", "1"])
    await shop.close()
  }

  @Test func `what is promised can't be spent again, and is free when it is let go`() async throws {
    let shop = try await Self.shop()
    for order in ["1", "2"] as [OrderID] { try await shop.perform(shop.order(order)) }
    try await shop.perform(
      AuthorizePayment(
        order: "1", payment: "a", tender: Tender(.giftCard, name: "GC-1"), amount: 5_000))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(Self.pay(1_001, "2"))
    }
    #expect(error?.code == .insufficientCredit)
    #expect(error?.found == "1001" && error?.allowed == "1000")
    try await shop.perform(CapturePayment(order: "1", payment: "a", amount: 4_000), key: "c")
    var card = try await shop.ledger.credit("GC-1")
    #expect(card.balance == 2_000 && card.held == 1_000 && card.available == 1_000)
    try await shop.perform(VoidAuthorization(order: "1", payment: "a"))
    card = try await shop.ledger.credit("GC-1")
    #expect(card.held == 0 && card.available == 2_000)
    await shop.close()
  }

  @Test func `a cancelled order lets go what a card had promised it`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(shop.order("1"))
    try await shop.perform(
      AuthorizePayment(
        order: "1", payment: "a", tender: Tender(.giftCard, name: "GC-1"), amount: 5_000))
    try await shop.perform(CancelOrder(order: "1", cancellation: "x", reason: "customer"))
    let card = try await shop.ledger.credit("GC-1")
    #expect(card.held == 0 && card.available == 6_000)
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(CapturePayment(order: "1", payment: "a", amount: 1), key: "late")
    }
    #expect(error?.code == .authorizationClosed)
    await shop.close()
  }

  @Test func `a refund can go to the customer's store credit, which is there at once`()
    async throws
  {
    let shop = try await Self.shop()
    try await shop.placeAndPay("1")
    let expires = Timestamp(microseconds: 1_800_000_000_000_000)
    try await shop.perform(
      CancelOrder(
        order: "1", cancellation: "x", reason: "customer",
        refund: .storeCredit(expires: expires)))
    let credit = try await shop.ledger.credit("cust-1")
    #expect(credit.kind == .storeCredit && credit.balance == 10_200 && credit.expires == expires)
    let order = try await shop.ledger.order("1")
    #expect(order.refundSettled == 10_200 && order.refundOwed == 0 && order.refundable == 0)
    #expect(try await Self.balance(shop, .refundsPayable) == 0)
    // It pays for the next order, and comes back to the account when that is cancelled.
    try await shop.perform(shop.order("2"))
    try await shop.perform(
      RecordPayment(
        order: "2", payment: "s", tender: Tender(.storeCredit, name: "cust-1"), amount: 10_200))
    try await shop.perform(
      CancelOrder(
        order: "2", cancellation: "y", lines: [.init(line: "B", quantity: 1)], reason: "customer"))
    #expect(try await shop.ledger.credit("cust-1").balance == 3_000)
    await shop.close()
  }

  @Test func `credit that is added never makes an account expire earlier`() async throws {
    let shop = try await TestLedger()
    func issue(_ expires: Timestamp?, _ key: IdempotencyKey) async throws {
      try await shop.perform(
        IssueStoreCredit(account: "c", amount: 100, currency: .gbp, expires: expires), key: key)
    }
    let early = Timestamp(microseconds: 1_790_000_000_000_000)
    let late = Timestamp(microseconds: 1_800_000_000_000_000)
    try await issue(late, "1")
    try await issue(early, "2")
    #expect(try await shop.ledger.credit("c").expires == late)
    try await issue(nil, "3")
    #expect(try await shop.ledger.credit("c").expires == nil)
    #expect(try await shop.ledger.credit("c").balance == 300)
    #expect(try await Self.balance(shop, .goodwill) == 300)
    await shop.close()
  }

  @Test func `an expired card is refused, and is good again when a refund goes back to it`()
    async throws
  {
    let shop = try await TestLedger()
    try await shop.stockUp()
    let expires = Timestamp(microseconds: 1_767_300_000_000_000)
    let later = Timestamp(microseconds: 1_767_400_000_000_000)
    try await shop.perform(
      IssueGiftCard(account: "GC-1", amount: 12_000, currency: .gbp, expires: expires))
    try await shop.perform(shop.order("1"))
    try await shop.perform(Self.pay(10_200))
    let early = await #expect(throws: LedgerError.self) {
      try await shop.perform(ExpireCredit(account: "GC-1"))
    }
    #expect(early?.code == .creditNotExpired)
    shop.clock.set(later)
    try await shop.perform(ExpireCredit(account: "GC-1"))
    #expect(try await Self.balance(shop, .breakage) == 1_800)
    let again = await #expect(throws: LedgerError.self) {
      try await shop.perform(ExpireCredit(account: "GC-1"))
    }
    #expect(again?.code == .creditExpired)
    try await shop.perform(shop.order("2"))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(Self.pay(1, "2"))
    }
    #expect(error?.code == .creditExpired)
    try await shop.perform(CancelOrder(order: "1", cancellation: "x", reason: "customer"))
    let card = try await shop.ledger.credit("GC-1")
    #expect(card.status == .active && card.balance == 12_000 && card.expires == nil)
    #expect(try await Self.balance(shop, .breakage) == 0)
    try await shop.perform(Self.pay(12_000, "2"))
    await shop.close()
  }

  @Test func `selling a card is a debt until it is spent, and no revenue`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(Self.cardOrder)
    #expect(try await shop.ledger.credit("GC-9").status == .announced)
    try await shop.perform(
      RecordPayment(order: "g", payment: "p", tender: .gateway("stripe"), amount: 5_500))
    try await shop.perform(shop.order("1"))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(Self.pay(1, "1", "GC-9"))
    }
    #expect(error?.code == .creditDisabled && error?.found == "announced")
    try await shop.perform(Fulfill(order: "g", fulfillment: "f"))
    let card = try await shop.ledger.credit("GC-9")
    #expect(card.status == .active && card.balance == 5_000)
    #expect(try await Self.balance(shop, .productRevenue) == 1_000)
    #expect(try await Self.balance(shop, .giftCards) == 5_000)
    #expect(try await Self.balance(shop, .discounts) == 500)
    try await shop.perform(CancelFulfillment(order: "g", fulfillment: "f"))
    #expect(try await shop.ledger.credit("GC-9").balance == 0)
    try await shop.perform(Fulfill(order: "g", fulfillment: "f2"))
    try await shop.perform(Self.pay(5_000, "1", "GC-9"))
    let spent = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        Refund(order: "g", refund: "r", lines: [.init(line: "G", quantity: 1)], reason: "staff"))
    }
    #expect(spent?.code == .insufficientCredit)
    // Who may not give that back at all is told so last.
    try await shop.perform(
      SetPolicy(
        CancellationPolicy(
          grants: [.init(["staff:*"], roles: ["clerk"])], administrators: ["clerk"],
          refundLimits: [.init("none", roles: ["clerk"], limits: [])])))
    let unpermitted = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        Refund(order: "g", refund: "r", lines: [.init(line: "G", quantity: 1)], reason: "staff"))
    }
    #expect(unpermitted?.code == .insufficientCredit)
    await shop.close()
  }

  /// A gift card of 50.00 for 45.00, and a mug of 10.00.
  static let cardOrder = PlaceOrder(
    order: "g", currency: .gbp,
    lines: [
      PlaceOrder.Line(
        line: "G", sku: "SHIRT", quantity: 1, unitPrice: 5_000,
        discounts: [Discount(amount: 500)], location: "LON", giftCard: "GC-9"),
      PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 1_000, location: "LON"),
    ])

  @Test(arguments: [false, true])
  func `a card whose sale is undone can never be used`(isFulfilled: Bool) async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.perform(Self.cardOrder)
    try await shop.perform(
      RecordPayment(order: "g", payment: "p", tender: .gateway("stripe"), amount: 5_500))
    if isFulfilled {
      try await shop.perform(Fulfill(order: "g", fulfillment: "f"))
      try await shop.perform(
        Refund(order: "g", refund: "r", lines: [.init(line: "G", quantity: 1)], reason: "staff"))
    } else {
      try await shop.perform(CancelOrder(order: "g", cancellation: "x", reason: "customer"))
    }
    let card = try await shop.ledger.credit("GC-9")
    #expect(card.status == .disabled && card.balance == 0)
    #expect(try await Self.balance(shop, .giftCards) == 0)
    try await shop.perform(shop.order("1"))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(Self.pay(1, "1", "GC-9"))
    }
    #expect(error?.code == .creditDisabled)
    let taken = await #expect(throws: LedgerError.self) {
      try await shop.perform(IssueGiftCard(account: "GC-9", amount: 1, currency: .gbp))
    }
    #expect(taken?.code == .alreadyExists)
    await shop.close()
  }

  @Test func `a refund left for later is settled at once when it goes to a card`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(shop.order("1"))
    try await shop.perform(Self.pay(6_000))
    try await shop.perform(
      CancelOrder(order: "1", cancellation: "x", reason: "customer", refund: .later))
    #expect(try await shop.ledger.order("1").refundOwed == 6_000)
    try await shop.perform(SubmitRefund(attempt: "a", refund: "x"))
    #expect(try await shop.ledger.order("1").refundSettled == 6_000)
    #expect(try await shop.ledger.credit("GC-1").balance == 6_000)
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(SettleRefund(attempt: "a", outcome: .failed))
    }
    #expect(error?.code == .attemptClosed)
    await shop.close()
  }

  @Test func `a hundred payments in one commit never take more than there is`() async throws {
    let shop = try await Self.shop()
    for number in 0..<100 {
      var order = shop.order(OrderID(unchecked: "o\(number)"))
      order.lines = [.init(line: "A", sku: "MUG", quantity: 1, unitPrice: 900, location: "LON")]
      order.shipping = []
      try await shop.ledger.perform(order)
    }
    // One commit for all: each has to see what those before it took.
    let taken = try await shop.ledger.write { transaction in
      var taken: Int64 = 0
      for number in 0..<100 {
        do throws(LedgerError) {
          try transaction.perform(Self.pay(700, OrderID(unchecked: "o\(number)")))
          taken += 700
        } catch {
          guard error.code == .insufficientCredit else { throw error }
        }
      }
      return taken
    }
    #expect(taken == 5_600)
    #expect(try await shop.ledger.credit("GC-1").balance == 400)
    try await shop.expectBalanced()
    // And from many tasks at once, which share commits as it comes.
    let count = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          do throws(LedgerError) {
            try await shop.ledger.perform(
              RecordPayment(
                order: OrderID(unchecked: "o\(number)"),
                payment: PaymentID(unchecked: "q\(number)"),
                tender: Tender(.giftCard, name: "GC-1"), amount: 150))
            return true
          } catch {
            guard error.code == .insufficientCredit else { throw error }
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(count == 2)
    try await shop.expectBalanced()
    await shop.close()
  }
}
