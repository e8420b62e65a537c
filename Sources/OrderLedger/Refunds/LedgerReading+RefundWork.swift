public import OrderLedgerModel

extension LedgerReading where Self: ~Copyable {
  /// The refunds that workers have taken up and not finished, in the order of the orders.
  ///
  /// A refund is taken up when a worker runs for the first time after it was decided; what is owed in
  /// all is ``refundsOwed()``.
  ///
  /// - Parameter state: only those that wait for this; `nil` is all.
  public func refundWork(
    _ state: RefundWorkItem.State? = nil
  ) throws(LedgerError) -> [RefundWorkItem] {
    let queries = _queries
    let tenderOrder = try queries.tenderOrder()
    var items: [RefundWorkItem] = []
    for row in try RefundWorkbook(queries).all() {
      guard let order = try queries.loader.order(row: row.key.order),
        order.refunds.indices.contains(row.key.refund)
      else { continue }
      let item = RefundWorkItem(row, order, tenderOrder)
      if state == nil || item.state == state { items.append(item) }
    }
    return items
  }
}

extension Ledger {
  /// The refunds that workers have taken up and not finished.
  ///
  /// - Parameter state: only those that wait for this; `nil` is all.
  public func refundWork(
    _ state: RefundWorkItem.State? = nil
  ) async throws(LedgerError) -> [RefundWorkItem] {
    try await read { snapshot throws(LedgerError) in try snapshot.refundWork(state) }
  }

  /// Hands refunds that were given up to a person back to the workers: they are due at once, and what
  /// failed before is forgiven.
  ///
  /// An attempt whose end is not known stays the attempt under way: the gateway is queried for it.
  ///
  /// - Returns: how many of this refund's payments were handed back.
  /// - Throws: `refundNotFound`.
  @discardableResult
  public func retryRefund(_ refund: RefundID) async throws(LedgerError) -> Int {
    let now = configuration.clock()
    return try await submit { engine, _ throws(LedgerError) in
      let queries = LedgerTransaction(engine: engine, now: { now })._queries
      let loader = queries.loader
      let book = RefundWorkbook(queries)
      guard let record = try loader.document(DocumentName(.decision, refund.text)),
        let order = try loader.order(row: record.orderRow),
        let number = order.refunds.firstIndex(where: { $0.id == refund })
      else { throw LedgerError(.refundNotFound, .init("refund", refund.text)) }
      var count = 0
      for var row in try book.rows(order: order.row, refund: number) where row.state == .stuck {
        row.state = .due
        row.unanswered = 0
        row.dueAt = now
        row.forgiven = order.failures(of: number, on: row.key.payment)
        try book.put(row)
        count += 1
      }
      return count
    }
  }
}

extension LedgerQueries {
  /// To which payments refunds go first, by the policy in force.
  func tenderOrder() throws(LedgerError) -> TenderOrder {
    let version = try connection.journalHead().policy
    return TenderOrder(under: version > 0 ? try connection.policy(version).policy : nil)
  }
}
