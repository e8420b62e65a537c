import OrderLedger
import Synchronization

/// A clock that stands a minute later each time it is read.
final class DemoClock: Sendable {
  private let minutes = Mutex<Int64>(0)
  /// 2026-11-23T09:00:00Z.
  private let start: Int64 = 1_795_424_400_000_000

  func next() -> Timestamp {
    minutes.withLock { minutes in
      minutes += 1
      return Timestamp(microseconds: start + minutes * 60_000_000)
    }
  }
}
