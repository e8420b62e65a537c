import OrderLedgerRawDatabase
import OrderLedgerSQLite
import Testing

@testable import OrderLedger

/// What reports cost does not grow with the journal nor with the number of orders: shown by the
/// tables that their statements read, without a clock.
@Suite struct ReportCostTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let statement: SQL
    /// All that it may open. None of them has a row an order.
    let tables: Set<String>

    init(_ name: String, _ statement: SQL, _ tables: Set<String>) {
      testDescription = name
      self.statement = statement
      self.tables = tables
    }
  }

  static let stock: Set<String> = ["ledger_stock", "ledger_sku", "ledger_location"]

  static let cases = [
    Case("cancellation reasons", Catalog.cancellationDays, ["ledger_cancellation_day"]),
    Case("refunds owed", Catalog.accountTotals, ["ledger_account"]),
    Case("accounts, trial balance", Catalog.accounts, ["ledger_account"]),
    Case("stock", Catalog.allStock, stock),
    Case("stock of a SKU", Catalog.stockOfSKU, stock),
  ]

  @Test(arguments: cases) func `a report reads tables of sums alone`(_ test: Case) async throws {
    let scratch = try await BusyShop.file()
    let raw = try scratch.raw()
    // The program that SQLite runs: every table and index that it opens, by its first page.
    var opened: Set<String> = []
    for row in try raw.query("EXPLAIN \(test.statement.text)") where row[1] == "OpenRead" {
      let name = try raw.query("SELECT tbl_name FROM sqlite_schema WHERE rootpage = \(row[3])")
      opened.insert(try #require(name.first).joined())
    }
    #expect(opened == test.tables)
  }

  @Test func `a report reads the rows that it is asked for`() async throws {
    let scratch = try await BusyShop.file()
    let raw = try scratch.raw()
    func plan(_ statement: SQL) throws -> [String] {
      try raw.query("EXPLAIN QUERY PLAN \(statement.text)").map { $0[3] }
    }
    // One step each: nothing is sorted either.
    #expect(
      try plan(Catalog.cancellationDays) == [
        "SEARCH ledger_cancellation_day USING PRIMARY KEY (day>? AND day<?)"
      ])
    #expect(
      try plan(Catalog.accountTotals) == [
        "SEARCH ledger_account USING PRIMARY KEY (account=? AND dimension=?)"
      ])
  }

  @Test func `the tables of sums do not have a row an order`() async throws {
    let shop = try await RandomShop.open(seed: 7, orders: 120)
    let rows = try shop.scratch.raw().query(
      """
      SELECT (SELECT count(*) FROM ledger_order), (SELECT count(*) FROM ledger_account) < 40,
        (SELECT count(*) FROM ledger_stock)
      """)
    #expect(rows == [["120", "1", "2"]])
    await shop.ledger.close()
  }
}
