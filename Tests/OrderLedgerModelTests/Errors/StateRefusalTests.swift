import OrderLedgerModel
import Testing

@Suite struct StateRefusalTests {
  static let paid = [Sample.place, Sample.pay(10_200)]
  static let cancelled = paid + [Sample.cancel()]
  static let shipped = paid + [Sample.fulfill()]
  static let close = Action.closeLocation(CloseLocation(location: "LON"))

  static let names: [RefusalRow] = [
    RefusalRow(
      "an order's name", before: paid, Sample.place, "alreadyExists | order 1001 | version 2"),
    RefusalRow("a payment's name", before: paid, Sample.pay(1), "alreadyExists | payment p1"),
    RefusalRow(
      "a fulfillment's name", before: shipped, Sample.fulfill(),
      "alreadyExists | fulfillment f1"),
    RefusalRow(
      "a cancellation's name", before: paid + [Sample.cancel([CancelOrder.Line(line: "A")])],
      Sample.cancel(), "alreadyExists | refund x1"),
    RefusalRow(
      "a cancellation's name for a refund", before: cancelled, Sample.refund(amount: 1, "x1"),
      "alreadyExists | refund x1"),
    RefusalRow(
      "an attempt's name", before: cancelled + [Sample.submit(amount: 1)], Sample.submit(),
      "alreadyExists | attempt a1"),
    RefusalRow(
      "a reference of another payment",
      before: [Sample.place, Sample.pay(200, reference: "ch_1"), Sample.authorize(500, "p2")],
      Sample.capture(500, "p2", reference: "ch_1"), "referenceConflict | payment p2 | ch_1"),
  ]

  @Test(arguments: names) func `a name that is taken`(_ row: RefusalRow) throws {
    try row.check()
  }

  static let strangers: [RefusalRow] = [
    RefusalRow("an order", Sample.cancel(), "orderNotFound | order 1001"),
    RefusalRow(
      "a line", before: paid, Sample.cancel([CancelOrder.Line(line: "Z")]),
      "lineNotFound | line Z | A, B, S"),
    RefusalRow(
      "a line that is a service", before: paid, Sample.cancel([CancelOrder.Line(line: "S")]),
      "lineNotFound | line S | shipping | a line of goods"),
    RefusalRow(
      "a payment", before: paid, Sample.capture(1, "p9"), "paymentNotFound | payment p9 | p1"),
    RefusalRow(
      "a refund", before: paid, Sample.submit("x9"), "refundNotFound | refund x9"),
    RefusalRow(
      "an attempt", before: paid, Sample.settle(.failed, "a9"), "attemptNotFound | attempt a9"),
    RefusalRow(
      "a fulfillment", before: paid, Sample.cancelFulfillment("f9"),
      "fulfillmentNotFound | fulfillment f9"),
    RefusalRow(
      "a location", before: paid, Sample.cancel(disposition: Disposition(.restock, at: "NYC")),
      "locationNotFound | location NYC"),
    RefusalRow(
      "a location to order from", .placeLine { $0.location = "NYC" },
      "locationNotFound | location NYC"),
    RefusalRow(
      "a gift card", before: [Sample.place],
      Sample.pay(100, by: Tender(.giftCard, name: "card-1")),
      "creditNotFound | giftCard card-1"),
  ]

  @Test(arguments: strangers) func `something that does not exist`(_ row: RefusalRow) throws {
    try row.check()
  }

  static let states: [RefusalRow] = [
    RefusalRow(
      "another version", before: paid, Sample.cancel(), version: 1,
      "versionMismatch | order 1001 | 2 | 1"),
    RefusalRow(
      "cancelled twice", before: cancelled, Sample.cancel(nil, "x2"),
      "alreadyCancelled | order 1001"),
    RefusalRow(
      "cancelled twice under the same name", before: cancelled, Sample.cancel(),
      "alreadyCancelled | order 1001"),
    RefusalRow(
      "fulfilled after it was cancelled", before: cancelled, Sample.fulfill(),
      "alreadyCancelled | order 1001"),
    RefusalRow(
      "cancelled after all of it left", before: shipped, Sample.cancel(),
      "nothingToCancel | order 1001 | 0 open, 5 fulfilled"),
    RefusalRow(
      "fulfilled when nothing is open", before: shipped, Sample.fulfill(nil, "f2"),
      "nothingToFulfill | order 1001 | 0 open, 5 fulfilled"),
    RefusalRow(
      "a fulfillment taken back twice", before: shipped + [Sample.cancelFulfillment()],
      Sample.cancelFulfillment(), "fulfillmentCancelled | fulfillment f1"),
    RefusalRow(
      "an authorisation captured out",
      before: [Sample.place, Sample.authorize(500), Sample.capture(500)], Sample.capture(1),
      "authorizationClosed | payment p1 | 0 open"),
    RefusalRow(
      "an order that needs no more money", before: paid + [Sample.authorize(500, "p2")],
      Sample.capture(nil, "p2"), "nothingToCapture | order 1001 | 0 outstanding"),
    RefusalRow(
      "an attempt that failed and now is to succeed",
      before: cancelled + [Sample.submit(), Sample.settle(.failed)], Sample.settle(.succeeded),
      "attemptClosed | attempt a1 | failed | none"),
    RefusalRow(
      "nothing to give back", before: [Sample.place],
      Sample.refund([LineQuantity(line: "A", quantity: 1)]),
      "nothingToRefund | order 1001 | nothing captured that was not given back"),
    RefusalRow(
      "restocked where it is closed", before: paid + [close], Sample.cancel(),
      "locationClosed | location LON | PAR"),
    RefusalRow(
      "ordered where it is closed", before: [close], Sample.place,
      "locationClosed | location LON | PAR"),
    RefusalRow(
      "closed twice", before: [close], close, "locationUnchanged | location LON | closed"),
  ]

