import Testing

@testable import OrderLedger

@Suite struct RefundBackoffTests {
  private func delay(_ failures: Int, _ settings: RefundWorkerSettings, seed: UInt64) -> Int64 {
    var random: any RandomNumberGenerator & Sendable = Chance(seed: seed)
    return RefundBackoff.delay(after: failures, settings, &random)
  }

  @Test func `each failure doubles the delay up to the longest, of which at most half is chance`() {
    let settings = RefundWorkerSettings()
    for failures in 1...60 {
      let doubled = failures > 20 ? Int64.max : 30_000_000 << Int64(failures - 1)
      let whole = min(doubled, 6 * 3_600_000_000)
      for seed in 0..<50 as Range<UInt64> {
        let delay = delay(failures, settings, seed: seed)
        #expect(delay >= whole - whole / 2 && delay <= whole, "\(failures)")
      }
    }
  }

  @Test func `what failed together is not tried again together`() {
    let delays = Set((0..<100).map { delay(4, RefundWorkerSettings(), seed: $0) })
    #expect(delays.count > 90)
  }

  @Test func `the shortest and the longest settings don't overflow`() {
    var settings = RefundWorkerSettings()
    settings.firstDelay = .microseconds(1)
    settings.longestDelay = .microseconds(1)
    #expect(delay(1, settings, seed: 1) == 1)
    settings.firstDelay = .seconds(31_536_000)
    settings.longestDelay = .seconds(31_536_000)
    #expect(settings.problem == nil)
    #expect(delay(.max, settings, seed: 1) <= 31_536_000_000_000)
  }

  struct Limit: Sendable {
    typealias Change = @Sendable (inout RefundWorkerSettings) -> Void
    let at: Change
    let past: Change

    init(_ at: @escaping Change, past: @escaping Change) {
      self.at = at
      self.past = past
    }
  }

  static let limits = [
    Limit({ $0.attemptLimit = 1 }, past: { $0.attemptLimit = 0 }),
    Limit({ $0.attemptLimit = 100 }, past: { $0.attemptLimit = 101 }),
    Limit({ $0.queryLimit = 1 }, past: { $0.queryLimit = 0 }),
    Limit({ $0.queryLimit = 1_000 }, past: { $0.queryLimit = 1_001 }),
    Limit({ $0.concurrency = 1 }, past: { $0.concurrency = 0 }),
    Limit({ $0.concurrency = 256 }, past: { $0.concurrency = 257 }),
    Limit({ $0.firstDelay = .microseconds(1) }, past: { $0.firstDelay = .zero }),
    Limit({ $0.longestDelay = $0.firstDelay }, past: { $0.longestDelay = .seconds(29) }),
    Limit(
      { $0.longestDelay = .seconds(31_536_000) }, past: { $0.longestDelay = .seconds(31_536_001) }),
    Limit({ $0.lease = $0.callTimeout * 3 }, past: { $0.lease = .seconds(89) }),
    Limit({ $0.callTimeout = .microseconds(1) }, past: { $0.callTimeout = .zero }),
    Limit({ $0.pollInterval = .microseconds(1) }, past: { $0.pollInterval = .zero }),
  ]

  @Test(arguments: limits.indices)
  func `every limit of the settings holds at it and not past it`(index: Int) {
    var settings = RefundWorkerSettings()
    Self.limits[index].at(&settings)
    #expect(settings.problem == nil)
    settings = RefundWorkerSettings()
    Self.limits[index].past(&settings)
    #expect(settings.problem != nil)
  }
}
