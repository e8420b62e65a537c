import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct `Closing periods` {
  /// The test clock begins at 2026-01-01.
  static let december = Timestamp(microseconds: 1_767_225_599_999_999)
  static let firstOpen = Timestamp(microseconds: 1_767_225_600_000_000)

  @Test func `dates what is told of a closed time at the first instant that is open`() async throws
  {
    let shop = try await IdempotencyTests.shop()
    let close = try await shop.perform(ClosePeriod(through: Self.december), actor: "staff:ann")
    #expect(try await shop.ledger.closedThrough() == Self.december)
    let stated = Timestamp(microseconds: Self.december.microseconds - 86_400_000_000)
    try await shop.perform(shop.order("1002").action)
    let payment = RecordPayment(
      order: "1002", payment: "late", tender: .gateway("stripe"), amount: 10_200,
      reference: "ch_late")
    let receipt = try await shop.perform(payment, at: stated)
    #expect(receipt.transaction.header.effectiveAt == Self.firstOpen)
    let times = receipt.transaction.entries.compactMap { entry in
      if case .period(let period) = entry { period.time } else { nil }
    }
    #expect(times == [stated])
    // Told again, it is known.
    #expect(try await shop.perform(payment, at: stated).replayed)
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(IdempotencyTests.cancel("x1"), at: Self.december)
    }
    #expect(error?.code == .periodClosed)
    #expect(error?.allowed == "after \(Self.december)")
    try await shop.perform(IdempotencyTests.cancel("x1"), at: Self.firstOpen)
    #expect(close.transaction.header.document == "\(Self.december)")
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `a second connection learns of it`() async throws {
    let scratch = try Scratch()
    let clock = TestClock()
    let one = try await scratch.open { $0.clock = { clock.now() } }
    let other = try await scratch.open { $0.clock = { clock.now() } }
    try await one.perform(OpenLocation(location: "LON"), at: Self.december)
    try await other.perform(OpenLocation(location: "PAR"), at: Self.december)
    try await other.perform(ClosePeriod(through: Self.december))
    let error = await #expect(throws: LedgerError.self) {
      try await one.perform(OpenLocation(location: "NYC"), at: Self.december)
    }
    #expect(error?.code == .periodClosed)
    await one.close()
    await other.close()
  }

  @Test func `a close that was undone closes nothing`() async throws {
    let scratch = try Scratch()
    let clock = TestClock()
    let ledger = try await scratch.open { $0.clock = { clock.now() } }
    struct Undo: Error {}
    await #expect(throws: Undo.self) {
      try await ledger.write { transaction in
        try transaction.perform(ClosePeriod(through: Self.december))
        #expect(throws: LedgerError.self) {
          try transaction.perform(OpenLocation(location: "LON"), at: Self.december)
        }
        throw Undo()
      }
    }
    try await ledger.perform(OpenLocation(location: "LON"), at: Self.december)
    #expect(try await ledger.closedThrough() == nil)
    await ledger.close()
  }

  @Test func `a preview of what a closed period moves is what is committed`() async throws {
    let shop = try await IdempotencyTests.shop()
    try await shop.perform(shop.order("1002").action)
    let payment = RecordPayment(
      order: "1002", payment: "late", tender: .gateway("stripe"), amount: 10_200)
    let before = try await shop.ledger.preview(payment, at: Self.december)
    try await shop.perform(ClosePeriod(through: Self.december))
    let stale = await #expect(throws: LedgerError.self) { try await shop.ledger.commit(before) }
    #expect(stale?.code == .stalePlan)
    let after = try await shop.ledger.preview(payment, at: Self.december)
    #expect(after.effectiveAt == Self.firstOpen)
    let receipt = try await shop.ledger.commit(after)
    #expect(receipt.transaction.header.effectiveAt == Self.firstOpen)
    #expect(receipt.transaction.entries == after.entries)
    try await shop.expectBalanced()
    await shop.close()
  }
}

@Suite struct `Postings by hand` {
  static func payOut(_ amount: Int64, order: OrderID? = nil) -> Adjust {
    Adjust(
      order: order, debit: .bank, credit: .stripe, amount: amount, currency: .gbp,
      reason: "payout", note: "By hand.")
  }

