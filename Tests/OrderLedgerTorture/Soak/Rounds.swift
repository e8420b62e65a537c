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
  private let made = Atomic<Int>(0)
  let progress = SoakProgress()

  init(_ path: String, pace: Int) throws {
    self.path = path
    self.pace = pace
    workload = try SoakWorkload()
  }

  var ledgers: Int { made.load(ordering: .relaxed) }

  private var isOver: Bool { progress.isOver }

  func run() async throws {
    try await progress.follow {
      while !isOver { try await use() }
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
        progress.noteCommand()
        if number % 16 == 0 {
          _ = try await ledger.trialBalance()
          progress.noteLook()
        }
        try await pacer.wait()
      }
    }
    let report = try await ledger.verify()
    guard report.isSound else { throw TortureError("\(report)") }
    let head = try await ledger.head()
    try await ledger.backup(to: path + ".copy")
    await ledger.close()
    try await useCopy(head)
    remove()
  }

  /// Opens the copy, as whoever restores it does: nothing but this ledger was writing to it.
  private func useCopy(_ head: JournalHead) async throws {
    let copy = try await Ledger(path: path + ".copy", configuration: .soak)
    let report = try await copy.verify()
    guard report.isSound else { throw TortureError("the copy: \(report)") }
    let found = try await copy.head()
    guard found == head else {
      throw TortureError("the copy ends with \(found.sequence), the ledger with \(head.sequence)")
    }
    await copy.close()
  }

  private func remove() {
    for end in ["", "-wal", "-shm", ".copy", ".copy-wal", ".copy-shm"] {
      _ = unsafe unlink(path + end)
    }
  }
}
