import OrderLedgerModel
import Testing

@Suite struct CancellationPostingsTests {
  static let paid = [Sample.place, Sample.pay(10_200)]
  static let all = """
    LON MUG reserved→available 3
    LON SHIRT reserved→available 2
    """
  static let oneMug = [CancelOrder.Line(line: "A", quantity: 1)]

  static let whole: [MatrixRow] = [
    MatrixRow(
      "before anything was paid", before: [Sample.place], Sample.cancel(), units: all),
    MatrixRow(
      "before capture", before: [Sample.place, Sample.authorize(10_200)], Sample.cancel(),
      legs: """
        released Dr 1110:stripe 10200
        released Cr 2110 10200
        """, units: all),
    MatrixRow(
      "before capture, where the claim arose with the order", policy: .accrueAtOrder,
      before: [Sample.place], Sample.cancel(),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 1210 10200
        """, units: all),
    MatrixRow(
      "after capture", before: paid, Sample.cancel(),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 2310 10200
        """, units: all),
    MatrixRow(
      "after capture, refund left for later", before: paid, Sample.cancel(refund: .later),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 2310 10200
        """, units: all),
    MatrixRow(
      "after capture, where tax falls due with the goods", policy: .taxWithGoods, before: paid,
      Sample.cancel(),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2220 1700
        Cr 2310 10200
        """, units: all),
    MatrixRow(
      "after a part was captured, the rest of the promise is let go",
      before: [Sample.place, Sample.authorize(10_200), Sample.capture(5_000)], Sample.cancel(),
      legs: """
        released Dr 1110:stripe 5200
        released Cr 2110 5200
        Dr 2110 3922
        Dr 2120 245
        Dr 2210:VAT-20 833
        Cr 2310 5000
        """, units: all),
    MatrixRow(
      "with a tip and duty",
      before: [CapturePostingsTests.chargesOrder, Sample.pay(4_800)], Sample.cancel(),
      legs: """
        Dr 2110 3000
        Dr 2120 600
        Dr 2210:VAT-20 700
        Dr 2210:duty 200
        Dr 2410 300
        Cr 2310 4800
        """, units: "LON MUG reserved→available 3"),
    MatrixRow(
      "the money is kept", before: paid, Sample.cancel(refund: .none),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 4210 10200
        """, units: all),
    MatrixRow(
      "a fee is kept", before: paid, Sample.cancel(fee: CancellationFee(amount: 500)),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 2310 9700
        Cr 4210 500
        """, units: all),
    MatrixRow(
      "a fee with tax is kept", before: paid,
      Sample.cancel(fee: CancellationFee(amount: 500, tax: 83, taxCode: "VAT-20")),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 2210:VAT-20 83
        Cr 2310 9700
        Cr 4210 417
        """, units: all),
    MatrixRow(
      "the shipping is kept, and the tax on it stays owed", before: paid,
      Sample.cancel(shipping: .keep),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1600
        Cr 2310 9600
        Cr 4210 500
        """, units: all),
    MatrixRow(
      "a part of the shipping is given back", before: paid,
      Sample.cancel(shipping: .amount(200)),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1640
        Cr 2310 9840
        Cr 4210 300
        """, units: all),
    MatrixRow(
      "shipping that was never paid can't be kept", before: [Sample.place],
      Sample.cancel(shipping: .keep), units: all),
    MatrixRow(
      "less goes back than is due", before: paid, Sample.cancel(refund: .amount(10_000)),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Cr 2310 10000
        Cr 5510:customer 200
        """, units: all),
    MatrixRow(
      "an overpayment goes back with it", before: [Sample.place, Sample.pay(12_000)],
      Sample.cancel(),
      legs: """
        Dr 2110 8000
        Dr 2120 500
        Dr 2210:VAT-20 1700
        Dr 2610 1800
        Cr 2310 12000
        """, units: all),
  ]

  @Test(arguments: whole) func `a whole order cancelled`(_ row: MatrixRow) throws {
    try row.check()
  }

