import OrderLedgerModel

/// What a database has to do for the ledger. Everything above plans with values and knows no SQL.
///
/// Two calls a command: an engine can batch its reads and its writes, and the rules stay pure. All
/// calls are synchronous and happen inside a transaction that the caller has begun.
protocol LedgerEngine: AnyObject {
  /// The use that was made of an idempotency key: its journal transaction, and the request's digest.
  func use(of key: IdempotencyKey) throws(LedgerError) -> (sequence: Int64, digest: [UInt8])?
  /// Whether the personal data that a transaction brought is this, or was erased since.
  func knows(_ part: [UInt8], of sequence: Int64) throws(LedgerError) -> Bool
  /// The state that `set` names.
  func load(_ set: ReadSet) throws(LedgerError) -> Snapshot
  /// Writes a plan: header, entries, state, chain.
  func append(
    _ plan: Plan, digest: [UInt8]?, at now: Timestamp
  ) throws(LedgerError) -> JournalTransaction
  /// A journal transaction that was written before.
  func transaction(_ sequence: Int64) throws(LedgerError) -> JournalTransaction?
  /// What a command's planner gets to know besides the state.
  func context(for command: Command, at now: Timestamp) throws(LedgerError) -> PlanContext
}

extension LedgerEngine {
  /// Carries out a command, or finds that it was carried out before.
  ///
  /// - Parameter request: the digest of the request that the command is a part of; `nil` where it
  ///   is all of it.
  /// - Throws: why it can't be; nothing was written unless the error's category is `database`.
  func execute(
    _ command: Command, at now: Timestamp, under request: [UInt8]? = nil
  ) throws(LedgerError) -> Receipt {
    let (digest, used) = try use(by: command, under: request, at: now)
    if let used { return try replay(used) }
    switch try decide(command, at: now) {
    case .plan(let plan):
      return Receipt(transaction: try append(plan, digest: digest, at: now))
    case .replay(let sequence):
      return try replay(sequence)
    }
  }

  /// As ``execute(_:at:)`` for callers who do not read the receipt: one that was carried out before
  /// is not looked up again.
  func executeOnce(_ command: Command, at now: Timestamp) throws(LedgerError) {
    let (digest, used) = try use(by: command, at: now)
    guard used == nil, case .plan(let plan) = try decide(command, at: now) else { return }
    _ = try append(plan, digest: digest, at: now)
  }

  /// The digest of a request with a key, and the journal transaction that carried it out.
  ///
  /// - Throws: `.idempotencyConflict` if the key was used for another request.
  private func use(
    by command: Command, under request: [UInt8]? = nil, at now: Timestamp
  ) throws(LedgerError) -> (digest: [UInt8]?, sequence: Int64?) {
    guard let key = command.key else { return (nil, nil) }
    let digest = request ?? SHA256Digest.of(command.canonicalRequest)
    guard let use = try use(of: key) else { return (digest, nil) }
    guard use.digest == digest, try isSame(command, as: use.sequence) else {
      try refuseIfMalformed(command, at: now)
      throw LedgerError(
        .idempotencyConflict, LedgerError.Subject("key", key.text), sequence: use.sequence)
    }
    return (digest, use.sequence)
  }

  /// Whether a command that is the same in all else has the same note, or contact data, too. Once
  /// that was erased, nobody can tell, and it is taken for the same.
  private func isSame(_ command: Command, as sequence: Int64) throws(LedgerError) -> Bool {
    guard let part = command.personalPart else { return true }
    return try knows(part, of: sequence)
  }

  /// What the command would write in the state as it is.
  func decide(_ command: Command, at now: Timestamp) throws(LedgerError) -> Decision {
    let planned = command.action.planned
    let snapshot = try load(planned.readSet)
    return try command.plan(planned, snapshot, try context(for: command, at: now))
  }

  /// What the command would write if it were carried out now.
  ///
  /// - Throws: what ``execute(_:at:under:)`` would throw; `.alreadyExists` with the journal transaction
  ///   where it was carried out before, which would be replayed.
  func preview(_ command: Command, at now: Timestamp) throws(LedgerError) -> Plan {
    // The digest is only needed for a key that is known.
    if let key = command.key, try use(of: key) != nil {
      let (_, sequence) = try use(by: command, at: now)
      throw LedgerError(.alreadyExists, LedgerError.Subject("key", key.text), sequence: sequence)
    }
    switch try decide(command, at: now) {
    case .plan(let plan): return plan
    case .replay(let sequence): throw LedgerError(.alreadyExists, sequence: sequence)
    }
  }

  /// What a previewed command would write now; `nil` when its order has another version, whatever
  /// else may be wrong with it by then.
  func decideAgain(_ plan: Plan, at now: Timestamp) throws(LedgerError) -> Decision? {
    let snapshot = try load(plan.command.readSet)
    guard snapshot.order?.version == plan.basis else { return nil }
    return try plan.command.plan(snapshot, try context(for: plan.command, at: now))
  }

  /// A request that is wrong in itself is told so first, whatever its key was used for.
  private func refuseIfMalformed(_ command: Command, at now: Timestamp) throws(LedgerError) {
    do throws(LedgerError) { _ = try decide(command, at: now) } catch {
      if error.code.category == .malformed { throw error }
    }
  }

  private func replay(_ sequence: Int64) throws(LedgerError) -> Receipt {
    guard let transaction = try transaction(sequence) else {
      throw LedgerError(
        .integrity, .init("journal transaction", "\(sequence)"), found: "not in the journal")
    }
    return Receipt(transaction: transaction, replayed: true)
  }
}
