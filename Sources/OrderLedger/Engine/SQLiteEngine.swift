import OrderLedgerModel
import OrderLedgerSQLite

/// The ledger on a SQLite connection, the library's own or one that a host lends.
final class SQLiteEngine: LedgerEngine {
  let connection: Connection
  let identity: StoreIdentity
  let memory: EngineMemory
  var totals = RunningTotals()
  /// What kept the totals from being written in this transaction.
  private var unsettled: LedgerError?
  private var randomness: any RandomNumberGenerator

  /// - Parameter randomness: makes the salts of personal data, nothing else.
  init(
    _ connection: Connection, identity: StoreIdentity, memory: EngineMemory = EngineMemory(),
    randomness: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) {
    self.connection = connection
    self.identity = identity
    self.memory = memory
    self.randomness = randomness
  }

  var names: Names { memory.names }

  /// To be called when a transaction begins: others may have written since the last one.
  func begin() {
    memory.begin(isAsItWasLeft: connection.isAsItWasLeft)
    totals.removeAll()
    unsettled = nil
  }

  /// Forgets what a transaction has written that is undone.
  ///
  /// - Parameter totals: those before the savepoint, if only what came after it is undone.
  func undo(to totals: RunningTotals = RunningTotals()) {
    memory.undo()
    self.totals = totals
    unsettled = nil
  }

  /// Writes the running totals. To be called before a commit, and before anyone reads their tables.
  ///
  /// Where it fails some of them may be written, so that the transaction can only be undone: each
  /// later call fails as the first did.
  func settle() throws(LedgerError) {
    if let unsettled { throw unsettled }
    guard !totals.isEmpty else { return }
    do throws(LedgerError) { try totals.write(to: connection) } catch {
      unsettled = error
      throw error
    }
  }

  func head() throws(LedgerError) -> JournalHead {
    try memory.head(connection)
  }

  func context(for command: Command, at now: Timestamp) throws(LedgerError) -> PlanContext {
    let head = try head()
    return PlanContext(
      sequence: head.sequence + 1, policy: identity.policy, recordedAt: head.recordedAt(now),
      closedThrough: command.seesPeriod ? try memory.closedThrough(connection) : nil,
      cancellation: head.policy > 0 ? try memory.policy(connection) : nil)
  }

  func use(of key: IdempotencyKey) throws(LedgerError) -> (sequence: Int64, digest: [UInt8])? {
    try connection.use(of: key)
  }

  func load(_ set: ReadSet) throws(LedgerError) -> Snapshot {
    var snapshot = Snapshot()
    try Loader(connection: connection, memory: memory).load(set, into: &snapshot)
    // What this transaction has posted already is not in the accounts' rows yet.
    for index in snapshot.rooms.indices {
      snapshot.rooms[index].room &+= totals.room(of: snapshot.rooms[index].key)
    }
    return snapshot
  }

  func transaction(_ sequence: Int64) throws(LedgerError) -> JournalTransaction? {
    try JournalReader(connection: connection, memory: memory).transaction(sequence)
  }

  func append(
    _ plan: Plan, digest: [UInt8]?, at now: Timestamp
  ) throws(LedgerError) -> JournalTransaction {
    let head = try head()
    let personal = personalData(of: plan)
    let recordedAt = head.recordedAt(now)
    var policy = head.policy
    if case .setPolicy = plan.command.action { policy += 1 }
    let transaction = JournalTransaction(
      header: JournalHeader(
        sequence: head.sequence + 1, recordedAt: recordedAt,
        effectiveAt: plan.effectiveAt ?? recordedAt, command: plan.command.action.name,
        actor: plan.command.actor, key: plan.command.key, requestDigest: digest,
        document: plan.document, reason: plan.reason, transition: plan.transition,
        noteDigest: personal?.digest, policyVersion: policy > 0 ? policy : nil),
      entries: connection.mutation == nil ? plan.entries : mutated(plan.entries))
    let hash = SHA256Digest.of(transaction.preimage(store: identity.store, previous: head.hash))
    let order = try plan.transition.map { transition throws(LedgerError) in
      transition.version == 1 ? try nextOrderRow() : plan.order?.row ?? 0
    }
    let projector = Projector(connection: connection, names: names)
    let delta = try projector.stateDelta(transaction)
    let writer = JournalWriter(connection: connection, names: names)
    try writer.write(transaction, hash: hash, order: order, delta)
    if let personal { try writePersonalData(of: plan, personal.salt, writer, head.sequence + 1) }
    if connection.mutation != nil { try splitIfMutated(transaction) }
    if let order, let transition = plan.transition, transition.version > 1 {
      try projector.change(order, by: delta, transition, transaction.header.sequence)
    }
    try projector.apply(transaction, delta, order: order)
    try totals.add(transaction, currency: plan.order?.currency)
    memory.advance(
      to: JournalHead(
        sequence: transaction.header.sequence, recordedAt: recordedAt, hash: hash, policy: policy),
      by: transaction.entries, changing: delta.stock,
      placing: plan.transition?.version == 1 ? order : nil)
    return transaction
  }

  private func nextOrderRow() throws(LedgerError) -> Int64 {
    let last = try memory.lastOrder { () throws(LedgerError) in
      try connection.ledgerFirst(Catalog.lastOrderID) { _ in
      } row: {
        try $0.figure(0)
      } ?? 0
    }
    return last + 1
  }

  private func personalData(of plan: Plan) -> PersonalData? {
    guard let bytes = plan.note.map({ Array($0.text.utf8) }) ?? plan.contact?.digestedBytes else {
      return nil
    }
    return PersonalData(bytes, using: &randomness)
  }

  private func writePersonalData(
    of plan: Plan, _ salt: [UInt8], _ writer: JournalWriter, _ sequence: Int64
  ) throws(LedgerError) {
    if let note = plan.note {
      try writer.writeNote(note, salt: salt, sequence)
    } else if let contact = plan.contact {
      try writer.writeContact(contact, salt: salt, sequence)
    }
  }

  func knows(_ part: [UInt8], of sequence: Int64) throws(LedgerError) -> Bool {
    let found = try connection.ledgerFirst(Catalog.personalDigest) {
      $0.bind(1, sequence)
    } row: { row in
      (digest: try row.blobOrNil(0), salt: try row.blobOrNil(1))
    }
    guard let salt = found?.salt else { return true }
    return SHA256Digest.of(salt + part) == found?.digest
  }
}

extension JournalHead {
  /// When a transaction is recorded that follows now, whatever the wall clock says.
  fileprivate func recordedAt(_ now: Timestamp) -> Timestamp {
    max(now, Timestamp(microseconds: recordedAt.microseconds + 1))
  }
}

extension Connection {
  /// The end of the journal.
  func journalHead() throws(LedgerError) -> JournalHead {
    let head = try ledgerFirst(Catalog.head) { _ in
    } row: { row in
      let hash = try row.blob(2)
      guard hash.count == SHA256Digest.zero.count else { throw row.invalid(2, "not 32 bytes") }
      return JournalHead(
        sequence: try row.figure(0), recordedAt: try row.time(1), hash: hash,
        policy: try row.figureOrNil(3) ?? 0)
    }
    return head ?? .empty
  }
}

extension Connection {
  /// The use that was made of an idempotency key: its journal transaction, and the request's digest.
  func use(of key: IdempotencyKey) throws(LedgerError) -> (sequence: Int64, digest: [UInt8])? {
    try ledgerFirst(Catalog.keyUse) {
      $0.bind(1, key)
    } row: { row in
      (sequence: try row.figure(0), digest: try row.blob(1))
    }
  }
}
