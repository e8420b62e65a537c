import OrderLedgerModel
import Testing

@Suite struct FulfillmentPostingsTests {
  static let paid = [Sample.place, Sample.pay(10_200)]
  static let mugs = [LineQuantity(line: "A", quantity: 3)]

  static let rows: [MatrixRow] = [
    MatrixRow(
      "a line with a discount", before: [Sample.placeDiscounted, Sample.pay(9_200)],
      Sample.fulfill(mugs),
      legs: """
        Dr 2110 2625
        Dr 2120 500
        Dr 4090 375
        Dr 5010:MUG 900
        Cr 1310 900
        Cr 4010:web 3000
        Cr 4020:web 500
        """,
      units: "LON MUG reserved→shipped 3"),
    MatrixRow(
      "the second fulfillment renders no service again", before: paid + [Sample.fulfill(mugs)],
      Sample.fulfill(nil, "f2"),
      legs: """
        Dr 2110 5000
        Dr 5010:SHIRT 1600
        Cr 1310 1600
        Cr 4010:web 5000
        """,
      units: "LON SHIRT reserved→shipped 2"),
    MatrixRow(
      "tax falls due with the goods", policy: .taxWithGoods, before: paid, Sample.fulfill(mugs),
      legs: """
        Dr 2110 3000
        Dr 2120 500
        Dr 2220 700
        Dr 5010:MUG 900
        Cr 1310 900
        Cr 2210:VAT-20 700
        Cr 4010:web 3000
        Cr 4020:web 500
        """,
      units: "LON MUG reserved→shipped 3"),
    MatrixRow(
      "shipped before it is paid", before: [Sample.place], Sample.fulfill(mugs),
      legs: """
        Dr 1210 4200
        Dr 5010:MUG 900
        Cr 1310 900
        Cr 2210:VAT-20 700
        Cr 4010:web 3000
        Cr 4020:web 500
        """,
      units: "LON MUG reserved→shipped 3"),
    MatrixRow(
      "a claim that arose with the order", policy: .accrueAtOrder, before: [Sample.place],
      Sample.fulfill(mugs),
      legs: """
        Dr 2110 3000
        Dr 2120 500
        Dr 5010:MUG 900
        Cr 1310 900
        Cr 4010:web 3000
        Cr 4020:web 500
        """,
      units: "LON MUG reserved→shipped 3"),
    MatrixRow(
      "a tip is owed on and never earned",
      before: [CapturePostingsTests.chargesOrder, Sample.pay(4_800)], Sample.fulfill(),
      legs: """
        Dr 2110 3000
        Dr 2120 600
        Dr 5010:MUG 900
        Cr 1310 900
        Cr 4010:web 3000
        Cr 4020:web 600
        """,
      units: "LON MUG reserved→shipped 3"),
    MatrixRow(
      "a fulfillment that did not leave is exactly undone",
      before: [Sample.placeDiscounted, Sample.pay(9_200), Sample.fulfill(mugs)],
      Sample.cancelFulfillment(),
      legs: """
        Dr 1310 900
        Dr 4010:web 3000
        Dr 4020:web 500
        Cr 2110 2625
        Cr 2120 500
        Cr 4090 375
        Cr 5010:MUG 900
        """,
      units: "LON MUG shipped→reserved 3"),
    MatrixRow(
      "the cost comes back as it left, whatever came in since",
      before: paid + [
        Sample.fulfill([LineQuantity(line: "A", quantity: 1)]),
        Sample.fulfill([LineQuantity(line: "A", quantity: 1)], "f2"),
        .receiveStock(
          ReceiveStock(
            sku: "MUG", location: "LON", quantity: 2, unitCost: 90_000, currency: .gbp)),
      ],
      Sample.cancelFulfillment("f2"),
      legs: """
        Dr 1310 300
        Dr 4010:web 1000
        Cr 2110 1000
        Cr 5010:MUG 300
        """,
      units: "LON MUG shipped→reserved 1"),
    MatrixRow(
      "a unit whose money went back earns nothing",
      before: paid + [Sample.refund(mugs)], Sample.fulfill(mugs),
      legs: """
        Dr 2120 500
        Dr 5010:MUG 900
        Cr 1310 900
        Cr 4020:web 500
        """,
      units: "LON MUG reserved→shipped 3"),
  ]

  @Test(arguments: rows) func `goods that leave`(_ row: MatrixRow) throws {
    try row.check()
  }
}
