import OrderLedgerModel
import OrderLedgerSQLite

/// The rows that say which refunds are worked on. Written in the same transaction as the entries of
/// the journal that they go with.
struct RefundWorkbook {
  /// Transactions of the journal that are searched at once, so that no other writer waits long.
  static let searchLength: Int64 = 20_000

  let connection: Connection
  /// The ledger's 16 bytes, which the attempts' names rest on.
  let store: [UInt8]

  init(_ queries: LedgerQueries) {
    connection = queries.connection
    store = queries.identity.store
  }

  /// How far the journal was searched; `nil` before the first time.
  func searched() throws(LedgerError) -> Int64? {
    try connection.ledgerFirst(Catalog.refundSearch) { _ in
    } row: { row in
      try row.int64(0)
    }
  }

  /// Takes up the refunds that the journal tells of since the last search.
  ///
  /// - Returns: whether the search has reached the end of the journal.
  /// - Throws: `integrity` where it has gone beyond: what is decided now would never be found.
  func search(
    through head: Int64, at now: Timestamp, loader: Loader
  ) throws(LedgerError) -> Bool {
    let start = try searched() ?? 0
    guard start <= head else {
      throw LedgerError(
        .integrity, .init("journal transaction", "\(start)"),
        found: "a search for refunds beyond the journal's end", allowed: "\(head)")
    }
    guard start < head else { return true }
    let end = min(head, start + Self.searchLength)
    let touched = try connection.ledgerAll(Catalog.refundsTouched) { statement in
      statement.bind(1, start)
      statement.bind(2, end)
    } row: { row in
      (order: try row.int64(0), refund: try row.int(1))
    }
    for (order, refund) in touched {
      try connection.ledgerRun(Catalog.addRefundWork) { statement in
        statement.bind(1, order)
        statement.bind(2, refund)
        statement.bind(3, now.microseconds)
      }
      try adopt(order: order, refund: refund, at: now, loader)
      for row in try rows(order: order, refund: refund) where row.state != .due {
        try wake(row, at: now, loader)
      }
    }
    try connection.ledgerChangeOne(Catalog.setRefundSearch) { $0.bind(1, end) }
    return end == head
  }

  /// Takes up a worker's attempt that is under way and has no row: the rows can be lost. Attempts that
  /// others have named are theirs to follow.
  private func adopt(
    order: Int64, refund: Int, at now: Timestamp, _ loader: Loader
  ) throws(LedgerError) {
    let isPending = try connection.ledgerFirst(Catalog.isRefundPending) { statement in
      statement.bind(1, order)
      statement.bind(2, refund)
    } row: { row in
      try row.bool(0)
    }
    guard isPending == true, let state = try loader.order(row: order),
      state.refunds.indices.contains(refund)
    else { return }
    let rows = try rows(order: order, refund: refund)
    for attempt in state.attempts where attempt.refund == refund && attempt.status == .submitted {
      guard !rows.contains(where: { $0.attempt == attempt.id }), isOwn(attempt, in: state) else {
        continue
      }
      let key = RefundWorkKey(order: order, refund: refund, payment: attempt.payment)
      var row = RefundWorkRow(key: key, dueAt: now, foundAt: now)
      row.attempt = attempt.id
      try put(row)
    }
  }

  /// Whether a worker has named the attempt.
  func isOwn(_ attempt: AttemptState, in order: OrderState) -> Bool {
    order.refunds.indices.contains(attempt.refund)
      && order.payments.indices.contains(attempt.payment)
      && attempt.id == AttemptName.make(store: store, of: attempt, in: order)
  }

  /// Something happened to a refund that waits for a notice, a person or a dispute: was it that?
  private func wake(
    _ row: RefundWorkRow, at now: Timestamp, _ loader: Loader
  ) throws(LedgerError) {
    guard let order = try loader.order(row: row.key.order),
      order.refunds.indices.contains(row.key.refund)
    else { return }
    if row.state == .disputed, order.owed(row.key) > 0 {
      var row = row
      row.state = .due
      row.dueAt = now
      return try put(row)
    }
    if let attempt = row.attempt {
      // Only a person can tell who is right where the gateway contradicts the ledger.
      guard row.problem != .contradicted else { return }
      guard order.attempts.contains(where: { $0.id == attempt && $0.status != .submitted })
      else { return }
      var row = row
      row.state = .due
      row.dueAt = now
      try put(row)
    } else if order.owed(row.key) == 0 {
      try delete(row.key)
    }
  }

