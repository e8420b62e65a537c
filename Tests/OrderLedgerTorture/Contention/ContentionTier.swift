import Foundation
import OrderLedger
import Synchronization

/// T6: processes that race for the same orders, and a reader who counts money and goods meanwhile.
struct ContentionTier {
  static let racers = 8
  static let orders = 12
  static let mugs: Int64 = 1_000_000

  private let part: Part
  private let place: Workplace
  private var programs: [RacerProgram] = []
  private var waits: [Int64] = []
  private var lost: [String: Int] = [:]
  private struct Winner {
    let racer: Int
    let sequence: Int64
  }

  /// Those that were won or lost, as the racers have told.
  private var attempts = 0
  private var broken = 0

  static func run(_ part: Part) async throws {
    var tier = ContentionTier(part: part, place: try Workplace())
    try await tier.run()
  }

  private init(part: Part, place: Workplace) {
    self.part = part
    self.place = place
  }

  private mutating func run() async throws {
    var configuration = LedgerConfiguration()
    configuration.durability = .mayLoseLastCommits
    let ledger = try await Ledger(path: place.ledger, configuration: configuration)
    for command in Shopper.opening { try await ledger.perform(command) }
    for index in 0..<Self.racers {
      var words = ["racer", "--ledger", place.ledger, "--index", "\(index)"]
      if let control = part.control { words += ["--control", control.rawValue] }
      programs.append(RacerProgram(try Program(words)))
    }
    let reader = SnapshotReader(ledger, self.part)
    reader.start()
    for round in 0..<part.count {
      try await race(round, Race.allCases[round % Race.allCases.count], ledger)
    }
    let snapshots = await reader.stop()
    for program in programs {
      let end = await program.end()
      if part.control != nil, Program.isCrash(end) {
        part.end("a racer ended with \(end)")
      } else if end != 0 {
        fail("a racer ended with \(end)")
      }
    }
    let report = try await ledger.verify()
    if !report.isSound { fail("\(report)") }
    await ledger.close()
    if let problem = Self.starvation(waits.sorted()) { fail(problem) }
    for gap in Self.gaps(rounds: part.count, answered: attempts, snapshots: snapshots) {
      fail(gap)
    }
    tellFigures(snapshots)
  }

  /// What the waiting times show of somebody who hardly gets his turn.
  ///
  /// A command waits for the lock no longer than the busy limit. If one in a hundred takes as long, or
  /// one takes twice as long, it waited for something else, or again and again.
  ///
  /// - Parameter sorted: in microseconds, the shortest first.
  static func starvation(_ sorted: [Int64]) -> String? {
    guard let most = sorted.last else { return nil }
    let most99 = sorted[sorted.count * 99 / 100]
    let limit = LedgerConfiguration().busyDeadline.microseconds
    guard most99 > limit || most > 2 * limit else { return nil }
    return "an attempt took \(most99) µs (p99), \(most) µs at most; the busy limit is \(limit) µs"
  }

  /// What was not done: attempts of which no racer has told the end, and a reader who has read nothing.
  ///
  /// - Parameters:
  ///   - answered: attempts that were won or lost.
  ///   - snapshots: those in which everything was right.
  static func gaps(rounds: Int, answered: Int, snapshots: Int) -> [String] {
    var gaps: [String] = []
    let attempts = rounds * racers * orders
    if answered != attempts { gaps.append("\(answered) of \(attempts) attempts were answered") }
    if snapshots == 0 { gaps.append("no snapshot was read") }
    return gaps
  }

  private mutating func race(_ round: Int, _ race: Race, _ ledger: Ledger) async throws {
    for number in 0..<Self.orders {
      for command in Race.preparation(Race.order(round, number)) {
        try await ledger.perform(command)
      }
    }
    let position = Race.allCases.firstIndex(of: race) ?? 0
    for program in programs { try program.start("\(round) \(position) \(Self.orders)") }
    var winners = [[Winner]](repeating: [], count: Self.orders)
    var told = [Set<Int64>](repeating: [], count: Self.orders)
    for (racer, program) in programs.enumerated() {
      for line in await program.answers() {
        let words = line.split(separator: " ")
        switch words.first {
        case "won":
          if let number = Int(words[1]), let sequence = Int64(words[2]) {
            winners[number].append(Winner(racer: racer, sequence: sequence))
          }
          attempts += 1
        case "told":
          if let number = Int(words[1]), let sequence = Int64(words[2]) {
            told[number].insert(sequence)
          }
        case "lost":
          let count = Int(words[2]) ?? 0
          lost["\(race.rawValue): \(words[1])", default: 0] += count
          attempts += count
        case "waits": waits += words.dropFirst().compactMap { Int64($0) }
        default: fail(line)
        }
      }
    }
    for number in 0..<Self.orders {
      let id = Race.order(round, number)
      guard winners[number].count == 1, let winner = winners[number].first else {
        fail("round \(round), \(race.rawValue), order \(number): \(winners[number].count) winners")
        continue
      }
      // What is there is the winner's, and it is what the losers were told of.
      let header = try await ledger.read { snapshot throws(LedgerError) in
        try snapshot.transaction(winner.sequence)?.header
      }
      if header?.document != "\(id)-\(winner.racer)" || header?.transition?.order != id {
        fail("order \(id): transaction \(winner.sequence) is not that of racer \(winner.racer)")
      }
      if !told[number].isSubset(of: [winner.sequence]) {
        fail("order \(id): losers were told of \(told[number]), and \(winner.sequence) has won")
      }
    }
    for number in 0..<Self.orders {
      let order = try await ledger.order(Race.order(round, number))
      let isRight =
        switch race {
        case .cancelCancel: order.cancelledUnits == 3 && order.refundDecided == 3_000
        case .cancelFulfill:
          order.cancelledUnits + order.fulfilledUnits == 3 && order.openUnits == 0
        case .refundRefund: order.refundDecided == 3_000 && order.cancelledUnits == 0
        case .restockRestock: order.cancelledUnits == 2 && order.refundDecided == 2_000
        }
      if !isRight { fail("round \(round), \(race.rawValue), order \(number): \(order)") }
    }
  }

  private mutating func fail(_ text: String) {
    broken += 1
    part.fail(text)
  }

  private func tellFigures(_ snapshots: Int) {
    part.count("rounds", part.count)
    part.count("attempts", attempts)
    part.count("snapshots in which money and goods were conserved", snapshots)
    for (code, count) in lost.sorted(by: { $0.key < $1.key }) { part.count("lost \(code)", count) }
    let sorted = waits.sorted()
    guard let most = sorted.last else { return }
    let (half, most99) = (sorted[sorted.count / 2], sorted[sorted.count * 99 / 100])
    part.note("an attempt took \(half) µs (p50), \(most99) µs (p99), \(most) µs at most")
    if part.control != nil { part.count("states broken", broken) }
  }
}

/// A racer as its starter sees it.
final class RacerProgram: Sendable {
  private let program: Program
  private let buffer = Mutex<[UInt8]>([])

  init(_ program: Program) { self.program = program }

  func start(_ line: String) throws { try program.tell(line) }

  /// Its lines up to `done`, or up to its end.
  func answers() async -> [String] {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        var lines: [String] = []
        buffer.withLock { buffer in
          while let line = program.line(&buffer), line != "done" { lines.append(line) }
        }
        continuation.resume(returning: lines)
      }
    }
  }

  /// - Returns: the exit code, or minus the signal.
  func end() async -> Int32 {
    program.endInput()
    return await program.finish()
  }
}
