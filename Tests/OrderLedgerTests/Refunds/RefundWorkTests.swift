import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

/// The rows in which workers note what they work on.
@Suite struct RefundWorkTests {
  static func file() async throws -> Scratch {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let worker = RefundWorker(ledger, gateways: [ScriptedGateway([.accept])])
    try await worker.runOnce()
    try await ledger.expectBalanced()
    await ledger.close()
    return scratch
  }

  /// One row, so that the key stays a key.
  static let one = """
    (order_id, refund_no, payment_no) IN
      (SELECT order_id, refund_no, payment_no FROM ledger_refund_work LIMIT 1)
    """

  /// It adds nothing to the journal, so that the journal can't tell whether it was committed.
  @Test(arguments: [FaultPlan.Timing.before, .after])
  func `a refund is not told as handed back by a commit that failed`(
    timing: FaultPlan.Timing
  ) async throws {
    let scratch = try await Self.file()
    try scratch.raw().run("UPDATE ledger_refund_work SET state = 2 WHERE \(Self.one)")
    let plan = FaultPlan(failing: 1, with: .ioErr, timing: timing, at: [.commit])
    let ledger = try await scratch.open { $0.faults = plan }
    let refund = try #require(try await ledger.refundWork(.stuck).first).refund
    let error = await #expect(throws: LedgerError.self) { try await ledger.retryRefund(refund) }
    #expect(error?.code == .unknownOutcome)
    #expect(plan.fired == 1)
    #expect(try await ledger.refundWork(.stuck).count == (timing == .before ? 1 : 0))
    // Asking again is safe, and tells.
    #expect(try await ledger.retryRefund(refund) == (timing == .before ? 1 : 0))
    #expect(try await ledger.refundWork(.stuck).isEmpty)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  /// Its commits that only note a lease add nothing to the journal, either.
  @Test(arguments: [FaultPlan.Timing.before, .after])
  func `a running worker goes on after a commit whose end can't be told`(
    timing: FaultPlan.Timing
  ) async throws {
    let scratch = try await Self.file()
    let plan = FaultPlan(failing: 1, with: .ioErr, timing: timing, at: [.commit])
    let ledger = try await scratch.open { $0.faults = plan }
    let gateway = ScriptedGateway()
    let clock = TestClock(Timestamp(microseconds: 1_893_456_000_000_000))
    let isFirst = Lockbox(true)
    let worker = RefundWorker(
      ledger, gateways: [gateway], settings: RefundWorkerSettings(), clock: { clock.now() },
      pause: { _ in
        #expect(gateway.paid.isEmpty == isFirst.value)
        guard isFirst.value else { throw CancellationError() }
        isFirst.change { $0 = false }
        // Beyond the lease that may be there.
        clock.set(Timestamp(microseconds: clock.now().microseconds + 3_600_000_000))
      }, probe: { _ in })
    try await worker.run()
    #expect(plan.fired == 1)
    #expect(gateway.transfers.values.allSatisfy { $0 == 1 })
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `rows about refunds that don't exist are found`() async throws {
    for damage in [
      "UPDATE ledger_refund_work SET order_id = 99", "UPDATE ledger_refund_work SET refund_no = 77",
      "UPDATE ledger_refund_work SET payment_no = 55",
      "UPDATE ledger_refund_work SET attempt = 'x'",
    ] {
      let scratch = try await Self.file()
      #expect(try scratch.raw().query("SELECT count(*) > 0 FROM ledger_refund_work") == [["1"]])
      try scratch.raw().run(damage + " WHERE \(Self.one)")
      let ledger = try await scratch.open()
      let report = try await ledger.verify()
      #expect(report.findings.contains { $0.invariant == .references }, "\(damage)")
      await ledger.close()
    }
  }

  @Test func `a row that was lost is found: nobody would look for its refund again`()
    async throws
  {
    let original = try await Self.file()
    let rows = try original.raw().query(
      "SELECT order_id, refund_no, payment_no FROM ledger_refund_work")
    #expect(rows.count >= 2)
    for row in rows {
      let scratch = try Scratch(copyOf: original)
      let place = row.joined(separator: ", ")
      try scratch.raw().run(
        """
        DELETE FROM ledger_refund_work WHERE (order_id, refund_no, payment_no) = (\(place))
        """)
      let ledger = try await scratch.open()
      let report = try await ledger.verify()
      #expect(!report.isSound, "\(place)")
      #expect(report.findings.allSatisfy { $0.invariant == .references }, "\(report)")
      await ledger.close()
    }
  }

  @Test func `an attempt under way that no row names any more is found`() async throws {
    let scratch = try await Self.file()
    let raw = try scratch.raw()
    try raw.run("UPDATE ledger_refund_work SET attempt = NULL WHERE attempt IS NOT NULL")
    #expect(raw.changes > 0)
    let ledger = try await scratch.open()
    let report = try await ledger.verify()
    #expect(report.findings.contains { $0.message.hasPrefix("attempt refund-") }, "\(report)")
    await ledger.close()
  }

  @Test func `what happened since the search is not missed`() async throws {
    let scratch = try await Self.file()
    let ledger = try await scratch.open()
    try await ledger.perform(RaceTests.place("since"))
    let total = try await ledger.order("since").total
    try await ledger.perform(
      RecordPayment(
        order: "since", payment: "since", tender: .gateway("stripe"), amount: total))
    try await ledger.perform(RaceTests.cancel("since"))
    #expect(try await ledger.order("since").refundOwed > 0)
    try await ledger.expectBalanced()
    // A search that is said to have gone through it has passed it over.
    try scratch.raw().run(
      "UPDATE ledger_refund_search SET seq = (SELECT max(seq) FROM ledger_txn)")
    let report = try await ledger.verify()
    #expect(report.findings.map(\.invariant) == [.references], "\(report)")
    await ledger.close()
  }

  @Test(arguments: ["9000000000000000000", "(SELECT max(seq) + 1 FROM ledger_txn)"])
  func `a search beyond the end of the journal is found, and no worker is silent about it`(
    sequence: String
  ) async throws {
    let scratch = try await Self.file()
    try scratch.raw().run("UPDATE ledger_refund_search SET seq = \(sequence)")
    let ledger = try await scratch.open()
    let report = try await ledger.verify()
    #expect(report.findings.map(\.invariant) == [.references], "\(report)")
    let worker = RefundWorker(ledger, gateways: [ScriptedGateway([.accept])])
    let error = await #expect(throws: LedgerError.self) { try await worker.runOnce() }
    #expect(error?.code == .integrity)
    await ledger.close()
  }

  @Test func `of every column a change is found, or is known not to be`() async throws {
    let original = try await Self.file()
    let edits = try RandomDamageTests.edits(original.raw()).filter {
      $0.place.hasPrefix("ledger_refund_")
    }
    var missed: Set<String> = []
    for edit in edits {
      let scratch = try Scratch(copyOf: original)
      do { try scratch.raw().tamper(edit.sql) } catch { continue }
      let ledger = try await scratch.open()
      if try await ledger.verify().isSound { missed.insert(edit.place) }
      await ledger.close()
    }
    #expect(edits.count >= 14)
    #expect(missed.subtracting(RawDatabase.unverified) == [])
  }

  @Test(arguments: [
    "DELETE FROM ledger_refund_work; DELETE FROM ledger_refund_search",
    "DELETE FROM ledger_refund_search", "UPDATE ledger_refund_search SET seq = 0",
  ])
  func `rows that were lost are found again by their refunds`(loss: String) async throws {
    let scratch = try await Self.file()
    try scratch.raw().run(loss)
    let ledger = try await scratch.open()
    try await ledger.expectBalanced()
    let owed = try await ledger.refundsOwed()
    let gateway = ScriptedGateway(serving: [.gateway, .manual])
    try await RefundWorker(ledger, gateways: [gateway]).runOnce()
    let after = try await ledger.refundsOwed()
    #expect(owed.contains { $0.owed > 0 } || owed.contains { $0.pending > 0 })
    #expect(after.allSatisfy { $0.owed == 0 })
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `a rebuild leaves them as they are`() async throws {
    let scratch = try await Self.file()
    let before = try scratch.raw().dump()
    let ledger = try await scratch.open()
    #expect(try await ledger.rebuild().changedTables == [])
    await ledger.close()
    #expect(try scratch.raw().dump() == before)
  }
}
