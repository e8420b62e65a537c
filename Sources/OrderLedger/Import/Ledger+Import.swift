public import OrderLedgerModel
import OrderLedgerSQLite

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Ledger {
  /// Imports a history of orders and cancellations from a CSV file.
  ///
  /// Every document becomes commands with keys of their own, so a second run over the same file
  /// changes nothing, and a run that was killed is continued by running it again. Memory is
  /// constant in the number of rows. A batch of commands shares one commit; planning the next batch
  /// goes on meanwhile.
  ///
  /// - Parameters:
  ///   - path: the CSV file, with a header line; none of the ledger's own files.
  ///   - mapping: what its columns and rows mean.
  ///   - report: where to write the discrepancy report, a CSV file that is made or emptied, and then
  ///     readable for its owner alone; no link, not the file at `path`, and none of the ledger's own
  ///     files. `nil` is nowhere.
  ///   - progress: told now and then how many rows were read.
  /// - Returns: what the file asked for, counted; the same for each run.
  /// - Throws: where the file or the mapping is wrong, or why the ledger refused. What was imported
  ///   until then stands.
  @discardableResult
  public func importCSV(
    path: String, mapping: ImportMapping, report: String? = nil,
    progress: (@Sendable (Int) -> Void)? = nil
  ) async throws(LedgerError) -> ImportSummary {
    try requireSameProcess()
    let files = self.files
    // Before it is opened: closing it would drop the locks that this process holds on it.
    if files.include(path) {
      throw LedgerError(
        .cannotOpen, LedgerError.Subject("file", "import"), found: "a file of the ledger's own")
    }
    let source = try await Self.offThread { () throws(LedgerError) in
      ImportSource(
        planner: try ImportPlanner(path: path, mapping: mapping, scratch: Self.scratchDirectory),
        report: try report.map { report throws(LedgerError) in
          try ImportReportWriter(path: report, besides: files, source: path)
        })
    }
    var batch = try await source.next()
    while !batch.isEmpty {
      let current = batch
      async let written = outcome(ofImporting: current)
      // Planned while the writer is busy. Its findings are written down once the batch stands.
      let next: Result<ImportBatch, LedgerError>
      do throws(LedgerError) { next = .success(try await source.next()) } catch {
        next = .failure(error)
      }
      try await written.get()
      try await source.report(current)
      progress?(current.rows)
      batch = try next.get()
    }
    return try await source.finish()
  }

  private func perform(importing batch: ImportBatch) async throws(LedgerError) {
    try await submit(isShort: false) { engine, now throws(LedgerError) in
      for planned in batch.commands {
        do throws(LedgerError) {
          try engine.executeOnce(planned.command, at: now)
        } catch {
          // A location that is open already is what the import wants.
          if error.code == .locationUnchanged { continue }
          var located = error
          if let row = planned.rows.first {
            located.found = "\(error.found ?? "this"), asked for by row \(row)"
          }
          throw located
        }
      }
    }
  }

  /// A value, because `async let` forgets the type of what it throws.
  private func outcome(ofImporting batch: ImportBatch) async -> Result<Void, LedgerError> {
    do throws(LedgerError) { return .success(try await perform(importing: batch)) } catch {
      return .failure(error)
    }
  }

  private static var scratchDirectory: String {
    // unsafe: the string of the environment is copied at once.
    unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
  }
}

/// Commands that share a commit, and the findings that go with them.
struct ImportBatch: Sendable {
  var commands: [ImportStep.Planned] = []
  var findings: [ImportFinding] = []
  /// Rows of the file read so far.
  var rows = 0
  var isEmpty: Bool { commands.isEmpty && findings.isEmpty }

  static let limit = 1_000
}

/// The planner and the report, used by one batch after the other.
///
/// @unchecked Sendable: `importCSV` awaits each call before the next one; none run at the same time.
private final class ImportSource: @unchecked Sendable {
  private let planner: ImportPlanner
  private let writer: ImportReportWriter?

  init(planner: ImportPlanner, report: ImportReportWriter?) {
    self.planner = planner
    writer = report
  }

  /// The next batch; an empty one at the end.
  func next() async throws(LedgerError) -> ImportBatch {
    try await Ledger.offThread { [self] () throws(LedgerError) in
      var batch = ImportBatch()
      while batch.commands.count < ImportBatch.limit, let step = try planner.next() {
        batch.commands += step.commands
        batch.findings += step.findings
      }
      batch.rows = planner.summary.rows
      return batch
    }
  }

  func report(_ batch: ImportBatch) async throws(LedgerError) {
    try await Ledger.offThread { [self] () throws(LedgerError) in
      try writer?.write(batch.findings)
    }
  }

  func finish() async throws(LedgerError) -> ImportSummary {
    try await Ledger.offThread { [self] () throws(LedgerError) in
      try writer?.flush()
      return planner.summary
    }
  }
}
