import OrderLedger
import Synchronization

/// Reads snapshots all the time: in each, debits equal credits and no mug has vanished.
final class SnapshotReader: Sendable {
  private let ledger: Ledger
  private let part: Part
  private let isStopped = Atomic<Bool>(false)
  private let task = Mutex<Task<Int, Never>?>(nil)

  init(_ ledger: Ledger, _ part: Part) {
    self.ledger = ledger
    self.part = part
  }

  func start() {
    task.withLock { [self] in
      $0 = Task {
        var snapshots = 0
        while !isStopped.load(ordering: .relaxed) {
          do throws(LedgerError) {
            if let problem = try await look() { part.fail(problem) } else { snapshots += 1 }
          } catch {
            part.fail("a snapshot can't be read: \(error.detailedDescription)")
          }
          try? await Task.sleep(for: .milliseconds(2))
        }
        return snapshots
      }
    }
  }

  /// - Returns: how many were read in which everything was right.
  func stop() async -> Int {
    isStopped.store(true, ordering: .relaxed)
    return await task.withLock { $0 }?.value ?? 0
  }

  private func look() async throws(LedgerError) -> String? {
    try await ledger.read { snapshot throws(LedgerError) in
      let balance = try snapshot.trialBalance()
      guard balance.isBalanced else { return "a snapshot's books don't balance" }
      let level = try snapshot.stock(of: "MUG").first?.level
      let sum = Bucket.allCases.reduce(Int64(0)) { $0 + (level?[$1] ?? 0) }
      guard sum == 0, level?[.supplier] == -ContentionTier.mugs else {
        return "a snapshot has \(sum) mugs too many"
      }
      return nil
    }
  }
}
