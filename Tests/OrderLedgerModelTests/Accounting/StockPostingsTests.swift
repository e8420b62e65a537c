import OrderLedgerModel
import Testing

@Suite struct StockPostingsTests {
  static func move(_ from: Bucket, _ to: Bucket, at target: LocationID = "LON") -> Action {
    .moveStock(
      MoveStock(
        sku: "MUG", from: StockPlace(location: "LON", bucket: from),
        to: StockPlace(location: target, bucket: to), quantity: 10, reason: "staff"))
  }

  static let rows: [MatrixRow] = [
    MatrixRow(
      "units come in at their cost", before: [],
      .receiveStock(
        ReceiveStock(sku: "MUG", location: "LON", quantity: 5, unitCost: 320, currency: .gbp)),
      legs: """
        Dr 1310 1600
        Cr 3900 1600
        """, units: "LON MUG supplier→available 5"),
    MatrixRow(
      "units come in at no cost", before: [],
      .receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: 5)),
      units: "LON MUG supplier→available 5"),
    MatrixRow(
      "a count finds too few", before: [],
      .countStock(CountStock(sku: "MUG", location: "LON", quantity: 98)),
      legs: """
        Dr 5410:count 600
        Cr 1310 600
        """, units: "LON MUG available→countAdjustment 2"),
    MatrixRow(
      "a count finds too many", before: [],
      .countStock(CountStock(sku: "MUG", location: "LON", quantity: 102)),
      legs: """
        Dr 1310 600
        Cr 5410:count 600
        """, units: "LON MUG countAdjustment→available 2"),
    MatrixRow(
      "a count finds what the books say", before: [],
      .countStock(CountStock(sku: "MUG", location: "LON", quantity: 100, expected: 100))),
    MatrixRow(
      "units go to another location with their cost", before: [],
      move(.available, .available, at: "PAR"),
      units: """
        LON MUG available→transit 10
        PAR MUG transit→available 10
        """),
    MatrixRow(
      "units are found damaged", before: [], move(.available, .damaged),
      legs: """
        Dr 5410:damaged 3000
        Cr 1310 3000
        """, units: "LON MUG available→damaged 10"),
    MatrixRow(
      "units are thrown away", before: [], move(.available, .scrapped),
      legs: """
        Dr 5410:scrapped 3000
        Cr 1310 3000
        """, units: "LON MUG available→scrapped 10"),
    MatrixRow(
      "units are thrown away beside damaged ones, which are worth nothing",
      before: [move(.available, .damaged)], move(.available, .scrapped),
      legs: """
        Dr 5410:scrapped 3000
        Cr 1310 3000
        """, units: "LON MUG available→scrapped 10"),
    MatrixRow(
      "units go back to the supplier", before: [], move(.available, .supplier),
      legs: """
        Dr 3900 3000
        Cr 1310 3000
        """, units: "LON MUG available→supplier 10"),
    MatrixRow(
      "units are kept back", before: [], move(.available, .safety),
      units: "LON MUG available→safety 10"),
  ]

  @Test(arguments: rows) func `stock that moves without an order`(_ row: MatrixRow) throws {
    try row.check()
  }
}
