import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct `Two currencies` {
  static func cad(_ units: Int64) -> Money { Money(minorUnits: units, currency: .cad) }

  /// Order 1: nine units at 1.00 USD, placed as 13.50 CAD.
  static func shop(_ presentment: Money? = cad(1_350), currency: Currency = .usd) async throws
    -> TestLedger
  {
    let shop = try await TestLedger()
    try await shop.perform(OpenLocation(location: "LON"))
    try await shop.perform(ReceiveStock(sku: "MUG", location: "LON", quantity: 99), key: "stock")
    try await shop.perform(
      PlaceOrder(
        order: "1", currency: currency,
        lines: [
          PlaceOrder.Line(line: "A", sku: "MUG", quantity: 9, unitPrice: 100, location: "LON")
        ], presentment: presentment))
    return shop
  }

  static func pay(
    _ amount: Int64 = 900, _ presentment: Money? = cad(1_277), _ payment: PaymentID = "p1",
    cash: Int64? = nil, by tender: Tender = .gateway("stripe")
  ) -> RecordPayment {
    RecordPayment(
      order: "1", payment: payment, tender: tender, amount: amount, presentment: presentment,
      cash: cash)
  }

  static func cancel(_ quantity: Int64, _ name: RefundID) -> CancelOrder {
    CancelOrder(
      order: "1", cancellation: name, lines: [CancelOrder.Line(line: "A", quantity: quantity)],
      reason: "customer")
  }

  /// Posted legs, as `1110:stripe D 1277 CAD`.
  static func legs(_ receipt: Receipt) -> [String] {
    receipt.transaction.entries.compactMap { entry in
      guard case .posting(let posting) = entry, posting.phase == .posted else { return nil }
      return "\(posting.account) \(posting.side == .debit ? "D" : "C") \(posting.amount) "
        + posting.currency.code
    }
  }

  static func balance(_ account: String, _ currency: Currency, _ shop: TestLedger) async throws
    -> Int64
  {
    try await shop.ledger.trialBalance().accounts
      .first { $0.account == .named(account) && $0.currency == currency }
      .map { $0.debitPosted - $0.creditPosted } ?? 0
  }

  @Test func `the live order: 9.00 USD as 13.50, 12.77 and 7.10 CAD`() async throws {
    let shop = try await Self.shop()
    let paid = try await shop.perform(Self.pay())
    #expect(
      Self.legs(paid) == [
        "1110:stripe D 1277 CAD", "1910 D 900 USD", "1910 C 1277 CAD", "2110 C 900 USD",
      ])
    try await shop.perform(Self.cancel(5, "x1"))
    try await shop.perform(
      SubmitRefund(attempt: "a1", refund: "x1", presentment: Self.cad(710)))
    let settled = try await shop.perform(SettleRefund(attempt: "a1", outcome: .succeeded))
    // 7.10 of 12.77 CAD came in for 5.00 of 9.00 USD: neither gain nor loss.
    #expect(
      Self.legs(settled) == [
        "1910 D 710 CAD", "2310 D 500 USD", "1110:stripe C 710 CAD", "1910 C 500 USD",
      ])
    let order = try await shop.ledger.order("1")
    #expect(order.presented?.total == Self.cad(1_350))
    let payment = try #require(order.presented?.payments.first)
    #expect(payment.presented == 1_277 && payment.returned == 710 && payment.left == 567)
    #expect(payment.returnedAmount == 500)
    #expect(order.paymentStatus == .partiallyRefunded)
    let rates = order.presented?.attempts.map { [$0.amount, $0.presented.minorUnits] }
    #expect(rates == [[500, 710]])
    // The rest goes back to the cent, and drains what came in.
    try await shop.perform(Self.cancel(4, "x2"))
    try await shop.perform(SubmitRefund(attempt: "a2", refund: "x2"))
    try await shop.perform(SettleRefund(attempt: "a2", outcome: .succeeded))
    #expect(try await Self.balance("1110:stripe", .cad, shop) == 0)
    #expect(try await Self.balance("1910", .cad, shop) == 0)
    #expect(try await Self.balance("1910", .usd, shop) == 0)
    #expect(try await Self.balance("5610", .usd, shop) == 0)
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `a refund at another rate is a gain or a loss, and comes back as it left`()
    async throws
  {
    let shop = try await Self.shop()
    try await shop.perform(Self.pay())
    try await shop.perform(Self.cancel(5, "x1"))
    try await shop.perform(
      SubmitRefund(attempt: "a1", refund: "x1", presentment: Self.cad(750)))
    let settled = try await shop.perform(SettleRefund(attempt: "a1", outcome: .succeeded))
    // ⌊9.00 · 7.50 / 12.77⌋ = 5.28: what left was worth 0.28 more than was owed.
    #expect(
      Self.legs(settled) == [
        "1910 D 750 CAD", "2310 D 500 USD", "5610 D 28 USD", "1110:stripe C 750 CAD",
        "1910 C 528 USD",
      ])
    let back = try await shop.perform(SettleRefund(attempt: "a1", outcome: .failed))
    #expect(
      Self.legs(back) == [
        "1110:stripe D 750 CAD", "1910 D 528 USD", "1910 C 750 CAD", "2310 C 500 USD",
        "5610 C 28 USD",
      ])
    #expect(try await shop.ledger.order("1").presented?.payments.first?.left == 1_277)
    #expect(try await Self.balance("5610", .usd, shop) == 0)
    try await shop.perform(
      SubmitRefund(attempt: "a2", refund: "x1", presentment: Self.cad(700)))
    try await shop.perform(SettleRefund(attempt: "a2", outcome: .cancelled))
    #expect(try await shop.ledger.order("1").presented?.payments.first?.pending == 0)
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `any sequence of partial refunds gives back what came in, exactly`(seed: UInt64) async throws
  {
    var random = SplitMix64(state: seed)
    let shop = try await Self.shop()
    let presented = Int64.random(in: 1...5_000, using: &random)
    try await shop.perform(Self.pay(900, Self.cad(presented)))
    for number in 0..<9 {
      try await shop.perform(Self.cancel(1, RefundID(unchecked: "x\(number)")))
    }
    // In any order, some of them twice because the first failed.
    for number in (0..<9).shuffled(using: &random) {
      let refund = RefundID(unchecked: "x\(number)")
      if Bool.random(using: &random) {
        let failed = AttemptID(unchecked: "f\(number)")
        try await shop.perform(SubmitRefund(attempt: failed, refund: refund))
        try await shop.perform(SettleRefund(attempt: failed, outcome: .succeeded))
        try await shop.perform(SettleRefund(attempt: failed, outcome: .failed))
      }
      let attempt = AttemptID(unchecked: "a\(number)")
      try await shop.perform(SubmitRefund(attempt: attempt, refund: refund))
      try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    }
    let payment = try #require(try await shop.ledger.order("1").presented?.payments.first)
    #expect(payment.returned == presented && payment.left == 0)
    #expect(payment.returnedAmount == 900)
    for account in ["1110:stripe", "1910"] {
      #expect(try await Self.balance(account, .cad, shop) == 0)
    }
    #expect(try await Self.balance("1910", .usd, shop) == 0)
    #expect(try await Self.balance("5610", .usd, shop) == 0)
    await shop.close()
  }

  @Test func `captures of one payment at several rates go back to the cent`() async throws {
    let shop = try await Self.shop()
    try await shop.perform(
      AuthorizePayment(order: "1", payment: "p1", tender: .gateway("stripe"), amount: 900))
    try await shop.perform(
      CapturePayment(order: "1", payment: "p1", amount: 500, presentment: Self.cad(700)), key: "c1")
    func give(_ name: RefundID, _ amount: Int64, _ presentment: Money?) async throws -> [String] {
      let attempt = AttemptID(unchecked: "a-\(name)")
      try await shop.perform(
        Refund(order: "1", refund: name, amount: amount, reason: "other"),
        key: IdempotencyKey(unchecked: "k-\(name)"))
      try await shop.perform(
        SubmitRefund(attempt: attempt, refund: name, presentment: presentment))
      return Self.legs(
        try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded)))
    }
    _ = try await give("r1", 500, nil)
    #expect(try await Self.balance("1910", .usd, shop) == 0)
    try await shop.perform(
      CapturePayment(order: "1", payment: "p1", amount: 400, presentment: Self.cad(600)), key: "c2")
    // What has left has left: of 6.00 CAD for 4.00 USD one cent is one cent, or what is stated.
    #expect(try await give("r2", 1, nil).contains("1110:stripe C 1 CAD"))
    let third = try await give("r3", 1, Self.cad(9))
    #expect(third.contains("1910 C 6 USD") && third.contains("5610 D 5 USD"))
    let last = try await give("r4", 398, nil)
    #expect(last.contains("1110:stripe C 590 CAD") && last.contains("1910 C 394 USD"))
    for (account, currency) in [("1110:stripe", Currency.cad), ("1910", .cad), ("1910", .usd)] {
      #expect(try await Self.balance(account, currency, shop) == 0)
    }
    #expect(try await Self.balance("5610", .usd, shop) == 0)
    await shop.close()
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: [Action]
    let event: Action
    let answer: String

    init(
      _ name: String, before: [Action] = [], _ event: some ActionConvertible, _ answer: String
    ) {
      testDescription = name
      self.before = before
      self.event = event.action
      self.answer = answer
    }
  }

  private static func submit(_ amount: Int64? = nil, _ presentment: Money) -> SubmitRefund {
    SubmitRefund(attempt: "a9", refund: "x1", amount: amount, presentment: presentment)
  }

  static let refusals = [
    Refusal(
      "no presented amount", pay(900, nil), "currencyMismatch | field presentment | none | CAD"),
    Refusal(
      "another currency", pay(900, Money(minorUnits: 1, currency: .eur)),
      "currencyMismatch | field presentment | EUR | CAD"),
    Refusal(
      "nothing presented", pay(900, cad(0)),
      "invalidAmount | field presentment.amount | 0 | 1 to 1000000000000000"),
    Refusal(
      "cash in an order of two currencies",
      pay(900, nil, cash: 900, by: .manual("till")),
      "currencyMismatch | field presentment | none | CAD"),
    Refusal(
      "more than came in", before: [pay().action, cancel(5, "x1").action], submit(nil, cad(1_278)),
      "overRefund | field presentment | 1278 | 1277"),
    Refusal(
      "less than all of the last", before: [pay().action, cancel(9, "x1").action],
      submit(nil, cad(1_276)),
      "overRefund | field presentment | 1276 | 1277, all that is left of it"),
    Refusal(
      "a refund in another currency", before: [pay().action, cancel(5, "x1").action],
      submit(nil, Money(minorUnits: 5, currency: .eur)),
      "currencyMismatch | field presentment | EUR | CAD"),
  ]

  @Test(arguments: refusals) func `are refused where they don't fit`(_ row: Refusal) async throws {
    let shop = try await Self.shop()
    for action in row.before { try await shop.perform(action) }
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(row.event)
    }
    let parts = [error?.code.rawValue, error?.subject?.description, error?.found, error?.allowed]
    #expect(parts.compactMap(\.self).joined(separator: " | ") == row.answer)
    await shop.close()
  }

  @Test func `an order in one currency takes no presented amount, and has no rows of it`()
    async throws
  {
    let shop = try await Self.shop(nil)
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.pay())
    }
    #expect(error?.code == .currencyMismatch)
    let same = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(
        PlaceOrder(
          order: "2", currency: .usd,
          lines: [
            PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 1, location: "LON")
          ], presentment: Money(minorUnits: 1, currency: .usd)))
    }
    #expect(same?.code == .invalidChoice)
    try await shop.perform(Self.pay(900, nil))
    #expect(try await shop.ledger.order("1").presented == nil)
    let raw = try RawDatabase(shop.path)
    #expect(try raw.query("SELECT count(*) FROM ledger_presented") == [["0"]])
    #expect(try raw.query("SELECT presented FROM ledger_order") == [["0"]])
    await shop.close()
  }
}

