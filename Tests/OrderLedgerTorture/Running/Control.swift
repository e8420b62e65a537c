import OrderLedgerSQLite

/// A ledger that has to fail its test: what shows that the test can tell.
enum Control: String, CaseIterable {
  case synchronousOff = "synchronous-off"
  case synchronousNormal = "synchronous-normal"
  case splitCancellation = "split-cancellation"
  case deferredBegin = "deferred-begin"
  case unguardedCheckpoint = "unguarded-checkpoint"
  case missingPosting = "missing-posting"
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
    // The oracle is wrong, not the ledger.
    case .wrongModel: nil
    // The library is whole, and is asked for less.
    case .quickVerification: nil
    }
  }
}
