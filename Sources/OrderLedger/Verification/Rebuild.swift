public import OrderLedgerModel
import OrderLedgerSQLite

/// What a rebuild did.
public struct RebuildReport: Sendable, Hashable {
  /// Journal transactions read.
  public let transactions: Int64
  /// The tables whose content is not what it was before: none, in a sound ledger.
  public let changedTables: [String]
}

extension SQLiteEngine {
  /// Empties the tables of the state and fills them from the journal, in one transaction.
  func rebuild(
    progress: (@Sendable (Int64, Int64) -> Void)?
  ) throws(LedgerError) -> RebuildReport {
    try connection.immediate { () throws(LedgerError) in
      undo()
      let last = try head().sequence
      let before = try digests()
      for projection in Projection.all {
        do throws(SQLiteError) { try connection.execute(projection.reset) } catch {
          throw LedgerError(error)
        }
      }
      let projector = Projector(connection: connection, names: names)
      var transactions: Int64 = 0
      try JournalReader(connection: connection, memory: memory).forEach {
        record throws(LedgerError) in
        try projector.replay(record)
        try totals.add(record.transaction, currency: record.order?.currency)
        transactions += 1
        if transactions % 4_096 == 0 { progress?(transactions, last) }
      }
      try settle()
      let after = try digests()
      return RebuildReport(
        transactions: transactions,
        changedTables: Projection.all.map(\.table).filter { before[$0] != after[$0] })
    }
  }

  /// A digest of every table of the state, over all its values in the order of its keys.
  func digests() throws(LedgerError) -> [String: [UInt8]] {
    var digests: [String: [UInt8]] = [:]
    for projection in Projection.all {
      do throws(SQLiteError) { digests[projection.table] = try digest(of: projection) } catch {
        throw LedgerError(error)
      }
    }
    return digests
  }

  private func digest(of projection: Projection) throws(SQLiteError) -> [UInt8] {
    var digest = RunningDigest()
    let rows = try connection.prepare(projection.rows)
    while try rows.step() {
      for column in 0..<rows.columnCount { digest.add(try rows.value(column)) }
    }
    return digest.finish()
  }
}

extension Ledger {
  /// Verifies the ledger on one snapshot, while others read and write it.
  ///
  /// - Parameters:
  ///   - level: how much to verify.
  ///   - progress: told now and then how many of how many transactions are done.
  /// - Throws: only when the file can't be read; what is wrong in it is in the report.
  public func verify(
    _ level: VerificationLevel = .full, progress: (@Sendable (Int64, Int64) -> Void)? = nil
  ) async throws(LedgerError) -> VerificationReport {
    try await verify(level, partLength: JournalParts.usualLength, progress: progress)
  }

  /// ``verify(_:progress:)``, which shares the journal out in parts of so many transactions.
  package func verify(
    _ level: VerificationLevel = .full, partLength: Int64,
    progress: (@Sendable (Int64, Int64) -> Void)? = nil
  ) async throws(LedgerError) -> VerificationReport {
    // A second reader does what needs nothing of the chain: a third of the work.
    let side = SideWalk(partLength: partLength)
    let secret = SketchSecret.random()
    async let file = checkFile(level, side, secret)
    let report = try await read { snapshot throws(LedgerError) in
      var verifier = Verifier(snapshot._queries, level, progress: progress)
      verifier.side = side
      verifier.secret = secret
      return try verifier.run()
    }
    return report.adding(try await file.get())
  }

  private func checkFile(
    _ level: VerificationLevel, _ side: SideWalk, _ secret: SketchSecret
  ) async -> Result<[Finding], LedgerError> {
    do throws(LedgerError) {
      return .success(
        try await read { snapshot throws(LedgerError) in
          let queries = snapshot._queries
          var verifier = Verifier(queries, level, progress: nil)
          guard level == .full, let head = try? queries.connection.journalHead(), side.meet(head)
          else {
            try verifier.checkFile()
            return verifier.findings
          }
          var outcome = try? queries.walkOrders(secret)
          // The first reader waits for this one: it is told, whatever happens.
          defer { side.finish(outcome) }
          try verifier.checkFile()
          if outcome != nil { outcome?.rest = try? queries.walkRest(side.parts, secret) }
          return verifier.findings
        })
    } catch {
      return .failure(error)
    }
  }

  /// For tests: verifies by sketches alone, or row by row in any case.
  package func verify(rowByRow: Bool) async throws(LedgerError) -> VerificationReport {
    try await read { snapshot throws(LedgerError) in
      var verifier = Verifier(snapshot._queries, .full, progress: nil)
      verifier.comparison = rowByRow ? .always : .sketchesOnly
      return try verifier.run()
    }
  }

  /// Makes the state anew from the journal's entries. In a sound ledger nothing changes.
  ///
  /// Writers wait meanwhile. All of it is one transaction: an interruption leaves everything as it
  /// was.
  public func rebuild(
    progress: (@Sendable (Int64, Int64) -> Void)? = nil
  ) async throws(LedgerError) -> RebuildReport {
    try await maintain { writer throws(LedgerError) in
      let report = try writer.withEngine { engine throws(LedgerError) in
        try engine.rebuild(progress: progress)
      }
      _ = try writer.checkpoint()
      return report
    }
  }

  /// Copies the write-ahead log into the database file, so that it can start anew. The library does
  /// it by itself when the log has grown; a host may want to do it in a quiet moment.
  ///
  /// - Returns: whether all of it was copied; `false` when readers or writers were in the way.
  @discardableResult
  public func checkpoint() async throws(LedgerError) -> Bool {
    try await maintain { writer throws(LedgerError) in try writer.checkpoint().isComplete }
  }
}
