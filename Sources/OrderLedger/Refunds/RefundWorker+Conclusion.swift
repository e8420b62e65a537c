import OrderLedgerModel

extension RefundWorker {
  /// Records what became of an attempt, and when it is next to be looked at.
  func conclude(
    _ claim: RefundClaim, _ outcome: GatewayOutcome, isCancelled: Bool
  ) async throws(LedgerError) -> RefundRound {
    let now = clock()
    return try await write { transaction throws(LedgerError) in
      let book = RefundWorkbook(transaction._queries)
      let concluding = Concluding(
        worker: self, book: book, claim: claim, now: now, isCancelled: isCancelled)
      let round = try concluding.record(outcome, transaction)
      try self.step(.insideConclusion)
      return round
    }
  }
}

/// The end of one claim.
private struct Concluding {
  let worker: RefundWorker
  let book: RefundWorkbook
  let claim: RefundClaim
  let now: Timestamp
  let isCancelled: Bool

  func record(
    _ outcome: GatewayOutcome, _ transaction: borrowing LedgerTransaction
  ) throws(LedgerError) -> RefundRound {
    switch outcome {
    case .succeeded(let reference, let fee):
      return try settle(.succeeded, reference: reference, fee: fee, transaction)
    case .failed(let failure):
      return try settle(
        .failed, failure: failure.reason, isFinal: failure.isFinal, transaction)
    case .cancelled:
      return try settle(.cancelled, transaction)
    case .pending: return try wait(.pending)
    case .awaitingNotice: return try wait(.awaitingNotice)
    case .unknown: return try wait(.unknown)
    }
  }

  /// What is known is recorded, whoever has the lease by now.
  private func settle(
    _ outcome: SettleRefund.Outcome, reference: GatewayReference? = nil, failure: Note? = nil,
    fee: Int64 = 0, isFinal: Bool = false, _ transaction: borrowing LedgerTransaction
  ) throws(LedgerError) -> RefundRound {
    var round = RefundRound()
    let settle = SettleRefund(
      attempt: claim.request.key, outcome: outcome, reference: reference, failure: failure,
      fee: fee)
    do throws(LedgerError) {
      let receipt = try transaction.perform(Command(settle, actor: worker.settings.actor))
      if !receipt.replayed {
        if outcome == .succeeded { round.succeeded += 1 } else { round.failed += 1 }
      }
    } catch {
      guard error.code.category != .database else { throw error }
      return try giveUp(error.code == .attemptClosed ? .contradicted : .refused(error.code))
    }
    guard let row = try book.row(claim.key), row.attempt == claim.request.key,
      let order = try transaction._queries.loader.order(row: claim.key.order)
    else { return round }
    let attempt = order.attempts.first { $0.id == claim.request.key }
    let end = RefundEnd(order: order, attempt: attempt, now: now, isFinal: isFinal)
    if try end.conclude(row, worker, book) == .stuck { round.stuck += 1 }
    return round
  }

  /// The gateway and the ledger don't agree: no machine can tell who is right.
  private func giveUp(_ problem: RefundProblem) throws(LedgerError) -> RefundRound {
    var round = RefundRound()
    guard var row = try book.row(claim.key), row.attempt == claim.request.key else {
      return round
    }
    row.release()
    row.state = .stuck
    row.problem = problem
    round.stuck += 1
    try book.put(row)
    return round
  }

  /// The end is not known. Who has lost the lease leaves the row to its owner.
  private func wait(_ outcome: GatewayOutcome) throws(LedgerError) -> RefundRound {
    var round = RefundRound()
    guard var row = try book.row(claim.key), row.attempt == claim.request.key,
      row.worker == worker.name, row.leasedUntil == claim.leasedUntil
    else { return round }
    row.release()
    round.open += 1
    if outcome == .awaitingNotice {
      row.state = .awaiting
    } else if isCancelled {
      row.dueAt = now
    } else {
      row.unanswered += 1
      row.dueAt = worker.later(now, after: row.unanswered)
      if row.unanswered >= worker.settings.queryLimit {
        row.state = .stuck
        row.problem = .unanswered
        round.stuck += 1
      }
    }
    try book.put(row)
    return round
  }
}
