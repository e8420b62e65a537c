import OrderLedgerModel
import OrderLedgerSQLite

/// Decodes entry rows. Rows of lines name them by number; the names are looked up as the order that
/// is being read needs them.
final class Walk {
  private let connection: Connection
  private let memory: EngineMemory
  private var names: Names { memory.names }
  /// The order of the transaction that is being read.
  var orderRow: Int64? {
    didSet {
      if orderRow != oldValue, !lineNames.isEmpty { lineNames.removeAll(keepingCapacity: true) }
    }
  }
  private var lineNames: [Int: LineID] = [:]

  init(connection: Connection, memory: EngineMemory) {
    self.connection = connection
    self.memory = memory
  }

  func placement(_ order: Int64, _ sequence: Int64) throws(LedgerError) -> OrderPlacement? {
    let loader = Loader(connection: connection, memory: memory)
    let found = try connection.ledgerFirst(Catalog.placement) { statement in
      statement.bind(1, order)
      statement.bind(2, sequence)
    } row: { row in
      (
        order: try row.id(0, OrderID.self), currency: try row.currency(1),
        customer: try row.idOrNil(2, CustomerID.self), channel: try row.idOrNil(3, Channel.self),
        components: try row.int(4), replaces: try row.idOrNil(5, OrderID.self)
      )
    }
    guard let found else { return nil }
    return OrderPlacement(
      order: found.order, currency: found.currency, customer: found.customer,
      channel: found.channel, replaces: found.replaces,
      lines: try loader.lines(order, hasComponents: found.components > 0).lines.map(\.placed))
  }

  func location(_ number: Int64?) throws -> LocationID? {
    try number.map { try names.location($0, connection) }
  }

  func stockKey(_ sku: Int64, _ location: Int64) throws -> StockKey {
    StockKey(
      sku: try names.sku(sku, connection), location: try names.location(location, connection))
  }

  func line(_ number: Int) throws -> LineID {
    if let name = lineNames[number] { return name }
    let row = LineRow(order: orderRow ?? 0, number: number)
    let text = try connection.first(Catalog.lineName) {
      $0.bind(1, row.id)
    } row: {
      try $0.string(0)
    }
    guard let text else {
      throw SQLiteError(.invalidValue(column: 2, reason: "no such line"), code: .corrupt)
    }
    let name = LineID(unchecked: text)
    lineNames[number] = name
    return name
  }

  func locationChange(_ row: borrowing Statement) throws -> Entry {
    .location(
      LocationChange(
        location: try names.location(try row.figure(2), connection), name: try row.stringOrNil(3),
        isOpen: try row.bool(4)))
  }

  func lineChange(_ row: borrowing Statement) throws -> Entry {
    let number = try row.int(2)
    var change = LineChange(line: try line(number), number: number, kind: try row.code(3))
    change.cancelled = try row.figure(4)
    change.fulfilled = try row.figure(5)
    change.returned = try row.figure(6)
    change.backordered = try row.figure(7)
    change.reversed = try row.figure(8)
    change.recognized = try row.figure(9)
    change.net = try row.figure(10)
    change.discount = try row.figure(11)
    change.tax = try row.figure(12)
    change.reason = try row.idOrNil(13)
    change.disposition = try row.codeOrNil(14)
    return .line(change)
  }

  func movement(_ row: borrowing Statement) throws -> Entry {
    .stock(
      StockMovement(
        sku: try names.sku(try row.figure(2), connection),
        location: try names.location(try row.figure(3), connection), from: try row.code(4),
        to: try row.code(5), quantity: try row.figure(6), value: try row.figure(7),
        currency: try row.currencyOrNil(8), line: try row.intOrNil(9)))
  }

  func decision(_ row: borrowing Statement) throws -> Entry {
    let shares: [RefundShare]
    if let payment = try row.intOrNil(15) {
      shares = [RefundShare(payment: payment, amount: try row.figure(8))]
    } else {
      let sequence = try row.figure(0)
      let n = try row.figure(1)
      shares = try connection.all(Catalog.decisionShares) { statement in
        statement.bind(1, sequence)
        statement.bind(2, n)
      } row: {
        RefundShare(payment: try $0.int(0), amount: try $0.figure(1))
      }
    }
    return .decision(
      RefundDecision(
        id: try row.id(4), kind: try row.code(2), number: try row.intOrNil(3),
        reason: try row.id(5), choice: try row.code(6), due: try row.figure(7),
        amount: try row.figure(8), fee: try row.figure(9), feeTax: try row.figure(10),
        feeTaxCode: try row.idOrNil(11), retained: try row.figure(12),
        discrepancy: try row.figure(13), shares: shares, notify: try row.bool(14)))
  }

  static func payment(_ row: borrowing Statement) throws -> Entry {
    .payment(
      PaymentTransaction(
        payment: try row.id(3), number: try row.int(2), kind: try row.code(4),
        tender: Tender(try row.code(5), name: try row.id(6)), amount: try row.figure(7),
        promised: try row.figure(8), fee: try row.figure(9), reference: try row.idOrNil(10),
        expires: try row.timeOrNil(11)))
  }

  static func attempt(_ row: borrowing Statement) throws -> Entry {
    .attempt(
      AttemptChange(
        attempt: try row.id(3), number: try row.int(2), refund: try row.id(4),
        refundNumber: try row.int(5), payment: try row.int(6), amount: try row.figure(7),
        previous: try row.codeOrNil(8), status: try row.code(9), reference: try row.idOrNil(10),
        failure: try row.noteOrNil(11), fee: try row.figure(12)))
  }

  static func message(_ row: borrowing Statement) throws -> Entry {
    .message(Message(kind: try row.code(2), customer: try row.idOrNil(3)))
  }

  static func customer(_ row: borrowing Statement) throws -> Entry {
    .customer(
      CustomerChange(try row.code(2), try row.id(3), try row.figureOrNil(4)))
  }

  static func exchange(_ row: borrowing Statement) throws -> Entry {
    .exchange(
      Exchange(
        try row.code(2), payment: try row.intOrNil(3), attempt: try row.intOrNil(4),
        dispute: try row.intOrNil(5), amount: try row.figure(6),
        presented: Money(minorUnits: try row.figure(7), currency: try row.currency(8))))
  }

  static func period(_ row: borrowing Statement) throws -> Entry {
    .period(PeriodEntry(try row.code(2), try row.time(3)))
  }

  static func posting(_ row: borrowing Statement) throws -> Posting {
    let amount = try row.figure(4)
    return Posting(
      account: Account(try row.code(2), try row.string(3)), side: amount < 0 ? .credit : .debit,
      amount: abs(amount), currency: try row.currency(5), phase: try row.code(6))
  }
}
