public import OrderLedger
import Synchronization

/// A clock that only tests move: each look at it is a second later than the one before.
public final class TestClock: Sendable {
  private let time: Mutex<Timestamp>

  /// A clock that shows this time at the first look: by default 2026-01-01 00:00 UTC.
  public init(_ start: Timestamp = Timestamp(microseconds: 1_767_225_600_000_000)) {
    time = Mutex(start)
  }

  /// The time, which moves on by a second.
  public func now() -> Timestamp {
    time.withLock { time in
      defer { time = Timestamp(microseconds: time.microseconds + 1_000_000) }
      return time
    }
  }

  /// Sets the clock, also back.
  public func set(_ time: Timestamp) {
    self.time.withLock { $0 = time }
  }
}
