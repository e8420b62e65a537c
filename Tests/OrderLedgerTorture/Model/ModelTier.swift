import OrderLedger

/// T1: commands from a generator, answered by a ledger and by an oracle that shares no code with it.
///
/// After each command the answers, the order, the stock, the accounts and the credits have to be the
/// same; `verify` is asked every so often, and in full at the end of each ledger. What fails is made
/// short, and told as lines that `order-ledger apply` takes.
struct ModelTier {
  /// Commands a ledger.
  static let length = 200

  static func run(_ part: Part) async throws {
    let place = try Workplace()
    var commands = 0
    var ledgers = 0
    var answers: [String: Int] = [:]
    while commands < part.count {
      let trial = ModelTrial(
        place: place, seed: part.seed, number: ledgers * part.total + part.index,
        control: part.control)
      ledgers += 1
      let end = try await trial.play(min(length, part.count - commands))
      commands += end.count
      answers.merge(end.answers, uniquingKeysWith: +)
      guard let divergence = end.divergence else { continue }
      try await tell(divergence, end.steps, trial, part)
      break
    }
    part.count("commands", commands)
    part.count("ledgers", ledgers)
    // By what became of them; a test watches that each kind of command meets both.
    for ending in ["done", "refused", "replayed"] {
      part.count(ending, answers.reduce(0) { $0 + ($1.key.hasSuffix(ending) ? $1.value : 0) })
    }
  }

  private static func tell(
    _ divergence: Divergence, _ steps: [ModelStep], _ trial: ModelTrial, _ part: Part
  ) async throws {
    if part.control != nil { return part.fail("\(divergence)") }
    let short = try await trial.shrink(steps)
    let why = try await trial.outcome(of: short) ?? divergence
    let count = short.reduce(0) { $0 + $1.count }
    let clocks = Set(short.map(\.clock)).count
    let races = short.filter { $0.manner == .race }.count
    let together = short.filter { $0.manner == .together && $0.count > 1 }.count
    part.fail(
      "ledger \(trial.number), shrunk to \(count) commands, \(clocks) readings of the clock, "
        + "\(together) transactions of several and \(races) races: \(why)")
    let replay = ModelReplay(trial.books.policy, short.flatMap(\.lines))
    part.say("replay \(replay.joined)")
  }
}
