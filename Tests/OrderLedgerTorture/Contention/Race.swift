import OrderLedger

/// What several processes try with the same order at the same time. One can win.
enum Race: String, CaseIterable {
  case cancelCancel = "cancel vs cancel"
  case cancelFulfill = "cancel vs fulfill"
  case refundRefund = "refund vs refund"
  case restockRestock = "restock vs restock"

  static func order(_ round: Int, _ number: Int) -> OrderID {
    OrderID(unchecked: "r\(round)-\(number)")
  }

  /// An order of three mugs, paid.
  static func preparation(_ order: OrderID) -> [Command] {
    [
      Command(
        .placeOrder(
          PlaceOrder(
            order: order, currency: .gbp,
            lines: [
              PlaceOrder.Line(line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000, location: "LON")
            ])), key: IdempotencyKey(unchecked: "place-\(order)")),
      Command(
        .recordPayment(
          RecordPayment(
            order: order, payment: PaymentID(unchecked: "p-\(order)"), tender: .gateway("stripe"),
            amount: 3_000)), key: IdempotencyKey(unchecked: "pay-\(order)")),
    ]
  }

  /// What the racer of this number tries.
  func command(_ order: OrderID, _ racer: Int) -> Command {
    let name = "\(order)-\(racer)"
    return Command(action(order, racer, name), key: IdempotencyKey(unchecked: name))
  }

  private func action(_ order: OrderID, _ racer: Int, _ name: String) -> Action {
    switch self {
    case .cancelFulfill where racer % 2 == 1:
      .fulfill(Fulfill(order: order, fulfillment: FulfillmentID(unchecked: name)))
    case .cancelCancel, .cancelFulfill:
      .cancelOrder(
        CancelOrder(order: order, cancellation: RefundID(unchecked: name), reason: "customer"))
    case .refundRefund:
      .refund(
        Refund(
          order: order, refund: RefundID(unchecked: name),
          lines: [LineQuantity(line: "A", quantity: 3)], reason: "staff"))
    case .restockRestock:
      .cancelOrder(
        CancelOrder(
          order: order, cancellation: RefundID(unchecked: name),
          lines: [CancelOrder.Line(line: "A", quantity: 2)], reason: "customer",
          disposition: Disposition(.restock)))
    }
  }

  /// Whether a loser was told what he has to know.
  func isExplained(_ error: LedgerError) -> Bool {
    switch error.code {
    case .alreadyCancelled: error.sequence != nil
    case .nothingToCancel, .nothingToFulfill, .overQuantity, .nothingToRefund, .overRefund:
      error.found != nil
    default: false
    }
  }
}
