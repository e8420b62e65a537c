import OrderLedger
import OrderLedgerRawDatabase
import Testing

/// Both ways in which `verify` compares the state with the journal, each by itself.
@Suite struct SketchTests {
  /// Damage of the state alone; the journal is whole.
  static let damages = [
    "UPDATE ledger_order SET received = received - 1 WHERE order_id = 1",
    "UPDATE ledger_order SET cancelled_seq = 0 WHERE order_id = 1",
    "UPDATE ledger_order SET status = 2 WHERE order_id = 3",
    "UPDATE ledger_order SET last_seq = last_seq - 1, version = version - 1 WHERE order_id = 3",
    // Sums over all rows stay what they were.
    """
    UPDATE ledger_line SET arrived = arrived + CASE order_id WHEN 1 THEN 1 ELSE -1 END
    WHERE order_id < 3 AND line_no = 0
    """,
    """
    UPDATE ledger_line SET cancelled = fulfilled, fulfilled = cancelled
    WHERE order_id = 1 AND line_no = 0
    """,
    "UPDATE ledger_payment SET captured = captured - 9223372036854775807 WHERE order_id = 1",
    "UPDATE ledger_payment SET tender_name = 'Stripe' WHERE order_id = 2",
    "DELETE FROM ledger_refund WHERE order_id = 2",
    "UPDATE ledger_refund SET amount = amount - 1 WHERE order_id = 1",
    "UPDATE ledger_refund SET position = position + 1 WHERE order_id = 1",
    "DELETE FROM ledger_attempt", "UPDATE ledger_attempt SET status = 3 WHERE attempt_no = 0",
    "UPDATE ledger_attempt SET seq = seq + 1 WHERE attempt_no = 1",
    "UPDATE ledger_document SET closed_seq = 0 WHERE name = 'f1'",
    "UPDATE ledger_document SET name = 'F1' WHERE name = 'f1'",
    "UPDATE ledger_gateway_reference SET seq = seq + 1 WHERE kind = 2",
    "DELETE FROM ledger_gateway_reference WHERE kind = 2",
    "UPDATE ledger_location_state SET is_open = 1", "DELETE FROM ledger_location_state",
    "UPDATE ledger_stock SET shipped = shipped + 1, transit = transit - 1",
    "UPDATE ledger_account SET guard = 0", "DELETE FROM ledger_account WHERE account = 5320",
    "UPDATE ledger_cancellation_day SET units = units + 1",
  ]

  @Test(arguments: damages) func `each way finds it`(_ damage: String) async throws {
    let scratch = try await BusyShop.file()
    try scratch.raw().tamper(damage)
    let ledger = try await scratch.open()
    for rowByRow in [false, true] {
      let report = try await ledger.verify(rowByRow: rowByRow)
      #expect(report.findings.contains { $0.invariant == .projection }, "\(rowByRow): \(report)")
      #expect(report.findings.allSatisfy { $0.invariant != .chain }, "\(report)")
    }
    await ledger.close()
  }

  @Test func `neither way finds anything in a sound ledger`() async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    // Each run draws coefficients of its own.
    for rowByRow in [false, true, false, false] {
      let report = try await ledger.verify(rowByRow: rowByRow)
      #expect(report.isSound, "\(rowByRow): \(report)")
    }
    await ledger.close()
  }

  @Test func `links of an order that run in a circle end the walk`() async throws {
    let scratch = try await BusyShop.file()
    try scratch.raw().tamper(
      "UPDATE ledger_txn SET previous_seq = seq WHERE previous_seq IS NOT NULL")
    let ledger = try await scratch.open()
    #expect(try await !ledger.verify().isSound)
    #expect(try await !ledger.verify(rowByRow: true).isSound)
    await ledger.close()
  }
}
