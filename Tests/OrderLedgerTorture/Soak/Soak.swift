import Foundation
import OrderLedger
import Synchronization

/// T11: hours of steady work in which nothing may grow that should not: memory, open files, the log.
///
/// One ledger stays open all the time and takes a shopper's commands; another is made, goes through
/// everything there is several times, is verified, copied, closed and deleted, over and over.
/// Meanwhile both are read, and reads are cut off in the middle.
struct Soak {
  /// Pages of the log that are copied at once; its file may have twice as many.
  static let checkpointPages = 1_000
  /// The most that memory may grow, in bytes per hour.
  static let growthLimit = 1_048_576.0

  private let seconds: Int
  private let pace: Int
  private let plant: SoakOptions.Plant?
  private let place: Workplace
  private let shopping: Shopping
  private let rounds: Rounds

  /// Runs it, and then with each of the plants, which have to be seen.
  static func run(_ options: SoakOptions) async throws -> Bool {
    if let plant = options.plant {
      return try await Soak(options.seconds, options.pace, plant).run()
    }
    var isWell = try await Soak(options.seconds, options.pace, nil).run()
    for plant in SoakOptions.Plant.allCases {
      isWell = try await Soak(max(60, options.seconds / 10), options.pace, plant).run() && isWell
    }
    return isWell
  }

  private init(_ seconds: Int, _ pace: Int, _ plant: SoakOptions.Plant?) throws {
    self.seconds = seconds
    self.pace = pace
    self.plant = plant
    place = try Workplace()
    shopping = Shopping(place.ledger, pace: pace * 3 / 4, plant)
    rounds = try Rounds(place.path("rounds.sqlite"), pace: max(1, pace / 4))
  }

  private var again: String {
    "soak --seconds \(seconds) --pace \(pace)" + (plant.map { " --control \($0.rawValue)" } ?? "")
  }

  private func run() async throws -> Bool {
    tell(
      "soak\(plant.map { ", control \($0.rawValue)" } ?? ""), \(seconds) s, \(pace) commands a second, "
        + "SQLite \(DatabaseEngine.current.version)")
    let work = [
      Task { try await shopping.run() }, Task { try await rounds.run() },
    ]
    let samples: [Resources]
    do {
      samples = try await watch()
    } catch {
      shopping.progress.stop()
      rounds.progress.stop()
      throw error
    }
    shopping.progress.stop()
    rounds.progress.stop()
    for task in work { try await task.value }
    return show(samples)
  }

  private func watch() async throws -> [Resources] {
    let start = ContinuousClock.now
    let interval = max(1, seconds / 120)
    var samples: [Resources] = []
    while samples.last.map({ $0.time < Double(seconds) }) ?? true {
      try await Task.sleep(for: .seconds(interval))
      let elapsed = (ContinuousClock.now - start).microseconds
      let sample = try Resources(at: Double(elapsed) / 1e6, ledger: place.ledger)
      samples.append(sample)
      if let problem = shopping.progress.problem ?? rounds.progress.problem {
        throw TortureError(problem)
      }
      if samples.count % 6 == 1 {
        tell(
          "    \(Int(sample.time)) s: \(shopping.progress.count + rounds.progress.count) commands, "
            + "memory \(sample.memory) KiB, heap \(sample.heap / 1_024) KiB, "
            + "\(sample.descriptors) files open, log \(sample.log / 1_024) KiB, "
            + "file \(sample.file >> 20) MiB")
      }
    }
    return samples
  }

  private func show(_ samples: [Resources]) -> Bool {
    // What is remembered and cached has filled by then.
    let steady = samples.filter { $0.time >= Double(seconds) / 3 }
    let memory = Growth.perHour(steady.map { ($0.time, Double($0.memory) * 1_024) })
    let heap = Growth.perHour(steady.map { ($0.time, Double($0.heap)) })
    // Others come and go with the ledgers that are made and closed.
    let descriptors = [steady.prefix(steady.count / 2), steady.suffix(steady.count / 2)].map {
      $0.map(\.descriptors).min() ?? 0
    }
    let log = samples.map(\.log).max() ?? 0
    // Twice the threshold, and the commit that goes beyond it.
    let limit = (2 * Self.checkpointPages + 100) * (4_096 + 24)
    var problems: [String] = []
    if max(memory, heap) > Self.growthLimit { problems.append("memory grows") }
    if descriptors[1] > descriptors[0] { problems.append("open files grow") }
    if log > limit { problems.append("the log grows") }
    let isWell = plant.map { problems.contains($0.complaint) } ?? problems.isEmpty
    let state = plant == nil ? "green" : "red, as it has to be"
    tell("soak\(plant.map { ", control \($0.rawValue)" } ?? ""): \(isWell ? state : "FAILED")")
    tell(
      "    \(shopping.progress.count) commands in one ledger, \(rounds.progress.count) in \(rounds.ledgers) others, "
        + "\(shopping.progress.looks + rounds.progress.looks) looks")
    tell(
      "    after \(seconds / 3) s memory grew by \(Int(memory) / 1_024) KiB an hour, the heap by "
        + "\(Int(heap) / 1_024)")
    tell(
      "    at least \(descriptors[0]) files open, later \(descriptors[1]); "
        + "log at most \(log / 1_024) KiB of \(limit / 1_024)")
    for problem in problems { tell("    \(problem)") }
    // There is no seed: it draws nothing.
    if !isWell { tell("    again: Scripts/torture \(again)") }
    return isWell
  }
}

extension SoakOptions.Plant {
  fileprivate var complaint: String {
    switch self {
    case .leak: "memory grows"
    case .descriptors: "open files grow"
    case .reader: "the log grows"
    }
  }
}
