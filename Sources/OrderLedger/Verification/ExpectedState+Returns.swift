import OrderLedgerModel
import OrderLedgerSQLite

extension ExpectedState {
  mutating func add(_ change: ReturnChange, _ order: Int64) {
    if change.kind == .announce, let location = change.location {
      sketch.insert(
        .returned,
        secret.returned(
          order, number: change.number, line: change.lineNumber, shipment: change.shipment,
          name: change.id.text, location: location.text))
    }
    let row = secret.returned(
      order, number: change.number, line: change.lineNumber, shipment: change.shipment)
    for (column, figure) in change.figures.enumerated() {
      sketch.add(.returned, row, column + 1, figure)
    }
  }

  mutating func add(_ change: HoldChange) {
    if change.kind == .hold {
      sketch.insert(.hold, secret.hold(change.hold.text, change.key, change.expires))
    }
    let row = secret.hold(change.hold.text, change.key)
    sketch.add(.hold, row, Int(change.kind.rawValue) + 1, change.quantity)
  }
}

extension SketchSecret {
  /// A portion of a return: what its figures are added to.
  func returned(_ order: Int64, number: Int, line: Int, shipment: Int64) -> SketchedRow {
    row(.returned) {
      $0.combine(order)
      $0.combine(number)
      $0.combine(line)
      $0.combine(shipment)
    }
  }

  /// What of a portion of a return never changes.
  func returned(
    _ order: Int64, number: Int, line: Int, shipment: Int64, name: String, location: String
  ) -> SketchedRow {
    row(.returned) {
      $0.combine(order)
      $0.combine(number)
      $0.combine(line)
      $0.combine(shipment)
      $0.combine(bytes: name)
      $0.combine(bytes: location)
    }
  }

  /// A line of a hold: what its figures are added to.
  func hold(_ name: String, _ key: StockKey) -> SketchedRow {
    row(.hold) {
      $0.combine(bytes: name)
      $0.combine(bytes: key.sku.text)
      $0.combine(bytes: key.location.text)
    }
  }

  /// What of a line of a hold never changes.
  func hold(_ name: String, _ key: StockKey, _ expires: Timestamp?) -> SketchedRow {
    row(.hold) {
      $0.combine(bytes: name)
      $0.combine(bytes: key.sku.text)
      $0.combine(bytes: key.location.text)
      $0.combine(expires?.microseconds ?? .min)
    }
  }
}

/// A row of `ledger_return`.
struct ReturnRow: OrderOwned {
  static let everyRow = Catalog.everyReturn

  let order: Int64
  let number: Int
  let line: Int
  let shipment: Int64
  let name: String
  let location: Int64
  /// Announced, received, restocked, damaged, scrapped, kept and cancelled.
  let figures: [Int64]

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    number = try row.int(1)
    line = try row.int(2)
    shipment = try row.figure(3)
    name = try row.string(4)
    location = try row.figure(5)
    var figures: [Int64] = []
    for column in 6..<13 { figures.append(try row.figure(column)) }
    self.figures = figures
  }

  /// Units that came back, or that their customer keeps while a return of them was settled.
  var returned: Int64 { figures[1] + figures[5] }
}

extension Sketch {
  /// Adds a row of a return with its figures.
  mutating func add(_ row: ReturnRow, at location: LocationID, _ secret: SketchSecret) {
    insert(
      .returned,
      secret.returned(
        row.order, number: row.number, line: row.line, shipment: row.shipment, name: row.name,
        location: location.text))
    let key = secret.returned(
      row.order, number: row.number, line: row.line, shipment: row.shipment)
    for (column, figure) in row.figures.enumerated() { add(.returned, key, column + 1, figure) }
  }

  /// Adds a line of a hold with its figures.
  mutating func add(_ line: HoldLine, _ secret: SketchSecret) {
    insert(.hold, secret.hold(line.hold.text, line.key, line.expires))
    let key = secret.hold(line.hold.text, line.key)
    for (column, figure) in [line.held, line.released, line.expired, line.ordered].enumerated() {
      add(.hold, key, column + 1, figure)
    }
  }
}
