import OrderLedgerModel
import OrderLedgerSQLite

/// Walks one entry table in the journal's order, a row ahead.
///
/// A struct, and its rows are decoded where it is known which table they are of: in a class, each
/// use of the statement would be watched at run time for one that overlaps it.
struct EntryCursor: ~Copyable {
  private(set) var row: Statement

  /// The row ahead: its transaction, `nil` at the end, and its place among that one's entries.
  struct Ahead {
    var sequence: Int64?
    var place = 0
  }

  init(
    _ sql: SQL, from first: Int64, through last: Int64, _ connection: Connection
  ) throws(SQLiteError) {
    row = try connection.statement(sql)
    row.bind(1, first)
    row.bind(2, min(last, EntryRow.maxSequence))
  }

  /// Goes to the next row.
  func step() throws(SQLiteError) -> Ahead {
    guard try row.step() else { return Ahead() }
    return Ahead(sequence: try row.int64(0), place: try row.int(1))
  }
}
