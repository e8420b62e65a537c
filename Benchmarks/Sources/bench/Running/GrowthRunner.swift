import Foundation

/// Runs the growth suite: ledgers of several sizes, in each round every size once.
struct GrowthRunner {
  let medium: Medium
  let sizes: [Int]
  let rounds: Int
  let runner: PeerRunner
  let workspace: Workspace

  /// What is done to each ledger, each stage by a process of its own, so that each starts with
  /// nothing cached inside and its memory is its own.
  static let stages: [(phase: String, batch: Int)] = [
    ("place", 1_000), ("capture", 1_000), ("preview", 1), ("cancel", 1), ("open", 1), ("show", 1),
    ("list", 1), ("report-reasons", 1), ("report-trial-balance", 1), ("report-stock", 1),
    ("report-owed-refunds", 1), ("report-accounts-at", 1), ("verify", 1),
  ]

  func run() throws -> GrowthOutcome {
    let folder = try workspace.folder(medium)
    let before = try FlushRate.probe(folder)
    var outcome = GrowthOutcome(
      medium: medium, rounds: rounds, fileSystem: fileSystem(of: folder), flushesBefore: before,
      flushesAfter: before)
    for round in 1...rounds {
      for size in sizes {
        announce("growth, round \(round) of \(rounds): \(grouped(Double(size))) orders")
        outcome.samples.append(try sample(size, round, &outcome.notes))
      }
    }
    outcome.flushesAfter = try FlushRate.probe(folder)
    return outcome
  }

  /// A stage that fails is left out with a sentence; without orders there is nothing to go on with.
  private func sample(_ size: Int, _ round: Int, _ notes: inout [String]) throws -> GrowthSample {
    func note(_ sentence: String) {
      if !notes.contains(sentence) { notes.append(sentence) }
    }
    return try workspace.withDatabase(medium) { database in
      var sample = GrowthSample(orders: size, round: round)
      for stage in Self.stages {
        let entry = Entry(.ledger, sync: .normal, batch: stage.batch)
        let arguments = entry.arguments(
          database: database, orders: size, seed: runner.seed, phases: [stage.phase])
        do {
          let lines = try runner.run(.ledger, arguments).filter { $0.phase != "check" }
          if lines.isEmpty { note("\(stage.phase): the library has nothing to measure.") }
          sample.lines += lines
        } catch {
          note("\(stage.phase) was left out: \(error)")
          if stage.phase == "place" { break }
        }
      }
      return sample
    }
  }
}
