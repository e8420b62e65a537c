import Foundation
import Testing

@testable import bench

/// Runs the library's own program, which is built beside the tests. One after the other: a process has
/// one workspace.
@Suite(.serialized) struct TargetTests {
  private let workspace: Workspace
  private let runner: PeerRunner

  init() throws {
    let options = try Options(arguments: [])
    workspace = try Workspace(options)
    runner = PeerRunner(programs: Programs(options), seed: options.seed)
  }

  /// The growth suite on a small ledger.
  private func grow() throws -> GrowthOutcome {
    try GrowthRunner(
      medium: .disk, sizes: [100], rounds: 1, runner: runner, workspace: workspace
    ).run()
  }

  /// Scenarios in which everybody printed what the library prints for the workload.
  private func compare() throws -> [Outcome] {
    let lines = try workspace.withDatabase(.disk) { database in
      try runner.run(
        .ledger, Entry(.ledger).arguments(database: database, orders: 100, seed: runner.seed))
    }
    let options = try Options(arguments: ["--with-postgresql", "--medium", "disk"])
    let rate = FlushRate(perSecond: 1, p50Microseconds: 1)
    return Suite.all.members.flatMap { Scenario.plan($0, options) }.map { scenario in
      Outcome(
        scenario: scenario, fileSystem: "", flushesBefore: rate, flushesAfter: rate,
        samples: scenario.entries.map { Sample(entry: $0, round: 1, lines: lines) })
    }
  }

  @Test func `every target and every phase finds its figures in what a run prints`() throws {
    defer { workspace.remove() }
    var growth = try grow()
    #expect(growth.notes.isEmpty)
    #expect(growth.phases == GrowthRunner.stages.map(\.phase))
    for phase in growth.phases {
      #expect(growth.median(.cpu, phase, 100) != nil, "\(phase)")
      #expect(growth.peaks(phase, 100).count == 1, "\(phase)")
    }
    let small = growth.samples
    growth.samples = [10_000, 1_000_000].flatMap { size in
      small.map { GrowthSample(orders: size, round: $0.round, lines: $0.lines) }
    }
    var results = Results(
      started: .distantPast, finished: .distantPast,
      machine: Machine(
        cpu: "", cores: 1, memoryBytes: 0, kernel: "", system: "", swift: "", sqlite: "",
        commit: ""),
      seed: 1)
    results.growth = [growth]
    results.outcomes = try compare()
    let missing = Target.all.map { $0.result(results) }.filter { $0.measured == nil }
    #expect(missing.map(\.name) == [])
  }

  @Test func `a caller that is alone has its commits to itself`() throws {
    defer { workspace.remove() }
    let outcome = try compare()
    let sample = try #require(outcome.first?.samples.first)
    for phase in ["place", "capture", "cancel"] {
      #expect(sample.line(phase).flatMap(Metric.groupSize.value) == 1, "\(phase)")
    }
  }
}
