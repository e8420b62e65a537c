public import OrderLedgerModel

// One question each. For several that have to agree, `read` them on one snapshot.

extension Ledger {
  /// An order with everything that belongs to it.
  ///
  /// - Throws: `orderNotFound`.
  public func order(_ id: OrderID) async throws(LedgerError) -> OrderState {
    try await read(isBrief: true) { snapshot throws(LedgerError) in
      try snapshot.order(id)
    }
  }

  /// A page of the orders that a filter lets through, the newest first.
  ///
  /// - Throws: `limitExceeded`.
  public func orders(
    _ filter: OrderFilter = OrderFilter(), after cursor: OrderCursor? = nil, limit: Int = 50
  ) async throws(LedgerError) -> OrderPage {
    try await read { snapshot throws(LedgerError) in
      try snapshot.orders(filter, after: cursor, limit: limit)
    }
  }

  /// What can be cancelled of an order, and what stands in the way, permission included.
  ///
  /// - Parameters:
  ///   - id: the order.
  ///   - actor: who would cancel it.
  ///   - time: when; `nil` is now.
  /// - Throws: `orderNotFound`.
  public func cancellability(
    of id: OrderID, by actor: ActorID? = nil, at time: Timestamp? = nil
  ) async throws(LedgerError) -> Cancellability {
    let time = time ?? configuration.clock()
    return try await read(isBrief: true) { snapshot throws(LedgerError) in
      try snapshot.cancellability(of: id, by: actor, at: time)
    }
  }

  /// What happened to an order, the oldest first.
  ///
  /// - Throws: `orderNotFound`.
  public func timeline(of id: OrderID) async throws(LedgerError) -> [TimelineItem] {
    try await read { snapshot throws(LedgerError) in try snapshot.timeline(of: id) }
  }

  /// Posted debits and credits of all accounts.
  public func trialBalance() async throws(LedgerError) -> TrialBalance {
    try await read { snapshot throws(LedgerError) in try snapshot.trialBalance() }
  }

  /// The stock of a SKU at every location where it ever was; of all SKUs without one.
  public func stock(of sku: SKU? = nil) async throws(LedgerError) -> [StockItem] {
    try await read { snapshot throws(LedgerError) in try snapshot.stock(of: sku) }
  }

  /// Why orders were cancelled, how often, and what it came to, over a range of days in UTC.
  ///
  /// Costs what its days and reasons cost, not what their orders would.
  ///
  /// - Parameters:
  ///   - from: the first day; `nil` is the ledger's first.
  ///   - until: the day after the last; `nil` is no end.
  ///   - period: which days are put together.
  /// - Throws: `overflow` when a sum does not fit into 64 bits.
  public func cancellationReasons(
    from: CivilDate? = nil, until: CivilDate? = nil, by period: ReportPeriod = .total
  ) async throws(LedgerError) -> [CancellationReason] {
    try await read { snapshot throws(LedgerError) in
      try snapshot.cancellationReasons(from: from, until: until, by: period)
    }
  }

  /// What is owed to customers, by currency, whatever the number of orders.
  public func refundsOwed() async throws(LedgerError) -> [RefundsOwed] {
    try await read { snapshot throws(LedgerError) in try snapshot.refundsOwed() }
  }

  /// The end of the journal.
  public func head() async throws(LedgerError) -> JournalHead {
    try await read(isBrief: true) { snapshot throws(LedgerError) in
      try snapshot.head()
    }
  }
}
