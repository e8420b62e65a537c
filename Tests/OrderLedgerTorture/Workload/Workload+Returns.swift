import OrderLedger

/// Returns, holds, backorders, and an order that is paid in another currency.
extension Workload {
  static let returns: [Action] = [
    .placeOrder(order("returned", discount: 0)),
    .recordPayment(
      RecordPayment(
        order: "returned", payment: "returned", tender: .gateway("stripe"), amount: 9_107)),
    .fulfill(Fulfill(order: "returned", fulfillment: "returned")),
    .returnItems(
      ReturnItems(
        order: "returned", return: "rma-1", lines: [.init(line: "A", quantity: 2)],
        reason: "customer", note: "Too small.")),
    .receiveReturn(ReceiveReturn(order: "returned", return: "rma-1")),
    .inspectReturn(
      InspectReturn(
        order: "returned", return: "rma-1", lines: [.init(line: "A", quantity: 1)],
        reason: "customer", disposition: Disposition(.damaged))),
    .returnItems(
      ReturnItems(
        order: "returned", return: "rma-2", lines: [.init(line: "B", quantity: 1)],
        reason: "customer")),
    .cancelReturn(CancelReturn(order: "returned", return: "rma-2")),
  ]

  static let held: [Action] = [
    .holdStock(
      HoldStock(hold: "basket-1", lines: [.init(sku: "MUG", location: "LON", quantity: 2)])),
    .releaseHold(ReleaseHold(hold: "basket-1")),
    .holdStock(
      HoldStock(
        hold: "basket-2", lines: [.init(sku: "SHIRT", location: "LON", quantity: 1)],
        expires: lapse)),
    .expireHolds(ExpireHolds(through: lapse)),
    receive("RARE", 1),
    .placeOrder(
      PlaceOrder(
        order: "awaited", currency: .gbp,
        lines: [
          PlaceOrder.Line(line: "A", sku: "RARE", quantity: 3, unitPrice: 100, location: "LON")
        ], backorder: true)),
    receive("RARE", 5),
    .allocateBackorder(AllocateBackorder(order: "awaited")),
  ]

  static let presented: [Action] = [
    .placeOrder(
      {
        var order = Self.order("presented", discount: 0)
        order.presentment = Money(minorUnits: 10_500, currency: .eur)
        return order
      }()),
    .recordPayment(
      RecordPayment(
        order: "presented", payment: "presented", tender: .gateway("stripe"), amount: 9_107,
        presentment: Money(minorUnits: 10_500, currency: .eur))),
    .cancelOrder(
      CancelOrder(
        order: "presented", cancellation: "presented-1", lines: [CancelOrder.Line(line: "B")],
        reason: "customer")),
    .submitRefund(SubmitRefund(attempt: "presented-1", refund: "presented-1")),
    .settleRefund(
      SettleRefund(
        attempt: "presented-1", outcome: .succeeded)),
  ]

  private static func receive(_ sku: SKU, _ units: Int64) -> Action {
    .receiveStock(
      ReceiveStock(sku: sku, location: "LON", quantity: units, unitCost: 50, currency: .gbp))
  }
}
