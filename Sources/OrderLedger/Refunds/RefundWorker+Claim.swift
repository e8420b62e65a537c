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
      let tenderOrder = try transaction._queries.tenderOrder()
      found.isComplete = try book.search(
        through: try transaction.engine.head().sequence, at: min(time, now), loader: loader)
      for row in try book.due(by: time, at: now) {
        guard found.claims.count < self.settings.concurrency else { break }
        guard let order = try loader.order(row: row.key.order) else { continue }
        let claiming = Claiming(
          worker: self, book: book, order: order, tenderOrder: tenderOrder, now: now,
          leasedUntil: lease)
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
  let tenderOrder: TenderOrder
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
        return try lease(
          row, known, as: order.presented(attempt: known.number), isNew: false, &found)
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
    guard let payment = order.target(key, in: tenderOrder) else {
      // All that it could go to is in dispute.
      return order.disputed > 0 ? try wait(row) : ()
    }
    let gateway = worker.gateway(for: payment.tender)
    guard gateway != nil || payment.tender.kind.isCredit else { return }
    let refund = order.refunds[key.refund]
    let room = key.payment < 0 ? order.unassignedRoom(of: refund, on: payment) : owed
    // What a dispute holds can't be given back meanwhile; the rest can.
    let amount = min(room, order.sendable(to: payment))
    guard amount > 0 else { return try wait(row) }
    let number = order.attempts(of: key.refund, on: payment.number).count + 1
    let attempt = AttemptName.make(
      store: transaction.engine.identity.store, order: order.id, refund: refund.id,
      payment: payment.id, number: number, amount: amount)
    let receipt: Receipt
    do throws(LedgerError) {
      receipt = try transaction.perform(
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
    guard let gateway else { return try finish(row, transaction, &found) }
    row.attempt = attempt
    row.unanswered = 0
    let state = AttemptState(
      id: attempt, number: order.attempts.count, refund: key.refund, payment: payment.number,
      amount: amount, status: .submitted, sequence: receipt.sequence)
    try lease(row, state, as: receipt.submitted, gateway: gateway, isNew: true, &found)
  }

  /// It waits until a dispute ends, which the search of the journal finds.
  private func wait(_ old: RefundWorkRow) throws(LedgerError) {
    var row = old
    row.attempt = nil
    row.unanswered = 0
    row.state = .disputed
    row.problem = .refused(.activeDispute)
    try book.put(row)
  }

  /// A gift card or store credit has the money at once; no gateway has to do anything.
  private func finish(
    _ row: RefundWorkRow, _ transaction: borrowing LedgerTransaction, _ found: inout RefundClaims
  ) throws(LedgerError) {
    found.round.succeeded += 1
    guard let order = try transaction._queries.loader.order(row: row.key.order) else { return }
    let end = RefundEnd(order: order, attempt: order.attempts.last, now: now)
    guard try end.conclude(row, worker, book) == .goesOn, let rest = try book.row(row.key) else {
      return
    }
    // What is left is for another payment.
    let next = Claiming(
      worker: worker, book: book, order: order, tenderOrder: tenderOrder, now: now,
      leasedUntil: leasedUntil)
    try next.submit(rest, transaction, &found)
  }

  private func lease(
    _ row: RefundWorkRow, _ attempt: AttemptState, as presented: Money?, gateway: Int? = nil,
    isNew: Bool, _ found: inout RefundClaims
  ) throws(LedgerError) {
    let payment = order.payments[attempt.payment]
    guard let gateway = gateway ?? worker.gateway(for: payment.tender) else { return }
    let amount = Money(minorUnits: attempt.amount, currency: order.currency)
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
          amount: presented ?? amount, orderAmount: amount,
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

extension Receipt {
  /// What the customer gets by the attempt that was submitted, where that is another amount.
  fileprivate var submitted: Money? {
    for case .exchange(let exchange) in transaction.entries where exchange.kind == .submitted {
      return exchange.presented
    }
    return nil
  }
}
