import OrderLedgerSQLite

/// The INSERT of several rows into one table by one statement, for each number of rows.
///
/// Entries of a kind come one after the other, and of what a row costs in a statement of its own two
/// fifths are the statement's.
///
/// With OR FAIL: the rows before a refused one stay, and whoever meets the error undoes the command
/// anyhow. So SQLite need not keep each page as it was before the statement, which costs as much as is
/// gained by a few rows. It does so nevertheless where a CHECK calls a function, so none of these
/// tables has one.
struct RowInserts {
  /// How many parameters a row has.
  let width: Int
  /// How many rows go into one statement: as many as have room in its parameters, see `Limits`, but
  /// no more than most commands have.
  let limit: Int
  private let byCount: [SQL]

  init(_ table: String, _ columns: String...) {
    width = columns.count
    limit = min(8, Int(OrderLedgerSQLite.Limits.standard.parameters) / width)
    let row = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
    byCount = (1...limit).map { count in
      let rows = [String](repeating: row, count: count).joined(separator: ", ")
      return SQL(
        "INSERT OR FAIL INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(rows)")
    }
  }

  /// The statement for so many rows, one at least.
  subscript(count: Int) -> SQL { byCount[count - 1] }
}

extension Connection {
  /// Adds rows, each bound by `bind` to the parameters after `offset`.
  func ledgerInsert(
    _ inserts: RowInserts, _ rows: Range<Int>,
    _ bind: (_ statement: inout Statement, _ row: Int, _ offset: Int) -> Void
  ) throws(LedgerError) {
    var first = rows.lowerBound
    while first < rows.upperBound {
      let count = min(inserts.limit, rows.upperBound - first)
      let added = try ledgerRun(inserts[count]) { statement in
        for row in 0..<count { bind(&statement, first + row, row * inserts.width) }
      }
      guard added == count else {
        throw LedgerError(.integrity, found: "\(added) rows added", allowed: "\(count)")
      }
      first += count
    }
  }
}
