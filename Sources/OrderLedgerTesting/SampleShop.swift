public import OrderLedger

// A small shop, so that a test starts where it gets interesting.

extension TestLedger {
  /// Opens London and Paris and receives 100 mugs (3.00 each) and 100 shirts (8.00 each) in both.
  public func stockUp() async throws(LedgerError) {
    for location in ["LON", "PAR"] as [LocationID] {
      try await perform(.openLocation(OpenLocation(location: location)))
      for (sku, cost) in [("MUG", 300), ("SHIRT", 800)] as [(SKU, Int64)] {
        try await perform(
          .receiveStock(
            ReceiveStock(
              sku: sku, location: location, quantity: 100, unitCost: cost, currency: .gbp)),
          key: IdempotencyKey(stringLiteral: "receive-\(sku.text)-\(location.text)"))
      }
    }
  }

  /// An order from London: line A of 3 mugs at 10.00 with 6.00 tax, line B of 2 shirts at 25.00
  /// with 10.00 tax, shipping S of 5.00 with 1.00 tax: 102.00 in all.
  public func order(
    _ id: OrderID, discounts: [Discount] = [], backorder: Bool = false
  ) -> PlaceOrder {
    PlaceOrder(
      order: id, currency: .gbp, customer: "cust-1", channel: "web",
      lines: [
        PlaceOrder.Line(
          line: "A", sku: "MUG", quantity: 3, unitPrice: 1_000,
          taxes: [Tax(code: "VAT-20", amount: 600)], location: "LON"),
        PlaceOrder.Line(
          line: "B", sku: "SHIRT", quantity: 2, unitPrice: 2_500,
          taxes: [Tax(code: "VAT-20", amount: 1_000)], location: "LON"),
      ],
      discounts: discounts,
      shipping: [
        PlaceOrder.Service(
          line: "S", kind: .shipping, amount: 500, taxes: [Tax(code: "VAT-20", amount: 100)])
      ],
      backorder: backorder)
  }

  /// Places ``order(_:discounts:backorder:)`` and captures all of it through the gateway `stripe`
  /// as the payment `ORDER-pay`.
  @discardableResult
  public func placeAndPay(
    _ id: OrderID, discounts: [Discount] = []
  ) async throws(LedgerError) -> OrderState {
    try await perform(.placeOrder(order(id, discounts: discounts)))
    let total = try await ledger.order(id).total
    try await perform(
      .recordPayment(
        RecordPayment(
          order: id, payment: PaymentID(stringLiteral: "\(id.text)-pay"),
          tender: .gateway("stripe"), amount: total)))
    return try await ledger.order(id)
  }
}
