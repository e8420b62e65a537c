public import OrderLedgerModel
import OrderLedgerSQLite

/// What can be asked of a ledger, on one snapshot of it.
///
/// A ``LedgerSnapshot`` sees what was committed; a ``LedgerTransaction`` also what it has written
/// itself.
public protocol LedgerReading: ~Copyable {
  /// Not for use outside this package.
  var _queries: LedgerQueries { get }
}

/// The connection that queries run on. Opaque to hosts.
public struct LedgerQueries {
  let connection: Connection
  let memory: EngineMemory
  let identity: StoreIdentity
  /// Of a transaction that has written: it may hold totals that are not in their tables yet.
  var engine: SQLiteEngine?

  var loader: Loader { Loader(connection: connection, memory: memory) }
  var journal: JournalReader { JournalReader(connection: connection, memory: memory) }
}

/// One moment of the ledger, to read as much of it as one likes.
public struct LedgerSnapshot: ~Copyable, LedgerReading {
  /// Not for use outside this package.
  public let _queries: LedgerQueries

  init(queries: LedgerQueries) {
    _queries = queries
  }
}

extension LedgerReading where Self: ~Copyable {
  /// An order with everything that belongs to it.
  ///
  /// - Throws: `orderNotFound`.
  public func order(_ id: OrderID) throws(LedgerError) -> OrderState {
    guard let order = try _queries.loader.order(id) else {
      throw LedgerError(.orderNotFound, LedgerError.Subject("order", id.text))
    }
    return order
  }

  /// What can be cancelled of an order, and what stands in the way, permission included.
  ///
  /// - Parameters:
  ///   - id: the order.
  ///   - actor: who would cancel it.
  ///   - time: when; `nil` is when the journal last grew.
  /// - Throws: `orderNotFound`.
  public func cancellability(
    of id: OrderID, by actor: ActorID? = nil, at time: Timestamp? = nil
  ) throws(LedgerError) -> Cancellability {
    let order = try order(id)
    var set = ReadSet()
    set.order = .order(id)
    set.lineStock = .all
    set.checksLineLocations = true
    let head = try _queries.memory.head(_queries.connection)
    let policy = try _queries.memory.policy(_queries.connection)
    var snapshot = Snapshot()
    try _queries.loader.load(set, into: &snapshot)
    if policy?.needsPlacingTime == true {
      snapshot.placedAt = try _queries.loader.placedAt(order.row)
    }
    return Cancellability(
      order, snapshot, policy: policy?.policy, actor: actor, at: time ?? head.recordedAt)
  }

  /// The journal transactions of an order, the oldest first.
  ///
  /// - Throws: `orderNotFound`; `integrity` where one does not lead back to the one before.
  public func timeline(of id: OrderID) throws(LedgerError) -> [TimelineItem] {
    var items: [TimelineItem] = []
    var next: Int64? = try order(id).lastSequence
    while let sequence = next {
      guard let transaction = try _queries.journal.transaction(sequence) else {
        throw LedgerError(
          .integrity, .init("journal transaction", "\(sequence)"), found: "not in the journal")
      }
      items.append(try _queries.timelineItem(transaction))
      next = transaction.header.transition?.previous
      // In a damaged file the list could lead round in a circle.
      if let previous = next, previous >= sequence {
        throw LedgerError(
          .integrity, .init("journal transaction", "\(sequence)"),
          found: "\(previous) as the one before", sequence: sequence)
      }
    }
    return items.reversed()
  }

  /// One journal transaction, or `nil` if the journal does not go so far.
  public func transaction(_ sequence: Int64) throws(LedgerError) -> JournalTransaction? {
    try _queries.journal.transaction(sequence)
  }

  /// The journal transaction that an idempotency key was used for, or `nil` if it was not used.
  public func transaction(
    under key: IdempotencyKey
  ) throws(LedgerError) -> JournalTransaction? {
    guard let use = try _queries.connection.use(of: key) else { return nil }
    return try transaction(use.sequence)
  }

  /// Shows the journal's transactions in their order, one at a time.
  ///
  /// - Parameters:
  ///   - sequence: the first is the one after this.
  ///   - body: is given one transaction after the other.
  public func forEachTransaction(
    after sequence: Int64 = 0, _ body: (JournalTransaction) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    try _queries.journal.forEach(from: sequence + 1, isLong: sequence == 0) {
      record throws(LedgerError) in
      try body(record.transaction)
    }
  }

  /// The end of the journal.
  public func head() throws(LedgerError) -> JournalHead {
    try _queries.connection.journalHead()
  }

  /// How the books are kept.
  public var policy: AccountingPolicy { _queries.identity.policy }
}
