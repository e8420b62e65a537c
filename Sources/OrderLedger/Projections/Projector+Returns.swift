import OrderLedgerModel
import OrderLedgerSQLite

extension Projector {
  func apply(_ change: ReturnChange, _ order: Int64) throws(LedgerError) {
    if change.kind == .announce {
      guard let place = change.location else {
        throw LedgerError(.integrity, found: "a return that is announced for no place")
      }
      let location = try names.makeID(of: place, namesConnection)
      return try connection.ledgerChangeOne(Catalog.insertReturn) { statement in
        statement.bind(1, order)
        statement.bind(2, change.number)
        statement.bind(3, change.lineNumber)
        statement.bind(4, change.shipment)
        statement.bind(5, change.id)
        statement.bind(6, location)
        statement.bind(7, change.quantity)
      }
    }
    try connection.ledgerChangeOne(Catalog.updateReturn) { statement in
      statement.bind(1, order)
      statement.bind(2, change.number)
      statement.bind(3, change.lineNumber)
      statement.bind(4, change.shipment)
      for (index, figure) in change.figures.dropFirst().enumerated() {
        statement.bind(5 + index, figure)
      }
    }
  }

  func apply(_ change: HoldChange) throws(LedgerError) {
    let row = try names.stockRow(change.sku, change.location, namesConnection)
    if change.kind == .hold {
      return try connection.ledgerChangeOne(Catalog.insertHold) { statement in
        statement.bind(1, change.hold)
        statement.bind(2, row.id)
        statement.bind(3, change.quantity)
        statement.bind(4, change.expires?.microseconds)
      }
    }
    try connection.ledgerChangeOne(Catalog.updateHold) { statement in
      statement.bind(1, change.hold)
      statement.bind(2, row.id)
      statement.bind(3, change.kind == .release ? change.quantity : 0)
      statement.bind(4, change.kind == .expire ? change.quantity : 0)
      statement.bind(5, change.kind == .order ? change.quantity : 0)
    }
  }
}

extension ReturnChange {
  /// What it changes of announced, received, restocked, damaged, scrapped, kept and cancelled.
  var figures: [Int64] {
    [
      kind == .announce ? quantity : 0, kind == .receive ? quantity : 0,
      disposition == .restock ? quantity : 0, disposition == .damaged ? quantity : 0,
      disposition == .scrapped ? quantity : 0, disposition == .kept ? quantity : 0,
      kind == .cancel ? quantity : 0,
    ]
  }
}
