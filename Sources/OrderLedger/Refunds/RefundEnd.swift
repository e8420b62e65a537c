import OrderLedgerModel

/// An attempt has ended: what that means for the work it belongs to.
struct RefundEnd {
  /// The order as it is with the end.
  let order: OrderState
  /// The attempt; `nil` if there is none of that name, which only a damaged file has.
  let attempt: AttemptState?
  let now: Timestamp
  /// Whether the gateway said that another attempt would fail too.
  var isFinal = false

  enum Verdict {
    /// Nothing is left to do.
    case done
    /// There is a rest, or another attempt to come.
    case goesOn
    /// A person has to look.
    case stuck
  }

  /// Writes it into the rows, and removes what is done.
  func conclude(
    _ old: RefundWorkRow, _ worker: RefundWorker, _ book: RefundWorkbook
  ) throws(LedgerError) -> Verdict {
    var row = old
    row.attempt = nil
    row.unanswered = 0
    row.release()
    row.state = .due
    row.dueAt = now
    var verdict = Verdict.goesOn
    if let attempt, attempt.status != .succeeded {
      // An attempt on what was assigned to no payment has assigned it.
      var failed = row.moved(to: attempt.payment)
      verdict = fail(&failed, attempt, worker)
      if order.owed(failed.key) > 0 { try book.put(failed) }
      if failed.key == row.key { row = failed }
    }
    if order.owed(row.key) == 0 {
      try book.delete(row.key)
      return verdict == .stuck ? .stuck : .done
    }
    try book.put(row)
    return verdict
  }

  private func fail(
    _ row: inout RefundWorkRow, _ attempt: AttemptState, _ worker: RefundWorker
  ) -> Verdict {
    let failures = max(1, order.failures(of: attempt.refund, on: attempt.payment) - row.forgiven)
    row.problem = attempt.status == .cancelled ? .cancelled : isFinal ? .failedForGood : .failed
    if isFinal || failures >= worker.settings.attemptLimit {
      row.state = .stuck
      return .stuck
    }
    row.dueAt = worker.later(now, after: failures)
    return .goesOn
  }
}
