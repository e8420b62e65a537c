import OrderLedgerModel
import OrderLedgerSQLite

/// Reads orders as they were placed, side by side with the journal.
///
/// Orders are numbered as they are placed, so a walk over the journal meets them in the order of
/// their keys: three walks instead of three look-ups an order.
final class PlacementCursor {
  private let connection: Connection
  private let names: Names
  private var headers: Statement
  private let lines: OwnedRows<PlacedLineRow>
  private let components: OwnedRows<ComponentRow>
  private var ahead: PlacedOrderRow?
  private var lineRows: [PlacedLineRow] = []
  private var componentRows: [ComponentRow] = []

  /// - Parameter order: the first order that will be asked for.
  init(_ connection: Connection, _ names: Names, from order: Int64) throws(LedgerError) {
    self.connection = connection
    self.names = names
    do throws(SQLiteError) {
      headers = try connection.statement(Catalog.placementsFrom)
      headers.bind(1, order)
    } catch {
      throw LedgerError(error)
    }
    lines = try OwnedRows(connection, from: LineRow(order: order, number: 0).id)
    components = try OwnedRows(connection, from: order)
    try step()
  }

  private func step() throws(LedgerError) {
    do throws(SQLiteError) {
      ahead = try headers.step() ? try PlacedOrderRow(headers) : nil
    } catch {
      throw LedgerError(error)
    }
  }

  /// The order of this number, which this transaction has placed; `nil` if it is not the next one.
  func take(_ order: Int64, _ sequence: Int64) throws(LedgerError) -> OrderPlacement? {
    while let row = ahead, row.order < order { try step() }
    guard let row = ahead, row.order == order, row.sequence == sequence else { return nil }
    try lines.take(order, into: &lineRows)
    try components.take(order, into: &componentRows)
    var placed: [PlacedLine] = []
    placed.reserveCapacity(lineRows.count)
    for line in lineRows {
      guard line.number == placed.count else {
        throw LedgerError(
          .integrity, .init("order", row.id.text), found: "line \(line.number)",
          allowed: "line \(placed.count)")
      }
      placed.append(try self.line(line))
    }
    return OrderPlacement(
      order: row.id, currency: row.currency, customer: row.customer, channel: row.channel,
      replaces: row.replaces, lines: placed)
  }

  private func line(_ row: PlacedLineRow) throws(LedgerError) -> PlacedLine {
    var discounts: [Discount] = []
    var taxes: [Tax] = []
    var card: CreditName?
    for component in componentRows where component.line == row.number {
      if let discount = component.discount { discounts.append(discount) }
      if let tax = component.tax { taxes.append(tax) }
      if let name = component.card { card = name }
    }
    return PlacedLine(
      id: row.id, kind: row.kind,
      sku: try row.sku.map { id throws(LedgerError) in try names.sku(id, connection) },
      location: try row.location.map { id throws(LedgerError) in
        try names.location(id, connection)
      },
      quantity: row.quantity, unitPrice: row.unitPrice, discounts: discounts, taxes: taxes,
      taxIncluded: row.taxIncluded, costed: row.costed, backordered: row.backordered,
      card: card)
  }
}

private struct PlacedOrderRow {
  let order: Int64
  let sequence: Int64
  let id: OrderID
  let currency: Currency
  let customer: CustomerID?
  let channel: Channel?
  let replaces: OrderID?

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    sequence = try row.figure(1)
    id = try row.id(2)
    currency = try row.currency(3)
    customer = try row.idOrNil(4)
    channel = try row.idOrNil(5)
    replaces = try row.idOrNil(6)
  }
}

private struct PlacedLineRow: OrderOwned {
  static let everyRow = Catalog.placedLinesFrom
  static var rowsFrom: SQL? { everyRow }

  let order: Int64
  let number: Int
  let id: LineID
  let kind: LineKind
  let sku: Int64?
  let location: Int64?
  let quantity: Int64
  let unitPrice: Int64
  let taxIncluded: Bool
  let costed: Bool
  let backordered: Int64

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    number = try row.int(1)
    id = try row.id(2)
    kind = try row.code(3)
    sku = try row.figureOrNil(4)
    location = try row.figureOrNil(5)
    quantity = try row.figure(6)
    unitPrice = try row.price(7, of: quantity)
    taxIncluded = try row.bool(8)
    costed = try row.bool(9)
    backordered = try row.figure(10)
  }
}