  // MARK: Rows

  func due(by time: Timestamp, at now: Timestamp) throws(LedgerError) -> [RefundWorkRow] {
    try connection.ledgerAll(Catalog.dueRefundWork) { statement in
      statement.bind(1, time.microseconds)
      statement.bind(2, now.microseconds)
    } row: { row in
      try RefundWorkRow(row)
    }
  }

  func all() throws(LedgerError) -> [RefundWorkRow] {
    try connection.ledgerAll(Catalog.allRefundWork) { _ in
    } row: { row in
      try RefundWorkRow(row)
    }
  }

  func rows(order: Int64, refund: Int) throws(LedgerError) -> [RefundWorkRow] {
    try connection.ledgerAll(Catalog.refundWorkOf) { statement in
      statement.bind(1, order)
      statement.bind(2, refund)
    } row: { row in
      try RefundWorkRow(row)
    }
  }

  func row(_ key: RefundWorkKey) throws(LedgerError) -> RefundWorkRow? {
    try connection.ledgerFirst(Catalog.refundWorkRow) {
      $0.bind(key)
    } row: { row in
      try RefundWorkRow(row)
    }
  }

  /// Writes a row, new or not.
  func put(_ row: RefundWorkRow) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.putRefundWork) { statement in
      statement.bind(row.key)
      statement.bind(4, code: row.state)
      statement.bind(5, row.attempt)
      statement.bind(6, row.forgiven)
      statement.bind(7, row.unanswered)
      statement.bind(8, row.dueAt.microseconds)
      statement.bind(9, row.worker)
      statement.bind(10, row.leasedUntil?.microseconds)
      statement.bind(11, row.problem?.name)
      statement.bind(12, row.foundAt.microseconds)
    }
  }

  func delete(_ key: RefundWorkKey) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.deleteRefundWork) { $0.bind(key) }
  }

  func captures(of payment: Int, order: Int64) throws(LedgerError) -> [GatewayReference] {
    try connection.ledgerAll(Catalog.captureReferences) { statement in
      statement.bind(1, order)
      statement.bind(2, payment)
    } row: { row in
      try row.id(0)
    }
  }
}

extension Statement {
  /// Binds the key of a piece of work to the first three parameters.
  fileprivate mutating func bind(_ key: RefundWorkKey) {
    bind(1, key.order)
    bind(2, key.refund)
    bind(3, key.payment)
  }
}

extension OrderState {
  /// What of a refund is owed to one payment, or is assigned to none, in minor units.
  func owed(_ key: RefundWorkKey) -> Int64 {
    guard refunds.indices.contains(key.refund) else { return 0 }
    let refund = refunds[key.refund]
    if key.payment < 0 { return refund.unassigned }
    return refund.shares.first { $0.payment == key.payment }?.owed ?? 0
  }

  /// The payment that a piece of work gives money back to.
  func target(_ key: RefundWorkKey, in tenderOrder: TenderOrder) -> PaymentState? {
    if key.payment >= 0 {
      return payments.indices.contains(key.payment) ? payments[key.payment] : nil
    }
    guard refunds.indices.contains(key.refund) else { return nil }
    let refund = refunds[key.refund]
    return tenderOrder.sorted(payments).first { unassignedRoom(of: refund, on: $0) > 0 }
  }

  /// How much of what is assigned to no payment a payment can still get, in minor units.
  func unassignedRoom(of refund: RefundState, on payment: PaymentState) -> Int64 {
    min(refund.unassigned, capacity(of: payment))
  }

  /// How often a refund to a payment was tried.
  func attempts(of refund: Int, on payment: Int) -> [AttemptState] {
    attempts.filter { $0.refund == refund && $0.payment == payment }
  }

  /// How often a refund to a payment failed, or was called off.
  func failures(of refund: Int, on payment: Int) -> Int {
    attempts(of: refund, on: payment).count { $0.status == .failed || $0.status == .cancelled }
  }
}
