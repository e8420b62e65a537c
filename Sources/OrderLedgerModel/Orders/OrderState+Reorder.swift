extension OrderState {
  /// An order for the units that were cancelled of this one, in its place: the same SKUs, prices and
  /// locations, and of each line the discounts and taxes that were the cancelled units'.
  ///
  /// Shipping and the other services come along when nothing of the order is left; they were part of
  /// what was cancelled. What the customer saw comes along in proportion, at the rate of this order.
  /// Nothing is written: change what has to be different, and perform it.
  ///
  /// - Parameters:
  ///   - id: the new order's name.
  ///   - backorder: whether units may be ordered that are not in stock.
  ///   - giftCards: the names of the new gift cards, by the lines that sold the old ones: those are
  ///     disabled for good, and their names taken.
  /// - Throws: `.notCancelled` when nothing of the order was cancelled; `.missingField` when a
  ///   cancelled line sold a gift card and has no name for a new one.
  public func reorder(
    as id: OrderID, backorder: Bool = false, giftCards: [LineID: CreditName] = [:]
  ) throws(LedgerError) -> PlaceOrder {
    let cancelled = lines.filter { $0.placed.kind == .item && $0.cancelled > 0 }
    guard !cancelled.isEmpty else {
      throw LedgerError(.notCancelled, .order(self.id), found: status.name)
    }
    for line in cancelled {
      guard let card = line.placed.card, giftCards[line.placed.id] == nil else { continue }
      throw LedgerError(
        .missingField, .line(line.placed.id), found: "no gift card in the place of \(card.text)",
        allowed: "the name of a new one")
    }
    var order = PlaceOrder(
      order: id, currency: currency, customer: customer, channel: channel,
      lines: cancelled.compactMap { $0.orderedAgain(giftCards[$0.placed.id]) },
      backorder: backorder, replaces: self.id)
    let isWhole = status == .cancelled
    let parts = lines.map { line in
      line.placed.kind == .item
        ? line.placed.amounts(from: 0, through: line.cancelled).total
        : isWhole ? line.placed.total : 0
    }
    order.presentment = presentment(of: parts.sum { $0 })
    guard isWhole else { return order }
    for line in lines where line.placed.kind != .item {
      let service = PlaceOrder.Service(
        line: line.placed.id, kind: line.placed.kind, amount: line.placed.unitPrice,
        discounts: line.placed.discounts, taxes: line.placed.taxes,
        taxIncluded: line.placed.taxIncluded)
      if line.placed.kind == .shipping {
        order.shipping.append(service)
      } else {
        order.charges.append(service)
      }
    }
    return order
  }

  /// What the customer saw of a part of the order's value; `nil` where that was the value itself.
  private func presentment(of part: Int64) -> Money? {
    guard let seen = presented?.total, total > 0 else { return presented?.total }
    return Money(
      minorUnits: Proration.floorShare(of: seen.minorUnits, through: part, of: total),
      currency: seen.currency)
  }
}

extension LineState {
  /// The cancelled units as a line of their own, with their part of each discount and tax.
  fileprivate func orderedAgain(_ card: CreditName?) -> PlaceOrder.Line? {
    guard let sku = placed.sku, let location = placed.location else { return nil }
    func part(_ amount: Int64) -> Int64 {
      Proration.floorShare(of: amount, through: cancelled, of: placed.quantity)
    }
    return PlaceOrder.Line(
      line: placed.id, sku: sku, quantity: cancelled, unitPrice: placed.unitPrice,
      discounts: placed.discounts.map { Discount(code: $0.code, amount: part($0.amount)) }
        .filter { $0.amount > 0 },
      taxes: placed.taxes.map { Tax(code: $0.code, amount: part($0.amount)) },
      taxIncluded: placed.taxIncluded, location: location, costed: placed.costed,
      giftCard: placed.card == nil ? nil : card)
  }
}
