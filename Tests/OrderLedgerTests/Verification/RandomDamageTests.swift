import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct RandomDamageTests {
  struct Edit {
    let place: String
    let sql: String
  }

  /// Up to two rows of every column of every table, each changed by itself.
  static func edits(_ raw: RawDatabase) throws -> [Edit] {
    var edits: [Edit] = []
    for table in try raw.tableNames() where table != "ledger_migration" {
      let columns = try raw.columns(of: table)
      let keys = columns.filter(\.isKey).map(\.name)
      let quoted = keys.map { "quote(\"\($0)\")" }.joined(separator: ", ")
      let rows = try raw.query("SELECT \(quoted) FROM \(table) ORDER BY random() LIMIT 2")
      for column in columns {
        for row in rows {
          let place = zip(keys, row).map { "\"\($0)\" = \($1)" }.joined(separator: " AND ")
          edits.append(
            Edit(
              place: "\(table).\(column.name)",
              sql: "UPDATE \(table) SET \(change(column)) WHERE \(place)"))
        }
      }
    }
    return edits
  }

  private static func change(_ column: RawDatabase.Column) -> String {
    let name = "\"\(column.name)\""
    return switch column.type {
    case "INTEGER": "\(name) = coalesce(\(name), 0) + 1"
    case "BLOB":
      """
      \(name) = coalesce(CAST(substr(\(name), 1, length(\(name)) - 1) || \
      iif(substr(\(name), -1) = x'5a', x'5b', x'5a') AS BLOB), zeroblob(32))
      """
    default: "\(name) = coalesce(\(name), '') || 'Z'"
    }
  }

  @Test func `every value that is changed is found`() async throws {
    let original = try await BusyShop.file()
    let edits = try Self.edits(original.raw())
    var missed: Set<String> = []
    var threw: Set<String> = []
    var count = 0
    for edit in edits {
      let scratch = try Scratch(copyOf: original)
      do { try scratch.raw().tamper(edit.sql) } catch { continue }
      count += 1
      do {
        let ledger = try await scratch.open()
        let report = try await ledger.verify()
        if report.isSound { missed.insert(edit.place) }
        await ledger.close()
      } catch {
        threw.insert("\(edit.place): \(error)")
      }
    }
    print("\(count) edits; not found: \(missed.sorted()); refused to be read: \(threw.sorted())")
    #expect(count >= 300)
    #expect(missed.subtracting(RawDatabase.unverified) == [])
    #expect(threw.isEmpty, "verification has to say what is wrong, not give up")
  }

  /// What `rebuild` fills: tables of nothing but state, and columns of the state in the journal's.
  static let state = [
    "ledger_payment", "ledger_refund", "ledger_attempt", "ledger_document",
    "ledger_gateway_reference", "ledger_location_state", "ledger_stock", "ledger_account",
    "ledger_cancellation_day", "ledger_presented", "ledger_return", "ledger_hold",
  ]
  static let orderColumns = [
    "version", "last_seq", "status", "open_units", "fulfilled_units", "cancelled_units", "value",
    "received", "authorized", "captured", "decided", "pending", "settled", "payments", "refunds",
    "attempts", "returns", "cancelled_seq",
  ]
  static let lineColumns = [
    "cancelled", "fulfilled", "returned", "arrived", "reversed", "recognized",
  ]

  /// Damages a copy, rebuilds it, and compares it with what it was.
  static func expectRepaired(
    _ table: String, _ damage: String, _ original: Scratch, _ before: [String: [[String]]]
  ) async throws {
    let scratch = try Scratch(copyOf: original)
    try scratch.raw().tamper(damage)
    let ledger = try await scratch.open()
    #expect(try await !ledger.verify().isSound, "\(damage)")
    #expect(try await ledger.rebuild().changedTables == [table], "\(damage)")
    #expect(try await ledger.rebuild().changedTables == [], "\(damage)")
    try await ledger.expectBalanced()
    await ledger.close()
    #expect(try scratch.raw().dump() == before, "\(damage)")
  }

  @Test func `rebuild repairs every table of the state, byte for byte`() async throws {
    let original = try await BusyShop.file()
    let before = try original.raw().dump()
    for table in Self.state {
      try await Self.expectRepaired(table, "DELETE FROM \(table)", original, before)
    }
    for column in Self.orderColumns {
      let damage = "UPDATE ledger_order SET \(column) = coalesce(\(column), 0) + 7"
      try await Self.expectRepaired("ledger_order", damage, original, before)
    }
    for column in Self.lineColumns {
      let damage = "UPDATE ledger_line SET \(column) = \(column) + 7"
      try await Self.expectRepaired("ledger_line", damage, original, before)
    }
  }

  @Test(arguments: ["ledger_order", "ledger_line"])
  func `rebuild does not make up what was placed`(table: String) async throws {
    let scratch = try await BusyShop.file()
    try scratch.raw().tamper("DELETE FROM \(table) WHERE order_id = 1")
    let before = try scratch.raw().dump()
    let ledger = try await scratch.open()
    await #expect(throws: LedgerError.self) { try await ledger.rebuild() }
    await ledger.close()
    #expect(try scratch.raw().dump() == before)
  }
}
