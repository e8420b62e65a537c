import OrderLedgerModel
import Testing

@Suite struct `Postings by hand and closed periods` {
  static let october = Timestamp(microseconds: 1_761_955_199_999_999)

  static func adjust(
    _ debit: String, _ credit: String, _ amount: Int64 = 250, order: OrderID? = nil,
    currency: Currency = .gbp
  ) -> Action {
    .adjust(
      Adjust(
        order: order, debit: Account(debit) ?? Account(.bank),
        credit: Account(credit) ?? Account(.bank), amount: amount, currency: currency,
        reason: "staff"))
  }

  static func reverse(_ sequence: Int64) -> Action {
    .reverse(Reverse(sequence: sequence, reason: "staff"))
  }

  static let close = Action.closePeriod(ClosePeriod(through: october))
  static let payout = adjust("1010", "1110:stripe")
  /// The sample's stock takes six transactions.
  static let first: Int64 = 7

  static let refusals: [RefusalRow] = [
    RefusalRow(
      "no key", payout, hasKey: false, "keyRequired | field key"),
    RefusalRow(
      "no amount", adjust("1010", "1110:stripe", 0),
      "invalidAmount | field amount | 0 | 1 to 1000000000000000"),
    RefusalRow(
      "past the largest amount", adjust("1010", "1110:stripe", Limits.maxAmount + 1),
      "invalidAmount | field amount | 1000000000000001 | 1 to 1000000000000000"),
    RefusalRow(
      "an account twice", adjust("1010", "1010"), "invalidChoice | field credit | 1010 | another"),
    RefusalRow(
      "no such order", adjust("1010", "1110:stripe", order: "9"), "orderNotFound | order 9"),
    RefusalRow(
      "another version", before: [Sample.place], adjust("1010", "1110:stripe", order: "1001"),
      version: 9, "versionMismatch | order 1001 | 1 | 9"),
    RefusalRow(
      "more tax than is payable", before: [Sample.place, Sample.pay(10_200)],
      adjust("2210:VAT-20", "1010", 1_701), "accountLimit | account 2210:VAT-20 | 1701 | 1700 GBP"),
    RefusalRow(
      "tax of another currency", before: [Sample.place, Sample.pay(10_200)],
      adjust("2210:NONE", "1010", 1), "accountLimit | account 2210:NONE | 1 | 0 GBP"),
    RefusalRow(
      "no such transaction", reverse(99), "transactionNotFound | journal transaction 99"),
    RefusalRow(
      "reversed already", before: [payout, reverse(first)], reverse(first),
      "alreadyReversed | journal transaction 7"),
    RefusalRow(
      "a reversal", before: [payout, reverse(first)], reverse(first + 1),
      "notReversible | journal transaction 8 | reverse | adjust"),
    RefusalRow(
      "an order", before: [Sample.place], reverse(first),
      "notReversible | journal transaction 7 | placeOrder | cancelOrder"),
    RefusalRow(
      "a fulfillment", before: [Sample.place, Sample.fulfill()], reverse(first + 1),
      "notReversible | journal transaction 8 | fulfill | cancelFulfillment"),
    RefusalRow(
      "a payment", before: [Sample.place, Sample.pay(10_200)], reverse(first + 1),
      "notReversible | journal transaction 8 | recordPayment | refund"),
    RefusalRow(
      "stock", reverse(2),
      "notReversible | journal transaction 2 | receiveStock | "
        + "moveStock to the supplier"),
    RefusalRow(
      "a period", before: [close], reverse(first),
      "notReversible | journal transaction 7 | closePeriod | adjust"),
    RefusalRow(
      "closed already", before: [close], close,
      "periodClosed | field through | 2025-10-31T23:59:59.999999Z | after "
        + "2025-10-31T23:59:59.999999Z"),
    RefusalRow(
      "not past",
      .closePeriod(ClosePeriod(through: Timestamp(microseconds: 1_767_225_600_000_000))),
      "invalidChoice | field through | 2026-01-01T00:00:00Z | a time before 2026-01-01T00:00:00Z"),
  ]

