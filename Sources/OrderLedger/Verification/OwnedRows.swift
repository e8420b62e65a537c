import OrderLedgerModel
import OrderLedgerSQLite

/// A row that belongs to an order, in a table that is sorted by order.
protocol OrderOwned {
  static var everyRow: SQL { get }
  /// The rows from a key on, of those tables that are walked in parts.
  static var rowsFrom: SQL? { get }
  var order: Int64 { get }
  init(_ row: borrowing Statement) throws(SQLiteError)
}

extension OrderOwned {
  static var rowsFrom: SQL? { nil }
}

/// Walks a table that is sorted by order, a row ahead.
final class OwnedRows<Row: OrderOwned> {
  private var statement: Statement
  private var next: Row?
  /// Rows of orders that there are not.
  private(set) var strays = 0
  private(set) var firstStray: Int64?

  init(_ connection: Connection) throws(LedgerError) {
    do throws(SQLiteError) { statement = try connection.statement(Row.everyRow) } catch {
      throw LedgerError(error)
    }
    try step()
  }

  /// Walks a part of a table.
  init(_ connection: Connection, from key: Int64) throws(LedgerError) {
    do throws(SQLiteError) {
      statement = try connection.statement(Row.rowsFrom ?? Row.everyRow)
      if Row.rowsFrom != nil { statement.bind(1, key) }
    } catch {
      throw LedgerError(error)
    }
    try step()
  }

  private func step() throws(LedgerError) {
    do throws(SQLiteError) { next = try statement.step() ? try Row(statement) : nil } catch {
      throw LedgerError(error)
    }
  }

  /// Takes all rows of an order; orders come in the order of their keys.
  func take(_ order: Int64, into rows: inout [Row]) throws(LedgerError) {
    rows.removeAll(keepingCapacity: true)
    while let row = next, row.order <= order {
      if row.order == order { rows.append(row) } else { stray(row) }
      try step()
    }
  }

  /// Takes the rest: nobody owns it.
  func drain() throws(LedgerError) {
    while let row = next {
      stray(row)
      try step()
    }
  }

  private func stray(_ row: Row) {
    strays += 1
    if firstStray == nil { firstStray = row.order }
  }
}