  static let partial: [MatrixRow] = [
    MatrixRow(
      "one of three", before: paid, Sample.cancel(oneMug),
      legs: """
        Dr 2110 1000
        Dr 2210:VAT-20 200
        Cr 2310 1200
        """, units: "LON MUG reserved→available 1"),
    MatrixRow(
      "one of three with its share of the discount",
      before: [Sample.placeDiscounted, Sample.pay(9_200)], Sample.cancel(oneMug),
      legs: """
        Dr 2110 875
        Dr 2210:VAT-20 200
        Cr 2310 1075
        """, units: "LON MUG reserved→available 1"),
    MatrixRow(
      "of an order that is paid in part, what was not paid goes first",
      before: [Sample.place, Sample.pay(9_500)], Sample.cancel(oneMug),
      legs: """
        Dr 2110 451
        Dr 2210:VAT-20 83
        Cr 2120 34
        Cr 2310 500
        """, units: "LON MUG reserved→available 1"),
    MatrixRow(
      "of an order that is hardly paid, nothing is due",
      before: [Sample.place, Sample.pay(5_000)], Sample.cancel(oneMug),
      legs: """
        Dr 2110 33
        Cr 2120 33
        """, units: "LON MUG reserved→available 1"),
    MatrixRow(
      "shipping by the value of the goods", before: paid,
      Sample.cancel([CancelOrder.Line(line: "A")], shipping: .proportional),
      legs: """
        Dr 2110 3000
        Dr 2120 187
        Dr 2210:VAT-20 637
        Cr 2310 3824
        """, units: "LON MUG reserved→available 3"),
    MatrixRow(
      "more goes back than is due", before: paid, Sample.cancel(oneMug, refund: .amount(1_500)),
      legs: """
        Dr 2110 1000
        Dr 2210:VAT-20 200
        Dr 5510:customer 300
        Cr 2310 1500
        """, units: "LON MUG reserved→available 1"),
    MatrixRow(
      "what is left when the rest was shipped",
      before: paid + [Sample.fulfill([LineQuantity(line: "A", quantity: 2)])], Sample.cancel(),
      legs: """
        Dr 2110 6000
        Dr 2210:VAT-20 1200
        Cr 2310 7200
        """,
      units: """
        LON MUG reserved→available 1
        LON SHIRT reserved→available 2
        """),
    MatrixRow(
      "a unit whose money went back already",
      before: paid + [
        Sample.refund([LineQuantity(line: "A", quantity: 1)])
      ], Sample.cancel(oneMug), units: "LON MUG reserved→available 1"),
  ]

  @Test(arguments: partial) func `a part of an order cancelled`(_ row: MatrixRow) throws {
    try row.check()
  }

  static let dispositions: [MatrixRow] = [
    MatrixRow(
      "damaged", before: paid, Sample.cancel(oneMug, disposition: Disposition(.damaged)),
      legs: """
        Dr 2110 1000
        Dr 2210:VAT-20 200
        Dr 5410:damaged 300
        Cr 1310 300
        Cr 2310 1200
        """, units: "LON MUG reserved→damaged 1"),
    MatrixRow(
      "scrapped", before: [Sample.place],
      Sample.cancel(oneMug, disposition: Disposition(.scrapped)),
      legs: """
        Dr 5410:scrapped 300
        Cr 1310 300
        """, units: "LON MUG reserved→scrapped 1"),
    MatrixRow(
      "kept by the customer", before: [Sample.place],
      Sample.cancel(oneMug, disposition: Disposition(.kept)),
      legs: """
        Dr 5410:kept 300
        Cr 1310 300
        """, units: "LON MUG reserved→scrapped 1"),
    MatrixRow(
      "restocked elsewhere", before: [Sample.place],
      Sample.cancel(oneMug, disposition: Disposition(.restock, at: "PAR")),
      units: """
        LON MUG reserved→transit 1
        PAR MUG transit→available 1
        """),
    MatrixRow(
      "damaged elsewhere", before: [Sample.place],
      Sample.cancel(oneMug, disposition: Disposition(.damaged, at: "PAR")),
      legs: """
        Dr 5410:damaged 300
        Cr 1310 300
        """,
      units: """
        LON MUG reserved→transit 1
        PAR MUG transit→damaged 1
        """),
  ]

  @Test(arguments: dispositions) func `what becomes of the units`(_ row: MatrixRow) throws {
    try row.check()
  }
}
