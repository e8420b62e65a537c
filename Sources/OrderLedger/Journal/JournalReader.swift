import OrderLedgerModel
import OrderLedgerSQLite

/// A journal transaction as it stands in the tables.
struct JournalRecord {
  let transaction: JournalTransaction
  /// The hash that was stored with it.
  let hash: [UInt8]
  /// How many entries were stored with it.
  let entryCount: Int
  /// Its order.
  let order: OrderReference?
  /// Whether the entries are numbered 0, 1, 2 … as they were written.
  let isNumbered: Bool
}

/// An order, as the tables know it.
struct OrderReference {
  let row: Int64
  let currency: Currency
}

/// Reads journal transactions with all their entries, in sequence.
///
/// Every entry table is clustered by sequence number, so a walk over the journal is one walk over
/// each table, side by side: no look-ups, and no more in memory than one transaction.
struct JournalReader {
  let connection: Connection
  let memory: EngineMemory

  /// One transaction, or `nil` if there is none of this number.
  func transaction(_ sequence: Int64) throws(LedgerError) -> JournalTransaction? {
    try record(sequence)?.transaction
  }

  func record(_ sequence: Int64) throws(LedgerError) -> JournalRecord? {
    var found: JournalRecord?
    try forEach(from: sequence, through: sequence, isLong: false) { record throws(LedgerError) in
      found = record
    }
    return found
  }

  /// Shows each transaction in turn.
  ///
  /// - Parameter isLong: whether so many are read that orders are better read side by side with
  ///   them than looked up one by one.
  func forEach(
    from first: Int64 = 1, through last: Int64 = .max, isLong: Bool = true,
    _ body: (JournalRecord) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let walk = Walk(connection: connection, memory: memory)
    var placements: PlacementCursor?
    var merge = try merge(walk, from: first, through: last)
    var headers: Statement
    do throws(SQLiteError) {
      headers = try connection.statement(Catalog.txns)
      headers.bind(1, first)
      headers.bind(2, last)
    } catch {
      throw LedgerError(error)
    }
    while try step(&headers) {
      let row: HeaderRow
      do throws(SQLiteError) { row = try HeaderRow(headers) } catch {
        throw LedgerError(error)
      }
      var entries: [Entry] = []
      // As many as were written, unless the file says nonsense.
      entries.reserveCapacity(min(max(0, row.entryCount), 64))
      walk.orderRow = row.order?.row
      if row.header.transition != nil, let order = row.order?.row,
        row.header.command == PlaceOrder.name
      {
        if isLong, placements == nil {
          placements = try PlacementCursor(connection, memory.names, from: order)
        }
        var placement = try placements?.take(order, row.header.sequence)
        if placement == nil { placement = try walk.placement(order, row.header.sequence) }
        if let placement { entries.append(.placement(placement)) }
      }
      if row.header.command == SetPolicy.name, let version = row.header.policyVersion,
        let policy = try policy(setBy: row.header.sequence, version)
      {
        entries.append(.policy(policy))
      }
      let isNumbered = try merge.take(row.header.sequence, into: &entries)
      try body(
        JournalRecord(
          transaction: JournalTransaction(header: row.header, entries: entries),
          hash: row.hash, entryCount: row.entryCount, order: row.order, isNumbered: isNumbered))
    }
    // Entries that no transaction owns are as bad as a missing one.
    if let orphan = merge.orphan {
      throw LedgerError(
        .integrity, .init("journal transaction", "\(orphan)"), found: "entries without a header")
    }
  }

  private func merge(
    _ walk: Walk, from first: Int64, through last: Int64
  ) throws(LedgerError) -> EntryMerge {
    do throws(SQLiteError) {
      return try EntryMerge(walk, from: first, through: last, connection)
    } catch {
      throw LedgerError(error)
    }
  }

  private func step(_ headers: inout Statement) throws(LedgerError) -> Bool {
    do throws(SQLiteError) { return try headers.step() } catch { throw LedgerError(error) }
  }
}

private struct HeaderRow {
  let header: JournalHeader
  let hash: [UInt8]
  let entryCount: Int
  let order: OrderReference?

  init(_ row: borrowing Statement) throws(SQLiteError) {
    var transition: OrderTransition?
    if let orderRow = try row.figureOrNil(9) {
      order = OrderReference(row: orderRow, currency: try row.currency(17))
      transition = OrderTransition(
        order: try row.id(16), version: try row.figure(10), status: try row.code(11),
        previous: try row.figureOrNil(12))
    } else {
      order = nil
    }
    header = JournalHeader(
      sequence: try row.figure(0), recordedAt: try row.time(1), effectiveAt: try row.time(2),
      command: try row.string(3), actor: try row.idOrNil(4), key: try row.idOrNil(5),
      requestDigest: try row.blobOrNil(6), document: try row.stringOrNil(7),
      reason: try row.idOrNil(8), transition: transition, noteDigest: try row.blobOrNil(13),
      policyVersion: try row.figureOrNil(18))
    entryCount = try row.int(14)
    hash = try row.blob(15)
  }
}
