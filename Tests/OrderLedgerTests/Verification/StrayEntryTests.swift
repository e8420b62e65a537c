import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// Rows of transactions that there can't be: the walk along the journal never comes by them.
@Suite struct StrayEntryTests {
  /// Numbers that no transaction has. Where transaction and place are one number, those beyond the
  /// last have no room: they come out as the lowest.
  static func sequences(_ table: String, _ raw: RawDatabase) throws -> [Int64] {
    try isPacked(table, raw) ? [0, -1, Int64.min >> 16] : [0, -1, 1 << 47, 1 << 50]
  }

  static func isPacked(_ table: String, _ raw: RawDatabase) throws -> Bool {
    try raw.columns(of: table).contains { $0.name == "entry_id" }
  }

  /// Copies a row of the table to another transaction; what has to be unique is made so.
  static func plant(_ table: String, at sequence: Int64, _ raw: RawDatabase) throws {
    let changed = [
      "seq": "\(sequence)", "entry_id": "\(sequence << 16)", "key": "NULL",
      "request_digest": "NULL", "reversed_seq": "reversed_seq + 1000", "version": "version + 1000",
    ]
    let names = try raw.columns(of: table).map(\.name)
    let columns = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let values = names.map { changed[$0] ?? "\"\($0)\"" }.joined(separator: ", ")
    try raw.tamper("INSERT INTO \(table) (\(columns)) SELECT \(values) FROM \(table) LIMIT 1")
  }

  static func remove(_ table: String, at sequence: Int64, _ raw: RawDatabase) throws {
    let key = try isPacked(table, raw) ? "entry_id >> 16" : "seq"
    try raw.tamper("DELETE FROM \(table) WHERE \(key) = \(sequence)")
  }

  static func expectFound(_ table: String, _ ledger: Ledger, _ raw: RawDatabase) async throws {
    for sequence in try sequences(table, raw) {
      let before = try raw.query("SELECT count(*) FROM \(table)")
      try plant(table, at: sequence, raw)
      #expect(try raw.query("SELECT count(*) - 1 FROM \(table)") == before)
      let report = try await ledger.verify()
      #expect(
        report.findings.contains { $0.sequence == sequence && $0.message.hasPrefix("\(table) ") },
        "\(table) at \(sequence): \(report)")
      try remove(table, at: sequence, raw)
    }
    let report = try await ledger.verify()
    #expect(report.isSound, "\(table): \(report)")
  }

  @Test(arguments: JournalTable.all.map(\.name))
  func `a row of a transaction that there can't be is found and named`(
    table: String
  ) async throws {
    if ["ledger_credit_change", "ledger_dispute_change"].contains(table) {
      let shop = try await CreditTamperTests.shop()
      try await Self.expectFound(table, shop.ledger, RawDatabase(shop.path))
      await shop.close()
    } else {
      let scratch = try await BusyShop.file()
      let ledger = try await scratch.open()
      try await Self.expectFound(table, ledger, scratch.raw())
      await ledger.close()
    }
  }

  @Test(arguments: [
    "INSERT INTO ledger_period VALUES (200000000000000, 0, 0, 4102444800000000)",
    "INSERT INTO ledger_reversal VALUES (200000000000000, 0, 7)",
    "INSERT INTO ledger_posting VALUES (5, 1110, 'stripe', 100, 'GBP', 0)",
  ])
  func `what every CHECK and trigger lets through is found`(sql: String) async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    try scratch.raw().run(sql)
    let report = try await ledger.verify()
    #expect(report.findings.map(\.invariant) == [.references], "\(report)")
    // The newest transactions alone: that nothing is seen of it is what its documentation says.
    #expect(try await ledger.verify(.quick).isSound)
    await ledger.close()
  }

  @Test func `every table with rows of transactions is looked into`() async throws {
    let scratch = try Scratch()
    await (try scratch.open()).close()
    let found = try Set(scratch.raw().conditions(ofTransaction: 1).keys)
    // Of these every row is compared with the transaction that it names, or with the state.
    let others = ["ledger_note", "ledger_contact", "ledger_refund_search"]
    let expected = found.subtracting(Projection.all.map(\.table)).subtracting(others)
    #expect(Set(JournalTable.all.map(\.name)) == expected)
  }

  @Test(arguments: [0, 1, 6, 7, 8, 100, 8 * JournalParts.maxCount - 1, 1 << 50] as [Int64])
  func `the parts of a journal cover it once, and are never too many`(last: Int64) {
    for takes in [[true], [false], [true, false]] {
      let parts = JournalParts(length: 7)
      parts.open(through: last)
      var found: [ClosedRange<Int64>] = []
      while let part = takes[found.count % takes.count] ? parts.takeFirst() : parts.takeLast() {
        found.append(part)
        guard found.count <= JournalParts.maxCount else { break }
      }
      #expect(found.count <= JournalParts.maxCount)
      found.sort { $0.lowerBound < $1.lowerBound }
      #expect(found.first?.lowerBound == 1 && found.last?.upperBound == .max)
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.upperBound + 1 == $1.lowerBound })
    }
  }
}
