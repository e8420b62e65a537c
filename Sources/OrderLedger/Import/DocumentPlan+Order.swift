import OrderLedgerModel

extension DocumentPlan {
  /// Places the document's order and records its payment in full, both at its first row's time.
  mutating func placeOrder(_ summary: inout ImportSummary) throws(LedgerError) {
    guard let first = goods.first else {
      for row in shipping {
        summary.notItem += 1
        report(.notItem, row, "shipping of an order without items")
      }
      return
    }
    let order = OrderID(unchecked: document.order)
    let rows = (goods + shipping).map(\.number).sorted()
    let at = document.at ?? first.at
    let customer = goods.lazy.compactMap(\.customer).first
    step.add(
      .placeOrder(
        PlaceOrder(
          order: order, currency: mapping.currency, customer: customer,
          lines: goods.map(line), shipping: shipping.map(Self.service),
          backorder: mapping.openingStock == .none)),
      key: planner.names.key("place", document.order, row: first.number), at: at, rows: rows)
    var total: Int64 = 0
    for row in goods + shipping { try total.add(row.price, times: row.units) }
    if total > 0 {
      step.add(
        .recordPayment(
          RecordPayment(
            order: order, payment: ImportNames.payment(document.order),
            tender: .manual(mapping.tender), amount: total)),
        key: planner.names.key("pay", document.order, row: first.number), at: at, rows: rows)
    }
    // What was given away cost nothing, so no cancellation can give anything back for it.
    for row in goods where row.kind == .sale {
      try planner.index.add(row, order: document.order)
    }
    summary.orders += 1
    summary.lines += goods.count
    summary.shippingLines += shipping.count
    for row in goods { try summary.units.add(row.units, times: 1) }
    try summary.sold.add(total, times: 1)
  }

  private func line(_ row: ImportRow) -> PlaceOrder.Line {
    PlaceOrder.Line(
      line: LineID(unchecked: row.line), sku: SKU(unchecked: row.sku), quantity: row.units,
      unitPrice: row.price, location: mapping.location)
  }

  private static func service(_ row: ImportRow) -> PlaceOrder.Service {
    PlaceOrder.Service(
      line: LineID(unchecked: row.line), kind: .shipping, amount: row.price * row.units)
  }
}

extension Int64 {
  /// Adds a product, or throws `.overflow`.
  mutating func add(_ factor: Int64, times other: Int64) throws(LedgerError) {
    let (product, tooLarge) = factor.multipliedReportingOverflow(by: other)
    let (sum, overflow) = addingReportingOverflow(product)
    guard !tooLarge, !overflow else { throw LedgerError(.overflow) }
    self = sum
  }
}
