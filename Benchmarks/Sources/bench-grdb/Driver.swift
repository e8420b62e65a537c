import BenchWorkload
import GRDB
import Synchronization

/// Runs phases and measures what their callers see.
struct Driver<S: Store> {
  let store: S
  let pool: DatabasePool
  let arguments: Arguments
  let workload: Workload

  init(store: S, pool: DatabasePool, arguments: Arguments) {
    self.store = store
    self.pool = pool
    self.arguments = arguments
    workload = Workload(orders: arguments.orders, seed: arguments.seed)
  }

  var peer: String { "grdb-\(S.style)" }

  func run(_ phase: Phase) async throws -> PhaseResult {
    let count = phase == .cancel ? workload.cancellations : workload.orders
    mark(phase.rawValue, operations: count)
    let clock = PhaseClock()
    let latencies: [UInt64]
    if arguments.batch > 1 {
      try writeBatches(phase, count)
      latencies = []
    } else if arguments.callers > 1 {
      latencies = try await callConcurrently(phase, count)
    } else {
      latencies = try callAlone(phase, count)
    }
    var result = clock.result(peer: peer, phase: phase.rawValue, operations: count)
    mark("")
    result.setLatencies(latencies)
    return result
  }

  private func perform(_ phase: Phase, _ i: UInt64, _ db: Database) throws {
    switch phase {
    case .place: try store.place(i, db)
    case .capture: try store.capture(i, db)
    case .cancel: try store.cancel(workload.cancelled(i), db)
    }
  }

  private func writeBatches(_ phase: Phase, _ count: UInt64) throws {
    for start in stride(from: 0, to: count, by: Int(arguments.batch)) {
      try pool.write { db in
        for i in start..<min(start + arguments.batch, count) { try perform(phase, i, db) }
      }
    }
  }

  private func callAlone(_ phase: Phase, _ count: UInt64) throws -> [UInt64] {
    var latencies: [UInt64] = []
    latencies.reserveCapacity(Int(count))
    for i in 0..<count {
      let start = nanoseconds()
      try pool.write { db in try perform(phase, i, db) }
      latencies.append(nanoseconds() - start)
    }
    return latencies
  }

  private func callConcurrently(_ phase: Phase, _ count: UInt64) async throws -> [UInt64] {
    let next = Next()
    return try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<arguments.callers {
        group.addTask {
          var latencies: [UInt64] = []
          while let i = next.take(below: count) {
            let start = nanoseconds()
            try await pool.write { db in try perform(phase, i, db) }
            latencies.append(nanoseconds() - start)
          }
          return latencies
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }
}

/// The number that the next caller takes.
private final class Next: Sendable {
  private let number = Atomic<UInt64>(0)

  func take(below limit: UInt64) -> UInt64? {
    let taken = number.wrappingAdd(1, ordering: .relaxed).oldValue
    return taken < limit ? taken : nil
  }
}
