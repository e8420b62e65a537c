import Foundation

/// Runs one scenario: in each round every contestant once, on a fresh database.
struct ScenarioRunner {
  let scenario: Scenario
  let runner: PeerRunner
  let workspace: Workspace

  /// A contestant that fails is out from then on, with its sentence in the report; the others go on.
  func run() throws -> Outcome {
    let folder = try workspace.folder(scenario.medium)
    let before = try FlushRate.probe(folder)
    var outcome = Outcome(
      scenario: scenario, fileSystem: fileSystem(of: folder), flushesBefore: before,
      flushesAfter: before)
    var entries: [Entry] = []
    for entry in scenario.entries {
      do {
        _ = try runner.programs.path(entry.peer)
        entries.append(entry)
      } catch {
        outcome.skipped.append("\(error)")
      }
    }
    outcome.skipped = outcome.skipped.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let traceFolder = folder.appendingPathComponent("floor")
    defer { try? FileManager.default.removeItem(at: traceFolder) }
    let trace = recorded(&entries, &outcome, in: traceFolder)
    for round in 1...scenario.rounds {
      // Another one begins each round: the first after a pause may find the disk in another mood.
      let shift = entries.isEmpty ? 0 : (round - 1) % entries.count
      for entry in entries[shift...] + entries[..<shift] {
        announce("round \(round) of \(scenario.rounds): \(entry.title)")
        do {
          let lines = try run(entry, trace)
          outcome.samples.append(Sample(entry: entry, round: round, lines: lines))
        } catch {
          outcome.skipped.append("\(entry.title) fell out in round \(round): \(error)")
          entries.removeAll { $0 == entry }
        }
      }
    }
    outcome.flushesAfter = try FlushRate.probe(folder)
    outcome.disagreements = Outcome.disagreements(outcome.samples)
    return outcome
  }

  /// Records the trace if the floor takes part; takes it out if that doesn't work.
  private func recorded(_ entries: inout [Entry], _ outcome: inout Outcome, in folder: URL)
    -> FloorTrace?
  {
    guard let floor = entries.first(where: { $0.peer == .floor }) else { return nil }
    announce("recording the library's statements for the floor")
    do {
      return try FloorTrace.record(runner, floor, orders: scenario.orders, in: folder)
    } catch {
      outcome.skipped.append("\(floor.title) did not take part: \(error)")
      entries.removeAll { $0.peer == .floor }
      return nil
    }
  }

  private func run(_ entry: Entry, _ trace: FloorTrace?) throws -> [PeerLine] {
    try workspace.withDatabase(scenario.medium) { database in
      var arguments = entry.arguments(
        database: database, orders: scenario.orders, seed: runner.seed)
      if entry.peer == .floor, let trace {
        try FloorTrace.copy(trace.start, to: database)
        arguments += ["--trace", trace.file.path]
      }
      return try runner.run(entry.peer, arguments)
    }
  }
}
