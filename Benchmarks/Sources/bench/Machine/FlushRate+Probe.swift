import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FlushRate {
  /// Measures for about a second in a file of its own in `directory`.
  static func probe(_ directory: URL, seconds: Double = 1) throws -> FlushRate {
    let path = directory.appendingPathComponent("flush-probe").path
    let file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
    guard file >= 0 else {
      throw Failure("\(path) can't be made: \(String(cString: strerror(errno))).")
    }
    defer {
      close(file)
      unlink(path)
    }
    let page = [UInt8](repeating: 0x5a, count: 4_096)
    let clock = ContinuousClock()
    let begin = clock.now
    var latencies: [Double] = []
    while (clock.now - begin) < .seconds(seconds) {
      let start = clock.now
      guard write(file, page, page.count) == page.count, flush(file) == 0 else {
        throw Failure("\(path) can't be written: \(String(cString: strerror(errno))).")
      }
      latencies.append(microseconds(clock.now - start))
    }
    let elapsed = microseconds(clock.now - begin)
    return FlushRate(
      perSecond: Double(latencies.count) * 1_000_000 / elapsed,
      p50Microseconds: Statistics.percentile(latencies, 50) ?? 0)
  }

  private static func flush(_ file: Int32) -> Int32 {
    #if canImport(Darwin)
      // What SQLite does on a Mac unless it is told otherwise.
      fsync(file)
    #else
      fdatasync(file)
    #endif
  }

  private static func microseconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
  }
}
