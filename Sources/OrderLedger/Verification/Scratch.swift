import OrderLedgerMigrations
import OrderLedgerModel
import OrderLedgerSQLite

/// The state as the journal's entries add up to it, folded anew in a private database.
final class Scratch {
  let connection: Connection
  private let projector: Projector
  private(set) var placements: Int64 = 0

  init(_ queries: LedgerQueries) throws(LedgerError) {
    do throws(SQLiteError) {
      connection = try Connection.temporary()
      try connection.execute("BEGIN")
      for step in LedgerMigrations.steps where step.name == "create_projections" {
        try connection.execute(step.sql)
      }
    } catch {
      throw LedgerError(error)
    }
    projector = Projector(
      connection: connection,
      ids: JournalNames(connection: queries.connection, names: queries.names))
  }

  /// Applies the next transaction.
  ///
  /// - Returns: what keeps it from being applied.
  func apply(_ record: JournalRecord) -> String? {
    let header = record.transaction.header
    for case .placement in record.transaction.entries { placements += 1 }
    do throws(LedgerError) {
      if let row = record.orderRow, let transition = header.transition {
        let last = try connection.ledgerFirst(Catalog.lastSequence) {
          $0.bind(1, row)
        } row: {
          try $0.int64(0)
        }
        if last != transition.previous {
          return "names \(transition.previous.map { "\($0)" } ?? "none") as the order's "
            + "transaction before it, which was \(last.map { "\($0)" } ?? "none")"
        }
      }
      try projector.apply(record.transaction, order: record.orderRow)
      return nil
    } catch {
      return "can't follow what came before: \(error.detailedDescription)"
    }
  }
}

extension Verifier {
  /// B: every projection equals the fold.
  mutating func compare(with scratch: Scratch) throws(LedgerError) {
    for table in Catalog.projections {
      do throws(SQLiteError) {
        if let difference = try Self.difference(table, connection, scratch.connection) {
          find(.projection, "\(table): \(difference)")
        }
      } catch {
        throw LedgerError(error)
      }
    }
  }

  /// The first row in which a table differs; both are read in the order of their keys.
  private static func difference(
    _ table: String, _ found: Connection, _ expected: Connection
  ) throws(SQLiteError) -> String? {
    let left = try found.prepare("SELECT * FROM \(table)")
    let right = try expected.prepare("SELECT * FROM \(table)")
    var row = 0
    while true {
      let hasLeft = try left.step()
      let hasRight = try right.step()
      if !hasLeft, !hasRight { return nil }
      row += 1
      guard hasLeft, hasRight else {
        return "row \(row) is \(hasLeft ? "too many" : "missing")"
      }
      for column in 0..<left.columnCount
      where try left.value(column) != (try right.value(column)) {
        return "row \(row) differs from the entries in \(left.columnName(column))"
      }
    }
  }
}
