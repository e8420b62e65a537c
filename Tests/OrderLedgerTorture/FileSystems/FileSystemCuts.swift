import Foundation
import OrderLedger

/// T5: the power of real file systems, ext4 and xfs, is cut under processes that write.
///
/// Not a tier of every run: it needs root, loop devices and the programs that make file systems.
struct FileSystemCuts {
  /// Cuts that one ledger has to live through.
  static let cutsPerLedger = 10
  static let writers = 3

  private let kind: Volume.Kind
  private let control: Control?
  private let volume: Volume
  private var dice: Dice
  private var answered = Answered()
  private var total = 0
  private var lost = 0
  private var problems: [String] = []

  private var ledger: String { volume.directory + "/ledger.sqlite" }

  /// Cuts each file system's power so often, and then as often with commits that are not flushed,
  /// which have to be lost.
  static func run(_ options: Options) async throws -> Bool {
    let count = options.count ?? 20
    tell(
      "file systems, seed \(options.seed), SQLite \(DatabaseEngine.current.version), "
        + "\(count) cuts each")
    var isWell = true
    var number = 0
    for kind in Volume.Kind.allCases {
      for control in [nil, Control.synchronousNormal] {
        number += 1
        var cuts = try FileSystemCuts(kind, control, Dice(seed: options.seed, number))
        isWell = try await cuts.run(count) && isWell
      }
    }
    if !isWell { tell("    again: Scripts/torture \(again(options, count))") }
    return isWell
  }

  /// What makes the same choices again.
  static func again(_ options: Options, _ count: Int) -> String {
    "file-systems --seed \(options.seed) --count \(count)"
  }

  private init(_ kind: Volume.Kind, _ control: Control?, _ dice: Dice) throws {
    self.kind = kind
    self.control = control
    self.dice = dice
    volume = try Volume(kind)
  }

  private mutating func run(_ count: Int) async throws -> Bool {
    let start = ContinuousClock.now
    for number in 0..<count {
      if number % Self.cutsPerLedger == 0 { try await begin() }
      try await cut()
      switch await answered.problem(at: ledger) {
      case nil:
        // The command under way was asked for by the check, and is there now.
        for name in answered.counts.keys { answered.counts[name, default: 0] += 1 }
        continue
      case .lost(let text):
        lost += 1
        if control == nil { problems.append("cut \(number): \(text)") }
      case .broken(let text): problems.append("cut \(number): \(text)")
      }
      try await begin()
    }
    try volume.unmount()
    return show(count, (ContinuousClock.now - start).components.seconds)
  }

  private func show(_ count: Int, _ seconds: Int64) -> Bool {
    // Without a flush of each commit answers are lost; half a command is never there.
    let isWell = problems.isEmpty && total > 0 && (control == nil || lost > 0)
    let name = control.map { "\(kind.rawValue), control \($0.rawValue)" } ?? kind.rawValue
    let state = control == nil ? "green" : "red, as it has to be"
    tell("\(name): \(isWell ? state : "FAILED"), \(seconds) s")
    tell("    \(count) cuts, \(total) answered commands, \(lost) cuts that lost any")
    for problem in problems.prefix(20) { tell("    \(problem.prefix(1_500))") }
    return isWell
  }

  private mutating func begin() async throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: volume.directory)
    where name.hasPrefix("ledger") {
      try FileManager.default.removeItem(atPath: volume.directory + "/" + name)
    }
    answered = Answered()
    let ledger = try await Ledger(path: ledger)
    for command in Shopper.opening { try await ledger.perform(command) }
    await ledger.close()
  }

  private mutating func cut() async throws {
    var writers: [WriterLife] = []
    for number in 0..<Self.writers {
      let name = "w\(number)"
      writers.append(
        try WriterLife(
          "cut-writer", ledger: ledger, name: name, first: answered.counts[name] ?? 0, control))
    }
    // Until they write, then some time at random.
    for _ in 0..<5_000 where writers[0].told.counts.isEmpty {
      try await Task.sleep(for: .milliseconds(1))
    }
    try await Task.sleep(for: .microseconds(dice.below(200_000)))
    // First no one may do anything any more: a process that outlives its disk could still tell
    // answers that it got before, and some that it should not have got.
    for writer in writers { kill(writer.program.id, SIGSTOP) }
    for writer in writers { try await writer.program.waitUntilStopped() }
    try volume.cutPower()
    for writer in writers { writer.program.kill() }
    for writer in writers {
      let end = await writer.end()
      if let problem = end.problem { problems.append(problem) }
      let count = end.told.counts["answered"] ?? 0
      total += count
      answered.counts[writer.name, default: 0] += count
    }
    try volume.unmount()
    try volume.mount()
  }
}

extension Program {
  /// Waits until every thread of a process that was sent SIGSTOP has stopped. One that is in a call of
  /// the disk finishes it first.
  fileprivate func waitUntilStopped() async throws {
    for _ in 0..<10_000 {
      let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")
      let states = tasks.map { task -> Character? in
        let stat = try? String(contentsOfFile: "/proc/\(id)/task/\(task)/stat", encoding: .utf8)
        return stat?.split(separator: ")").last?.dropFirst().first
      }
      if states.allSatisfy({ $0 == "T" || $0 == nil }) { return }
      try await Task.sleep(for: .milliseconds(1))
    }
    throw TortureError("a writer can't be stopped")
  }
}
