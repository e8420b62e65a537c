import OrderLedgerModel

/// The order that most cases are about: A is 3 mugs at 10.00 with 6.00 tax, B is 2 shirts at 25.00
/// with 10.00 tax, S is shipping of 5.00 with 1.00 tax; 102.00 in all. A mug cost 3.00, a shirt 8.00.
enum Sample {
  /// Two open locations with a hundred of each SKU.
  static let stock: [Action] = {
    var actions: [Action] = []
    for location in ["LON", "PAR"] as [LocationID] {
      actions.append(.openLocation(OpenLocation(location: location)))
      for (sku, cost) in [("MUG", 300), ("SHIRT", 800)] as [(SKU, Int64)] {
        actions.append(
          .receiveStock(
            ReceiveStock(
              sku: sku, location: location, quantity: 100, unitCost: cost, currency: .gbp)))
      }
    }
    return actions
  }()

  static let mugs = PlaceOrder.Line(
    line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000,
    taxes: [Tax(code: "VAT-20", amount: 600)], location: "LON")
  static let shirts = PlaceOrder.Line(
    line: "B", sku: "SHIRT", quantity: 2, unitPrice: 2_500,
    taxes: [Tax(code: "VAT-20", amount: 1_000)], location: "LON")
  static let shipping = PlaceOrder.Service(
    line: "S", kind: .shipping, amount: 500, taxes: [Tax(code: "VAT-20", amount: 100)])

  static func order(
    lines: [PlaceOrder.Line] = [mugs, shirts], discount: Int64 = 0,
    shipping: [PlaceOrder.Service] = [shipping], charges: [PlaceOrder.Service] = [],
    backorder: Bool = false
  ) -> PlaceOrder {
    PlaceOrder(
      order: "1001", currency: .gbp, customer: "cust-1", channel: "web", lines: lines,
      discounts: discount == 0 ? [] : [Discount(code: "TEN", amount: discount)],
      shipping: shipping, charges: charges, backorder: backorder)
  }

  static let place = Action.placeOrder(order())
  static let placeDiscounted = Action.placeOrder(order(discount: 1_000))

  static func authorize(_ amount: Int64, _ payment: PaymentID = "p1") -> Action {
    .authorizePayment(
      AuthorizePayment(
        order: "1001", payment: payment, tender: .gateway("stripe"), amount: amount))
  }

  static func capture(
    _ amount: Int64? = nil, fee: Int64 = 0, _ payment: PaymentID = "p1",
    reference: GatewayReference? = nil
  ) -> Action {
    .capturePayment(
      CapturePayment(
        order: "1001", payment: payment, amount: amount, fee: fee, reference: reference))
  }

  static func pay(
    _ amount: Int64, _ payment: PaymentID = "p1", by tender: Tender = .gateway("stripe"),
    fee: Int64 = 0, reference: GatewayReference? = nil
  ) -> Action {
    .recordPayment(
      RecordPayment(
        order: "1001", payment: payment, tender: tender, amount: amount, fee: fee,
        reference: reference))
  }

  static func fulfill(_ lines: [LineQuantity]? = nil, _ name: FulfillmentID = "f1") -> Action {
    .fulfill(Fulfill(order: "1001", fulfillment: name, lines: lines))
  }

  static func cancelFulfillment(_ name: FulfillmentID = "f1") -> Action {
    .cancelFulfillment(CancelFulfillment(order: "1001", fulfillment: name))
  }

  static func cancel(
    _ lines: [CancelOrder.Line]? = nil, _ name: RefundID = "x1", refund: RefundChoice = .original,
    shipping: ShippingChoice = .auto, fee: CancellationFee? = nil,
    disposition: Disposition = .restock, notify: Bool = false
  ) -> Action {
    .cancelOrder(
      CancelOrder(
        order: "1001", cancellation: name, lines: lines, reason: "customer", refund: refund,
        shipping: shipping, fee: fee, disposition: disposition, notify: notify))
  }

  static func refund(
    _ lines: [LineQuantity]? = nil, shipping: ShippingChoice? = nil, amount: Int64? = nil,
    _ name: RefundID = "r1", to choice: RefundChoice = .original
  ) -> Action {
    .refund(
      Refund(
        order: "1001", refund: name, lines: lines, shipping: shipping, amount: amount, to: choice,
        reason: "staff"))
  }

  static func submit(
    _ refund: RefundID = "x1", _ attempt: AttemptID = "a1", amount: Int64? = nil,
    payment: PaymentID? = nil, reference: GatewayReference? = nil
  ) -> Action {
    .submitRefund(
      SubmitRefund(
        attempt: attempt, refund: refund, payment: payment, amount: amount, reference: reference))
  }

  static func settle(
    _ outcome: SettleRefund.Outcome, fee: Int64 = 0, _ attempt: AttemptID = "a1"
  ) -> Action {
    .settleRefund(SettleRefund(attempt: attempt, outcome: outcome, fee: fee))
  }
}