  @Test(arguments: refusals) func `are refused`(_ row: RefusalRow) throws { try row.check() }

  @Test(arguments: AccountCode.allCases)
  func `can't be made where a state says what the balance is`(code: AccountCode) throws {
    var shop = ModelShop()
    let own: [AccountCode] = [
      .receivable, .inventory, .disputedFunds, .depositsGoods, .depositsServices, .taxOnDeposits,
      .refundsPayable, .tipsPayable, .storeCredit, .giftCards, .unappliedReceipts,
    ]
    let other = code == .bank ? "3900" : "1010"
    let action = Self.adjust(other, "\(code.rawValue)")
    guard own.contains(code) else {
      try shop.perform(action)
      return
    }
    let error = #expect(throws: LedgerError.self) { try shop.perform(action) }
    #expect(error?.code == .invalidChoice)
    #expect(error?.found == "\(code.rawValue)")
  }

  @Test func `a reversal mirrors what it names, and frees the account's room`() throws {
    var shop = ModelShop()
    for action in Sample.stock + [Sample.place, Sample.pay(10_200)] { try shop.perform(action) }
    let tax = try shop.perform(Self.adjust("2210:VAT-20", "1010", 1_700))
    #expect(shop.credit(.salesTax) == 0)
    let reversal = try shop.perform(Self.reverse(shop.sequence))
    #expect(reversal.first == .reversal(Reversal(of: shop.sequence - 1)))
    #expect(shop.credit(.salesTax) == 1_700)
    #expect(shop.credit(.bank) == 0)
    #expect(reversal.legs.count == tax.legs.count)
  }

  @Test func `a command that states a closed time is refused, after all else that is wrong`() throws
  {
    var shop = ModelShop()
    for action in Sample.stock + [Self.close, Sample.place] { try shop.perform(action) }
    func refusal(_ action: Action) -> LedgerError? {
      #expect(throws: LedgerError.self) {
        try shop.perform(Command(action, key: "k", at: Self.october))
      }
    }
    #expect(
      refusal(Sample.cancel())?.line
        == "periodClosed | field at | 2025-10-31T23:59:59.999999Z | after "
        + "2025-10-31T23:59:59.999999Z")
    #expect(refusal(Sample.fulfill())?.code == .periodClosed)
    #expect(refusal(Self.payout)?.code == .periodClosed)
    #expect(refusal(Self.reverse(1))?.code == .notReversible)
    #expect(
      refusal(Sample.cancel([CancelOrder.Line(line: "A", quantity: 9)]))?.code == .overQuantity)
    let open = Timestamp(microseconds: Self.october.microseconds + 1)
    try shop.perform(Command(Sample.cancel(), key: "k", at: open))
  }

  @Test func `what a gateway tells of a closed time goes to the first instant that is open`() throws
  {
    var shop = ModelShop()
    for action in Sample.stock + [Sample.place, Self.close] { try shop.perform(action) }
    let stated = Timestamp(microseconds: Self.october.microseconds - 5)
    let command = Command(Sample.pay(10_200), at: stated)
    guard case .plan(let plan) = try shop.plan(command) else {
      Issue.record("no plan")
      return
    }
    #expect(plan.effectiveAt == Timestamp(microseconds: Self.october.microseconds + 1))
    #expect(plan.entries.last == .period(PeriodEntry(.late, stated)))
    let later = Command(
      Sample.pay(10_200), at: Timestamp(microseconds: Self.october.microseconds + 9))
    guard case .plan(let open) = try shop.plan(later) else {
      Issue.record("no plan")
      return
    }
    #expect(open.effectiveAt == later.at)
    #expect(open.entries == Array(plan.entries.dropLast()))
  }

  @Test(arguments: ["", "101", "10100", "1110:", "1110: stripe", "9999", "1110:a\nb", "٠١٠١"])
  func `a text that is no account is none`(text: String) { #expect(Account(text) == nil) }

  @Test func `an account reads as it is written`() {
    for account in [Account(.bank), Account(.processorClearing, "a:b"), Account(.salesTax, "é")] {
      #expect(Account("\(account)") == account)
    }
  }
}
