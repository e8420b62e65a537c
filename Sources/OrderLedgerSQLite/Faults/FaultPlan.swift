import Synchronization

/// Makes the n-th call into SQLite fail: the test hook for "fail call n until it runs clean".
///
/// Set by ``Connection/setFaults(_:)``; a connection without a plan pays one comparison with nil. A failed
/// call is not made (`.before`), or is made and then reported as failed (`.after`: the commit that
/// happened although an error came back).
package final class FaultPlan: Sendable {
  package enum Point: Hashable, Sendable, CaseIterable {
    case open, prepare, step, execute, commit, rollback, checkpoint, backup
  }

  package enum Timing: Sendable {
    case before, after
  }

  package let timing: Timing
  private let code: ResultCode
  private let target: Int
  private let isSticky: Bool
  private let points: Set<Point>
  private let state = Mutex<(calls: Int, fired: Int)>((0, 0))

  /// A plan that fails the `target`-th call (from 1) at any of `points`, or all from it on.
  package init(
    failing target: Int, with code: ResultCode, sticky: Bool = false, timing: Timing = .before,
    at points: Set<Point> = Set(Point.allCases).subtracting([.rollback])
  ) {
    self.target = target
    self.code = code
    self.isSticky = sticky
    self.timing = timing
    self.points = points
  }

  /// How many calls came by. A run with `fired == 0` ran clean, and the loop ends.
  package var calls: Int { state.withLock { $0.calls } }
  package var fired: Int { state.withLock { $0.fired } }

  /// The code to fail with, or nil to go on.
  package func next(_ point: Point) -> ResultCode? {
    guard points.contains(point) else { return nil }
    return state.withLock { state in
      state.calls += 1
      guard state.calls == target || (isSticky && state.calls > target) else { return nil }
      state.fired += 1
      return code
    }
  }
}
