import OrderLedger
import OrderLedgerTesting
import Testing

@Suite(.serialized) struct PostingMatrixTests {
  @Test(arguments: allExamples)
  func `the posting matrix shows what the ledger posts`(_ example: WorkedExample) async throws {
    var page = try Page("PostingMatrix")
    try page.expect(example.heading, shows: try await example.text())
  }

  @Test func `every example of the posting matrix is tested`() throws {
    #expect(Set(try Page("PostingMatrix").examples) == Set(allExamples.map(\.heading)))
  }

  @Test(arguments: lawExamples)
  func `the law of cancelling shows what the ledger posts`(_ example: WorkedExample) async throws {
    var page = try Page("CancellingOrders")
    try page.expect(example.heading, shows: try await example.text())
  }

  @Test func `every example of the law of cancelling is tested`() throws {
    #expect(Set(try Page("CancellingOrders").examples) == Set(lawExamples.map(\.heading)))
  }
}

private let allExamples =
  stockExamples + moneyExamples + cancellationExamples + refundExamples + creditExamples
  + disputeExamples + returnExamples + handExamples + currencyExamples

private let stockExamples = [
  WorkedExample("Stock received") { shop in
    [
      try await shop.ledger.perform(
        .receiveStock(
          ReceiveStock(
            sku: "CAP", location: "LON", quantity: 5, unitCost: 400, currency: .gbp)),
        key: "caps")
    ]
  },
  WorkedExample("Stock counted") { shop in
    [
      try await shop.ledger.perform(
        .countStock(CountStock(sku: "MUG", location: "LON", quantity: 98, expected: 100)))
    ]
  },
  WorkedExample("Stock moved") { shop in
    [
      try await shop.ledger.perform(
        .moveStock(
          MoveStock(
            sku: "MUG", from: StockPlace(location: "LON", bucket: .available),
            to: StockPlace(location: "PAR", bucket: .available), quantity: 10, reason: "other")),
        key: "move-1"),
      try await shop.ledger.perform(
        .moveStock(
          MoveStock(
            sku: "MUG", from: StockPlace(location: "LON", bucket: .available),
            to: StockPlace(location: "LON", bucket: .damaged), quantity: 1, reason: "other")),
        key: "move-2"),
    ]
  },
]

private let moneyExamples = [
  WorkedExample("Order placed") { shop in [try await shop.place()] },
  WorkedExample("Payment authorized, then captured") { shop in
    try await shop.place()
    return [try await shop.authorize(), try await shop.capture(fee: 180)]
  },
  WorkedExample("Authorization voided") { shop in
    try await shop.place()
    try await shop.authorize()
    return [
      try await shop.ledger.perform(
        .voidAuthorization(VoidAuthorization(order: "1001", payment: "p1")))
    ]
  },
  WorkedExample("Paid in part") { shop in
    try await shop.place()
    return [try await shop.pay(5_100)]
  },
  WorkedExample("Paid too much") { shop in
    try await shop.place()
    return [try await shop.pay(11_000)]
  },
  WorkedExample("Fulfilled") { shop in
    try await shop.place(discounts: [Discount(code: "TEN", amount: 1_000)])
    try await shop.pay(9_200)
    return [try await shop.fulfill()]
  },
  WorkedExample("Fulfillment cancelled") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.fulfill([LineQuantity(line: "A", quantity: 3)])
    return [
      try await shop.ledger.perform(
        .cancelFulfillment(CancelFulfillment(order: "1001", fulfillment: "f1")))
    ]
  },
  WorkedExample("Fulfilled before it was paid") { shop in
    try await shop.place()
    return [try await shop.fulfill(), try await shop.pay()]
  },
]

private let cancellationExamples = [
  WorkedExample("Cancelled before capture") { shop in
    try await shop.place()
    try await shop.authorize()
    return [try await shop.cancel()]
  },
  WorkedExample("Cancelled after capture, before fulfillment") { shop in
    try await shop.place()
    try await shop.pay()
    return [try await shop.cancel()]
  },
  WorkedExample("Cancelled in part") { shop in
    try await shop.place(discounts: [Discount(code: "TEN", amount: 1_000)])
    try await shop.pay(9_200)
    return [try await shop.cancel(lines: [.init(line: "A", quantity: 1)])]
  },
  WorkedExample("The rest of a partly shipped order") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.fulfill([LineQuantity(line: "A", quantity: 3)])
    return [try await shop.cancel()]
  },
  WorkedExample("A cancellation fee") { shop in
    try await shop.place()
    try await shop.pay()
    return [
      try await shop.cancel(fee: CancellationFee(amount: 600, tax: 100, taxCode: "VAT-20"))
    ]
  },
  WorkedExample("Shipping kept") { shop in
    try await shop.place()
    try await shop.pay()
    return [try await shop.cancel(shipping: .keep)]
  },
  WorkedExample("No refund") { shop in
    try await shop.place()
    try await shop.pay()
    return [try await shop.cancel(refund: .none)]
  },
  WorkedExample("Less or more than is due") { shop in
    try await shop.place()
    try await shop.pay()
    return [
      try await shop.cancel("x1", lines: [.init(line: "A", quantity: 1)], refund: .amount(1_000)),
      try await shop.cancel("x2", lines: [.init(line: "A", quantity: 1)], refund: .amount(1_500)),
    ]
  },
  WorkedExample("Damaged, scrapped or kept by the customer") { shop in
    try await shop.place()
    try await shop.pay()
    return [
      try await shop.cancel(
        lines: [
          .init(line: "A", quantity: 1, disposition: Disposition(.damaged)),
          .init(line: "B", quantity: 1, disposition: Disposition(.scrapped)),
        ])
    ]
  },
  WorkedExample("Restocked at another location") { shop in
    try await shop.place()
    try await shop.pay()
    return [
      try await shop.cancel(
        lines: [.init(line: "A", quantity: 3)], disposition: Disposition(.restock, at: "PAR"))
    ]
  },
  WorkedExample("A capture that arrives after the cancellation") { shop in
    try await shop.place()
    try await shop.authorize()
    try await shop.cancel()
    return [try await shop.capture()]
  },
]

