import BenchWorkload
import OrderLedger
import Synchronization

let peer = "ledger"

/// Runs operations and measures what their callers see.
struct Driver: Sendable {
  let ledger: Ledger
  let arguments: Arguments

  /// Carries out `count` commands as the arguments say: alone, by concurrent callers, or in batches.
  func write(
    _ phase: String, _ count: UInt64, _ command: @escaping @Sendable (UInt64) throws -> Command
  ) async throws -> PhaseResult {
    mark(phase, operations: count)
    let before = commits()
    let clock = PhaseClock()
    let latencies: [UInt64]
    if arguments.batch > 1 {
      try await writeBatches(count, command)
      latencies = []
    } else {
      latencies = try await callConcurrently(count, command)
    }
    var result = clock.result(peer: peer, phase: phase, operations: count)
    mark("")
    result.setLatencies(latencies)
    result.commits = before.flatMap { before in commits().map { $0 - before } }
    return result
  }

  private func writeBatches(
    _ count: UInt64, _ command: @escaping @Sendable (UInt64) throws -> Command
  ) async throws {
    for start in stride(from: 0, to: count, by: Int(arguments.batch)) {
      let end = min(start + arguments.batch, count)
      try await ledger.write { transaction in
        for i in start..<end { try transaction.perform(try command(i)) }
      }
    }
  }

  private func callConcurrently(
    _ count: UInt64, _ command: @escaping @Sendable (UInt64) throws -> Command
  ) async throws -> [UInt64] {
    guard arguments.callers > 1 else {
      var latencies: [UInt64] = []
      latencies.reserveCapacity(Int(count))
      for i in 0..<count {
        latencies.append(try await Self.perform(try command(i), ledger))
      }
      return latencies
    }
    let next = Shared()
    return try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<arguments.callers {
        group.addTask {
          var latencies: [UInt64] = []
          while let i = next.take(below: count) {
            latencies.append(try await Self.perform(try command(i), ledger))
          }
          return latencies
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private static func perform(_ command: Command, _ ledger: Ledger) async throws -> UInt64 {
    let start = nanoseconds()
    try await ledger.perform(command)
    return nanoseconds() - start
  }

  /// Runs something that only reads, one after the other.
  func read(
    _ phase: String, _ count: UInt64, _ body: (UInt64) async throws -> Void
  ) async throws -> PhaseResult {
    var latencies: [UInt64] = []
    latencies.reserveCapacity(Int(count))
    let clock = PhaseClock()
    for i in 0..<count {
      let start = nanoseconds()
      try await body(i)
      latencies.append(nanoseconds() - start)
    }
    var result = clock.result(peer: peer, phase: phase, operations: count)
    result.setLatencies(latencies)
    return result
  }
}

/// The number that the next caller takes.
private final class Shared: Sendable {
  private let next = Atomic<UInt64>(0)

  func take(below limit: UInt64) -> UInt64? {
    let taken = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return taken < limit ? taken : nil
  }
}
