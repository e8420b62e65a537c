import CBenchWorkload
import Foundation
import Testing

@testable import bench

@Suite struct MeasuringTests {
  /// What the kernel says of this process, in KiB; `nil` where it has no such page.
  private static func highWater() throws -> Int64? {
    guard FileManager.default.fileExists(atPath: "/proc/self/status") else { return nil }
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return line.split(whereSeparator: \.isWhitespace).lazy.compactMap { Int64($0) }.first
  }

  @Test func `the peak of memory is what the kernel says of this program alone`() throws {
    let held = [UInt8](repeating: 1, count: 64 << 20)
    let peak = bench_peak_kb()
    #expect(peak >= held.count / 1_024)
    guard let said = try Self.highWater() else { return }
    // The kernel counts by processor, and other tests run beside this one.
    #expect(abs(peak - said) < 8_192)
  }

  @Test(
    arguments: [
      (1...1, 0.99, 1), (1...2, 0.5, 1), (1...100, 0.5, 50), (1...100, 0.99, 99),
      (1...101, 0.99, 100), (1...1_000, 0.99, 990), (1...30_000, 0.99, 29_700),
    ] as [(ClosedRange<Int>, Double, Double)])
  func `a percentile of latencies is one of them, by nearest rank`(
    latencies: ClosedRange<Int>, share: Double, expected: Double
  ) {
    var nanoseconds = latencies.map { UInt64($0) * 1_000 }.shuffled()
    let found = bench_percentile_us(&nanoseconds, nanoseconds.count, share)
    #expect(found == expected)
    // The runner's own figures, such as the disk's flushes, are of the same kind.
    #expect(Statistics.percentile(latencies.map(Double.init), share * 100) == found)
  }

  @Test func `no latencies have no percentile`() {
    var none: [UInt64] = []
    #expect(bench_percentile_us(&none, 0, 0.99) == -1)
  }
}
