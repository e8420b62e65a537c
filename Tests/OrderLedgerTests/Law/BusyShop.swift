import OrderLedger
import OrderLedgerTesting

/// A ledger in which everything has happened that today's commands can make happen, so that every
/// table has rows.
enum BusyShop {
  static let commands: [Action] = {
    var actions: [Action] = []
    for location in ["LON", "PAR"] as [LocationID] {
      actions.append(.openLocation(OpenLocation(location: location, name: "Store")))
      for (sku, cost) in [("MUG", 300), ("SHIRT", 800)] as [(SKU, Int64)] {
        actions.append(
          .receiveStock(
            ReceiveStock(
              sku: sku, location: location, quantity: 100, unitCost: cost, currency: .gbp,
              reference: "DN-1")))
      }
    }
    actions +=
      order("1001", discount: 1_000) + order("1002", discount: 0) + order("1003", discount: 10)
      + order("1004", discount: 0)
    actions += [
      .capturePayment(CapturePayment(order: "1001", payment: "1001-pay", fee: 30, reference: "c1")),
      .cancelOrder(
        CancelOrder(
          order: "1001", cancellation: "x1",
          lines: [.init(line: "A", quantity: 1, reason: "fraud")],
          reason: "customer", note: "She called.", notify: true)),
      .fulfill(
        Fulfill(order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "B", quantity: 1)])),
      .fulfill(
        Fulfill(order: "1001", fulfillment: "f2", lines: [LineQuantity(line: "A", quantity: 2)])),
      .cancelFulfillment(CancelFulfillment(order: "1001", fulfillment: "f2")),
      .cancelOrder(
        CancelOrder(
          order: "1002", cancellation: "x2", reason: "staff", note: "Oops.",
          disposition: Disposition(.damaged))),
      .capturePayment(CapturePayment(order: "1002", payment: "1002-pay", reference: "late")),
      .submitRefund(SubmitRefund(attempt: "a1", refund: "x1", reference: "re_1")),
      .settleRefund(SettleRefund(attempt: "a1", outcome: .failed, failure: "No funds.", fee: 5)),
      .submitRefund(SubmitRefund(attempt: "a2", refund: "x1")),
      .settleRefund(SettleRefund(attempt: "a2", outcome: .succeeded, reference: "re_2")),
      .refund(Refund(order: "1001", refund: "r1", amount: 100, reason: "other", notify: true)),
      .voidAuthorization(VoidAuthorization(order: "1003", payment: "1003-pay")),
      // Paid twice, so that the refund is split.
      .capturePayment(CapturePayment(order: "1004", payment: "1004-pay")),
      .recordPayment(
        RecordPayment(order: "1004", payment: "1004-cash", tender: .manual("till"), amount: 107)),
      .cancelOrder(CancelOrder(order: "1004", cancellation: "x4", reason: "inventory")),
      .moveStock(
        MoveStock(
          sku: "MUG", from: StockPlace(location: "LON", bucket: .available),
          to: StockPlace(location: "PAR", bucket: .available), quantity: 2, reason: "staff")),
      .countStock(CountStock(sku: "MUG", location: "PAR", quantity: 100)),
      .setPolicy(SetPolicy(CancellationPolicy(fees: [.init(from: 3_600, basisPoints: 500)]))),
    ]
    actions += returns + holds
    actions += books(after: Int64(actions.count))
    actions += orders(requested)
    actions.append(.closeLocation(CloseLocation(location: "PAR")))
    return actions
  }()

  /// A shop in which cancellations were asked for: accepted, rejected, lapsed and open.
  static let requests: [Action] =
    [
      .openLocation(OpenLocation(location: "LON"))
    ] + orders(requested)

  private static func orders(_ requests: [Action]) -> [Action] {
    var order = PlaceOrder(
      order: "2001", currency: .gbp,
      lines: [
        PlaceOrder.Line(line: "A", sku: "MUG", quantity: 9, unitPrice: 100, location: "LON")
      ], backorder: true)
    var actions: [Action] = [.placeOrder(order)] + requests
    actions.append(
      .cancelOrder(
        CancelOrder(
          order: "2001", cancellation: "q9", lines: [.init(line: "A", quantity: 1)], reason: "staff"
        )))
    order.order = "2002"
    order.replaces = "2001"
    actions.append(.placeOrder(order))
    return actions
  }

  private static let requested: [Action] = {
    func ask(_ name: RefundID, _ quantity: Int64, until time: Timestamp? = nil) -> Action {
      .requestCancellation(
        RequestCancellation(
          CancelOrder(
            order: "2001", cancellation: name, lines: [.init(line: "A", quantity: quantity)],
            reason: "customer", note: "Asked."),
          of: "warehouse:LON", expires: time))
    }
    return [
      ask("q1", 2), .answerCancellation(AnswerCancellation(cancellation: "q1", accepted: true)),
      ask("q2", 1), .answerCancellation(AnswerCancellation(cancellation: "q2", accepted: false)),
      ask("q3", 1, until: Timestamp(microseconds: 1_900_000_000_000_000)),
    ]
  }()

  /// A return of two units in three steps, and one that is called off.
  private static let returns: [Action] = [
    .fulfill(Fulfill(order: "1001", fulfillment: "f3")),
    .returnItems(
      ReturnItems(
        order: "1001", return: "rt1", lines: [.init(line: "A", quantity: 2)], reason: "customer",
        note: "Too small.", location: "PAR", notify: true)),
    .returnItems(
      ReturnItems(
        order: "1001", return: "rt2", lines: [.init(line: "B", quantity: 1, fulfillment: "f3")],
        reason: "customer")),
    .receiveReturn(
      ReceiveReturn(
        order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 2)])),
    .inspectReturn(
      InspectReturn(
        order: "1001", return: "rt1", inspection: "i1",
        lines: [
          .init(line: "A", quantity: 1, disposition: Disposition(.damaged, at: "LON")),
          .init(line: "A", quantity: 1),
        ], reason: "customer", fee: CancellationFee(amount: 100))),
    .cancelReturn(CancelReturn(order: "1001", return: "rt2")),
  ]

  /// Holds that end in every way there is, and a backorder whose stock comes.
  private static let holds: [Action] = {
    let mugs = HoldStock.Line(sku: "MUG", location: "LON", quantity: 2)
    let shirts = HoldStock.Line(sku: "SHIRT", location: "LON", quantity: 1)
    let soon = Timestamp(microseconds: 1_800_000_000_000_000)
    return [
      .holdStock(HoldStock(hold: "h1", lines: [mugs, shirts], reason: "other")),
      .holdStock(HoldStock(hold: "h2", lines: [mugs], expires: soon)),
      .holdStock(HoldStock(hold: "h3", lines: [mugs])),
      .holdStock(HoldStock(hold: "h4", lines: [shirts], expires: soon)),
      .releaseHold(ReleaseHold(hold: "h1", lines: [shirts])),
      .expireHolds(ExpireHolds(through: soon)),
      .placeOrder(
        PlaceOrder(
          order: "1007", currency: .gbp,
          lines: [
            PlaceOrder.Line(
              line: "A", sku: "MUG", quantity: 1, unitPrice: 900,
              taxes: [Tax(code: "VAT-20", amount: 180)], location: "LON"),
            PlaceOrder.Line(line: "B", sku: "CAP", quantity: 2, unitPrice: 900, location: "LON"),
          ], backorder: true, holds: ["h3"])),
      // Paid in part and still to be sent: its tax waits on deposits.
      .recordPayment(
        RecordPayment(order: "1007", payment: "1007-pay", tender: .manual("till"), amount: 700)),
      .receiveStock(ReceiveStock(sku: "CAP", location: "LON", quantity: 1)),
      .allocateBackorder(AllocateBackorder(order: "1007")),
    ]
  }()

  /// Postings by hand, one of them reversed, after a period was closed.
  private static func books(after sequence: Int64) -> [Action] {
    let payout = Adjust(
      order: "1001", debit: .bank, credit: .stripe, amount: 100, currency: .gbp, reason: "payout",
      note: "By hand.")
    let other = PlaceOrder(
      order: "1005", currency: .gbp, customer: "cust-3",
      lines: [
        PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 1_000, location: "LON")
      ])
    var foreign = other
    foreign.order = "1006"
    foreign.presentment = Money(minorUnits: 1_400, currency: .cad)
    return [
      .closePeriod(ClosePeriod(through: Timestamp(microseconds: 1_700_000_000_000_000))),
      .setContact(
        SetContact(
          customer: "cust-2", contact: Contact(name: "Bo", email: "bo@example.org"))),
      .setContact(SetContact(customer: "cust-3", contact: Contact(name: "Cy", language: "de"))),
      .placeOrder(other),
      .cancelOrder(
        CancelOrder(order: "1005", cancellation: "x5", reason: "customer", note: "Forget me.")),
      .eraseCustomer(EraseCustomer(customer: "cust-3")),
      .placeOrder(foreign),
      .recordPayment(
        RecordPayment(
          order: "1006", payment: "1006-pay", tender: .gateway("stripe"), amount: 1_000,
          presentment: Money(minorUnits: 1_419, currency: .cad))),
      .cancelOrder(CancelOrder(order: "1006", cancellation: "x6", reason: "customer")),
      .submitRefund(SubmitRefund(attempt: "a6", refund: "x6", amount: 600)),
      .settleRefund(SettleRefund(attempt: "a6", outcome: .succeeded)),
      .adjust(payout), .reverse(Reverse(sequence: sequence + 12, reason: "staff")),
      .countStock(CountStock(sku: "SHIRT", location: "LON", quantity: 90)),
    ]
  }

  private static func order(_ id: OrderID, discount: Int64) -> [Action] {
    let tax = [Tax(code: "VAT-20", amount: 600), Tax(code: "CITY", amount: 7)]
    let order = PlaceOrder(
      order: id, currency: .gbp, customer: "cust-1", channel: "web",
      lines: [
        PlaceOrder.Line(
          line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000, taxes: tax, location: "LON"),
        PlaceOrder.Line(line: "B", sku: "SHIRT", quantity: 2, unitPrice: 2_500, location: "LON"),
      ],
      discounts: [Discount(code: "SALE", amount: discount)],
      shipping: [PlaceOrder.Service(line: "S", kind: .shipping, amount: 500)])
    return [
      .placeOrder(order),
      .authorizePayment(
        AuthorizePayment(
          order: id, payment: PaymentID(unchecked: "\(id)-pay"), tender: .gateway("stripe"),
          amount: 9_000, reference: GatewayReference(unchecked: "auth-\(id)"),
          expires: Timestamp(microseconds: 1_800_000_000_000_000))),
    ]
  }

  /// Carries all of it out, each under a key of its own.
  static func fill(_ ledger: Ledger) async throws {
    for (number, action) in commands.enumerated() {
      try await ledger.perform(
        Command(action, key: IdempotencyKey(unchecked: "key-\(number)"), actor: "staff:ann"))
    }
  }

  /// A closed file with all of it.
  static func file() async throws -> Scratch {
    let scratch = try Scratch()
    let ledger = try await scratch.open { $0.clock = { [clock = TestClock()] in clock.now() } }
    try await fill(ledger)
    try await ledger.expectBalanced()
    await ledger.close()
    return scratch
  }
}
