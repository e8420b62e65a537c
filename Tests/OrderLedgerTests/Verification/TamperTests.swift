import OrderLedger
import OrderLedgerRawDatabase
import Testing

@Suite struct TamperTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let invariant: Finding.Invariant
    /// The first journal transaction that is wrong, where there is one: a query for it.
    let sequence: String?

    init(_ name: String, _ sql: String, _ invariant: Finding.Invariant, at sequence: String?) {
      testDescription = name
      self.sql = sql
      self.invariant = invariant
      self.sequence = sequence
    }
  }

  static let posting =
    "SELECT min(entry_id) >> 16 FROM ledger_posting WHERE account = 2110 AND entry_id >= 6 << 16"
  static let cancel = "SELECT seq FROM ledger_decision WHERE refund = 'x1'"

  static let cases: [Case] = [
    Case(
      "an edited amount",
      """
      UPDATE ledger_posting SET amount = amount + 1
      WHERE entry_id >> 16 = (\(posting)) AND account = 2110
      """,
      .chain, at: posting),
    Case(
      "two amounts edited so that they balance",
      "UPDATE ledger_posting SET amount = amount + sign(amount) WHERE entry_id >> 16 = (\(posting))",
      .chain, at: posting),
    Case(
      "a removed entry", "DELETE FROM ledger_movement WHERE entry_id >> 16 = (\(cancel))", .chain,
      at: cancel),
    Case(
      "entries in another order",
      """
      UPDATE ledger_posting SET entry_id = entry_id + 1000 WHERE entry_id =
        (SELECT min(entry_id) FROM ledger_posting WHERE entry_id >> 16 = (\(cancel)))
      """, .chain, at: cancel),
    Case(
      "an entry twice",
      """
      INSERT INTO ledger_message SELECT seq, n + 1000, kind, customer FROM ledger_message
      WHERE seq = (\(cancel))
      """, .chain, at: cancel),
    Case(
      "an entry of no transaction",
      "INSERT INTO ledger_message VALUES (9999, 0, 0, NULL)", .record, at: nil),
    Case(
      "another actor", "UPDATE ledger_txn SET actor = 'staff:eve' WHERE seq = (\(cancel))", .chain,
      at: cancel),
    Case(
      "another time", "UPDATE ledger_txn SET recorded_at = recorded_at + 1 WHERE seq = 7", .chain,
      at: "SELECT 7"),
    Case(
      "a transaction cut out of the middle", "DELETE FROM ledger_txn WHERE seq = 7", .chain,
      at: nil),
    Case(
      "another hash", "UPDATE ledger_txn SET hash = zeroblob(32) WHERE seq = 7", .chain,
      at: "SELECT 7"),
    Case(
      "another price", "UPDATE ledger_line SET unit_price = 1 WHERE order_id = 1 AND line_no = 0",
      .chain, at: "SELECT seq FROM ledger_order WHERE order_id = 1"),
    Case(
      "an order that was never placed",
      """
      INSERT INTO ledger_order SELECT 99, seq, 'X', currency, NULL, NULL, NULL, 0, 0, 1, seq, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 0, 0, 0, 0 FROM ledger_order WHERE order_id = 1
      """, .record, at: nil),
    Case(
      "a line that was never placed",
      """
      INSERT INTO ledger_line (line_id, line, kind, sku_id, location_id, quantity, parts, unit_price,
        tax_included, costed, backordered)
      SELECT 99 * 8192 + line_no, line, kind, sku_id, location_id, quantity, parts, unit_price,
        tax_included, costed, backordered FROM ledger_line WHERE order_id = 1
      """, .references, at: nil),
    Case(
      "a discount of no order", "INSERT INTO ledger_component VALUES (99, 0, 0, 0, NULL, 1)",
      .references, at: nil),
    Case(
      "a share of no decision", "INSERT INTO ledger_decision_share VALUES (9999, 0, 0, 0, 1)",
      .record, at: nil),
    Case(
      "a payment of no order",
      "INSERT INTO ledger_payment VALUES (99, 0, 'X', 0, 'stripe', 1, 0, 0)", .projection, at: nil),
    Case(
      "a return of no order",
      "INSERT INTO ledger_return VALUES (99, 0, 0, 1, 'X', 1, 1, 0, 0, 0, 0, 0, 0)", .projection,
      at: nil),
    Case(
      "a returned unit more",
      "UPDATE ledger_return SET announced = announced + 1, received = received + 1", .order,
      at: nil),
    Case(
      "a hold that nobody made",
      "INSERT INTO ledger_hold SELECT 'X', stock_id, 1, 0, 0, 0, NULL FROM ledger_stock LIMIT 1",
      .projection, at: nil),
    Case(
      "another return's step", "UPDATE ledger_return_change SET quantity = quantity + 1", .chain,
      at: "SELECT min(seq) FROM ledger_return_change"),
    Case(
      "a hold's other end", "UPDATE ledger_hold_change SET kind = 2 WHERE kind = 1", .chain,
      at: "SELECT min(seq) FROM ledger_hold_change WHERE kind IN (1, 2)"),
    Case(
      "an account too many, with a guard that is not its own",
      """
      INSERT INTO ledger_account SELECT 2410, 'x', currency, 2, 7, 7, 0, 0 FROM ledger_account LIMIT 1
      """, .projection, at: nil),
    Case(
      "a SKU without its name", "DELETE FROM ledger_sku WHERE sku = 'MUG'", .record,
      at: "SELECT min(entry_id) >> 16 FROM ledger_movement WHERE stock_id >> 20 = 1"),
    Case(
      "a removed order", "DELETE FROM ledger_order WHERE order_id = 2", .record,
      at: "SELECT seq FROM ledger_order WHERE order_id = 2"),
    Case(
      "a removed line", "DELETE FROM ledger_line WHERE order_id = 2 AND line_no = 2", .chain,
      at: "SELECT seq FROM ledger_order WHERE order_id = 2"),
    Case(
      "a discount that was never given",
      "INSERT INTO ledger_component VALUES (1, 1, 99, 0, NULL, 1)", .chain, at: nil),
    Case(
      "a figure of the state", "UPDATE ledger_order SET value = value + 1 WHERE order_id = 1",
      .projection, at: nil),
    Case(
      "an account's counter",
      "UPDATE ledger_account SET debit_posted = debit_posted + 1 WHERE account = 1110", .projection,
      at: nil),
    Case(
      "stock out of nothing",
      "UPDATE ledger_stock SET available = available + 1, supplier = supplier - 1", .projection,
      at: nil),
    Case(
      "a forgotten key",
      "UPDATE ledger_txn SET key = NULL, request_digest = NULL WHERE key = 'key-7'", .chain,
      at: "SELECT seq FROM ledger_txn WHERE key = 'key-7'"),
    Case(
      "an attempt's other transaction", "UPDATE ledger_attempt SET seq = seq - 1", .projection,
      at: nil),
    Case(
      "an order's status", "UPDATE ledger_order SET status = 1 WHERE order_id = 3", .projection,
      at: nil),
    Case(
      "a name that was not taken", "INSERT INTO ledger_document VALUES (1, 'f9', 1, 9, NULL)",
      .projection, at: nil),
    Case(
      "a name that was taken", "DELETE FROM ledger_document WHERE name = 'x1'", .projection,
      at: nil),
    Case(
      "two orders' figures swapped",
      """
      UPDATE ledger_order SET value = (SELECT value FROM ledger_order o
        WHERE o.order_id = 3 - ledger_order.order_id) WHERE order_id IN (1, 2)
      """, .projection, at: nil),
    Case(
      "another note", "UPDATE ledger_note SET note = 'He called.' WHERE seq = (\(cancel))", .record,
      at: cancel),
    Case(
      "notes swapped",
      """
      UPDATE ledger_note SET note = (SELECT note FROM ledger_note n WHERE n.seq <> ledger_note.seq)
      """, .record, at: cancel),
    Case(
      "a note of no transaction", "INSERT INTO ledger_note VALUES (0, zeroblob(16), 'x')", .record,
      at: "SELECT 0"),
    Case(
      "contact data of no transaction",
      "INSERT INTO ledger_contact VALUES (0, zeroblob(16), 'x', NULL, NULL, NULL)", .record,
      at: "SELECT 0"),
    Case(
      "a planted view", "CREATE VIEW v_ledger_more AS SELECT 1", .schema, at: nil),
    Case("a planted table", "CREATE TABLE ledger_more (a INTEGER) STRICT", .schema, at: nil),
    Case(
      "a planted index", "CREATE INDEX ledger_more ON ledger_txn (actor)", .schema, at: nil),
    Case(
      "a planted trigger",
      """
      CREATE TRIGGER ledger_more AFTER INSERT ON ledger_txn
      BEGIN UPDATE ledger_account SET debit_posted = 0; END
      """, .schema, at: nil),
    Case("a missing view", "DROP VIEW v_ledger_orders", .schema, at: nil),
  ]

  @Test(arguments: cases) func `verification finds and names it`(_ damage: Case) async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let raw = try scratch.raw()
    let place = try damage.sequence.map { try raw.query($0) }
    try raw.tamper(damage.sql)
    let report = try await ledger.verify()
    #expect(report.findings.contains { $0.invariant == damage.invariant }, "\(report)")
    if let place {
      #expect(report.firstBadSequence.map { "\($0)" } == place.first?.first, "\(report)")
    }
    await ledger.close()
  }

  @Test func `an undamaged ledger is sound at both levels`() async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    for level in [VerificationLevel.quick, .full] {
      let report = try await ledger.verify(level)
      #expect(report.isSound, "\(report)")
      #expect(report.transactions == Int64(BusyShop.commands.count))
    }
    await ledger.close()
  }

  @Test func `quick verification finds an edited amount near the end`() async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    try scratch.raw().tamper(Self.cases[0].sql)
    #expect(try await !ledger.verify(.quick).isSound)
    await ledger.close()
  }

  @Test func `only an exported head shows that the end was cut off`() async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let head = try await ledger.head()
    await ledger.close()
    let raw = try scratch.raw()
    try raw.unprotected {
      for (table, condition) in try raw.conditions(ofTransaction: head.sequence) {
        try raw.run("DELETE FROM \(table) WHERE \(condition)")
      }
    }
    let again = try await scratch.open()
    _ = try await again.rebuild()
    // The last command was about no order: the chain before it is whole again.
    let report = try await again.verify()
    #expect(report.isSound, "\(report)")
    let found = try await again.head()
    #expect(found.sequence == head.sequence - 1)
    #expect(found.hash != head.hash)
    await again.close()
  }
}
