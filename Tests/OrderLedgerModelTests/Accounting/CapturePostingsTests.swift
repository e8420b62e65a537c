import OrderLedgerModel
import Testing

@Suite struct CapturePostingsTests {
  static let promised = [Sample.place, Sample.authorize(10_200)]
  static let chargesOrder = Action.placeOrder(
    Sample.order(
      lines: [Sample.mugs],
      charges: [
        PlaceOrder.Service(line: "T", kind: .tip, amount: 300),
        PlaceOrder.Service(line: "D", kind: .duty, amount: 200),
        PlaceOrder.Service(line: "G", kind: .giftWrap, amount: 100),
      ]))

  static let rows: [MatrixRow] = [
    MatrixRow(
      "captured whole, with the service's fee", before: promised, Sample.capture(fee: 358),
      legs: """
        released Dr 1110:stripe 10200
        released Cr 2110 10200
        Dr 1110:stripe 10200
        Dr 5310:stripe 358
        Cr 1110:stripe 358
        Cr 2110 8000
        Cr 2120 500
        Cr 2210:VAT-20 1700
        """),
    MatrixRow(
      "the first part captured is shared by largest remainder", before: promised,
      Sample.capture(5_000),
      legs: """
        released Dr 1110:stripe 5000
        released Cr 2110 5000
        Dr 1110:stripe 5000
        Cr 2110 3922
        Cr 2120 245
        Cr 2210:VAT-20 833
        """),
    MatrixRow(
      "the last part captured fills up the rest", before: promised + [Sample.capture(5_000)],
      Sample.capture(),
      legs: """
        released Dr 1110:stripe 5200
        released Cr 2110 5200
        Dr 1110:stripe 5200
        Cr 2110 4078
        Cr 2120 255
        Cr 2210:VAT-20 867
        """),
    MatrixRow(
      "captured with the discount taken off", before: [Sample.placeDiscounted],
      Sample.pay(9_200),
      legs: """
        Dr 1110:stripe 9200
        Cr 2110 7000
        Cr 2120 500
        Cr 2210:VAT-20 1700
        """),
    MatrixRow(
      "captured where tax falls due with the goods", policy: .taxWithGoods, before: promised,
      Sample.capture(),
      legs: """
        released Dr 1110:stripe 10200
        released Cr 2110 10200
        Dr 1110:stripe 10200
        Cr 2110 8000
        Cr 2120 500
        Cr 2220 1700
        """),
    MatrixRow(
      "captured where the claim was there already", policy: .accrueAtOrder, before: promised,
      Sample.capture(),
      legs: """
        released Dr 1110:stripe 10200
        released Cr 2110 10200
        Dr 1110:stripe 10200
        Cr 1210 10200
        """),
    MatrixRow(
      "tips, duty and wrapping", before: [chargesOrder], Sample.pay(4_800),
      legs: """
        Dr 1110:stripe 4800
        Cr 2110 3000
        Cr 2120 600
        Cr 2210:VAT-20 700
        Cr 2210:duty 200
        Cr 2410 300
        """),
    MatrixRow(
      "cash", before: [Sample.place], Sample.pay(10_200, by: Tender(.manual, name: "till")),
      legs: """
        Dr 1110:till 10200
        Cr 2110 8000
        Cr 2120 500
        Cr 2210:VAT-20 1700
        """),
    MatrixRow(
      "paid beyond the order's value", before: [Sample.place], Sample.pay(12_000),
      legs: """
        Dr 1110:stripe 12000
        Cr 2110 8000
        Cr 2120 500
        Cr 2210:VAT-20 1700
        Cr 2610 1800
        """),
    MatrixRow(
      "captured after the cancellation", before: promised + [Sample.cancel()],
      Sample.capture(4_000, fee: 10),
      legs: """
        Dr 1110:stripe 4000
        Dr 2610 4000
        Dr 5310:stripe 10
        Cr 1110:stripe 10
        Cr 2310 4000
        Cr 2610 4000
        """),
    MatrixRow(
      "paid after the goods were shipped", before: [Sample.place, Sample.fulfill()],
      Sample.pay(10_200),
      legs: """
        Dr 1110:stripe 10200
        Cr 1210 10200
        """),
  ]

  @Test(arguments: rows) func `money that comes in`(_ row: MatrixRow) throws {
    try row.check()
  }
}
