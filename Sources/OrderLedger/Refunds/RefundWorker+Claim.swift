import OrderLedgerModel

extension RefundWorker {
  /// Takes up what is due, and leases as much of it as is worked on at a time.
  func claim(dueBy time: Timestamp) async throws(LedgerError) -> RefundClaims {
    let now = clock()
    let lease = Timestamp(microseconds: now.microseconds + settings.lease.microseconds)
    return try await write { transaction throws(LedgerError) in
      var found = RefundClaims()
      let book = RefundWorkbook(transaction._queries)
      let loader = transaction._queries.loader
      found.isComplete = try book.search(
        through: try transaction.engine.head().sequence, at: min(time, now), loader: loader)
      for row in try book.due(by: time, at: now) {
        guard found.claims.count < self.settings.concurrency else { break }
        guard let order = try loader.order(row: row.key.order) else { continue }
        let claiming = Claiming(
          worker: self, book: book, order: order, now: now, leasedUntil: lease)
        try claiming.take(row, transaction, &found)
      }
      try self.step(.insideClaim)
      return found
    }
  }

  /// Runs `body` in a write transaction.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    do {
      return try await ledger.write { transaction in try body(transaction) }
    } catch {
      throw error as? LedgerError ?? LedgerError(.database, found: "\(error)")
    }
  }
}

/// One piece of work is looked at: is there something to do, and what?
private struct Claiming {
  let worker: RefundWorker
  let book: RefundWorkbook
  let order: OrderState
  let now: Timestamp
  let leasedUntil: Timestamp

  func take(
    _ old: RefundWorkRow, _ transaction: borrowing LedgerTransaction, _ found: inout RefundClaims
  ) throws(LedgerError) {
    var row = old
    row.release()
    guard order.refunds.indices.contains(row.key.refund) else { return }
    if let attempt = row.attempt {
      let known = order.attempts.first { $0.id == attempt }
      if let known, known.status == .submitted {
        return try lease(row, known, isNew: false, &found)
      }
      // A notice told the end, or another worker, before this one looked.
      let ended = RefundEnd(order: order, attempt: known, now: now)
      if try ended.conclude(row, worker, book) == .stuck { found.round.stuck += 1 }
      // What failed waits; what is settled may leave a rest that is due.
      guard let rest = try book.row(row.key), rest.state == .due, rest.dueAt <= now else { return }
      row = rest
    }
    try submit(row, transaction, &found)
  }

  /// Records a new attempt.
  private func submit(
    _ old: RefundWorkRow, _ transaction: borrowing LedgerTransaction, _ found: inout RefundClaims
  ) throws(LedgerError) {
    var row = old
    let key = row.key
    let owed = order.owed(key)
    guard owed > 0 else { return try book.delete(key) }
    if key.payment < 0, !worker.settings.sendsLater { return }
    guard let payment = order.target(key), let gateway = worker.gateway(for: payment.tender) else {
      return
    }
    let refund = order.refunds[key.refund]
    let amount = key.payment < 0 ? order.unassignedRoom(of: refund, on: payment) : owed
    let number = order.attempts(of: key.refund, on: payment.number).count + 1
    let attempt = AttemptName.make(
      store: transaction.engine.identity.store, order: order.id, refund: refund.id,
      payment: payment.id, number: number, amount: amount)
    do throws(LedgerError) {
      try transaction.perform(
        Command(
          SubmitRefund(
            attempt: attempt, refund: refund.id, payment: payment.id, amount: amount),
          actor: worker.settings.actor))
    } catch {
      guard error.code.category != .database else { throw error }
      row.unanswered += 1
      row.problem = .refused(error.code)
      row.dueAt = worker.later(now, after: row.unanswered)
      if row.unanswered >= worker.settings.attemptLimit {
        row.state = .stuck
        found.round.stuck += 1
      }
      return try book.put(row)
    }
    found.round.submitted += 1
    row.attempt = attempt
    row.unanswered = 0
    let state = AttemptState(
      id: attempt, number: order.attempts.count, refund: key.refund, payment: payment.number,
      amount: amount, status: .submitted, sequence: try transaction.engine.head().sequence)
    try lease(row, state, gateway: gateway, isNew: true, &found)
  }

  private func lease(
    _ row: RefundWorkRow, _ attempt: AttemptState, gateway: Int? = nil, isNew: Bool,
    _ found: inout RefundClaims
  ) throws(LedgerError) {
    let payment = order.payments[attempt.payment]
    guard let gateway = gateway ?? worker.gateway(for: payment.tender) else { return }
    var row = row
    row.worker = worker.name
    row.leasedUntil = leasedUntil
    try book.put(row)
    found.claims.append(
      RefundClaim(
        key: row.key, gateway: gateway,
        request: GatewayRefund(
          key: attempt.id, order: order.id, refund: order.refunds[attempt.refund].id,
          payment: payment.id, tender: payment.tender,
          amount: Money(minorUnits: attempt.amount, currency: order.currency),
          captures: try book.captures(of: payment.number, order: order.row)),
        isNew: isNew, leasedUntil: leasedUntil))
  }
}

extension RefundWorker {
  func gateway(for tender: Tender) -> Int? { gateways.firstIndex { $0.serves(tender) } }

  func later(_ now: Timestamp, after failures: Int) -> Timestamp {
    Timestamp(microseconds: now.microseconds + delay(after: failures))
  }
}
