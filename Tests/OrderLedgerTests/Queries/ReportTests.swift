import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

@Suite struct ReportTests {
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `reports say what a fold of the journal says`(seed: UInt64) async throws {
    let shop = try await RandomShop.open(seed: seed, orders: 50)
    let fold = try await ReportFold.of(shop.ledger)
    #expect(fold.days.count > 30)
    #expect(fold.bounced > 0)
    var random = SplitMix64(state: seed)
    for period in ReportPeriod.allCases {
      try await compare(shop.ledger, fold, from: nil, until: nil, by: period)
      for _ in 0..<5 {
        let from = try RandomShop.day(&random)
        let until = try RandomShop.day(&random)
        try await compare(shop.ledger, fold, from: from, until: nil, by: period)
        try await compare(shop.ledger, fold, from: from, until: until, by: period)
      }
    }
    let owed = try await shop.ledger.refundsOwed()
    #expect(owed.map(\.currency) == fold.refunds.keys.sorted())
    for item in owed {
      let refunds = ReportFold.Refunds(
        incurred: item.incurred, pending: item.pending, settled: item.settled)
      #expect(refunds == fold.refunds[item.currency])
    }
    try await compareWithOrders(shop.ledger, owed)
    try await shop.ledger.expectBalanced()
    await shop.ledger.close()
  }

  private func compare(
    _ ledger: Ledger, _ fold: ReportFold, from: CivilDate?, until: CivilDate?,
    by period: ReportPeriod
  ) async throws {
    let report = try await ledger.cancellationReasons(from: from, until: until, by: period)
    let rows = report.map { (ReportFold.Row($0), ReportFold.Figures($0)) }
    let expected = try fold.report(from: from, until: until, by: period)
    #expect(rows.count == expected.count)
    #expect(Dictionary(rows) { first, _ in first } == expected)
    for (left, right) in zip(report, report.dropFirst()) {
      let (first, second) = (left.period?.dayNumber ?? 0, right.period?.dayNumber ?? 0)
      #expect(first <= second)
      if first == second { #expect(left.cancellations >= right.cancellations) }
    }
  }

  private func compareWithOrders(_ ledger: Ledger, _ owed: [RefundsOwed]) async throws {
    let orders = try await ledger.orders(limit: 1_000).orders
    for item in owed {
      let own = orders.filter { $0.currency == item.currency }
      #expect(own.reduce(0) { $0 + $1.refundOwed } == item.owed)
      #expect(own.reduce(0) { $0 + $1.refundPending } == item.pending)
    }
  }

  @Test func `a transaction sees what it has cancelled itself`() async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let before = try await ledger.refundsOwed()
    let (reasons, owed) = try await ledger.write { transaction in
      try transaction.perform(
        CancelOrder(order: "1003", cancellation: "late", reason: "only-here"))
      try transaction.perform(Refund(order: "1001", refund: "r9", amount: 1, reason: "other"))
      return (try transaction.cancellationReasons(), try transaction.refundsOwed())
    }
    #expect(reasons.contains { $0.reason == "only-here" && $0.cancellations == 1 })
    #expect(owed.first?.incurred == before.first.map { $0.incurred + 1 })
    #expect(try await ledger.cancellationReasons() == reasons)
    #expect(try await ledger.refundsOwed() == owed)
    await ledger.close()
  }

  @Test func `an empty ledger has nothing to report`() async throws {
    let shop = try await TestLedger()
    #expect(try await shop.ledger.cancellationReasons(by: .day).isEmpty)
    #expect(try await shop.ledger.refundsOwed().isEmpty)
    await shop.close()
  }

  @Test(arguments: [Int64.min, -1, 0, .max])
  func `the day of any instant can be reported`(microseconds: Int64) async throws {
    let scratch = try await BusyShop.file()
    let at = Timestamp(microseconds: microseconds)
    try scratch.raw().run(
      "INSERT INTO ledger_cancellation_day VALUES (\(at.dayNumber), 'then', 'GBP', 1, 1, 1, 1, 1)")
    let ledger = try await scratch.open()
    for period in ReportPeriod.allCases {
      let rows = try await ledger.cancellationReasons(by: period).filter { $0.reason == "then" }
      #expect(rows.count == 1)
      if period == .day { #expect(rows.first?.period == at.date) }
    }
    await ledger.close()
  }

  @Test func `a sum that does not fit is refused`() async throws {
    let scratch = try await BusyShop.file()
    try scratch.raw().run(
      """
      INSERT INTO ledger_cancellation_day VALUES
        (1, 'then', 'GBP', 1, 1, 1, \(Int64.max), 1), (2, 'then', 'GBP', 1, 1, 1, 1, 1)
      """)
    let ledger = try await scratch.open()
    #expect(try await ledger.cancellationReasons(by: .day).count > 2)
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.cancellationReasons()
    }
    #expect(error?.code == .overflow)
    await ledger.close()
  }
}

extension RandomShop {
  static func day(_ random: inout SplitMix64) throws -> CivilDate {
    try CivilDate(dayNumber: firstDay + .random(in: -5..<days + 5, using: &random))
  }
}
