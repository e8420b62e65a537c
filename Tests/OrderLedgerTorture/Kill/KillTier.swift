import OrderLedger

/// T4: processes that write are killed at random times, or at their n-th call of the disk.
struct KillTier {
  /// Kills that one file has to live through.
  static let killsPerFile = 10
  static let writers = 4
  /// How long a writer may take to be answered for the first time, on a machine that is busy.
  static let patience = Duration.seconds(30)

  private let part: Part
  private let place: Workplace
  private var dice: Dice
  private var answered = Answered()
  private var total = 0
  private var torn = 0
  private var broken = 0
  private var stopped = 0

  static func run(_ part: Part) async throws {
    var tier = KillTier(part: part, place: try Workplace(), dice: Dice(seed: part.seed, part.index))
    try await tier.run()
  }

  private init(part: Part, place: Workplace, dice: Dice) {
    self.part = part
    self.place = place
    self.dice = dice
  }

  private mutating func run() async throws {
    var kills = 0
    // One broken state is all that a control has to show, and it takes a kill at the right moment.
    while kills < part.count, part.control == nil || broken == 0 {
      let number = kills
      kills += 1
      if number % Self.killsPerFile == 0 { try await begin() }
      // Every third time one process dies in the middle of a call, and the others a little later.
      let call = number % 3 == 2 ? 1 + dice.below(400) : 0
      try await kill(atCall: call)
      if let problem = await answered.problem(at: place.ledger) {
        broken += 1
        part.fail("kill \(number): \(problem.text)")
        try await begin()
      }
    }
    // Whoever writes nothing loses nothing.
    guard total > 0 else { throw TortureError("no writer was answered anything") }
    part.count("kills", kills)
    part.count("kills in the middle of a call", torn)
    part.count("answered commands, all present", total)
    if part.control != nil {
      part.count("states broken", broken)
      part.count("writers that could not go on", stopped)
    }
  }

  private mutating func begin() async throws {
    place.clear()
    answered = Answered()
    var configuration = LedgerConfiguration()
    // Nobody is killed here.
    configuration.durability = .mayLoseLastCommits
    let ledger = try await Ledger(path: place.ledger, configuration: configuration)
    for command in Shopper.opening { try await ledger.perform(command) }
    let workload = try SoakWorkload()
    // Half of them are somewhere in the middle of all that they do, so that each kind of command is
    // under way when somebody is killed.
    for number in 0..<Self.writers / 2 {
      let trader = Trader("w\(number)", workload)
      let start = dice.below(trader.cycle)
      for number in 0..<start { try await ledger.perform(trader.command(number)) }
      let notes = (0..<start).map { "\($0)\n" }.joined()
      try place.write("ledger.sqlite.\(trader.name)", Array(notes.utf8))
      answered.counts[trader.name] = start
    }
    await ledger.close()
  }

  private mutating func kill(atCall call: Int) async throws {
    var writers: [WriterLife] = []
    for number in 0..<Self.writers {
      let name = "w\(number)"
      writers.append(
        try WriterLife(
          "writer", ledger: place.ledger, name: name, first: answered.counts[name] ?? 0,
          killedAt: number == 0 ? call : 0, part.control))
    }
    var isWriting = true
    if call > 0 {
      if await end(of: writers.removeFirst()).isKilled { torn += 1 }
      try await Task.sleep(for: .microseconds(dice.below(20_000)))
    } else {
      // Until they write, then some time at random.
      isWriting = try await writes(writers[0])
      try await Task.sleep(for: .microseconds(dice.below(60_000)))
    }
    for writer in writers.reversed() { writer.kill() }
    for writer in writers { _ = await end(of: writer) }
    guard isWriting else { throw TortureError("in \(Self.patience) no writer was answered") }
    for number in 0..<Self.writers {
      let name = "w\(number)"
      let found = try place.notes(of: name)
      total += found - (answered.counts[name] ?? 0)
      answered.counts[name] = found
    }
  }

  /// Waits until a writer has an answer more, or can't go on.
  ///
  /// - Returns: false if neither has come about.
  private func writes(_ writer: WriterLife) async throws -> Bool {
    let before = answered.counts[writer.name] ?? 0
    let start = ContinuousClock.now
    while ContinuousClock.now - start < Self.patience {
      if writer.isOver { return true }
      if try place.notes(of: writer.name) > before { return true }
      try await Task.sleep(for: .milliseconds(1))
    }
    return false
  }

  private mutating func end(of writer: WriterLife) async -> WriterEnd {
    let end = await writer.end()
    if let problem = end.problem {
      stopped += 1
      // Where a part of the library is left out, what is left behind is what counts.
      if part.control == nil { part.fail(problem) } else if end.isCrash { part.end(problem) }
    }
    return end
  }
}
