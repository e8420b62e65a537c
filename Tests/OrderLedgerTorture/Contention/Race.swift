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

  private func isFulfilling(_ racer: Int) -> Bool { self == .cancelFulfill && racer % 2 == 1 }

  private func action(_ order: OrderID, _ racer: Int, _ name: String) -> Action {
    switch self {
    case .cancelFulfill where isFulfilling(racer):
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

  /// Whether the loser of this number was told why he has lost, and what he has to know: whoever comes
  /// too late is told what has been done, not that he has asked for too much of something else.
  func isExplained(_ error: LedgerError, to racer: Int) -> Bool {
    guard reasons(for: racer).contains(error.code) else { return false }
    return error.code == .alreadyCancelled ? error.sequence != nil : error.found != nil
  }

  private func reasons(for racer: Int) -> Set<LedgerError.Code> {
    switch self {
    case .cancelCancel: [.alreadyCancelled]
    case .cancelFulfill:
      isFulfilling(racer)
        ? [.alreadyCancelled, .nothingToFulfill] : [.alreadyCancelled, .nothingToCancel]
    case .refundRefund: [.nothingToRefund]
    // One unit of three is left, and two are asked for.
    case .restockRestock: [.overQuantity]
    }
  }
}
