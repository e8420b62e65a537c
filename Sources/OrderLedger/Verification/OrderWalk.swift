import OrderLedgerModel
import OrderLedgerSQLite

/// Walks the orders and all that belongs to them, in one pass over each table side by side, and adds
/// up the sketch that ``ExpectedState`` has to equal.
struct OrderWalk {
  let queries: LedgerQueries
  let secret: SketchSecret
  private(set) var sums = Sums()

  /// What the rows add up to.
  struct Sums: Sendable {
    fileprivate(set) var sketch = Sketch()
    /// Gateways' names of refunds, as the entries of orders with attempts tell them.
    fileprivate(set) var references = Sketch()
    /// A value is not what it has to be; the rows will tell which.
    fileprivate(set) var isWrong = false
    /// Units that open lines hold, by SKU and location.
    fileprivate(set) var reserved: [StockRow: Int64] = [:]
    /// What is in dispute, by currency.
    fileprivate(set) var disputed: [Currency: Int64] = [:]
    fileprivate(set) var orders: Int64 = 0
    fileprivate(set) var lines: Int64 = 0
  }

  private let lineCursor: OwnedRows<OrderLineRow>
  private let componentCursor: OwnedRows<ComponentRow>
  private let paymentCursor: OwnedRows<PaymentRow>
  private let refundCursor: OwnedRows<OwnedRefundRow>
  private let attemptCursor: OwnedRows<AttemptRow>
  private let disputeCursor: OwnedRows<DisputeRow>
  private let returnCursor: OwnedRows<ReturnRow>

  /// The numbers of a SKU and a location.
  struct StockRow: Hashable, Sendable {
    let sku: Int64
    let location: Int64
  }

  init(_ queries: LedgerQueries, _ secret: SketchSecret) throws(LedgerError) {
    self.queries = queries
    self.secret = secret
    lineCursor = try OwnedRows(queries.connection)
    componentCursor = try OwnedRows(queries.connection)
    paymentCursor = try OwnedRows(queries.connection)
    refundCursor = try OwnedRows(queries.connection)
    attemptCursor = try OwnedRows(queries.connection)
    disputeCursor = try OwnedRows(queries.connection)
    returnCursor = try OwnedRows(queries.connection)
  }

  /// Walks all of them, and tells what is wrong in itself, whatever the journal says.
  mutating func run(
    _ find: (Finding.Invariant, Int64?, String) -> Void
  ) throws(LedgerError) {
    var statement: Statement
    do throws(SQLiteError) {
      statement = try queries.connection.statement(Catalog.everyOrder)
    } catch {
      throw LedgerError(error)
    }
    var rows = Rows()
    while let header = try Self.next(&statement) {
      let order = header.order
      try lineCursor.take(order, into: &rows.lines)
      try componentCursor.take(order, into: &rows.components)
      try paymentCursor.take(order, into: &rows.payments)
      try refundCursor.take(order, into: &rows.refunds)
      try attemptCursor.take(order, into: &rows.attempts)
      try disputeCursor.take(order, into: &rows.disputes)
      try returnCursor.take(order, into: &rows.returns)
      sums.orders += 1
      sums.lines += Int64(rows.lines.count)
      try check(header, rows, find)
    }
    try lineCursor.drain()
    try componentCursor.drain()
    try paymentCursor.drain()
    try refundCursor.drain()
    try attemptCursor.drain()
    try disputeCursor.drain()
    try returnCursor.drain()
    findStrays(find)
  }

  private static func next(_ statement: inout Statement) throws(LedgerError) -> OrderHeaderRow? {
    do throws(SQLiteError) {
      return try statement.step() ? try OrderHeaderRow(statement) : nil
    } catch {
      throw LedgerError(error)
    }
  }

  private mutating func findStrays(_ find: (Finding.Invariant, Int64?, String) -> Void) {
    if let order = lineCursor.firstStray {
      find(.references, nil, "\(lineCursor.strays) lines of orders that there are not, as \(order)")
    }
    if let order = componentCursor.firstStray {
      find(
        .references, nil,
        "\(componentCursor.strays) discounts and taxes of orders that there are not, as \(order)")
    }
    let paid = paymentCursor.strays + disputeCursor.strays
    let owed = refundCursor.strays + attemptCursor.strays
    if paid + owed + returnCursor.strays > 0 { sums.isWrong = true }
  }

