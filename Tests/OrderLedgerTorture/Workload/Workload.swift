import Foundation
import OrderLedger

/// Commands that between them do everything that can be done: what every tier runs.
///
/// There is one of each action at least, which a test watches over: a new command belongs in here,
/// and is then cut off, failed and killed like the others. Races are between a few of them.
enum Workload {
  /// The commands, each under a key of its own, to be carried out in this order on an empty ledger.
  static let standard: [Command] = {
    let start: Int64 = 1_795_428_000_000_000
    return (actions + more).enumerated().map { number, action in
      Command(
        action, key: IdempotencyKey(unchecked: "work-\(number)"), actor: "staff:ann",
        at: statesTime(action, number) ? Timestamp(microseconds: start + Int64(number)) : nil)
    }
  }()

  /// Commands as `order-ledger apply` takes them, one a line.
  static func read(_ path: String) throws -> [Command] {
    try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
      .enumerated().map { number, line in
        var command = try Command(json: line)
        // A retry needs one.
        if command.key == nil { command.key = IdempotencyKey(unchecked: "work-\(number)") }
        return command
      }
  }

  private static let actions: [Action] =
    adjusted + stock + sold + paid + undone + moved + books + people + asked + credits + disputes
    + returns + held + presented

  private static let stock: [Action] = (["LON", "PAR"] as [LocationID]).flatMap { location in
    [.openLocation(OpenLocation(location: location, name: "Store"))]
      + ([("MUG", 300), ("SHIRT", 800)] as [(SKU, Int64)]).map { sku, cost in
        .receiveStock(
          ReceiveStock(
            sku: sku, location: location, quantity: 100, unitCost: cost, currency: .gbp,
            reference: "DN-1"))
      }
  }

  private static let sold: [Action] = (1...5).flatMap { number -> [Action] in
    [
      .placeOrder(order(name(number), discount: number % 2 == 0 ? 0 : 1_000)),
      .authorizePayment(
        AuthorizePayment(
          order: name(number), payment: pay(number), tender: .gateway("stripe"), amount: 9_000,
          reference: GatewayReference(unchecked: "auth-\(number)"))),
    ]
  }

  private static let paid: [Action] = [
    .capturePayment(
      CapturePayment(order: name(1), payment: pay(1), fee: 30, reference: "capture-1")),
    .capturePayment(CapturePayment(order: name(2), payment: pay(2))),
    .recordPayment(
      RecordPayment(order: name(2), payment: "till-2", tender: .manual("till"), amount: 107)),
    .fulfill(
      Fulfill(
        order: name(1), fulfillment: "f1", lines: [LineQuantity(line: "B", quantity: 1)])),
    .fulfill(
      Fulfill(
        order: name(1), fulfillment: "f2", lines: [LineQuantity(line: "A", quantity: 2)])),
    .cancelFulfillment(CancelFulfillment(order: name(1), fulfillment: "f2")),
  ]

  private static let undone: [Action] = [
    .cancelOrder(
      CancelOrder(
        order: name(1), cancellation: "x1",
        lines: [CancelOrder.Line(line: "A", quantity: 1, reason: "fraud")], reason: "customer",
        note: "She called.", notify: true)),
    .cancelOrder(
      CancelOrder(
        order: name(3), cancellation: "x3", reason: "staff", disposition: Disposition(.damaged))),
    .capturePayment(CapturePayment(order: name(3), payment: pay(3), reference: "late-3")),
    .submitRefund(SubmitRefund(attempt: "a1", refund: "x1", reference: "re-1")),
    .settleRefund(SettleRefund(attempt: "a1", outcome: .failed, failure: "No funds.", fee: 5)),
    .submitRefund(SubmitRefund(attempt: "a2", refund: "x1")),
    .settleRefund(SettleRefund(attempt: "a2", outcome: .succeeded, reference: "re-2")),
    .refund(Refund(order: name(1), refund: "r1", amount: 100, reason: "other", notify: true)),
    .cancelOrder(CancelOrder(order: name(2), cancellation: "x2", reason: "inventory")),
    .voidAuthorization(VoidAuthorization(order: name(4), payment: pay(4))),
    .expireAuthorization(ExpireAuthorization(order: name(5), payment: pay(5))),
  ]

