import COrderLedgerSQLiteTestShim
import OrderLedger

/// T3: the n-th call fails, once or for good, until a run is clean; with every kind of request.
struct FaultTier {
  private let part: Part
  private let place: Workplace
  private var dice: Dice
  private var points = 0
  private var calls = 0
  private var broken = 0
  private var answers: [FaultAnswer: Int] = [:]

  static func run(_ part: Part) async throws {
    var tier = FaultTier(
      part: part, place: try Workplace(), dice: Dice(seed: part.seed, part.index))
    try await tier.run()
  }

  private init(part: Part, place: Workplace, dice: Dice) {
    self.part = part
    self.place = place
    self.dice = dice
  }

  private mutating func run() async throws {
    for loop in FaultLoop.all(part.workload) where loop.number % part.total == part.index {
      try await run(loop)
    }
    part.count("points", points)
    part.count("calls that could fail", calls)
    if part.control != nil { part.count("states broken", broken) }
    for (answer, count) in answers.sorted(by: { $0.key.description < $1.key.description }) {
      part.count("answered \(answer)", count)
    }
  }

  /// Fails the calls of a loop: all of them, or about as many as are asked for, evenly spread.
  private mutating func run(_ loop: FaultLoop) async throws {
    let original = try await original(loop)
    let all = try await round(loop, target: .max, original)
    calls += all
    let step = part.count == 0 ? 1 : max(1, all / part.count)
    var target = 1 + dice.below(step)
    while target <= all {
      let fired = try await round(loop, target: target, original)
      guard fired > 0 else { break }
      points += 1
      target += step
    }
  }

  /// The files before the command, closed.
  private func original(_ loop: FaultLoop) async throws -> [String: [UInt8]] {
    place.clear()
    let ledger = try await Ledger(path: place.ledger, configuration: configuration(nil))
    for command in loop.before { try await ledger.perform(command) }
    await ledger.close()
    return try place.contents()
  }

  private func configuration(_ control: Control?) -> LedgerConfiguration {
    var configuration = LedgerConfiguration()
    // On the ledger's own thread nothing else is different, and a lone command is the usual case.
    configuration.checkpointPages = 4
    configuration.apply(control)
    return configuration
  }

  /// - Returns: how many calls failed; with no target, how many could have.
  private mutating func round(
    _ loop: FaultLoop, target: Int, _ original: [String: [UInt8]]
  ) async throws -> Int {
    try place.fill(original)
    var answer = FaultAnswer.done
    let isTrial = target == .max
    order_ledger_torture_arm(
      loop.fault.code, Int32(clamping: target), loop.isSticky ? 1 : 0)
    do throws(LedgerError) {
      let ledger = try await Ledger(
        path: place.ledger, configuration: configuration(part.control))
      if let request = loop.request {
        do throws(LedgerError) { _ = try await ledger.perform(request) } catch {
          answer = .refused(error.code)
        }
      } else {
        do throws(LedgerError) { _ = try await ledger.head() } catch {
          answer = .refused(error.code)
        }
      }
      await ledger.close()
    } catch {
      answer = .notOpened(error.code)
    }
    order_ledger_torture_disarm()
    let fired = Int(order_ledger_torture_fired())
    let could = Int(order_ledger_torture_calls())
    if fired > 0 { answers[answer, default: 0] += 1 }
    if let problem = await problem(loop, answer) {
      broken += 1
      if part.control == nil {
        part.fail("\(loop.name) call \(target), answered \(answer): \(problem)")
      }
    }
    return isTrial ? could : fired
  }

  /// What is wrong with what is left.
  private func problem(_ loop: FaultLoop, _ answer: FaultAnswer) async -> String? {
    do throws(LedgerError) {
      let ledger = try await Ledger(path: place.ledger, configuration: configuration(nil))
      let problem = try await problem(ledger, loop, answer)
      await ledger.close()
      return problem
    } catch {
      return error.detailedDescription
    }
  }

  private func problem(
    _ ledger: Ledger, _ loop: FaultLoop, _ answer: FaultAnswer
  ) async throws(LedgerError) -> String? {
    let report = try await ledger.verify()
    guard report.isSound else { return "\(report)" }
    guard answer.isTrue else { return "that is not what a call that fails is to be told as" }
    let before = Int64(loop.before.count)
    let found = report.head.sequence
    guard let request = loop.request else { return found == before ? nil : "\(found) transactions" }
    let after = before + loop.transactions
    if answer == .refused(.unknownOutcome) {
      guard found == before || found == after else { return "\(found) transactions" }
    } else if found != (answer == .done ? after : before) {
      return "\(found) transactions after \(before)"
    }
    let replays = try await ledger.perform(request).receipts.map(\.replayed)
    guard replays == [Bool](repeating: found > before, count: Int(loop.transactions)) else {
      return "the retry did it twice"
    }
    guard try await ledger.head().sequence == after else { return "not once" }
    let end = try await ledger.verify(.quick)
    return end.isSound ? nil : "after the retry: \(end)"
  }
}
