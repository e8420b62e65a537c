import OrderLedgerModel
import OrderLedgerSQLite

extension Loader {
  /// The returns of an order.
  func returns(_ order: Int64) throws(LedgerError) -> [ReturnState] {
    var returns: [ReturnState] = []
    let names = self.names
    let connection = self.connection
    try connection.ledgerForEach(Catalog.returns) {
      $0.bind(1, order)
    } row: { row in
      let number = try row.int(0)
      if returns.last?.number != number {
        returns.append(ReturnState(id: try row.id(1), number: number, portions: []))
      }
      var figures: [Int64] = []
      for column in 5..<12 { figures.append(try row.figure(column)) }
      returns[returns.count - 1].add(
        ReturnPortion(
          line: try row.int(2), shipment: try row.figure(3),
          location: try names.location(try row.figure(4), connection), figures: figures))
    }
    return returns
  }

  /// What only returns and holds have to see.
  func loadRest(_ set: ReadSet, _ snapshot: inout Snapshot) throws(LedgerError) {
    if set.shipments, let order = snapshot.order {
      snapshot.shipments = try shipments(order.row)
    }
    for hold in set.holds {
      snapshot.holds += try holds(Catalog.hold) { $0.bind(1, hold) }
    }
    if let due = set.holdsDue {
      snapshot.holds += try holds(Catalog.holdsDue) { statement in
        statement.bind(1, due.microseconds)
        statement.bind(2, Limits.maxExpiredHoldLines)
      }
    }
    for line in snapshot.holds where !snapshot.knowsStock(line.key) {
      snapshot.add(try stock(line.key), at: line.key)
    }
  }

  /// The stock at the places where a return's units come in, and the state of those places.
  func places(
    of returned: ReturnID, _ set: inout ReadSet, _ order: OrderState
  ) {
    guard let document = order.returns.first(where: { $0.id == returned }) else { return }
    for portion in document.portions {
      if !set.locations.contains(portion.location) { set.locations.append(portion.location) }
      guard let sku = order.lines[portion.line].placed.sku else { continue }
      let key = StockKey(sku: sku, location: portion.location)
      if !set.stock.contains(key) { set.stock.append(key) }
    }
  }

  private func shipments(_ order: Int64) throws(LedgerError) -> [Shipment] {
    try connection.ledgerAll(Catalog.shipments) {
      $0.bind(1, order)
    } row: { row in
      Shipment(
        sequence: try row.figure(0), fulfillment: try row.string(1), line: try row.int(2),
        quantity: try row.figure(3), cost: try row.figure(4), currency: try row.currencyOrNil(5))
    }
  }

  func holds(
    _ sql: SQL, _ bind: (inout Statement) -> Void
  ) throws(LedgerError) -> [HoldLine] {
    let names = self.names
    let connection = self.connection
    var lines: [HoldLine] = []
    try connection.ledgerForEach(sql, bind) { row in
      lines.append(
        HoldLine(
          hold: try row.id(0),
          key: StockKey(
            sku: try names.sku(try row.figure(1), connection),
            location: try names.location(try row.figure(2), connection)),
          held: try row.figure(3), released: try row.figure(4), expired: try row.figure(5),
          ordered: try row.figure(6),
          expires: try row.timeOrNil(7)))
    }
    return lines
  }
}
