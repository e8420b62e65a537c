import Foundation
import OrderLedger
import Synchronization

/// Ledgers that are made, used for everything there is, verified, copied, closed and deleted.
final class Rounds: Sendable {
  /// Rounds of the whole workload in each.
  private static let roundsPerLedger = 4

  private let path: String
  private let pace: Int
  private let workload: SoakWorkload
  private let isStopped = Atomic<Bool>(false)
  private let commands = Atomic<Int>(0)
  private let made = Atomic<Int>(0)
  private let looked = Atomic<Int>(0)
  private let failure = Mutex<String?>(nil)

  init(_ path: String, pace: Int) throws {
    self.path = path
    self.pace = pace
    workload = try SoakWorkload()
  }

  var count: Int { commands.load(ordering: .relaxed) }
  var ledgers: Int { made.load(ordering: .relaxed) }
  var looks: Int { looked.load(ordering: .relaxed) }
  var problem: String? { failure.withLock { $0 } }
  func stop() { isStopped.store(true, ordering: .relaxed) }

  private var isOver: Bool { isStopped.load(ordering: .relaxed) }

  func run() async throws {
    do {
      while !isOver { try await use() }
    } catch {
      failure.withLock { $0 = "\(error)" }
      throw error
    }
  }

  private func use() async throws {
    remove()
    let ledger = try await Ledger(path: path, configuration: .soak)
    made.add(1, ordering: .relaxed)
    var pacer = Pacer(pace)
    for round in 0..<Self.roundsPerLedger where !isOver {
      var first: Int64 = 0
      for number in 0..<workload.count where !isOver {
        let command = try workload.command(number, round: round, first: first)
        let receipt = try await ledger.perform(command)
        if number == 0 { first = receipt.transaction.header.sequence }
        commands.add(1, ordering: .relaxed)
        if number % 16 == 0 {
          _ = try await ledger.trialBalance()
          looked.add(1, ordering: .relaxed)
        }
        try await pacer.wait()
      }
    }
    let report = try await ledger.verify()
    guard report.isSound else { throw TortureError("\(report)") }
    try await ledger.backup(to: path + ".copy")
    await ledger.close()
    remove()
  }

  private func remove() {
    for end in ["", "-wal", "-shm", ".copy", ".copy-wal", ".copy-shm"] {
      _ = unsafe unlink(path + end)
    }
  }
}
