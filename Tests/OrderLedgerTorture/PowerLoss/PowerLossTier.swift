import OrderLedger

/// T2: power is cut at every operation on the disk, and again during the recovery.
struct PowerLossTier {
  private let part: Part
  private let place: Workplace
  private let second: Workplace
  private let third: Workplace
  private var dice: Dice
  private var states = 0
  private var compound = 0
  private var cuts = 0
  private var lost = 0
  private var lostStates = 0
  private var brokenStates = 0

  init(_ part: Part) throws {
    self.part = part
    place = try Workplace()
    second = try Workplace()
    third = try Workplace()
    dice = Dice(seed: part.seed, part.index)
  }

  static func run(_ part: Part) async throws {
    var tier = try PowerLossTier(part)
    try await tier.run()
  }

  private mutating func run() async throws {
    var round = 0
    while states < part.count {
      var setting = Recording.Setting()
      setting.control = part.control
      // Every second recording has a flush that fails, and the log is only half there afterwards.
      let fails = round % 2 == 1 && part.control == nil
      setting.failingFlush = fails ? 1 + dice.below(60) : 0
      let recording = try await Recording.make(part.workload, setting, in: place)
      try await cut(recording, fails: fails, isFirst: round < 2)
      round += 1
    }
    part.count("states", states)
    part.count("states during recovery", compound)
    part.count("operations cut at", cuts)
    part.count("recordings", round)
    part.count("states with answered commands lost", lostStates)
    part.count("answered commands lost", lost)
    part.count("states broken", brokenStates)
  }

  /// Cuts at every operation, with as many damages each as there is room for.
  ///
  /// - Parameter isFirst: cut as often while the file is being made as afterwards. Every recording
  ///   begins with that, and a state of it costs the most, because what was cut is made again.
  private mutating func cut(
    _ recording: Recording, fails: Bool, isFirst: Bool
  ) async throws {
    let operations = recording.operations
    // Few, so that there are several recordings.
    let each = part.count > 20_000 ? 3 : 1
    // Few states are spread over two recordings, of which one has a flush that fails.
    let skip = max(1, 2 * operations.count / part.count)
    var disk = recording.base
    var acknowledged = recording.acknowledged
    var flushed = acknowledged
    var isUndecided = false
    for (number, operation) in operations.enumerated() {
      guard states < part.count else { return }
      disk.apply(operation)
      switch operation.kind {
      case .acknowledged(let sequence):
        acknowledged = max(acknowledged, sequence)
        continue
      case .refused:
        isUndecided = false
        continue
      case .failedFlush: isUndecided = true
      // What was answered before is in the log, or in the file already if the log has started over.
      case .flush where operation.role == Disk.log: flushed = acknowledged
      default: break
      }
      let isMaking = acknowledged == 0 && !isFirst
      guard dice.chance(isMaking ? 8 * skip : skip) else { continue }
      cuts += 1
      for _ in 0..<each {
        let damage = Damage.allCases[dice.below(Damage.allCases.count)]
        let contents = disk.contents(after: damage, &dice)
        var moment = "operation \(number) of \(operations.count), \(damage.rawValue)"
        if fails { moment += ", after a failed flush" }
        let verdict = try await judge(
          contents, recording, acknowledged, moment, flushed: flushed, isUndecided: isUndecided)
        if part.control == nil, verdict == .sound, dice.chance(100) {
          try await cutAgain(contents, recording, acknowledged, moment)
        }
      }
    }
  }

  /// Cuts again while the ledger recovers from the first cut and goes on.
  private mutating func cutAgain(
    _ contents: [String: [UInt8]], _ first: Recording, _ acknowledged: Int64, _ moment: String
  ) async throws {
    try third.fill(contents)
    let recording = try await Recording.resume(first, Disk(contents), acknowledged, in: third)
    var disk = recording.base
    var answered = acknowledged
    for (number, operation) in recording.operations.enumerated() {
      disk.apply(operation)
      if case .acknowledged(let sequence) = operation.kind { answered = max(answered, sequence) }
      guard dice.chance(6) else { continue }
      compound += 1
      let damage = Damage.allCases[dice.below(Damage.allCases.count)]
      _ = try await judge(
        disk.contents(after: damage, &dice), recording, answered,
        "\(moment), then operation \(number), \(damage.rawValue)")
    }
  }

  /// Whether more is lost than what was answered after the last flush of the log.
  static func losesFlushed(_ count: Int, of acknowledged: Int64, flushed: Int64) -> Bool {
    acknowledged - Int64(count) < flushed
  }

  /// - Parameter flushed: the last journal transaction that was answered before the log was flushed:
  ///   who gives up the flush of each commit may lose what came after it, and nothing else.
  private mutating func judge(
    _ contents: [String: [UInt8]], _ recording: Recording, _ acknowledged: Int64, _ moment: String,
    flushed: Int64? = nil, isUndecided: Bool = false
  ) async throws -> Survivor.Verdict {
    try second.fill(contents)
    // What is left of the shared memory is not looked at: whoever opens first makes it anew.
    if dice.chance(4) { try second.write("ledger.sqlite-shm", dice.bytes(32_768)) }
    states += 1
    let retries = dice.chance(50) ? recording.steps.count : dice.chance(4) ? 2 : 0
    let survivor = Survivor(
      place: second, recording: recording, acknowledged: acknowledged, retries: retries,
      isUndecided: isUndecided)
    let verdict = await survivor.verdict()
    switch verdict {
    case .sound: break
    case .lost(let count):
      lostStates += 1
      lost += count
      if part.control == .synchronousNormal,
        Self.losesFlushed(count, of: acknowledged, flushed: flushed ?? 0)
      {
        brokenStates += 1
        part.note("of \(count) answered commands lost the log had been flushed at \(moment)")
      }
      part.fail("\(count) answered commands lost at \(moment)")
    case .broken(let text):
      brokenStates += 1
      part.fail("\(moment): \(text)")
    }
    return verdict
  }
}
