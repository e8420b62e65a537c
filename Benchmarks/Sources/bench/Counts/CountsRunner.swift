import Foundation

/// Counts the instructions of one place, one cancel and one preview.
struct CountsRunner {
  let callgrind: Callgrind
  let runner: PeerRunner
  let workspace: Workspace
  let medium: Medium

  /// Operations of the shorter run; the longer one does twice as many. What both do besides, such as
  /// starting and opening, falls out of the difference.
  private static let operations = 200
  /// Enough to cancel, and as many again to preview.
  private static let orders = 2_000
  private static let measured = ["place", "cancel", "preview"]

  /// The figures beside `thresholds`; without, all of them are new.
  func run(_ thresholds: Thresholds?) throws -> CountsOutcome {
    var outcome = CountsOutcome()
    let folder = try workspace.folder(medium).appendingPathComponent("counts", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let prepared = folder.appendingPathComponent("prepared.sqlite")
    _ = try runner.run(.ledger, arguments(prepared, "place", 1) + ["--prepare-only"])
    let program = try callgrind.prepare(try runner.programs.path(.ledger), in: folder)
    for operation in Self.measured {
      announce("instructions of one \(operation)")
      let few = try count(operation, Self.operations, program, prepared)
      let many = try count(operation, 2 * Self.operations, program, prepared)
      let instructions = (many - few) / Self.operations
      let threshold = thresholds?.operation(operation)
      outcome.figures.append(
        CountsOutcome.Figure(
          operation: operation, instructions: instructions, threshold: threshold?.instructions,
          tolerancePercent: threshold?.tolerancePercent,
          verdict: thresholds?.verdict(operation, instructions) ?? .new))
    }
    return outcome
  }

  /// The orders are there before valgrind starts: it is fifty times slower.
  private func count(
    _ operation: String, _ count: Int, _ program: String, _ prepared: URL
  ) throws -> Int {
    try workspace.withDatabase(medium) { database in
      try FloorTrace.copy(prepared, to: database)
      return try callgrind.count(program, arguments(database, operation, count))
    }
  }

  private func arguments(_ database: URL, _ operation: String, _ count: Int) -> [String] {
    Entry(.ledger, sync: .normal).arguments(
      database: database, orders: Self.orders, seed: runner.seed)
      + ["--count", "\(operation):\(count)"]
  }
}
