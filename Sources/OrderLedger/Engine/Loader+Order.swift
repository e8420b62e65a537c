import OrderLedgerModel
import OrderLedgerSQLite

extension Loader {
  private struct OrderRow {
    let row: Int64
    let id: OrderID
    let currency: Currency
    let customer: CustomerID?
    let channel: Channel?
    let components: Int
    let version: Int64
    let lastSequence: Int64
    let received: Int64
    let payments: Int
    let refunds: Int
    let attempts: Int
    let cancelledBy: Int64?
    let replaces: OrderID?
    let requests: Int
    let disputes: Int
    let presented: Int
    let returns: Int
  }

  /// An order, and where its lines' stock is.
  struct LoadedOrder {
    var order: OrderState
    /// By line number; `nil` for services.
    let stock: [StockRow?]
  }

  /// An order with everything that belongs to it, or `nil` if there is none of this name.
  func order(_ id: OrderID) throws(LedgerError) -> OrderState? {
    try loadedOrder(id)?.order
  }

  /// The order in this row.
  func order(row: Int64) throws(LedgerError) -> OrderState? {
    try loadedOrder(row: row)?.order
  }

  func loadedOrder(_ id: OrderID) throws(LedgerError) -> LoadedOrder? {
    try order(
      connection.ledgerFirst(Catalog.orderByName) {
        $0.bind(1, id)
      } row: {
        try Self.header($0)
      })
  }

  func loadedOrder(row: Int64) throws(LedgerError) -> LoadedOrder? {
    try order(
      connection.ledgerFirst(Catalog.orderByRow) {
        $0.bind(1, row)
      } row: {
        try Self.header($0)
      })
  }

  private static func header(_ row: borrowing Statement) throws(SQLiteError) -> OrderRow {
    OrderRow(
      row: try row.figure(0), id: try row.id(1), currency: try row.currency(2),
      customer: try row.idOrNil(3), channel: try row.idOrNil(4), components: try row.int(5),
      version: try row.figure(6), lastSequence: try row.figure(7), received: try row.figure(8),
      payments: try row.int(9), refunds: try row.int(10), attempts: try row.int(11),
      cancelledBy: try row.figureOrNil(12), replaces: try row.idOrNil(13),
      requests: try row.int(14), disputes: try row.int(15), presented: try row.int(16),
      returns: try row.int(17))
  }

  // The counts in the order's row say which tables hold nothing of it: most orders have no
  // discounts and no refunds, and a look for nothing costs as much as for something.
  private func order(_ header: OrderRow?) throws(LedgerError) -> LoadedOrder? {
    guard let header else { return nil }
    let (lines, stock) = try lines(header.row, hasComponents: header.components > 0)
    var loaded = LoadedOrder(
      order: OrderState(
        id: header.id, currency: header.currency, customer: header.customer,
        channel: header.channel, replaces: header.replaces,
        version: header.version, lastSequence: header.lastSequence, lines: lines,
        payments: header.payments > 0 ? try payments(header.row) : [],
        refunds: header.refunds > 0 ? try refunds(header.row) : [],
        attempts: header.attempts > 0 ? try attempts(header.row) : [],
        requests: header.requests > 0 ? try requests(header.row) : [],
        disputes: header.disputes > 0 ? try disputes(header.row) : [],
        returns: header.returns > 0 ? try returns(header.row) : [],
        received: header.received, cancelledBy: header.cancelledBy, row: header.row),
      stock: stock)
    guard loaded.order.refersToItsOwn else {
      throw LedgerError(
        .integrity, LedgerError.Subject("order", header.id.text),
        found: "a payment or refund that it does not have")
    }
    if header.presented > 0 { loaded.order.presented = try presented(header.row) }
    return loaded
  }

