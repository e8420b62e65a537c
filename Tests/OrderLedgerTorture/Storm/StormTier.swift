import OrderLedger

/// T7: what many processes do to one file at the same time, without a hook that arranges it: commit
/// against checkpoints, open and close, make the file, recover it.
struct StormTier {
  static let processes = 8
  /// The longest that a round's commits go on, in seconds.
  static let longestRound = 30
  /// How often each process opens the ledger and closes it.
  static let openings = 3

  /// A process as its starter sees it.
  private struct Started {
    let name: String
    let program: RacerProgram
  }

  private let part: Part
  private let place: Workplace
  private var dice: Dice
  private var problems: [String] = []
  private var broken = 0
  private var figures: [String: Int] = [:]

  static func run(_ part: Part) async throws {
    var tier = StormTier(part: part, place: try Workplace(), dice: Dice(seed: part.seed))
    try await tier.run()
  }

  private init(part: Part, place: Workplace, dice: Dice) {
    self.part = part
    self.place = place
    self.dice = dice
  }

  private mutating func run() async throws {
    let rounds = max(1, part.count / Self.longestRound)
    let seconds = max(1, part.count / rounds)
    for round in 0..<rounds {
      try await commit(for: seconds, part.control)
      tellProblems("round \(round), commits against checkpoints")
      for _ in 0..<max(1, seconds / 10) {
        try await openAndClose()
        tellProblems("round \(round), opening and closing")
        try await make()
        tellProblems("round \(round), making one file")
        try await recover()
        tellProblems("round \(round), recovering one file")
      }
    }
    for (name, value) in figures.sorted(by: { $0.key < $1.key }) { part.count(name, value) }
    if part.control != nil { part.count("states broken", broken) }
    try await commitUnguarded(for: seconds)
  }

  private mutating func tellProblems(_ what: String) {
    broken += problems.count
    for problem in problems { part.fail("\(what): \(problem)") }
    problems = []
  }

  private mutating func count(_ name: String, _ value: Int) { figures[name, default: 0] += value }

  // MARK: The storms

  /// Half of the processes commit, the others copy the log all the time.
  private mutating func commit(for seconds: Int, _ control: Control?) async throws {
    try await begin()
    var started: [Started] = []
    for number in 0..<Self.processes {
      let role: Stormer.Role = number % 2 == 0 ? .write : .checkpoint
      started.append(try start(role, "s\(number)", count: seconds, control))
    }
    await waitUntilReady(started)
    let (answered, copied) = try await letGo(started)
    let total = answered.counts.values.reduce(0, +)
    if total == 0 { problems.append("nobody could write") }
    if copied == 0 { problems.append("nobody could copy the log") }
    await check(answered)
    count("seconds of commits against checkpoints", seconds)
    count("checkpoints of the whole log meanwhile", copied)
    count("answered commands, all present", total)
  }

  /// Says whether checkpoints without the guard have damaged a file. It is a matter of chance, so that
  /// nothing is demanded: the tier `checkpoint` shows it for certain.
  private mutating func commitUnguarded(for seconds: Int) async throws {
    guard part.control == nil, part.count >= Self.longestRound,
      DatabaseEngine.current.walResetVulnerable
    else { return }
    try await commit(for: seconds, .unguardedCheckpoint)
    let end = problems.first.map { "damage: \($0.prefix(300))" } ?? "no damage this time"
    part.note("\(seconds) s against checkpoints without their guard: \(end)")
    problems = []
  }

  private mutating func openAndClose() async throws {
    try await begin()
    let started = try (0..<Self.processes).map {
      try start(.open, "s\($0)", count: Self.openings, part.control)
    }
    await waitUntilReady(started)
    let (answered, _) = try await letGo(started)
    await check(answered)
    count("times opened, written and closed", answered.counts.values.reduce(0, +))
  }