@Suite struct `Rounded cash` {
  static func pay(_ cash: Int64, by tender: Tender = .manual("till")) -> RecordPayment {
    `Two currencies`.pay(900, nil, cash: cash, by: tender)
  }

  @Test func `is its own posting, and goes back as it came`() async throws {
    let shop = try await `Two currencies`.shop(nil, currency: .gbp)
    let paid = try await shop.perform(Self.pay(898))
    #expect(
      `Two currencies`.legs(paid) == ["1110:till D 898 GBP", "5710 D 2 GBP", "2110 C 900 GBP"])
    try await shop.perform(`Two currencies`.cancel(9, "x1"))
    try await shop.perform(SubmitRefund(attempt: "a1", refund: "x1"))
    let settled = try await shop.perform(SettleRefund(attempt: "a1", outcome: .succeeded))
    #expect(
      `Two currencies`.legs(settled) == ["2310 D 900 GBP", "1110:till C 898 GBP", "5710 C 2 GBP"])
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `of a refund alone is possible, and comes back`() async throws {
    let shop = try await `Two currencies`.shop(nil, currency: .gbp)
    try await shop.perform(`Two currencies`.pay(900, nil, by: .manual("till")))
    try await shop.perform(`Two currencies`.cancel(3, "x1"))
    try await shop.perform(SubmitRefund(attempt: "a1", refund: "x1", cash: 305))
    let settled = try await shop.perform(SettleRefund(attempt: "a1", outcome: .succeeded))
    #expect(
      `Two currencies`.legs(settled) == ["2310 D 300 GBP", "5710 D 5 GBP", "1110:till C 305 GBP"])
    let back = try await shop.perform(SettleRefund(attempt: "a1", outcome: .failed))
    #expect(
      `Two currencies`.legs(back) == ["1110:till D 305 GBP", "2310 C 300 GBP", "5710 C 5 GBP"])
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test(
    arguments: zip(
      [.gbp, .gbp, .gbp, .gbp, .jpy, .jpy] as [Currency],
      [(650, true), (649, false), (1_150, true), (1_151, false), (905, true), (894, false)]))
  func `is bounded by what coins explain`(currency: Currency, cash: (Int64, Bool)) async throws {
    let shop = try await `Two currencies`.shop(nil, currency: currency)
    if cash.1 {
      try await shop.perform(Self.pay(cash.0))
    } else {
      let error = await IdempotencyTests.refusal { () throws(LedgerError) in
        try await shop.perform(Self.pay(cash.0))
      }
      #expect(error?.code == .overRounding)
    }
    await shop.close()
  }

  @Test func `is for cash alone`() async throws {
    let shop = try await `Two currencies`.shop(nil, currency: .gbp)
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Self.pay(899, by: .gateway("stripe")))
    }
    #expect(error?.code == .overRounding)
    await shop.close()
  }

  @Test(
    arguments: [
      "UPDATE ledger_presented SET presented = presented + 1",
      "UPDATE ledger_presented SET returned_amount = 1 WHERE kind = 1",
      "DELETE FROM ledger_presented WHERE kind = 2",
      "INSERT INTO ledger_presented VALUES (1, 2, 9, NULL, 'GBP', 1, 1, 0, 0, 0, 0)",
      "UPDATE ledger_order SET presented = presented + 1",
    ])
  func `verification finds other figures`(sql: String) async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    try scratch.raw().tamper(sql)
    #expect(try await !ledger.verify().isSound)
    await ledger.close()
  }
}