  private static let moved: [Action] = [
    .moveStock(
      MoveStock(
        sku: "MUG", from: StockPlace(location: "LON", bucket: .available),
        to: StockPlace(location: "PAR", bucket: .available), quantity: 2, reason: "staff")),
    .countStock(CountStock(sku: "MUG", location: "PAR", quantity: 101)),
    .closeLocation(CloseLocation(location: "PAR")),
  ]

  /// The first of all, so that its place in the journal is known.
  private static let adjusted: [Action] = [
    .adjust(
      Adjust(
        debit: Account(.bank), credit: Account(.processorClearing, "stripe"), amount: 100,
        currency: .gbp, reason: "other", note: "Paid out."))
  ]

  private static let books: [Action] = [
    .closePeriod(ClosePeriod(through: Timestamp(microseconds: 1_700_000_000_000_000))),
    .reverse(Reverse(sequence: 1, reason: "staff")),
  ]

  private static let people: [Action] = [
    .setContact(
      SetContact(customer: "cust-1", contact: Contact(name: "Ann", email: "ann@example.org"))),
    .setContact(SetContact(customer: "cust-2", contact: Contact(name: "Bo", language: "de"))),
    .eraseCustomer(EraseCustomer(customer: "cust-2")),
  ]

  private static let asked: [Action] = {
    func ask(_ name: RefundID, until time: Timestamp? = nil) -> Action {
      .requestCancellation(
        RequestCancellation(
          CancelOrder(
            order: "asked", cancellation: name,
            lines: [CancelOrder.Line(line: "A", quantity: 1)], reason: "customer", note: "Asked."),
          of: "warehouse:LON", expires: time))
    }
    return [
      .placeOrder(order("asked", discount: 0)),
      ask("q1"), .answerCancellation(AnswerCancellation(cancellation: "q1", accepted: true)),
      ask("q2"), .answerCancellation(AnswerCancellation(cancellation: "q2", accepted: false)),
      ask("q3", until: lapse),
      .expireCancellationRequest(ExpireCancellationRequest(cancellation: "q3")),
      .setPolicy(SetPolicy(CancellationPolicy(fees: [.init(from: 3_600, basisPoints: 500)]))),
    ]
  }()

  /// Between the time of those commands that state one and the clock's.
  static let lapse = Timestamp(microseconds: 1_795_428_600_000_000)

  /// A request is asked before it lapses, and expires after that; of the others every third.
  private static func statesTime(_ action: Action, _ number: Int) -> Bool {
    switch action {
    case .requestCancellation, .holdStock: true
    case .expireCancellationRequest, .expireHolds: false
    default: number % 3 == 0
    }
  }

  /// More of the frequent ones, so that the log is checkpointed several times.
  private static let more: [Action] = (6...12).flatMap { number -> [Action] in
    [
      .placeOrder(order(name(number), discount: 10)),
      .recordPayment(
        RecordPayment(
          order: name(number), payment: pay(number), tender: .gateway("stripe"), amount: 9_507)),
      .cancelOrder(
        CancelOrder(
          order: name(number), cancellation: RefundID(unchecked: "x\(number)"),
          lines: [CancelOrder.Line(line: "B")], reason: "customer")),
      .cancelOrder(
        CancelOrder(
          order: name(number), cancellation: RefundID(unchecked: "y\(number)"),
          reason: "customer")),
    ]
  }

  static func name(_ number: Int) -> OrderID { OrderID(unchecked: "o\(number)") }
  static func pay(_ number: Int) -> PaymentID { PaymentID(unchecked: "pay-\(number)") }

  static func order(_ id: OrderID, discount: Int64) -> PlaceOrder {
    PlaceOrder(
      order: id, currency: .gbp, customer: "cust-1", channel: "web",
      lines: [
        PlaceOrder.Line(
          line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000,
          taxes: [Tax(code: "VAT-20", amount: 600), Tax(code: "CITY", amount: 7)],
          location: "LON"),
        PlaceOrder.Line(line: "B", sku: "SHIRT", quantity: 2, unitPrice: 2_500, location: "LON"),
      ],
      discounts: discount > 0 ? [Discount(code: "SALE", amount: discount)] : [],
      shipping: [PlaceOrder.Service(line: "S", kind: .shipping, amount: 500)])
  }
}
