import OrderLedgerModel
import Testing

@Suite struct RefundPostingsTests {
  static let paid = [Sample.place, Sample.pay(10_200)]
  static let owed = paid + [Sample.cancel()]
  static let pending = owed + [Sample.submit()]
  static let oneMug = [LineQuantity(line: "A", quantity: 1)]

  static let attempts: [MatrixRow] = [
    MatrixRow(
      "submitted", before: owed, Sample.submit(),
      legs: """
        pending Dr 2310 10200
        pending Cr 1110:stripe 10200
        """),
    MatrixRow(
      "a part submitted", before: owed, Sample.submit(amount: 4_000),
      legs: """
        pending Dr 2310 4000
        pending Cr 1110:stripe 4000
        """),
    MatrixRow(
      "succeeded", before: pending, Sample.settle(.succeeded),
      legs: """
        released Dr 2310 10200
        released Cr 1110:stripe 10200
        Dr 2310 10200
        Cr 1110:stripe 10200
        """),
    MatrixRow(
      "succeeded, and the service charged for it", before: pending,
      Sample.settle(.succeeded, fee: 25),
      legs: """
        released Dr 2310 10200
        released Cr 1110:stripe 10200
        Dr 2310 10200
        Dr 5320:stripe 25
        Cr 1110:stripe 10225
        """),
    MatrixRow(
      "failed: the debt stands", before: pending, Sample.settle(.failed),
      legs: """
        released Dr 2310 10200
        released Cr 1110:stripe 10200
        """),
    MatrixRow(
      "called off: the debt stands", before: pending, Sample.settle(.cancelled),
      legs: """
        released Dr 2310 10200
        released Cr 1110:stripe 10200
        """),
    MatrixRow(
      "failed late: the debt is opened again", before: pending + [Sample.settle(.succeeded)],
      Sample.settle(.failed),
      legs: """
        Dr 1110:stripe 10200
        Cr 2310 10200
        """),
    MatrixRow(
      "tried again", before: pending + [Sample.settle(.failed)], Sample.submit("x1", "a2"),
      legs: """
        pending Dr 2310 10200
        pending Cr 1110:stripe 10200
        """),
  ]

  @Test(arguments: attempts) func `attempts to carry out a refund`(_ row: MatrixRow) throws {
    try row.check()
  }

  static let decisions: [MatrixRow] = [
    MatrixRow(
      "goods that have not left", before: paid, Sample.refund(oneMug),
      legs: """
        Dr 2110 1000
        Dr 2210:VAT-20 200
        Cr 2310 1200
        """),
    MatrixRow(
      "goods that have left", before: paid + [Sample.fulfill()], Sample.refund(oneMug),
      legs: """
        Dr 2210:VAT-20 200
        Dr 4110 1000
        Cr 2310 1200
        """),
    MatrixRow(
      "shipping that was rendered", before: paid + [Sample.fulfill()],
      Sample.refund(shipping: .auto),
      legs: """
        Dr 2210:VAT-20 100
        Dr 4110 500
        Cr 2310 600
        """),
    MatrixRow(
      "an amount without goods is goodwill", before: paid, Sample.refund(amount: 700),
      legs: """
        Dr 5510:staff 700
        Cr 2310 700
        """),
    MatrixRow(
      "an overpayment is given back before anything else",
      before: [Sample.place, Sample.pay(12_000)], Sample.refund(amount: 1_800),
      legs: """
        Dr 2610 1800
        Cr 2310 1800
        """),
    MatrixRow(
      "less than the goods are worth", before: paid, Sample.refund(oneMug, amount: 1_000),
      legs: """
        Dr 2110 1000
        Dr 2210:VAT-20 200
        Cr 2310 1000
        Cr 5510:staff 200
        """),
  ]

  @Test(arguments: decisions) func `money that goes back without a cancellation`(
    _ row: MatrixRow
  ) throws {
    try row.check()
  }
}
