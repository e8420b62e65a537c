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

  /// A part of the library that is left out: what a test has to notice, or it proves nothing.
  package enum Mutation: String, Sendable, CaseIterable {
    /// `synchronous=OFF`: nothing is ever flushed.
    case flushesNothing
    /// `BEGIN DEFERRED` for writers: what a command has read may have changed when it writes.
    case beginsDeferred
    /// A checkpoint without a guard, beside which others can commit.
    case checkpointsUnguarded
    /// A cancellation in two transactions: the entries, then the state.
    case splitsCancellations
    /// The last posting of every command is forgotten.
    case forgetsAPosting
    /// A commit that failed is told as done.
    case tellsFailedCommitsAsDone
  }

  /// The negative control that a test runs against, else nil.
  package let mutation: Mutation?
  package let timing: Timing
  private let code: ResultCode
  private let target: Int
  private let isSticky: Bool
  private let points: Set<Point>
  private let state = Mutex<(calls: Int, fired: Int, isOver: Bool)>((0, 0, false))

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
    mutation = nil
  }

  /// A plan that fails nothing, and leaves a part of the library out.
  package init(mutation: Mutation) {
    self.mutation = mutation
    timing = .before
    code = .ok
    target = 0
    isSticky = false
    points = []
  }

  /// How many calls came by. A run with `fired == 0` ran clean, and the loop ends.
  package var calls: Int { state.withLock { $0.calls } }
  package var fired: Int { state.withLock { $0.fired } }

  /// Fails nothing from now on.
  package func end() { state.withLock { $0.isOver = true } }

  /// The code to fail with, or nil to go on.
  package func next(_ point: Point) -> ResultCode? {
    guard points.contains(point) else { return nil }
    return state.withLock { state in
      state.calls += 1
      let isDue = state.calls == target || (isSticky && state.calls > target)
      guard isDue, !state.isOver else { return nil }
      state.fired += 1
      return code
    }
  }
}
