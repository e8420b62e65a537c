import Foundation

/// Runs the suites that were asked for and collects what they found.
struct Runner {
  let options: Options
  let peers: PeerRunner
  let workspace: Workspace
  var results: Results

  init(_ options: Options) throws {
    self.options = options
    peers = PeerRunner(programs: Programs(options), seed: options.seed)
    workspace = try Workspace(options)
    let now = Date()
    results = Results(
      started: now, finished: now, machine: Machine(options), seed: options.seed)
  }

  /// Runs everything. What was measured is judged and written after each part, so that a run that is
  /// cut off leaves what it had.
  mutating func run() throws {
    for suite in options.suites.flatMap(\.members) {
      switch suite {
      case .growth: try grow()
      case .realYear: try importRealYear()
      case .counts: try count()
      case .quick, .peers, .floor, .callers, .batches, .all: try compare(suite)
      }
    }
    try keep()
  }

  private mutating func keep() throws {
    results.finished = Date()
    // Instruction counts have thresholds of their own.
    if options.command == .run { results.targets = Target.all.map { $0.result(results) } }
    guard let output = options.output else { return }
    try results.write(to: URL(fileURLWithPath: output, isDirectory: true))
  }

  private mutating func compare(_ suite: Suite) throws {
    for scenario in Scenario.plan(suite, options) {
      announce(scenario.title)
      let runner = ScenarioRunner(scenario: scenario, runner: peers, workspace: workspace)
      results.outcomes.append(try runner.run())
      try keep()
    }
    if !options.withPostgreSQL, [.peers, .callers].contains(suite) {
      note("PostgreSQL did not take part in \(suite.rawValue): --with-postgresql was not given.")
    }
    if !options.withPython, suite == .peers {
      note("Python and SQLAlchemy did not take part: --with-python was not given.")
    }
  }

  private mutating func grow() throws {
    var sizes = [10_000, 100_000]
    if options.full { sizes.append(1_000_000) }
    if let orders = options.orders { sizes = [orders, orders * 10] }
    for medium in options.media ?? [.memory] {
      let runner = GrowthRunner(
        medium: medium, sizes: sizes, rounds: options.rounds ?? 3, runner: peers,
        workspace: workspace)
      results.growth.append(try runner.run())
      try keep()
    }
    if !options.full { note("Growth stopped at \(grouped(Double(sizes.last ?? 0))): no --full.") }
  }

  private mutating func importRealYear() throws {
    guard let data = options.dataFile else {
      return note("The real year was skipped: --data FILE was not given.")
    }
    guard FileManager.default.fileExists(atPath: data) else {
      return note("The real year was skipped: there is no \(data).")
    }
    let tool = peers.programs.tool
    guard FileManager.default.isExecutableFile(atPath: tool.path) else {
      return note("The real year was skipped: there is no \(tool.path).")
    }
    for medium in options.media ?? [.disk, .memory] {
      let runner = RealYearRunner(
        medium: medium, data: data, rounds: options.rounds ?? 3, tool: tool, workspace: workspace)
      results.realYear.append(try runner.run())
      try keep()
    }
  }

  /// Counts instructions; with `--update`, the counts become the thresholds. Whoever asks for nothing
  /// else must not take a count that did not happen for one that passed.
  private mutating func count() throws {
    let callgrind: Callgrind
    do { callgrind = try Callgrind() } catch {
      guard options.command == .run else { throw error }
      return note("Instruction counts were skipped. \(error)")
    }
    let path = options.thresholds
    let known = path.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    let thresholds = try known.map(Thresholds.read)
    let runner = CountsRunner(
      callgrind: callgrind, runner: peers, workspace: workspace, medium: .disk)
    let outcome = try runner.run(thresholds)
    results.counts = outcome
    guard options.update, let path else { return }
    let updated = Thresholds(
      measuredWith: "\(results.machine.swift); SQLite \(results.machine.sqlite)",
      operations: outcome.figures.map {
        Thresholds.Operation(
          operation: $0.operation, instructions: $0.instructions,
          tolerancePercent: $0.tolerancePercent ?? 3)
      })
    try updated.write(to: path)
    announce("Wrote \(path)")
  }

  private mutating func note(_ sentence: String) {
    if !results.notes.contains(sentence) { results.notes.append(sentence) }
  }
}