  /// All rows of an order. Kept from order to order for their memory.
  struct Rows {
    var lines: [OrderLineRow] = []
    var components: [ComponentRow] = []
    var payments: [PaymentRow] = []
    var refunds: [OwnedRefundRow] = []
    var attempts: [AttemptRow] = []
    var disputes: [DisputeRow] = []
    var returns: [ReturnRow] = []
  }
}

extension OrderWalk {
  private mutating func check(
    _ header: OrderHeaderRow, _ rows: Rows, _ find: (Finding.Invariant, Int64?, String) -> Void
  ) throws(LedgerError) {
    let name = header.id.text
    var hasItsParts = true
    var lines: [LineState] = []
    lines.reserveCapacity(rows.lines.count)
    for row in rows.lines {
      let line = rows.components.isEmpty ? row.state : row.state(with: rows.components)
      lines.append(line)
      if line.placed.parts != row.parts {
        // Shares of parts that the line has not are no shares.
        hasItsParts = false
        find(.record, nil, "order \(name): line \(row.number) has not \(row.parts) parts")
      }
      if line.reserved > 0, let sku = row.sku, let location = row.location {
        sums.reserved[StockRow(sku: sku, location: location), default: 0] &+= line.reserved
      }
      add(row, line, header.order)
    }
    if rows.components.count != header.components {
      find(
        .record, nil,
        "order \(name): \(rows.components.count) discounts and taxes, "
          + "but \(header.components) were placed")
    }
    // Beside a gift card's name nobody reads one, so that nothing else would tell.
    for row in rows.components where row.card != nil && row.amount != 0 {
      find(.record, nil, "order \(name): an amount of \(row.amount) beside a gift card's name")
    }
    let order = header.state(lines, rows.payments.map(\.state))
    if order.total != header.total {
      find(
        .record, nil,
        "order \(name): a total of \(header.total) is stored, its lines make \(order.total)")
    }
    let charged = rows.disputes.reduce(0) { $0 &+ $1.state.charged }
    if header.figures.decided &+ charged > order.captured {
      find(
        .order, header.lastSequence,
        "order \(name): refunds and lost disputes of \(header.figures.decided &+ charged) exceed "
          + "captures of \(order.captured)")
    }
    if !header.isStatusRight || Int64(order.status.rawValue) != header.status {
      sums.isWrong = true
    }
    add(header)
    for row in rows.payments { add(row.state, header.order) }
    for row in rows.disputes {
      sums.sketch.add(row, secret)
      sums.disputed[header.currency, default: 0] &+= row.state.disputed
    }
    try addRefunds(rows, header)
    try addReturns(rows.returns, lines, header, find)
    if hasItsParts { try addBooks(of: order, rows) } else { sums.isWrong = true }
  }

  private mutating func add(_ header: OrderHeaderRow) {
    sums.sketch.add(header.figures, secret.row(.order, header.order))
    sums.sketch.insert(
      .transition,
      secret.transition(header.order, version: header.version, sequence: header.lastSequence))
    sums.sketch.remove(.transition, secret.transition(header.order, version: 0, sequence: 0))
  }

  private mutating func add(_ row: OrderLineRow, _ line: LineState, _ order: Int64) {
    let key = secret.row(.line, order, Int64(row.number))
    sums.sketch.add(.line, key, 1, line.cancelled)
    sums.sketch.add(.line, key, 2, line.fulfilled)
    sums.sketch.add(.line, key, 3, line.returned)
    sums.sketch.add(.line, key, 4, row.arrived)
    sums.sketch.add(.line, key, 5, line.reversed)
    sums.sketch.add(.line, key, 6, line.recognized)
  }

  private mutating func add(_ payment: PaymentState, _ order: Int64) {
    sums.sketch.insert(.payment, secret.payment(order, payment))
    let row = secret.row(.payment, order, Int64(payment.number))
    sums.sketch.add(.payment, row, SketchedColumn.first, payment.captured)
    sums.sketch.add(.payment, row, SketchedColumn.second, payment.open)
  }