private let refundExamples = [
  WorkedExample("Refund submitted, then succeeded") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.cancel()
    return [try await shop.submit("a1"), try await shop.settle("a1", .succeeded, fee: 25)]
  },
  WorkedExample("Refund failed, also late") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.cancel()
    let first = try await shop.submit("a1")
    let failed = try await shop.settle("a1", .failed)
    try await shop.submit("a2")
    try await shop.settle("a2", .succeeded)
    return [first, failed, try await shop.settle("a2", .failed)]
  },
  WorkedExample("Money back for units that have left") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.fulfill()
    return [try await shop.refund([LineQuantity(line: "B", quantity: 1)])]
  },
  WorkedExample("Goodwill") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.fulfill()
    return [try await shop.refund(amount: 500)]
  },
]

private let handExamples = [
  WorkedExample("Adjusted by hand") { shop in
    try await shop.place()
    try await shop.pay()
    return [try await shop.payOut(9_000)]
  },
  WorkedExample("Reversed") { shop in
    try await shop.place()
    try await shop.pay()
    let payout = try await shop.payOut(9_000)
    return [
      try await shop.ledger.perform(Reverse(sequence: payout.sequence, reason: "staff")),
      try await shop.payOut(8_900),
    ]
  },
]

private let currencyExamples = [
  WorkedExample("A payment and a refund in another currency") { shop in
    var order = shop.ledger.order("1001")
    order.presentment = Money(minorUnits: 15_000, currency: .cad)
    try await shop.ledger.perform(order)
    let paid = try await shop.ledger.perform(
      RecordPayment(
        order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 10_200,
        presentment: Money(minorUnits: 14_500, currency: .cad)))
    try await shop.cancel(lines: [.init(line: "A", quantity: 2)])
    try await shop.ledger.perform(
      SubmitRefund(
        attempt: "a1", refund: "x1", presentment: Money(minorUnits: 3_200, currency: .cad)))
    return [paid, try await shop.settle("a1", .succeeded)]
  },
  WorkedExample("A dispute in another currency") { shop in
    var order = shop.ledger.order("1001")
    order.presentment = Money(minorUnits: 15_000, currency: .cad)
    try await shop.ledger.perform(order)
    try await shop.ledger.perform(
      RecordPayment(
        order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 10_200,
        presentment: Money(minorUnits: 14_500, currency: .cad)))
    return [
      try await shop.ledger.perform(
        OpenDispute(
          order: "1001", dispute: "d1", payment: "p1", amount: 5_100,
          presentment: Money(minorUnits: 7_500, currency: .cad))),
      try await shop.ledger.perform(CloseDispute(dispute: "d1", outcome: .won)),
    ]
  },
  WorkedExample("Cash rounded to coins") { shop in
    try await shop.place()
    return [
      try await shop.ledger.perform(
        RecordPayment(
          order: "1001", payment: "p1", tender: .manual("till"), amount: 10_200, cash: 10_198))
    ]
  },
]

private let lawExamples = [
  WorkedExample("The unpaid part first") { shop in
    try await shop.place()
    try await shop.pay(6_000)
    return [
      try await shop.cancel("x1", lines: [.init(line: "A", quantity: 3)]),
      try await shop.cancel("x2", lines: [.init(line: "B", quantity: 1)]),
    ]
  },
  WorkedExample("Units whose money went back already") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.refund([LineQuantity(line: "A", quantity: 2)])
    return [
      try await shop.cancel("x1", lines: [.init(line: "A", quantity: 2)]),
      try await shop.cancel("x2", lines: [.init(line: "A", quantity: 1)]),
    ]
  },
  WorkedExample("Shipping in proportion") { shop in
    try await shop.place()
    try await shop.pay()
    return [
      try await shop.cancel(
        lines: [.init(line: "B", quantity: 1)], shipping: .proportional)
    ]
  },
  WorkedExample("Partial cancellations sum to the whole") { shop in
    try await shop.place(discounts: [Discount(code: "THIRD", amount: 100)])
    try await shop.pay(10_100)
    return [
      try await shop.cancel("x1", lines: [.init(line: "A", quantity: 1)]),
      try await shop.cancel("x2", lines: [.init(line: "A", quantity: 1)]),
      try await shop.cancel("x3", lines: [.init(line: "A", quantity: 1)]),
    ]
  },
]
