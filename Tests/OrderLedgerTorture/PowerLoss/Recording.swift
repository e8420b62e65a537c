import COrderLedgerSQLiteTestShim
import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerSQLite

/// What a run of commands did to the disk, operation by operation, and what was answered when.
struct Recording {
  /// The disk before the first operation.
  let base: Disk
  /// The last journal transaction that was answered before the first operation.
  let acknowledged: Int64
  let operations: [Operation]
  /// What was asked for, in the order of the journal …
  let steps: [RecordedStep]
  /// … and the hash of each of its transactions, from 1 on, in hexadecimal.
  let hashes: [String]

  /// How a ledger is opened while it is recorded.
  struct Setting {
    var durability = LedgerConfiguration.Durability.full
    var control: Control?
    /// The flush that fails, from 1 on; 0 for none.
    var failingFlush = 0

    var configuration: LedgerConfiguration {
      var configuration = LedgerConfiguration()
      configuration.durability = durability
      configuration.checkpointPages = 24
      configuration.apply(control)
      return configuration
    }
  }

  /// Runs a workload on an empty directory.
  static func make(
    _ workload: [Command], _ setting: Setting, in place: Workplace
  ) async throws -> Recording {
    place.clear()
    var begun: [Int64: RecordedStep] = [:]
    order_ledger_torture_record()
    defer { order_ledger_torture_stop() }
    // The first for 0: then none fails.
    order_ledger_torture_arm(Int32(ORDER_LEDGER_FAULT_SYNC), Int32(setting.failingFlush), 0)
    defer { order_ledger_torture_disarm() }
    // Opened three times, and once by two at the same time: files are found as well as made.
    for part in workload.split(into: 3) {
      let ledger = try await retried { try await open(place, setting) }
      let half = part.count / 2
      for command in part.prefix(half) {
        try await perform(.command(command), ledger, &begun)
      }
      let other = try await retried { try await open(place, setting) }
      for (number, command) in part.dropFirst(half).enumerated() {
        try await perform(.command(command), number % 4 == 3 ? other : ledger, &begun)
      }
      try await performTogether(part, ledger, &begun)
      _ = try await retried { try await ledger.rebuild() }
      await other.close()
      await ledger.close()
    }
    order_ledger_torture_stop()
    return try Recording(begun, place, base: Disk(), acknowledged: 0)
  }

  /// Opens what a power cut has left in `place`, and carries out some of what is missing.
  static func resume(
    _ first: Recording, _ base: Disk, _ acknowledged: Int64, in place: Workplace
  ) async throws -> Recording {
    order_ledger_torture_record()
    defer { order_ledger_torture_stop() }
    let ledger = try await open(place, Setting())
    let found = Int(try await ledger.head().sequence)
    guard let before = first.steps(of: found) else {
      throw TortureError("\(found) transactions are no whole number of requests")
    }
    var steps = Array(first.steps.dropFirst(before).prefix(3))
    if steps.isEmpty { steps = [.command(Shopper(name: "again").command(0))] }
    var begun: [Int64: RecordedStep] = [:]
    for step in steps { try await perform(step, ledger, &begun) }
    await ledger.close()
    order_ledger_torture_stop()
    return try Recording(
      begun, place, base: base, acknowledged: acknowledged,
      before: Array(first.steps.prefix(before)))
  }

  init(
    _ begun: [Int64: RecordedStep], _ place: Workplace, base: Disk, acknowledged: Int64,
    before: [RecordedStep] = []
  ) throws {
    self.base = base
    self.acknowledged = acknowledged
    operations = Operation.recorded()
    let raw = try RawDatabase(place.ledger, makesFile: false)
    hashes = try raw.query("SELECT hex(hash) FROM ledger_txn ORDER BY seq").map { $0[0] }
    var steps = before
    var next = before.reduce(1) { $0 + $1.count }
    while next <= hashes.count {
      guard let step = begun[Int64(next)] else {
        throw TortureError("journal transaction \(next) is nobody's")
      }
      steps.append(step)
      next += step.count
    }
    self.steps = steps
  }

  /// Of how many requests so many journal transactions are; nil if the last of these is there in part.
  func steps(of transactions: Int) -> Int? {
    var rest = transactions
    for (index, step) in steps.enumerated() {
      if rest <= 0 { return rest == 0 ? index : nil }
      rest -= step.count
    }
    return rest == 0 ? steps.count : nil
  }

  private static func open(_ place: Workplace, _ setting: Setting) async throws -> Ledger {
    try await Ledger(path: place.ledger, configuration: setting.configuration)
  }

  /// Once more if a flush was made to fail, and that is what is told. Then it is decided.
  private static func retried<Value>(
    _ body: () async throws -> Value
  ) async throws -> Value {
    do { return try await body() } catch let error as LedgerError {
      guard order_ledger_torture_fired() > 0,
        error.code == .unknownOutcome || Fault.flush.causes.contains(error.code)
      else { throw error }
      order_ledger_torture_mark(0)
      return try await body()
    }
  }

  /// Carries out a request, and once more with its key if the disk failed.
  static func perform(
    _ step: RecordedStep, _ ledger: Ledger, _ begun: inout [Int64: RecordedStep]
  ) async throws {
    let sequences = try await retried { try await step.perform(ledger) }.map(\.sequence)
    guard let first = sequences.first, let last = sequences.last, sequences.count == step.count
    else { throw TortureError("\(step.name): \(sequences.count) answers") }
    begun[first] = step
    order_ledger_torture_mark(last)
  }

  /// Orders of their own that share commits, and then what is done to several of them at once.
  private static func performTogether(
    _ part: [Command], _ ledger: Ledger, _ begun: inout [Int64: RecordedStep]
  ) async throws {
    let mark = part.first?.key?.text ?? ""
    let shoppers = (0..<8).map { Shopper(name: "together-\(mark)-\($0)") }
    let commands = shoppers.map { $0.command(0) }
    let done = try await withThrowingTaskGroup(of: (Int64, Command).self) { group in
      for command in commands {
        group.addTask {
          let sequence = try await retried { try await ledger.perform(command) }.sequence
          order_ledger_torture_mark(sequence)
          return (sequence, command)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for (sequence, command) in done { begun[sequence] = .command(command) }
    let bulk = CancelOrders(
      shoppers.prefix(3).enumerated().map { number, shopper in
        CancelOrder(
          order: OrderID(unchecked: "\(shopper.name)-0"),
          cancellation: RefundID(unchecked: "bulk-\(mark)-\(number)"), reason: "inventory")
      }, key: IdempotencyKey(unchecked: "bulk-\(mark)"))
    try await perform(.bulk(bulk), ledger, &begun)
    // Payments and cancellations of two others.
    try await perform(
      .block(shoppers.suffix(2).flatMap { [$0.command(1), $0.command(2)] }), ledger, &begun)
  }
}

extension Array {
  /// Consecutive parts of about the same length.
  func split(into count: Int) -> [[Element]] {
    (0..<count).map { Array(self[self.count * $0 / count..<self.count * ($0 + 1) / count]) }
  }
}

extension LedgerConfiguration {
  mutating func apply(_ control: Control?) {
    if control == .synchronousNormal { durability = .mayLoseLastCommits }
    faults = control?.mutation.map { FaultPlan(mutation: $0) }
  }
}
