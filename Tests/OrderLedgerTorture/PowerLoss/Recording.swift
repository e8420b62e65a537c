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
  /// The command of each journal transaction, from 1 on …
  let commands: [Command]
  /// … and its hash, in hexadecimal.
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
    var sequences: [Int64: Command] = [:]
    order_ledger_torture_record()
    defer { order_ledger_torture_stop() }
    if setting.failingFlush > 0 {
      order_ledger_torture_arm(Int32(ORDER_LEDGER_FAULT_SYNC), Int32(setting.failingFlush), 0)
    }
    defer { order_ledger_torture_disarm() }
    // Opened three times, and once by two at the same time: files are found as well as made.
    for part in workload.split(into: 3) {
      let ledger = try await retried { try await open(place, setting) }
      let half = part.count / 2
      for command in part.prefix(half) {
        try await perform(command, ledger, &sequences)
      }
      let other = try await retried { try await open(place, setting) }
      for (number, command) in part.dropFirst(half).enumerated() {
        try await perform(command, number % 4 == 3 ? other : ledger, &sequences)
      }
      try await performTogether(part, ledger, &sequences)
      _ = try await retried { try await ledger.rebuild() }
      await other.close()
      await ledger.close()
    }
    order_ledger_torture_stop()
    return try Recording(sequences, place, base: Disk(), acknowledged: 0)
  }

  /// Opens what a power cut has left in `place`, and carries out some of what is missing.
  static func resume(
    _ first: Recording, _ base: Disk, _ acknowledged: Int64, in place: Workplace
  ) async throws -> Recording {
    order_ledger_torture_record()
    defer { order_ledger_torture_stop() }
    let ledger = try await open(place, Setting())
    let found = Int(try await ledger.head().sequence)
    var commands = Array(first.commands.dropFirst(found).prefix(3))
    if commands.isEmpty { commands = [Shopper(name: "again").command(0)] }
    var sequences: [Int64: Command] = [:]
    for command in commands { try await perform(command, ledger, &sequences) }
    await ledger.close()
    order_ledger_torture_stop()
    return try Recording(
      sequences, place, base: base, acknowledged: acknowledged, before: first.commands)
  }

  init(
    _ sequences: [Int64: Command], _ place: Workplace, base: Disk, acknowledged: Int64,
    before: [Command] = []
  ) throws {
    self.base = base
    self.acknowledged = acknowledged
    operations = Operation.recorded()
    let raw = try RawDatabase(place.ledger, makesFile: false)
    hashes = try raw.query("SELECT hex(hash) FROM ledger_txn ORDER BY seq").map { $0[0] }
    commands = try (0..<Int64(hashes.count)).map { index in
      if index < before.count { return before[Int(index)] }
      guard let command = sequences[index + 1] else {
        throw TortureError("journal transaction \(index + 1) is nobody's")
      }
      return command
    }
  }

  private static func open(_ place: Workplace, _ setting: Setting) async throws -> Ledger {
    try await Ledger(path: place.ledger, configuration: setting.configuration)
  }

  /// Once more if it fails: a flush may have been made to. Then it is told, and decided.
  private static func retried<Value>(
    _ body: () async throws -> Value
  ) async throws -> Value {
    do { return try await body() } catch {
      order_ledger_torture_mark(0)
      return try await body()
    }
  }

  /// Carries out a command, and once more with its key if the disk failed.
  static func perform(
    _ command: Command, _ ledger: Ledger, _ sequences: inout [Int64: Command]
  ) async throws {
    let receipt = try await retried { try await ledger.perform(command) }
    sequences[receipt.transaction.header.sequence] = command
    order_ledger_torture_mark(receipt.transaction.header.sequence)
  }

  /// Orders of their own that share commits.
  private static func performTogether(
    _ part: [Command], _ ledger: Ledger, _ sequences: inout [Int64: Command]
  ) async throws {
    let mark = part.first?.key?.text ?? ""
    let commands = (0..<8).map { Shopper(name: "together-\(mark)-\($0)").command(0) }
    let done = try await withThrowingTaskGroup(of: (Int64, Command).self) { group in
      for command in commands {
        group.addTask {
          let receipt = try await retried { try await ledger.perform(command) }
          let sequence = receipt.transaction.header.sequence
          order_ledger_torture_mark(sequence)
          return (sequence, command)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for (sequence, command) in done { sequences[sequence] = command }
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
