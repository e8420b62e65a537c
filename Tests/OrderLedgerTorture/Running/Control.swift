import OrderLedger
import OrderLedgerSQLite

/// A ledger that has to fail its test: what shows that the test can tell.
enum Control: String, CaseIterable {
  case synchronousOff = "synchronous-off"
  case synchronousNormal = "synchronous-normal"
  case splitCancellation = "split-cancellation"
  case deferredBegin = "deferred-begin"
  case unguardedCheckpoint = "unguarded-checkpoint"
  case missingPosting = "missing-posting"
  case failedCommitAsDone = "failed-commit-as-done"
  case wrongModel = "wrong-model"
  case quickVerification = "quick-verification"

  var mutation: FaultPlan.Mutation? {
    switch self {
    case .synchronousOff: .flushesNothing
    case .synchronousNormal: nil
    case .splitCancellation: .splitsCancellations
    case .deferredBegin: .beginsDeferred
    case .unguardedCheckpoint: .checkpointsUnguarded
    case .missingPosting: .forgetsAPosting
    case .failedCommitAsDone: .tellsFailedCommitsAsDone
    // The oracle is wrong, not the ledger.
    case .wrongModel: nil
    // The library is whole, and is asked for less.
    case .quickVerification: nil
    }
  }

  /// Whether it does nothing where no call fails.
  var needsFaults: Bool { self == .failedCommitAsDone }

  /// What a failure has to say that comes of it; nil where it can be anything.
  private var signs: [String]? {
    switch self {
    // Somebody else has written meanwhile, which a deferred transaction is told at its first write.
    case .deferredBegin: [LedgerError.Code.busy.meaning]
    case .quickVerification: [RotTier.isNamedFor, RotTier.isNotFound]
    case .failedCommitAsDone: [FaultJudge.transactionsAfter]
    // The books have the half that was committed, and the order has not: whoever verifies finds it,
    // and whoever goes on with the order.
    case .splitCancellation: ["NOT SOUND", LedgerError.Code.integrity.meaning]
    case .synchronousOff, .synchronousNormal, .unguardedCheckpoint, .missingPosting, .wrongModel:
      nil
    }
  }

  /// Whether a failure is the one that this control has to have. Others show nothing of it.
  func isMeant(_ failure: String) -> Bool {
    guard let signs else { return true }
    return signs.contains { failure.contains($0) }
  }
}
