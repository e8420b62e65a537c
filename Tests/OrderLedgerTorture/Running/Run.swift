import Foundation
import OrderLedger

/// Runs tiers, each in as many processes as there are cores, and says what came of them.
struct Run {
  let options: Options

  init(_ options: Options) { self.options = options }

  /// - Returns: whether all is well: every tier green, every control red.
  /// - Throws: ``TortureError`` if there is nothing to run.
  func run() async throws -> Bool {
    let assignments = try Assignment.all(options)
    tell(
      "torture \(options.level.rawValue), seed \(options.seed), "
        + "SQLite \(DatabaseEngine.current.version), \(options.jobs) processes")
    let start = ContinuousClock.now
    var isWell = true
    for assignment in assignments {
      isWell = try await run(assignment.tier, assignment.control) && isWell
    }
    tell("\(isWell ? "passed" : "FAILED") in \(Self.seconds(since: start)) s")
    return isWell
  }

  private func run(_ tier: Tier, _ control: Control?) async throws -> Bool {
    let start = ContinuousClock.now
    let count =
      options.count
      ?? (control == nil ? options.level.count(tier) : options.level.controlCount(tier))
    let jobs = tier.jobs(options.jobs, count)
    let tally = Tally()
    let ends = try await withThrowingTaskGroup(of: Int32.self) { group in
      for index in 0..<jobs {
        let share = tier.isCountShared ? (count + jobs - 1 - index) / jobs : count
        let program = try Program(arguments(tier, control, share, index, jobs))
        program.endInput()
        group.addTask { await program.finish { tally.add($0) } }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    var sums = tally.sums
    sums.ends += ends.compactMap(Self.problem)
    let result = TierResult(tier, control, sums)
    result.show(seconds: Self.seconds(since: start), again: again(tier, control, count).shellLine)
    return result.isWell
  }

  private func arguments(
    _ tier: Tier, _ control: Control?, _ count: Int, _ index: Int, _ total: Int
  ) -> [String] {
    var words = [
      "part", tier.rawValue, "--seed", "\(options.seed)", "--count", "\(count)", "--index",
      "\(index)", "--total", "\(total)",
    ]
    if let control { words += ["--control", control.rawValue] }
    if let workload = options.workload { words += ["--workload", workload] }
    return words
  }

  /// What makes the same choices again, a word each: they also depend on among how many processes the
  /// work is shared out, and on the commands.
  func again(_ tier: Tier, _ control: Control?, _ count: Int) -> [String] {
    var words = [
      tier.rawValue, "--seed", "\(options.seed)", "--count", "\(count)", "--jobs",
      "\(options.jobs)",
    ]
    if let control { words += ["--control", control.rawValue] }
    if let workload = options.workload { words += ["--workload", workload] }
    return words
  }

  /// What is wrong with how a process ended: the exit code, or minus the signal. Who doesn't end well
  /// has not done all of his part, whatever he has counted.
  static func problem(_ end: Int32) -> String? {
    switch end {
    case 0: nil
    case ..<0: "a process ended with signal \(-end)"
    // What hangs was told by the watchdog.
    case 3: "a process was ended, because something in it hangs"
    default: "a process ended with \(end)"
    }
  }

  private static func seconds(since start: ContinuousClock.Instant) -> String {
    "\((ContinuousClock.now - start).components.seconds)"
  }
}

extension [String] {
  /// The words as a shell takes them, after the name of the script.
  fileprivate var shellLine: String {
    let quoted = map { word -> String in
      let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
      return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
    return (["Scripts/torture"] + quoted).joined(separator: " ")
  }
}
