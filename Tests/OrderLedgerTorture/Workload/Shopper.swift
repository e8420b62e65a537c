import OrderLedger

/// An endless row of commands of one writer, each under a key of its own, that ask nobody else: the
/// n-th is the same whoever asks, so that whoever survives a kill can ask for it again.
struct Shopper {
  let name: String

  /// Opens the location and receives what all shoppers buy.
  static let opening: [Command] = [
    Command(.openLocation(OpenLocation(location: "LON"))),
    Command(
      .receiveStock(
        ReceiveStock(
          sku: "MUG", location: "LON", quantity: 1_000_000, unitCost: 3, currency: .gbp)),
      key: "mugs"),
  ]

  func command(_ number: Int) -> Command {
    Command(action(number), key: IdempotencyKey(unchecked: "\(name)-\(number)"))
  }

  private func action(_ number: Int) -> Action {
    let visit = "\(name)-\(number / 7)"
    let order = OrderID(unchecked: visit)
    let cancellation = RefundID(unchecked: "x-\(visit)")
    let attempt = AttemptID(unchecked: "a-\(visit)")
    switch number % 7 {
    case 0: return .placeOrder(placement(order))
    case 1:
      return .recordPayment(
        RecordPayment(
          order: order, payment: PaymentID(unchecked: "p-\(visit)"), tender: .gateway("stripe"),
          amount: 3_000))
    case 2:
      return .cancelOrder(
        CancelOrder(
          order: order, cancellation: cancellation,
          lines: [CancelOrder.Line(line: "A", quantity: 1)], reason: "customer"))
    case 3:
      return .fulfill(
        Fulfill(
          order: order, fulfillment: FulfillmentID(unchecked: "f-\(visit)"),
          lines: [LineQuantity(line: "A", quantity: 1)]))
    case 4: return .submitRefund(SubmitRefund(attempt: attempt, refund: cancellation))
    case 5: return .settleRefund(SettleRefund(attempt: attempt, outcome: .succeeded))
    default:
      return .cancelOrder(
        CancelOrder(
          order: order, cancellation: RefundID(unchecked: "y-\(visit)"), reason: "inventory"))
    }
  }

  private func placement(_ order: OrderID) -> PlaceOrder {
    PlaceOrder(
      order: order, currency: .gbp,
      lines: [
        PlaceOrder.Line(line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000, location: "LON")
      ])
  }
}
