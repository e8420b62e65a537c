import Foundation
import OrderLedger

/// T4: processes that write are killed at random times, or at their n-th call of the disk.
struct KillTier {
  /// Kills that one file has to live through.
  static let killsPerFile = 10
  static let writers = 4

  private let part: Part
  private let place: Workplace
  private var dice: Dice
  private var answered = Answered()
  private var total = 0
  private var torn = 0
  private var broken = 0

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
    for number in 0..<part.count {
      if number % Self.killsPerFile == 0 { try await begin() }
      // Every third time one process dies in the middle of a call, and the others a little later.
      let call = number % 3 == 2 ? 1 + dice.below(400) : 0
      try await kill(atCall: call)
      if let problem = await answered.problem(at: place.ledger) {
        broken += 1
        if part.control == nil { part.fail("kill \(number): \(problem.text)") }
        try await begin()
      }
    }
    part.count("kills", part.count)
    part.count("kills in the middle of a call", torn)
    part.count("answered commands, all present", total)
    if part.control != nil { part.count("states broken", broken) }
  }

  private mutating func begin() async throws {
    place.clear()
    answered = Answered()
    let ledger = try await Ledger(path: place.ledger)
    for command in Shopper.opening { try await ledger.perform(command) }
    await ledger.close()
  }

  private mutating func kill(atCall call: Int) async throws {
    var programs: [Program] = []
    for number in 0..<Self.writers {
      let name = "w\(number)"
      var words = [
        "writer", "--ledger", place.ledger, "--name", name, "--first",
        "\(answered.counts[name] ?? 0)",
      ]
      if call > 0, number == 0 { words += ["--kill", "\(call)"] }
      if let control = part.control { words += ["--control", control.rawValue] }
      programs.append(try Program(words))
    }
    if call > 0 {
      let first = programs.removeFirst()
      if try await end(of: first) == -SIGKILL { torn += 1 }
      try await Task.sleep(for: .microseconds(dice.below(20_000)))
    } else {
      // Until they write, then some time at random.
      for _ in 0..<2_000 where try notes("w0").count <= answered.counts["w0"] ?? 0 {
        try await Task.sleep(for: .milliseconds(1))
      }
      try await Task.sleep(for: .microseconds(dice.below(60_000)))
    }
    for program in programs.reversed() { program.kill() }
    for program in programs { _ = try await end(of: program) }
    for number in 0..<Self.writers {
      let name = "w\(number)"
      let found = try notes(name).count
      total += found - (answered.counts[name] ?? 0)
      answered.counts[name] = found
    }
  }

  private func end(of program: Program) async throws -> Int32 {
    let problems = Tally()
    let end = await program.finish { problems.add($0) }
    if let problem = problems.sums.failures.first, part.control == nil {
      part.fail("a writer could not go on: \(problem)")
    }
    return end
  }

  /// The commands that a writer was answered, over all its lives.
  private func notes(_ name: String) throws -> [Substring] {
    let path = "\(place.ledger).\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  }
}
