import CBenchWorkload

/// One line of the protocol.
public struct PhaseResult: Sendable {
  /// Who did it.
  public let peer: String
  /// What was done.
  public let phase: String
  /// How often.
  public var operations: UInt64
  /// From the first to the last.
  public let wallMicroseconds: UInt64
  /// User and system time of the process.
  public let cpuMicroseconds: UInt64
  /// The latency that half of the operations stay below.
  public var p50: Double?
  /// The latency that 99 of 100 stay below.
  public var p99: Double?
  /// The database file, after a checkpoint; 0 but for the last phase.
  public var fileBytes: Int64 = 0
  /// The most memory that the program had had resident when the phase ended, in KiB.
  public var peakKB: Int64?
  /// Transactions that wrote; `nil` if they were not counted.
  public var commits: Int64?

  /// Takes the percentiles of latencies in nanoseconds; none where there are none.
  public mutating func setLatencies(_ nanoseconds: [UInt64]) {
    guard !nanoseconds.isEmpty else { return }
    var latencies = nanoseconds
    p50 = bench_percentile_us(&latencies, latencies.count, 0.50)
    p99 = bench_percentile_us(&latencies, latencies.count, 0.99)
  }

  /// Prints the line.
  public func print() {
    peer.withCString { peer in
      phase.withCString { phase in
        var result = bench_result(
          peer: peer, phase: phase, operations: operations, wall_us: wallMicroseconds,
          cpu_us: cpuMicroseconds, p50_us: p50 ?? -1, p99_us: p99 ?? -1, wal_pages: -1,
          file_bytes: fileBytes, peak_kb: peakKB ?? -1, commits: commits ?? -1)
        bench_print(&result)
      }
    }
  }
}

/// Wall clock and processor time since it was made.
public struct PhaseClock {
  private let start = bench_clock_start()

  /// Starts now.
  public init() {}

  /// What has passed, as a phase of `operations`.
  public func result(peer: String, phase: String, operations: UInt64) -> PhaseResult {
    PhaseResult(
      peer: peer, phase: phase, operations: operations,
      wallMicroseconds: (bench_now_ns() - start.wall_ns) / 1_000,
      cpuMicroseconds: bench_cpu_us() - start.cpu_us)
  }
}

/// Wall clock and processor time of several operations, without what is between them.
public struct Stopwatch {
  private var begun = bench_clock()
  private var cpuMicroseconds: UInt64 = 0
  private var latencies: [UInt64] = []

  /// Nothing yet.
  public init() {}

  /// An operation begins.
  public mutating func start() { begun = bench_clock_start() }

  /// It has ended.
  public mutating func stop() {
    latencies.append(bench_now_ns() - begun.wall_ns)
    cpuMicroseconds += bench_cpu_us() - begun.cpu_us
  }

  /// What they took together, as a phase.
  public func result(peer: String, phase: String) -> PhaseResult {
    var result = PhaseResult(
      peer: peer, phase: phase, operations: UInt64(latencies.count),
      wallMicroseconds: latencies.reduce(0, +) / 1_000, cpuMicroseconds: cpuMicroseconds)
    result.setLatencies(latencies)
    return result
  }
}

/// A clock for single operations, in nanoseconds.
public func nanoseconds() -> UInt64 { bench_now_ns() }

/// The most memory that this program ever had resident, in KiB.
public func peakKB() -> Int64 { bench_peak_kb() }

/// From now on counts the commits of all connections that are opened after this.
public func countCommits() { bench_count_commits() }

/// The commits since then; `nil` if they are not counted.
public func commits() -> Int64? {
  let count = bench_commits()
  return count < 0 ? nil : count
}

/// Bytes of a file, or `nil` if there is none.
public func fileBytes(_ path: String) -> Int64? {
  let bytes = bench_file_bytes(path)
  return bytes < 0 ? nil : bytes
}

/// Tells the recorder, if it is loaded, that a phase begins, or with `""` that one has ended.
public func mark(_ phase: String, operations: UInt64 = 0) { bench_mark(phase, operations) }

/// The sums that have to be the same for all peers.
public struct CheckSums: Sendable, Equatable {
  /// Orders.
  public var orders: UInt64 = 0
  /// Of them, cancelled.
  public var cancelled: UInt64 = 0
  /// Minor units decided to be given back.
  public var refunded: Int64 = 0
  /// Units reserved for orders.
  public var reserved: Int64 = 0
  /// Units that can be ordered.
  public var available: Int64 = 0

  /// Nothing.
  public init() {}

  /// Prints the last line of the protocol.
  public func print(peer: String) {
    bench_print_check(peer, orders, cancelled, refunded, reserved, available)
  }
}
