import OrderLedgerModel
import OrderLedgerSQLite

extension JournalWriter {
  func write(_ change: ReturnChange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    let location = try change.location.map { location throws(LedgerError) in
      try names.makeID(of: location, namesConnection)
    }
    try connection.ledgerChangeOne(Catalog.insertReturnChange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, change.number)
      statement.bind(4, change.id)
      statement.bind(5, code: change.kind)
      statement.bind(6, change.lineNumber)
      statement.bind(7, change.shipment)
      statement.bind(8, change.quantity)
      statement.bind(9, code: change.disposition)
      statement.bind(10, location)
    }
  }

  func write(_ change: HoldChange, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    let row = try names.stockRow(change.sku, change.location, namesConnection)
    try connection.ledgerChangeOne(Catalog.insertHoldChange) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, change.hold)
      statement.bind(4, code: change.kind)
      statement.bind(5, row.id)
      statement.bind(6, change.quantity)
      statement.bind(7, change.expires?.microseconds)
    }
  }
}

extension Walk {
  func returnChange(_ row: borrowing Statement) throws -> Entry {
    let number = try row.int(5)
    return .returned(
      ReturnChange(
        id: try row.id(3), number: try row.int(2), kind: try row.code(4), line: try line(number),
        lineNumber: number, shipment: try row.figure(6), quantity: try row.figure(7),
        disposition: try row.codeOrNil(8), location: try location(try row.figureOrNil(9))))
  }

  func holdChange(_ row: borrowing Statement) throws -> Entry {
    let key = try stockKey(try row.figure(4), try row.figure(5))
    return .hold(
      HoldChange(
        hold: try row.id(2), kind: try row.code(3), sku: key.sku, location: key.location,
        quantity: try row.figure(6),
        expires: try row.timeOrNil(7)))
  }
}
