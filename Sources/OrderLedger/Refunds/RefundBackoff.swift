/// How long to wait before something is tried again.
enum RefundBackoff {
  /// Doubles with each failure up to a limit; of that, a random part between a half and the whole, so
  /// that what failed together is not tried again together.
  ///
  /// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 ("equal jitter").
  ///
  /// - Parameter failures: how often it failed, ≥ 1.
  /// - Returns: microseconds, ≥ 1.
  static func delay(
    after failures: Int, _ settings: RefundWorkerSettings,
    _ random: inout any RandomNumberGenerator & Sendable
  ) -> Int64 {
    let first = settings.firstDelay.microseconds
    let longest = settings.longestDelay.microseconds
    // 2^40 µs are twelve days; a longer limit is met by a longer first delay.
    let doublings = min(max(0, failures - 1), 40)
    let (grown, overflow) = first.multipliedReportingOverflow(by: 1 << Int64(doublings))
    let whole = overflow ? longest : min(grown, longest)
    return max(1, Int64.random(in: (whole - whole / 2)...whole, using: &random))
  }
}

extension Duration {
  /// Whole microseconds, rounded down.
  var microseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return overflow ? .max / 2 : whole + attoseconds / 1_000_000_000_000
  }
}