  @Test func `appear in their order's timeline, and so does their reversal`() async throws {
    let shop = try await IdempotencyTests.shop()
    let adjusted = try await shop.perform(Self.payOut(9_000, order: "1001"), key: "po-1")
    #expect(adjusted.orderVersion == 3)
    let reversal = try await shop.perform(
      Reverse(sequence: adjusted.sequence, reason: "staff", note: "Not yet."))
    #expect(reversal.orderVersion == 4)
    let timeline = try await shop.ledger.timeline(of: "1001")
    #expect(timeline.map(\.transaction.header.command).suffix(2) == ["adjust", "reverse"])
    #expect(timeline.last?.note == "Not yet.")
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(Reverse(sequence: adjusted.sequence, reason: "staff"))
    }
    #expect(error?.code == .alreadyReversed)
    #expect(error?.sequence == reversal.sequence)
    // A cancelled order stays what it is, and keeps who cancelled it.
    let cancel = try await shop.perform(IdempotencyTests.cancel("x1"))
    try await shop.perform(Self.payOut(1, order: "1001"), key: "po-2")
    #expect(try await shop.ledger.order("1001").cancelledBy == cancel.sequence)
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `a reversal is dated in an open period, and balances look back`() async throws {
    let shop = try await TestLedger()
    let december = `Closing periods`.december
    let adjusted = try await shop.perform(
      Adjust(
        debit: .bank, credit: .named("3900"), amount: 500, currency: .gbp, reason: "opening"),
      key: "a", at: december)
    try await shop.perform(ClosePeriod(through: december))
    let reverse = Reverse(sequence: adjusted.sequence, reason: "staff")
    let error = await IdempotencyTests.refusal { () throws(LedgerError) in
      try await shop.perform(reverse, at: december)
    }
    #expect(error?.code == .periodClosed)
    let reversal = try await shop.perform(reverse)
    func bank(_ time: Timestamp, _ basis: BalanceTime) async throws -> Int64 {
      try await shop.ledger.accounts(at: time, by: basis).first { $0.account == .bank }?.balance
        ?? 0
    }
    let recorded = adjusted.transaction.header.recordedAt
    #expect(try await bank(december, .effective) == 500)
    #expect(try await bank(december, .recorded) == 0)
    #expect(try await bank(recorded, .recorded) == 500)
    #expect(
      try await bank(Timestamp(microseconds: recorded.microseconds - 1), .recorded) == 0)
    #expect(try await bank(reversal.transaction.header.recordedAt, .recorded) == 0)
    #expect(
      try await bank(reversal.transaction.header.effectiveAt, .effective) == 0)
    await shop.close()
  }

  @Test func `a sale can be undone after its tax was remitted, and the next remittance is less`()
    async throws
  {
    let shop = try await IdempotencyTests.shop()
    let tax: Account = .named("2210:VAT-20")
    try await shop.perform(
      Adjust(debit: tax, credit: .bank, amount: 1_700, currency: .gbp, reason: "tax"), key: "t1")
    let receipt = try await shop.perform(
      CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    #expect(receipt.decision?.amount == 10_200)
    let owed = try await shop.ledger.trialBalance().accounts.first { $0.account == tax }
    #expect(owed?.balance == -1_700)
    let error = await #expect(throws: LedgerError.self) {
      try await shop.perform(
        Adjust(debit: tax, credit: .bank, amount: 1, currency: .gbp, reason: "tax"), key: "t2")
    }
    #expect(error?.code == .accountLimit && error?.allowed == "0 GBP")
    try await shop.placeAndPay("1002")
    try await shop.placeAndPay("1003")
    try await shop.perform(
      Adjust(debit: tax, credit: .bank, amount: 1_700, currency: .gbp, reason: "tax"), key: "t3")
    #expect(try await shop.ledger.rebuild().changedTables == [])
    await shop.close()
  }

  @Test func `several in one transaction share an account's room`() async throws {
    let shop = try await IdempotencyTests.shop()
    let tax = Adjust(
      debit: .named("2210:VAT-20"), credit: .bank, amount: 1_000, currency: .gbp, reason: "tax")
    try await shop.ledger.write { transaction in
      try transaction.perform(tax, key: "t1")
      let error = #expect(throws: LedgerError.self) { try transaction.perform(tax, key: "t2") }
      #expect(error?.code == .accountLimit)
      #expect(error?.allowed == "700 GBP")
    }
    try await shop.expectBalanced()
    await shop.close()
  }

  @Test func `verification finds a reversal that mirrors nothing, and a time that was closed`()
    async throws
  {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let raw = try scratch.raw()
    let reversal = try #require(try raw.query("SELECT seq FROM ledger_reversal").first?.first)
    try raw.tamper(
      "UPDATE ledger_posting SET amount = amount + 1 WHERE entry_id >> 16 = \(reversal)")
    try raw.tamper("UPDATE ledger_txn SET effective_at = 0 WHERE seq = \(reversal)")
    let report = try await ledger.verify()
    let found = report.findings.filter { $0.sequence.map { "\($0)" } == reversal }
    #expect(Set(found.map(\.invariant)).isSuperset(of: [.reversal, .period, .chain]), "\(report)")
    await ledger.close()
  }
}
