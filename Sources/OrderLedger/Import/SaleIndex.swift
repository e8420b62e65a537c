package import OrderLedgerModel
import OrderLedgerSQLite

/// The sales of a file in a scratch database, so that memory does not grow with the file.
///
/// The matching rule `sameCustomerSkuPrice`: same customer, same code, same price, sale not later
/// than the cancellation; among those the latest line of exactly that quantity of which nothing was
/// cancelled, else the latest with room for all of it, else several, latest first. Too little room
/// in all is an over-cancel, which takes nothing.
///
/// Everything happens in one transaction that is never committed: nothing here has to outlive the
/// process, so nothing is flushed, and the files are unlinked as soon as they are open. Lookups are
/// ranges of the primary key: O(log n) plus the lines of one customer, code and price.
package final class SaleIndex: SaleMatching {
  private let connection: Connection

  /// An empty index, its scratch files in `directory`.
  package init(directory: String) throws(LedgerError) {
    let path = "\(directory)/order-ledger-import-\(UInt64.random(in: 0 ... .max)).scratch"
    do throws(SQLiteError) {
      var configuration = Configuration(path: path)
      configuration.durability = .normal
      configuration.cacheKiB = 32 << 10
      connection = try Connection(configuration)
      defer { Self.unlink(path) }
      try connection.changingSchema { () throws(SQLiteError) in
        try connection.execute(Self.schema)
      }
      try connection.beginImmediate()
    } catch {
      Self.unlink(path)
      throw Self.failure(error)
    }
  }

  deinit { connection.abandon() }

  package func open(_ document: String) throws(LedgerError) -> Bool {
    do throws(SQLiteError) {
      return try connection.run(Self.insertDocument) { $0.bind(1, document) } == 1
    } catch {
      throw Self.failure(error)
    }
  }

  package func add(_ row: ImportRow, order: String) throws(LedgerError) {
    // Without a customer no cancellation can ever be its.
    guard let customer = row.customer else { return }
    do throws(SQLiteError) {
      try connection.run(Self.insertSale) { statement in
        Self.bindKey(&statement, row, customer)
        statement.bind(5, row.number)
        statement.bind(6, order)
        statement.bind(7, row.line)
        statement.bind(8, row.units)
      }
    } catch {
      throw Self.failure(error)
    }
  }

  package func match(_ row: ImportRow) throws(LedgerError) -> CancellationMatch {
    guard let customer = row.customer else { return .noSale(.noCustomer) }
    do throws(SQLiteError) {
      return try match(row, customer)
    } catch {
      throw Self.failure(error)
    }
  }

  private func match(
    _ row: ImportRow, _ customer: CustomerID
  ) throws(SQLiteError) -> CancellationMatch {
    if let sale = try find(Self.findExact, row, customer) {
      return .accepted(.wholeLine, [try take(row.units, of: sale)])
    }
    if let sale = try find(Self.findRoom, row, customer) {
      // Here the line is larger or was touched before, so it is only a part.
      return .accepted(.partLine, [try take(row.units, of: sale)])
    }
    let left = try connection.first(
      Self.sumLeft, { Self.bindKey(&$0, row, customer) },
      row: { statement throws(SQLiteError) in try statement.int64OrNil(0) })
    guard case .some(.some(let left)) = left else {
      let other = try connection.first(
        Self.findOtherPrice, { Self.bindKey(&$0, row, customer) },
        row: { statement throws(SQLiteError) in try statement.int64(0) })
      return .noSale(other == nil ? .neverBought : .otherPrice)
    }
    guard left >= row.units else { return .overCancel(left: left) }
    var missing = row.units
    var hits: [SaleHit] = []
    // One line at a time: a list of all of them would grow with the file.
    while missing > 0, let sale = try find(Self.findLatest, row, customer) {
      let units = min(missing, sale.left)
      hits.append(try take(units, of: sale))
      missing -= units
    }
    return .accepted(.spread, hits)
  }
}

// MARK: - Statements

extension SaleIndex {
  private struct Sale {
    let customer: String, sku: String
    let price: Int64, at: Int64, row: Int64
    let order: String, line: String
    let left: Int64
  }

  private func find(
    _ sql: SQL, _ row: ImportRow, _ customer: CustomerID
  ) throws(SQLiteError) -> Sale? {
    try connection.first(
      sql,
      { statement in
        Self.bindKey(&statement, row, customer)
        statement.bind(5, row.units)
      },
      row: { found throws(SQLiteError) in
        Sale(
          customer: customer.text, sku: row.sku, price: row.price, at: try found.int64(0),
          row: try found.int64(1), order: try found.string(2), line: try found.string(3),
          left: try found.int64(4))
      })
  }

  private func take(_ units: Int64, of sale: Sale) throws(SQLiteError) -> SaleHit {
    let changed = try connection.run(Self.takeUnits) { statement in
      statement.bind(1, sale.customer)
      statement.bind(2, sale.sku)
      statement.bind(3, sale.price)
      statement.bind(4, sale.at)
      statement.bind(5, sale.row)
      statement.bind(6, units)
    }
    guard changed == 1 else {
      throw SQLiteError(.sqlite, code: .internal, message: "a sale was taken twice")
    }
    return SaleHit(order: sale.order, line: sale.line, units: units)
  }

  private static func bindKey(
    _ statement: inout Statement, _ row: ImportRow, _ customer: CustomerID
  ) {
    statement.bind(1, customer.text)
    statement.bind(2, row.sku)
    statement.bind(3, row.price)
    statement.bind(4, row.at.microseconds)
  }

  private static let schema = """
    CREATE TABLE document (number TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE sale (
      customer TEXT NOT NULL, sku TEXT NOT NULL, price INTEGER NOT NULL, at INTEGER NOT NULL,
      row INTEGER NOT NULL, order_number TEXT NOT NULL, line TEXT NOT NULL,
      sold INTEGER NOT NULL, left_over INTEGER NOT NULL CHECK (left_over BETWEEN 0 AND sold),
      PRIMARY KEY (customer, sku, price, at, row)
    ) STRICT, WITHOUT ROWID;
    """

  private static let insertDocument = SQL(
    "INSERT INTO document (number) VALUES (?1) ON CONFLICT DO NOTHING")
  private static let insertSale = SQL(
    "INSERT INTO sale VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)")
  private static let findExact = SQL(
    select("AND sold = ?5 AND left_over = ?5"))
  private static let findRoom = SQL(select("AND left_over >= ?5"))
  // ?5 is bound by every search and not asked here.
  private static let findLatest = SQL(select("AND left_over > 0 AND ?5 > 0"))
  private static let sumLeft = SQL(
    "SELECT CAST(SUM(left_over) AS INTEGER) FROM sale "
      + "WHERE customer = ?1 AND sku = ?2 AND price = ?3 AND at <= ?4")
  private static let findOtherPrice = SQL(
    "SELECT 1 FROM sale WHERE customer = ?1 AND sku = ?2 AND price <> ?3 AND at <= ?4 LIMIT 1")
  private static let takeUnits = SQL(
    "UPDATE sale SET left_over = left_over - ?6 "
      + "WHERE customer = ?1 AND sku = ?2 AND price = ?3 AND at = ?4 AND row = ?5")

  private static func select(_ condition: String) -> String {
    "SELECT at, row, order_number, line, left_over FROM sale "
      + "WHERE customer = ?1 AND sku = ?2 AND price = ?3 AND at <= ?4 \(condition) "
      + "ORDER BY at DESC, row DESC LIMIT 1"
  }
}
