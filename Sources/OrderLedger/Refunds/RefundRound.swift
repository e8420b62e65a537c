/// What a ``RefundWorker`` did in one round.
public struct RefundRound: Sendable, Hashable {
  /// New attempts that were recorded.
  public internal(set) var submitted = 0
  /// Attempts that are settled now.
  public internal(set) var succeeded = 0
  /// Attempts that failed or were called off.
  public internal(set) var failed = 0
  /// Attempts of which no end is known yet.
  public internal(set) var open = 0
  /// Refunds that were given up to a person.
  public internal(set) var stuck = 0

  /// Whether there was anything to do.
  public var isEmpty: Bool { self == RefundRound() }

  static func += (left: inout RefundRound, right: RefundRound) {
    left.submitted += right.submitted
    left.succeeded += right.succeeded
    left.failed += right.failed
    left.open += right.open
    left.stuck += right.stuck
  }
}
