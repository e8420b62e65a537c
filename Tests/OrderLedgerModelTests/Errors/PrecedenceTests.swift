import OrderLedgerModel
import Testing

// `domain.md`, section 7: malformed request → idempotency → not found → version → state → quantity →
// stock → money. Each row is wrong in the two ways that its name says.

@Suite struct PrecedenceTests {
  static let paid = StateRefusalTests.paid
  static let cancelled = StateRefusalTests.cancelled
  static let close = StateRefusalTests.close

  static func mugs(_ quantity: Int64) -> [CancelOrder.Line] {
    [CancelOrder.Line(line: "A", quantity: quantity)]
  }

  static let rows: [RefusalRow] = [
    RefusalRow(
      "malformed, exists", before: paid, .placeLine { $0.quantity = 0 },
      "invalidQuantity | line A | 0 | 1 to 1000000000"),
    RefusalRow(
      "malformed discount, exists", before: paid,
      .placeLine { $0.discounts = [Discount(amount: 3_001)] },
      "invalidAmount | line A | discounts of 3001 | at most 3000"),
    RefusalRow(
      "malformed discount, no such location",
      .placeLine {
        $0.discounts = [Discount(amount: 3_001)]
        $0.location = "NYC"
      },
      "invalidAmount | line A | discounts of 3001 | at most 3000"),
    RefusalRow(
      "malformed tax, closed location, no stock", before: [close],
      .placeLine {
        $0.taxes = [Tax(code: "VAT", amount: 3_031)]
        $0.taxIncluded = true
        $0.quantity = 1_000
        $0.unitPrice = 3
      },
      "invalidAmount | line A | taxes of 3031 | at most 3000"),
    RefusalRow(
      "malformed, not found", Sample.cancel(mugs(0)),
      "invalidQuantity | line A | 0 | 1 to 1000000000"),
    RefusalRow(
      "malformed, version", before: paid, Sample.cancel(mugs(0)), version: 9,
      "invalidQuantity | line A | 0 | 1 to 1000000000"),
    RefusalRow(
      "malformed shipping, nothing to refund", before: [Sample.place],
      Sample.refund(shipping: .proportional),
      "invalidChoice | field shipping.kind | proportional | auto, amount, keep"),
    RefusalRow(
      "exists, line not found", before: paid + [Sample.cancel(mugs(1))],
      Sample.cancel([CancelOrder.Line(line: "Z")]), "alreadyExists | refund x1"),
    RefusalRow(
      "exists, version", before: paid + [Sample.cancel(mugs(1))], Sample.cancel(), version: 9,
      "alreadyExists | refund x1"),
    RefusalRow(
      "exists, not found", before: StateRefusalTests.shipped,
      .fulfill(Fulfill(order: "9", fulfillment: "f1")), "alreadyExists | fulfillment f1"),
    RefusalRow(
      "line not found, version", before: paid, Sample.cancel([CancelOrder.Line(line: "Z")]),
      version: 9, "lineNotFound | line Z | A, B, S"),
    RefusalRow(
      "line not found, cancelled", before: cancelled,
      Sample.cancel([CancelOrder.Line(line: "Z")], "x2"), "lineNotFound | line Z | A, B, S"),
    RefusalRow(
      "second location not found, first closed", before: [close],
      .place(changing: { $0.lines[1].location = "NYC" }), "locationNotFound | location NYC"),
    RefusalRow(
      "payment not found, version", before: paid, Sample.capture(1, "p9"), version: 9,
      "paymentNotFound | payment p9 | p1"),
    RefusalRow(
      "version, cancelled", before: cancelled, Sample.cancel(nil, "x2"), version: 9,
      "versionMismatch | order 1001 | 3 | 9"),
    RefusalRow(
      "version, quantity", before: paid, Sample.cancel(mugs(4)), version: 9,
      "versionMismatch | order 1001 | 2 | 9"),
    RefusalRow(
      "version, over-refund", before: paid, Sample.refund(amount: 99_999), version: 9,
      "versionMismatch | order 1001 | 2 | 9"),
    RefusalRow(
      "closed location, quantity", before: paid + [close], Sample.cancel(mugs(4)),
      "locationClosed | location LON | PAR"),
    RefusalRow(
      "closed location, no stock", before: [close], .placeLine { $0.quantity = 101 },
      "locationClosed | location LON | PAR"),
    RefusalRow(
      "cancelled, over-refund", before: cancelled,
      Sample.cancel(nil, "x2", refund: .amount(99_999)), "alreadyCancelled | order 1001"),
    RefusalRow(
      "quantity, stock",
      before: [
        .placeOrder(Sample.order(lines: [Sample.mugs], backorder: true)),
        StockPostingsTests.move(.available, .safety),
      ], Sample.fulfill([LineQuantity(line: "A", quantity: 4)]),
      "overQuantity | line A | 4 | 3 open"),
    RefusalRow(
      "quantity, fee", before: paid,
      Sample.cancel(mugs(4), fee: CancellationFee(amount: 999_999)),
      "overQuantity | line A | 4 | 3 open"),
    RefusalRow(
      "quantity, over-refund when nothing is left",
      before: cancelled, Sample.refund([LineQuantity(line: "A", quantity: 1)], amount: 1),
      "overQuantity | line A | 1 | 0 not refunded"),
    RefusalRow(
      "quantity, over-refund", before: paid,
      Sample.refund([LineQuantity(line: "A", quantity: 4)], amount: 99_999),
      "overQuantity | line A | 4 | 3 not refunded"),
    RefusalRow(
      "stock, currency",
      before: [
        .receiveStock(
          ReceiveStock(sku: "BOOK", location: "LON", quantity: 1, unitCost: 1, currency: .gbp)),
        .receiveStock(
          ReceiveStock(sku: "BOOK", location: "PAR", quantity: 1, unitCost: 1, currency: .eur)),
      ],
      .moveStock(
        MoveStock(
          sku: "BOOK", from: StockPlace(location: "LON", bucket: .available),
          to: StockPlace(location: "PAR", bucket: .available), quantity: 2, reason: "staff")),
      "stockBelowZero | stock BOOK at LON | 2 available | at most 1"),
  ]

  @Test(arguments: rows) func `a command wrong in two ways is told the earlier one`(
    _ row: RefusalRow
  ) throws {
    try row.check()
  }

  @Test func `the list of codes is in the order of its categories`() {
    let categories = LedgerError.Code.allCases.map(\.category)
    #expect(categories == categories.sorted())
    #expect(Set(categories) == Set(LedgerError.Category.allCases))
  }

  @Test(arguments: LedgerError.Code.allCases)
  func `every code says what it means in one clause`(code: LedgerError.Code) {
    #expect(code.meaning.count > 10)
    #expect(!code.meaning.hasSuffix("."))
    #expect(code == .database || code.meaning != LedgerError.Code.database.meaning)
  }
}
