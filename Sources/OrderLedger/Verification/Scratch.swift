import OrderLedgerMigrations
import OrderLedgerModel
import OrderLedgerSQLite

/// The state as the journal's entries add up to it, folded anew in a private database that spills to
/// a temporary file. The slow and exact way, for when a ``Sketch`` differs.
final class Scratch {
  let connection: Connection
  private let projector: Projector
  private let writer: JournalWriter
  private var totals = RunningTotals()

  init(_ queries: LedgerQueries) throws(LedgerError) {
    do throws(SQLiteError) {
      connection = try Connection.temporary()
      try connection.execute("BEGIN")
      for step in LedgerMigrations.steps where step.name.hasPrefix("create_") {
        try connection.execute(step.sql)
      }
    } catch {
      throw LedgerError(error)
    }
    projector = Projector(
      connection: connection, names: queries.memory.names, namesConnection: queries.connection)
    writer = JournalWriter(
      connection: connection, names: queries.memory.names, namesConnection: queries.connection)
  }

  /// Applies the next transaction.
  ///
  /// - Returns: what keeps it from being applied.
  func apply(_ record: JournalRecord) -> String? {
    let header = record.transaction.header
    do throws(LedgerError) {
      for case .placement(let placement) in record.transaction.entries {
        guard let row = record.order?.row else { return "places no order" }
        try writer.write(placement, header.sequence, row, StateDelta(), nil)
      }
      if let row = record.order?.row, let transition = header.transition {
        let last = try connection.ledgerFirst(Catalog.lastSequence) {
          $0.bind(1, row)
        } row: {
          try $0.int64(0)
        }
        if last != transition.previous ?? 0 {
          return "names \(transition.previous.map { "\($0)" } ?? "none") as the order's "
            + "transaction before it, which was \(last.map { "\($0)" } ?? "none")"
        }
      }
      try projector.replay(record)
      try totals.add(record.transaction, currency: record.order?.currency)
      return nil
    } catch {
      return "can't follow what came before: \(error.detailedDescription)"
    }
  }

  /// Writes what the transactions add up to. To be called before the tables are compared.
  func settle() throws(LedgerError) {
    try totals.write(to: connection)
  }
}

extension Verifier {
  /// B: every projection equals the fold.
  mutating func compareRows() throws(LedgerError) {
    let scratch = try Scratch(queries)
    var found: [(Int64, String)] = []
    // What can't be read was said when the chain was followed.
    try? queries.journal.forEach { record throws(LedgerError) in
      guard found.count < VerificationReport.maxFindings else { return }
      if let problem = scratch.apply(record) {
        found.append((record.transaction.header.sequence, problem))
      }
    }
    for (sequence, problem) in found { find(.projection, at: sequence, problem) }
    try stage(.projection) { verifier throws(LedgerError) in
      try verifier.compare(with: scratch)
    }
  }

  private mutating func compare(with scratch: Scratch) throws(LedgerError) {
    try scratch.settle()
    for projection in Projection.all {
      do throws(SQLiteError) {
        if let difference = try Self.difference(projection, connection, scratch.connection) {
          find(.projection, "\(projection.table): \(difference)")
        }
      } catch {
        throw LedgerError(error)
      }
    }
  }

  /// The first row in which a table differs; both are read in the order of their keys.
  private static func difference(
    _ projection: Projection, _ found: Connection, _ expected: Connection
  ) throws(SQLiteError) -> String? {
    let left = try found.prepare(projection.rows)
    let right = try expected.prepare(projection.rows)
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