  /// All open a file that is not there: one makes it, and its schema is complete for everybody.
  private mutating func make() async throws {
    place.clear()
    let started = try (0..<Self.processes).map { try start(.make, "m\($0)", part.control) }
    await waitUntilReady(started)
    let (answered, _) = try await letGo(started)
    do throws(LedgerError) {
      let ledger = try await Ledger(path: place.ledger)
      let report = try await ledger.verify()
      if !report.isSound { problems.append("\(report)") }
      for name in answered.counts.keys.sorted() {
        if try await !ledger.perform(Stormer.made(name)).replayed {
          problems.append("the answered command of \(name) was not there")
        }
      }
      await ledger.close()
    } catch {
      problems.append(error.detailedDescription)
    }
    count("files that \(Self.processes) processes made together", 1)
  }

  /// All open a file whose writers were killed: whoever comes first recovers its log.
  private mutating func recover() async throws {
    try await begin()
    let openers = try (0..<Self.processes).map { try start(.open, "o\($0)", part.control) }
    await waitUntilReady(openers)
    let written = try await writeUntilKilled()
    var (answered, _) = try await letGo(openers)
    answered.counts.merge(written.counts) { mine, _ in mine }
    await check(answered)
    count("recoveries by \(Self.processes) processes together", 1)
    count("answered commands, all present", written.counts.values.reduce(0, +))
  }

  /// - Returns: what the writers were answered before all of them were killed.
  private mutating func writeUntilKilled() async throws -> Answered {
    let writers = try (0..<KillTier.writers).map {
      try WriterLife("writer", ledger: place.ledger, name: "w\($0)", first: 0, part.control)
    }
    // Until each of them writes, then some time at random.
    let latest = ContinuousClock.now + KillTier.patience
    while ContinuousClock.now < latest, !writers.contains(where: \.isOver),
      try writers.contains(where: { try place.notes(of: $0.name) == 0 })
    {
      try await Task.sleep(for: .milliseconds(1))
    }
    try await Task.sleep(for: .microseconds(dice.below(30_000)))
    for writer in writers { writer.kill() }
    for writer in writers {
      if let problem = await writer.end().problem { problems.append(problem) }
    }
    var answered = Answered()
    for writer in writers { answered.counts[writer.name] = try place.notes(of: writer.name) }
    if answered.counts.values.allSatisfy({ $0 == 0 }) { problems.append("nobody could write") }
    return answered
  }

  // MARK: Processes

  private func begin() async throws {
    place.clear()
    let ledger = try await Ledger(path: place.ledger)
    for command in Shopper.opening { try await ledger.perform(command) }
    await ledger.close()
  }

  private func start(
    _ role: Stormer.Role, _ name: String, count: Int = 1, _ control: Control?
  ) throws -> Started {
    var words = [
      "stormer", role.rawValue, "--ledger", place.ledger, "--name", name, "--count", "\(count)",
    ]
    if let control { words += ["--control", control.rawValue] }
    return Started(name: name, program: RacerProgram(try Program(words)))
  }

  private func waitUntilReady(_ started: [Started]) async {
    for one in started { _ = await one.program.answers() }
  }

  /// Lets all go at once, and waits for what they say at their end.
  private mutating func letGo(
    _ started: [Started]
  ) async throws -> (answered: Answered, copied: Int) {
    for one in started { try one.program.start("go") }
    var answered = Answered()
    var copied = 0
    for one in started {
      for line in await one.program.answers() {
        let words = line.split(separator: " ")
        guard words.count == 2, let figure = Int(words[1]) else {
          problems.append("\(one.name): \(line)")
          continue
        }
        switch words[0] {
        case "answered": answered.counts[one.name] = figure
        case "copied": copied += figure
        default: problems.append("\(one.name): \(line)")
        }
      }
      let end = await one.program.end()
      if part.control != nil, Program.isCrash(end) {
        part.end("\(one.name) ended with \(end)")
      } else if end != 0 {
        problems.append("\(one.name) ended with \(end)")
      }
    }
    return (answered, copied)
  }

  private mutating func check(_ answered: Answered) async {
    if let problem = await answered.problem(at: place.ledger) { problems.append(problem.text) }
  }
}