  /// What returns say has come back is what the lines say.
  private mutating func addReturns(
    _ rows: [ReturnRow], _ lines: [LineState], _ header: OrderHeaderRow,
    _ find: (Finding.Invariant, Int64?, String) -> Void
  ) throws(LedgerError) {
    for row in rows {
      let location = try queries.memory.names.location(row.location, queries.connection)
      sums.sketch.add(row, at: location, secret)
    }
    for line in lines where line.returned > 0 || !rows.isEmpty {
      let returned = rows.sum { $0.line == line.number ? $0.returned : 0 }
      guard returned != line.returned else { continue }
      find(
        .order, header.lastSequence,
        "order \(header.id.text): line \(line.number) has \(line.returned) units returned, "
          + "its returns say \(returned)")
    }
  }

  /// Refunds without an attempt are as they were decided. Those of an order with attempts are folded
  /// here, from the order's own transactions; ``SketchedTable/transition`` proves that these are all.
  private mutating func addRefunds(_ rows: Rows, _ header: OrderHeaderRow) throws(LedgerError) {
    guard header.figures.attempts != 0 || !rows.attempts.isEmpty else {
      for row in rows.refunds { sums.sketch.add(row.refund, of: header.order, secret) }
      return
    }
    let fold = try queries.attemptFold(ofRow: header.order)
    if !fold.matches(rows.refunds.map(\.refund), rows.attempts.map(\.state)) { sums.isWrong = true }
    for row in fold.decided { sums.sketch.add(row, of: header.order, secret) }
    for told in fold.references {
      guard let payment = rows.payments.first(where: { $0.state.number == told.payment }) else {
        sums.isWrong = true
        continue
      }
      sums.references.insert(
        .gatewayReference,
        secret.gatewayReference(
          payment.state.tender.name.text, 2, told.reference.text, told.sequence))
    }
  }

  /// C to E: what the accounts have to show for the order, as its state says.
  private mutating func addBooks(of order: OrderState, _ rows: Rows) throws(LedgerError) {
    var payable: Int64 = 0
    var pending: Int64 = 0
    var decided: Int64 = 0
    var last: Int?
    for row in rows.refunds {
      if row.refund.refund != last { decided &+= row.refund.total }
      last = row.refund.refund
      payable &-= row.refund.settled
      pending &+= row.refund.pending
    }
    payable &+= decided
    for (account, credit) in try OrderBooks(order, policy: queries.identity.policy).balances
    where account.code.isPerOrder {
      addBooks(order.row, account.code, SketchedColumn.credit, credit)
    }
    addBooks(order.row, .refundsPayable, SketchedColumn.credit, payable)
    addBooks(order.row, .refundsPayable, SketchedColumn.pendingCredit, pending)
    addBooks(order.row, .depositsGoods, SketchedColumn.pendingCredit, order.authorized)
  }

  private mutating func addBooks(
    _ order: Int64, _ account: AccountCode, _ column: Int, _ amount: Int64
  ) {
    guard amount != 0 else { return }
    sums.sketch.add(.books, secret.row(.books, order, Int64(account.rawValue)), column, amount)
  }
}

extension LedgerQueries {
  /// Refunds and attempts of an order, folded from its transactions.
  fileprivate func attemptFold(ofRow order: Int64) throws(LedgerError) -> AttemptFold {
    let walk = Walk(connection: connection, memory: memory)
    let decisions = try connection.ledgerAll(Catalog.decisionsOfOrder) {
      $0.bind(1, order)
    } row: { row in
      (sequence: try row.figure(0), n: try row.figure(1), entry: try walk.decision(row))
    }
    let attempts = try connection.ledgerAll(Catalog.attemptsOfOrder) {
      $0.bind(1, order)
    } row: { row in
      (sequence: try row.figure(0), n: try row.figure(1), entry: try Walk.attempt(row))
    }
    var fold = AttemptFold()
    var next = 0
    func add(before sequence: Int64, _ n: Int64) {
      while next < decisions.count,
        (decisions[next].sequence, decisions[next].n) < (sequence, n)
      {
        if case .decision(let decision) = decisions[next].entry { fold.add(decision) }
        next += 1
      }
    }
    for change in attempts {
      add(before: change.sequence, change.n)
      if case .attempt(let attempt) = change.entry { fold.add(attempt, change.sequence) }
    }
    add(before: .max, .max)
    return fold
  }
}
