import OrderLedger
import OrderLedgerTesting
import Testing

/// An app can hand in any 64 bits as a time. What has no text would be refused by whoever reads the
/// journal, as damage.
@Suite struct TimeLimitTests {
  static let before = Timestamp(microseconds: Timestamp.earliest.microseconds - 1)
  static let after = Timestamp(microseconds: Timestamp.latest.microseconds + 1)
  static let outside = [before, after, .init(microseconds: .min), .init(microseconds: .max)]

  static func commands(_ time: Timestamp) -> [Command] {
    [
      Command(.openLocation(OpenLocation(location: "NEW")), at: time),
      Command(
        .holdStock(
          HoldStock(
            hold: "h", lines: [.init(sku: "MUG", location: "LON", quantity: 1)], expires: time))),
      Command(
        .issueStoreCredit(
          IssueStoreCredit(
            account: "c", amount: 1, currency: .gbp, expires: time, reason: "goodwill")), key: "c"),
      Command(
        .issueGiftCard(
          IssueGiftCard(
            account: "g", amount: 1, currency: .gbp, expires: time, tender: .manual("cash"))),
        key: "g"),
      Command(
        .authorizePayment(
          AuthorizePayment(
            order: "1001", payment: "p9", tender: .gateway("stripe"), amount: 1, expires: time)),
        key: "p"),
      Command(.closePeriod(ClosePeriod(through: time))),
      Command(
        .requestCancellation(
          RequestCancellation(
            CancelOrder(order: "1001", cancellation: "r", reason: "customer"), expires: time)),
        key: "r"),
      Command(
        .cancelOrder(
          CancelOrder(
            order: "1001", cancellation: "x", reason: "customer",
            refund: .storeCredit(account: "c", expires: time))), key: "x"),
    ]
  }

  @Test(arguments: outside) func `a time that no calendar has is refused`(time: Timestamp)
    async throws
  {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    let head = try await shop.ledger.head()
    for command in Self.commands(time) {
      let error = await #expect(throws: LedgerError.self) {
        try await shop.ledger.perform(command)
      }
      #expect(error?.code == .invalidTime, "\(command.action.name)")
    }
    #expect(try await shop.ledger.head() == head)
    await shop.close()
  }

  @Test func `the last instant of the calendar is one`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    for command in Self.commands(.latest) {
      // What else is wrong with them is for other tests.
      do throws(LedgerError) { try await shop.ledger.perform(command) } catch {
        #expect(error.code != .invalidTime, "\(command.action.name)")
      }
    }
    try await shop.ledger.expectBalanced()
    await shop.close()
  }

  @Test func `a clock that counts something else writes nothing, and is not in the way later`()
    async throws
  {
    let shop = try await TestLedger()
    try await shop.stockUp()
    let head = try await shop.ledger.head()
    let now = shop.clock.now()
    shop.clock.set(Timestamp(microseconds: now.microseconds * 1_000))
    let error = await #expect(throws: LedgerError.self) {
      try await shop.ledger.perform(Command(.openLocation(OpenLocation(location: "NEW"))))
    }
    #expect(error?.code == .invalidTime)
    #expect(try await shop.ledger.head() == head)
    shop.clock.set(now)
    try await shop.ledger.perform(Command(.openLocation(OpenLocation(location: "NEW"))))
    #expect(try await shop.ledger.head().sequence == head.sequence + 1)
    await shop.close()
  }
}
