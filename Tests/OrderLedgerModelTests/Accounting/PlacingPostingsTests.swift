import OrderLedgerModel
import Testing

@Suite struct PlacingPostingsTests {
  static let rows: [MatrixRow] = [
    MatrixRow(
      "an order placed says nothing about money", before: [], Sample.place,
      units: """
        LON MUG available→reserved 3
        LON SHIRT available→reserved 2
        """),
    MatrixRow(
      "an order placed is a claim where the policy says so", policy: .accrueAtOrder, before: [],
      Sample.place,
      legs: """
        Dr 1210 10200
        Cr 2110 8000
        Cr 2120 500
        Cr 2210:VAT-20 1700
        """,
      units: """
        LON MUG available→reserved 3
        LON SHIRT available→reserved 2
        """),
    MatrixRow(
      "units that are not there are not reserved", before: [],
      .placeOrder(
        Sample.order(
          lines: [
            PlaceOrder.Line(
              line: "A", sku: "MUG", quantity: 103, unitPrice: 1_000, location: "LON")
          ], backorder: true)),
      units: "LON MUG available→reserved 100"),
    MatrixRow(
      "an authorisation is a promise", before: [Sample.place], Sample.authorize(10_200),
      legs: """
        pending Dr 1110:stripe 10200
        pending Cr 2110 10200
        """),
    MatrixRow(
      "an authorisation let go", before: [Sample.place, Sample.authorize(10_200)],
      .voidAuthorization(VoidAuthorization(order: "1001", payment: "p1")),
      legs: """
        released Dr 1110:stripe 10200
        released Cr 2110 10200
        """),
    MatrixRow(
      "what was left of an authorisation lapses",
      before: [Sample.place, Sample.authorize(10_200), Sample.capture(200)],
      .expireAuthorization(ExpireAuthorization(order: "1001", payment: "p1")),
      legs: """
        released Dr 1110:stripe 10000
        released Cr 2110 10000
        """),
  ]

  @Test(arguments: rows) func `placing and promising`(_ row: MatrixRow) throws {
    try row.check()
  }
}