  @Test(arguments: states) func `something whose time has gone`(_ row: RefusalRow) throws {
    try row.check()
  }

  static let figures: [RefusalRow] = [
    RefusalRow(
      "more cancelled than is open", before: paid,
      Sample.cancel([CancelOrder.Line(line: "A", quantity: 4)]),
      "overQuantity | line A | 4 | 3 open"),
    RefusalRow(
      "more cancelled than is open of a line that left",
      before: paid + [Sample.fulfill([LineQuantity(line: "A", quantity: 3)])],
      Sample.cancel([CancelOrder.Line(line: "A")]), "overQuantity | line A | 1 | 0 open"),
    RefusalRow(
      "more fulfilled than is open", before: paid,
      Sample.fulfill([LineQuantity(line: "B", quantity: 3)]),
      "overQuantity | line B | 3 | 2 open"),
    RefusalRow(
      "more refunded than there is", before: paid,
      Sample.refund([LineQuantity(line: "B", quantity: 3)]),
      "overQuantity | line B | 3 | 2 not refunded"),
    RefusalRow(
      "more ordered than there is", .placeLine { $0.quantity = 101 },
      "insufficientStock | stock MUG at LON | 101 | 100"),
    RefusalRow(
      "a count of other stock",
      .countStock(CountStock(sku: "MUG", location: "LON", quantity: 1, expected: 99)),
      "countMismatch | stock MUG at LON | 100 | 99"),
    RefusalRow(
      "more moved than there is", StockPostingsTests.move(.safety, .available),
      "stockBelowZero | stock MUG at LON | 10 safety | at most 0"),
    RefusalRow(
      "a cost in another currency",
      .receiveStock(
        ReceiveStock(sku: "MUG", location: "LON", quantity: 1, unitCost: 1, currency: .eur)),
      "currencyMismatch | stock MUG at LON | EUR | GBP"),
    RefusalRow(
      "more captured than was promised", before: [Sample.place, Sample.authorize(500)],
      Sample.capture(501), "overCapture | payment p1 | 501 | 500"),
    RefusalRow(
      "more refunded than was captured", before: paid, Sample.refund(amount: 10_201),
      "overRefund | order 1001 | 10201 | 10200"),
    RefusalRow(
      "more refunded than was captured, by a cancellation", before: paid,
      Sample.cancel(refund: .amount(10_201)), "overRefund | order 1001 | 10201 | 10200"),
    RefusalRow(
      "refunded again while the first is under way", before: cancelled + [Sample.submit()],
      Sample.refund(amount: 1), "overRefund | order 1001 | 1 | 0"),
    RefusalRow(
      "submitted again while the first is under way", before: cancelled + [Sample.submit()],
      Sample.submit("x1", "a2", amount: 10_200),
      "overRefund | refund x1 | 10200 | 0 (10200 pending, 0 settled)"),
    RefusalRow(
      "more shipping than there is", before: paid, Sample.refund(shipping: .amount(501)),
      "overRefund | field shipping.amount | 501 | 500"),
    RefusalRow(
      "a fee beyond what is due", before: paid,
      Sample.cancel(
        [CancelOrder.Line(line: "A", quantity: 1)], fee: CancellationFee(amount: 1_201)),
      "feeExceedsRefund | field fee.amount | 1201 | 1200"),
    RefusalRow(
      "stock beyond the limit",
      before: (1...999).map { _ in
        .receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: Limits.maxQuantity))
      },
      .receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: Limits.maxQuantity)),
      "overflow | stock MUG at LON | at most 1000000000000 units"),
  ]

  @Test(arguments: figures) func `more than there is`(_ row: RefusalRow) throws {
    try row.check()
  }
}
