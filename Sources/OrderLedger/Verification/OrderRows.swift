import OrderLedgerModel
import OrderLedgerSQLite

/// A row of `ledger_line`. Its name and its SKU's are part of the chain and not looked at here.
struct OrderLineRow: OrderOwned {
  static let everyRow = Catalog.everyLine
  private static let noName = LineID(unchecked: "")

  let order: Int64
  let number: Int
  let kind: LineKind
  let sku: Int64?
  let location: Int64?
  let parts: Int64
  let arrived: Int64
  let state: LineState

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    number = try row.int(1)
    kind = try row.code(2)
    sku = try row.figureOrNil(3)
    location = try row.figureOrNil(4)
    parts = try row.figure(6)
    arrived = try row.figure(14)
    let quantity = try row.figure(5)
    let placed = PlacedLine(
      id: Self.noName, kind: kind, sku: nil, location: nil, quantity: quantity,
      unitPrice: try row.price(7, of: quantity), discounts: [], taxes: [],
      taxIncluded: try row.bool(8),
      costed: try row.bool(9), backordered: try row.figure(10))
    state = LineState(
      placed: placed, number: number, cancelled: try row.figure(11), fulfilled: try row.figure(12),
      returned: try row.figure(13), backordered: placed.backordered &- arrived,
      reversed: try row.share(15, of: parts), recognized: try row.share(16, of: parts))
  }

  /// The line with what was taken off and put on its price.
  func state(with components: [ComponentRow]) -> LineState {
    let own = components.filter { $0.line == number }
    guard !own.isEmpty else { return state }
    let old = state.placed
    let placed = PlacedLine(
      id: old.id, kind: old.kind, sku: nil, location: nil, quantity: old.quantity,
      unitPrice: old.unitPrice, discounts: own.compactMap(\.discount), taxes: own.compactMap(\.tax),
      taxIncluded: old.taxIncluded, costed: old.costed, backordered: old.backordered,
      card: own.lazy.compactMap(\.card).first)
    return LineState(
      placed: placed, number: number, cancelled: state.cancelled, fulfilled: state.fulfilled,
      returned: state.returned, backordered: state.backordered, reversed: state.reversed,
      recognized: state.recognized)
  }
}

/// A row of `ledger_component`: a discount or a tax.
struct ComponentRow: OrderOwned {
  static let everyRow = Catalog.everyComponent
  static var rowsFrom: SQL? { Catalog.componentsFrom }

  let order: Int64
  let line: Int
  let amount: Int64
  let discount: Discount?
  let tax: Tax?
  let card: CreditName?

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    line = try row.int(1)
    amount = try row.figure(4)
    let kind = try row.code(2, ComponentKind.self)
    tax = kind == .tax ? Tax(code: try row.id(3), amount: amount) : nil
    discount = kind == .discount ? Discount(code: try row.idOrNil(3), amount: amount) : nil
    card = kind == .card ? try row.id(3) : nil
  }
}

struct PaymentRow: OrderOwned {
  static let everyRow = Catalog.everyPayment

  let order: Int64
  let state: PaymentState

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    state = PaymentState(
      id: try row.id(2), number: try row.int(1),
      tender: Tender(try row.code(3), name: try row.id(4)), authorized: try row.figure(5),
      captured: try row.figure(6), open: try row.figure(7))
  }
}

struct OwnedRefundRow: OrderOwned {
  static let everyRow = Catalog.everyRefund

  let order: Int64
  let refund: RefundRow

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    refund = RefundRow(
      refund: try row.int(1), payment: try row.int(2), position: try row.int(3),
      name: try row.id(4), total: try row.figure(5), amount: try row.figure(6),
      pending: try row.figure(7), settled: try row.figure(8))
  }
}

struct AttemptRow: OrderOwned {
  static let everyRow = Catalog.everyAttempt

  let order: Int64
  let state: AttemptState

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    state = AttemptState(
      id: try row.id(2), number: try row.int(1), refund: try row.int(3), payment: try row.int(4),
      amount: try row.figure(5), status: try row.code(6), sequence: try row.figure(7))
  }
}
