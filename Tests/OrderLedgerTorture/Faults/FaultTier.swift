import COrderLedgerSQLiteTestShim
import OrderLedger

/// T3: the n-th call fails, once or for good, until a run is clean; with every kind of request, and
/// with what else is done to a ledger's file.
struct FaultTier {
  private let part: Part
  private let place: Workplace
  private var dice: Dice
  private var points = 0
  private var calls = 0
  private var broken = 0
  private var answers: [FaultAnswer: Int] = [:]
  /// The files that the loops of a work begin with.
  private var kept: (work: FaultWork, contents: [String: [UInt8]])?

  /// What came of going on.
  private struct Sequel {
    let problem: String?
  }

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

  /// The files before the work: what a process leaves that was killed, whose last commands are in the log
  /// alone.
  private mutating func original(_ loop: FaultLoop) async throws -> [String: [UInt8]] {
    if loop.work == .make { return [:] }
    if let kept, kept.work == loop.work { return kept.contents }
    place.clear()
    let inLog = min(3, loop.before.count)
    var ledger = try await Ledger(path: place.ledger, configuration: Self.configuration(nil))
    for command in loop.before.dropLast(inLog) { try await ledger.perform(command) }
    await ledger.close()
    // One that does not copy its log.
    ledger = try await Ledger(path: place.ledger)
    for command in loop.before.suffix(inLog) { try await ledger.perform(command) }
    if loop.work == .retryRefund { try await FaultGateway(isWilling: false).work(for: ledger) }
    guard try await ledger.head().sequence == loop.transactions else {
      throw TortureError("\(loop.name): another number of transactions before it")
    }
    // Closing it would.
    let contents = try place.contents()
    await ledger.close()
    kept = (work: loop.work, contents: contents)
    return contents
  }

  static func configuration(_ control: Control?) -> LedgerConfiguration {
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
    let gateway = FaultGateway()
    // A backup has to end with what it was made of.
    let goesOn = target != .max && loop.work != .backup && dice.chance(2)
    order_ledger_torture_arm(
      loop.fault.code, Int32(clamping: target), loop.isSticky ? 1 : 0)
    let (answer, sequel) = await answer(loop.work, gateway, goesOn: goesOn)
    order_ledger_torture_disarm()
    let fired = Int(order_ledger_torture_fired())
    let could = Int(order_ledger_torture_calls())
    if fired > 0 { answers[answer, default: 0] += 1 }
    var problem = sequel?.problem
    if problem == nil {
      let judge = FaultJudge(
        place: place, loop: loop, answer: answer, gateway: gateway, hasGoneOn: sequel != nil)
      problem = await judge.problem()
    }
    // What is wrong where nothing has failed, a control would also show without this tier.
    if let problem, fired > 0 || part.control == nil {
      broken += 1
      let how = sequel == nil ? "" : ", and went on"
      part.fail("\(loop.name) call \(target), answered \(answer)\(how): \(problem)")
    }
    return target == .max ? could : fired
  }

  /// What the ledger answers, and what came of going on with it when nothing failed any more: of a ledger
  /// that was not opened, or is to be closed while calls fail, nothing.
  private func answer(
    _ work: FaultWork, _ gateway: FaultGateway, goesOn: Bool
  ) async -> (FaultAnswer, Sequel?) {
    do throws(LedgerError) {
      let ledger = try await Ledger(
        path: place.ledger, configuration: Self.configuration(part.control))
      let answer: FaultAnswer
      do throws(LedgerError) { answer = try await carryOut(work, ledger, gateway) } catch {
        answer = .refused(error.code)
      }
      var sequel: Sequel?
      if goesOn {
        order_ledger_torture_disarm()
        let next = FaultSequel(work: work, gateway: gateway)
        sequel = Sequel(problem: await next.problem(ledger, after: answer))
      }
      await ledger.close()
      return (answer, sequel)
    } catch {
      return (.notOpened(error.code), nil)
    }
  }

  private func carryOut(
    _ work: FaultWork, _ ledger: Ledger, _ gateway: FaultGateway
  ) async throws(LedgerError) -> FaultAnswer {
    switch work {
    case .open, .make: _ = try await ledger.head()
    case .rebuild: _ = try await ledger.rebuild()
    // Nobody is in its way: an error that is told so is a wrong answer.
    case .checkpoint: if try await !ledger.checkpoint() { return .notCopied }
    case .backup: try await ledger.backup(to: place.path(FaultJudge.copy))
    case .refundWork: try await gateway.work(for: ledger)
    case .retryRefund: _ = try await ledger.retryRefund(FaultLoop.refund)
    case .verify: if try await !ledger.verify().isSound { return .found }
    case .request(let request): _ = try await ledger.perform(request)
    }
    return .done
  }
}