  /// The lines of an order, as placed and as they are now, and where their stock is.
  func lines(
    _ order: Int64, hasComponents: Bool
  ) throws(LedgerError) -> (lines: [LineState], stock: [StockRow?]) {
    var discounts: [Int: [Discount]] = [:]
    var taxes: [Int: [Tax]] = [:]
    var cards: [Int: CreditName] = [:]
    if hasComponents {
      try connection.ledgerForEach(Catalog.components) {
        $0.bind(1, order)
      } row: { row in
        let number = try row.int(0)
        let amount = try row.figure(3)
        switch try row.code(1, ComponentKind.self) {
        case .discount:
          discounts[number, default: []].append(
            Discount(code: try row.idOrNil(2), amount: amount))
        case .tax: taxes[number, default: []].append(Tax(code: try row.id(2), amount: amount))
        case .card: cards[number] = try row.id(2)
        }
      }
    }
    var lines: [LineState] = []
    var stock: [StockRow?] = []
    lines.reserveCapacity(4)
    stock.reserveCapacity(4)
    let names = self.names
    let connection = self.connection
    try connection.ledgerForEach(Catalog.lines) { statement in
      statement.bind(1, LineRow(order: order, number: 0).id)
      statement.bind(2, LineRow(order: order + 1, number: 0).id - 1)
    } row: { row in
      let number = try row.number(0, after: lines.count)
      let sku = try row.figureOrNil(3)
      let location = try row.figureOrNil(4)
      let quantity = try row.figure(5)
      let placed = PlacedLine(
        id: try row.id(1), kind: try row.code(2),
        sku: try sku.map { try names.sku($0, connection) },
        location: try location.map { try names.location($0, connection) },
        quantity: quantity, unitPrice: try row.price(6, of: quantity),
        discounts: discounts[number] ?? [], taxes: taxes[number] ?? [],
        taxIncluded: try row.bool(7), costed: try row.bool(8), backordered: try row.figure(9),
        card: cards.isEmpty ? nil : cards[number])
      var home: StockRow?
      if let sku, let location { home = StockRow(sku: sku, location: location) }
      stock.append(home)
      lines.append(
        LineState(
          placed: placed, number: number, cancelled: try row.figure(10),
          fulfilled: try row.figure(11), returned: try row.figure(12),
          backordered: placed.backordered - (try row.figure(13)),
          reversed: try row.share(14, of: placed.parts),
          recognized: try row.share(15, of: placed.parts)))
    }
    return (lines, stock)
  }

  private func payments(_ order: Int64) throws(LedgerError) -> [PaymentState] {
    var payments: [PaymentState] = []
    try connection.ledgerForEach(Catalog.payments) {
      $0.bind(1, order)
    } row: { row in
      payments.append(
        PaymentState(
          id: try row.id(1), number: try row.number(0, after: payments.count),
          tender: Tender(try row.code(2), name: try row.id(3)), authorized: try row.figure(4),
          captured: try row.figure(5), open: try row.figure(6)))
    }
    return payments
  }

  private func refunds(_ order: Int64) throws(LedgerError) -> [RefundState] {
    var refunds: [RefundState] = []
    try connection.ledgerForEach(Catalog.refunds) {
      $0.bind(1, order)
    } row: { row in
      let number = try row.int(0)
      if refunds.last?.number != number {
        refunds.append(
          RefundState(
            id: try row.id(1), number: try row.number(0, after: refunds.count),
            amount: try row.figure(2), shares: []))
      }
      let payment = try row.int(3)
      guard payment >= 0 else { return }
      refunds[refunds.count - 1].add(
        RefundShare(
          payment: payment, amount: try row.figure(4), pending: try row.figure(5),
          settled: try row.figure(6)))
    }
    return refunds
  }

  private func attempts(_ order: Int64) throws(LedgerError) -> [AttemptState] {
    var attempts: [AttemptState] = []
    try connection.ledgerForEach(Catalog.attempts) {
      $0.bind(1, order)
    } row: { row in
      attempts.append(
        AttemptState(
          id: try row.id(1), number: try row.number(0, after: attempts.count),
          refund: try row.int(2), payment: try row.int(3), amount: try row.figure(4),
          status: try row.code(5), sequence: try row.figure(6)))
    }
    return attempts
  }
}

extension OrderState {
  /// Whether what is told of its payments and refunds is told of such as it has: they are looked up by
  /// their numbers.
  fileprivate var refersToItsOwn: Bool {
    refunds.allSatisfy { $0.shares.allSatisfy { payments.indices.contains($0.payment) } }
      && attempts.allSatisfy {
        refunds.indices.contains($0.refund) && payments.indices.contains($0.payment)
      } && disputes.allSatisfy { payments.indices.contains($0.payment) }
  }
}
