/// What a checkpoint did.
package enum Checkpoint: Sendable, Equatable {
  /// `backfilled` of `frames` frames are in the database file. If equal, the next write transaction
  /// starts the -wal file over, unless a reader still holds an older snapshot.
  case ran(frames: Int, backfilled: Int)
  /// A writer held the lock, or another checkpoint ran. Nothing was done.
  case postponed

  package var isComplete: Bool {
    if case .ran(let frames, let backfilled) = self { frames == backfilled } else { false }
  }
}

/// Says when a checkpoint is due, by the frames that ``Connection/walFrames`` counts.
///
/// After one that could not finish, the next is due a quarter of the threshold later: a reader who sits
/// on an old snapshot does not make every commit try again, and one who was only looking does not
/// make the log twice as long.
package struct CheckpointSchedule: Sendable {
  package let threshold: Int
  private var due: Int
  /// How many thresholds long a log is that somebody should be told of.
  package static let growthFactor = 4
  private var isGrowthTold = false

  package init(thresholdFrames: Int) {
    precondition(thresholdFrames > 0, "Set checkpointPages to 1 or more.")
    threshold = thresholdFrames
    due = thresholdFrames
  }

  package func isDue(walFrames: Int) -> Bool {
    walFrames >= due
  }

  /// - Returns: whether somebody should be told that the log grows: once, until a checkpoint could
  ///   finish.
  @discardableResult
  package mutating func note(_ checkpoint: Checkpoint, walFrames: Int) -> Bool {
    guard !checkpoint.isComplete else {
      due = threshold
      isGrowthTold = false
      return false
    }
    due = walFrames + max(1, threshold / 4)
    guard !isGrowthTold, walFrames / Self.growthFactor >= threshold else { return false }
    isGrowthTold = true
    return true
  }
}
