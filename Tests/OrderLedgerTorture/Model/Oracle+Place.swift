import OrderLedger

extension Oracle {
  mutating func place(_ action: PlaceOrder) throws {
    try checkShape(action)
    var lines = try self.lines(of: action)
    if orders[action.order.text] != nil { throw Refused("alreadyExists") }
    for line in action.lines {
      if let card = line.giftCard, credits[card.text] != nil { throw Refused("alreadyExists") }
    }
    var missing = Refusals()
    if let replaces = action.replaces {
      missing.add("orderNotFound", if: orders[replaces.text] == nil)
    }
    for line in action.lines {
      missing.add("locationNotFound", if: locations[line.location.text] == nil)
    }
    for hold in action.holds { missing.add("holdNotFound", if: holds[hold.text] == nil) }
    try missing.settle()
    var state = Refusals()
    if let replaces = action.replaces {
      state.add("notCancelled", if: orders[replaces.text]?.cancelled == 0)
    }
    for line in action.lines {
      state.add("locationClosed", if: locations[line.location.text]?.isOpen == false)
    }
    for hold in action.holds { state.add("holdClosed", if: holds[hold.text]?.open == 0) }
    try state.settle()
    try takeOver(action.holds)
    for (number, line) in action.lines.enumerated() {
      let place = lines[number].place
      let reserved = min(line.quantity, stock[place]?.units["available"] ?? 0)
      lines[number].backordered = line.quantity - reserved
      if reserved < line.quantity, !action.backorder { throw Refused("insufficientStock") }
      if reserved > 0 { try move(reserved, place, from: "available", to: "reserved") }
      if let card = line.giftCard {
        credits[card.text] = OracleCredit(kind: "giftCard", currency: action.currency.code)
      }
    }
    var order = OracleOrder(
      id: action.order.text, currency: action.currency.code, customer: action.customer?.text,
      channel: action.channel?.text ?? "", lines: lines, placedAt: time)
    order.presented.currency = action.presentment?.currency.code
    keep(order)
    if action.backorder, !policy.backorder { denied.insert("notPermitted") }
  }

  private func checkShape(_ action: PlaceOrder) throws {
    var wrong = Refusals()
    wrong.add("emptySelection", if: action.lines.isEmpty)
    if let presentment = action.presentment {
      wrong.add("invalidAmount", if: !Self.isAmount(presentment.minorUnits))
      wrong.add("invalidChoice", if: presentment.currency == action.currency)
    }
    wrong.add("invalidChoice", if: Set(action.holds).count < action.holds.count)
    let services = action.shipping + action.charges
    let names = action.lines.map(\.line.text) + services.map(\.line.text)
    wrong.add("duplicateLine", if: Set(names).count < names.count)
    for line in action.lines {
      wrong.add("invalidQuantity", if: !Self.isQuantity(line.quantity))
      let gross = Int128(line.unitPrice) * Int128(line.quantity)
      wrong.add(
        "invalidAmount", if: !Self.isAmount(line.unitPrice) || gross > Int128(Self.mostAmount))
      if line.giftCard != nil {
        wrong.add("invalidQuantity", if: line.quantity != 1)
        wrong.add("invalidChoice", if: !line.taxes.isEmpty)
      }
      Self.checkRows(line.discounts, line.taxes, &wrong)
    }
    let cards = action.lines.compactMap(\.giftCard?.text)
    wrong.add("invalidChoice", if: Set(cards).count < cards.count)
    for service in services {
      wrong.add("invalidAmount", if: !Self.isAmount(service.amount))
      Self.checkRows(service.discounts, service.taxes, &wrong)
    }
    wrong.add("invalidChoice", if: action.shipping.contains { $0.kind != .shipping })
    wrong.add(
      "invalidChoice", if: action.charges.contains { $0.kind == .shipping || $0.kind == .item })
    Self.checkRows(action.discounts, [], &wrong)
    try wrong.settle()
  }

  private static func checkRows(
    _ discounts: [Discount], _ taxes: [Tax], _ wrong: inout Refusals
  ) {
    wrong.add("limitExceeded", if: discounts.count > 16 || taxes.count > 16)
    for amount in discounts.map(\.amount) + taxes.map(\.amount) {
      wrong.add("invalidAmount", if: !isAmount(amount))
    }
    wrong.add("invalidChoice", if: Set(taxes.map(\.code.text)).count < taxes.count)
  }

  /// The lines, with their shares of the order's discounts.
  private func lines(of action: PlaceOrder) throws -> [OracleLine] {
    var shares: [[Int64]] = action.lines.map { line in line.discounts.map(\.amount) }
    for discount in action.discounts {
      let rooms = zip(action.lines, shares).map { line, taken in
        line.giftCard != nil ? 0 : max(0, line.unitPrice * line.quantity - taken.reduce(0, +))
      }
      guard discount.amount <= rooms.reduce(0, +) else { throw Refused("invalidAmount") }
      for (index, part) in OracleLine.allocate(discount.amount, over: rooms).enumerated() {
        shares[index].append(part)
      }
    }
    var lines = zip(action.lines, shares).map { line, discounts in
      OracleLine(
        id: line.line.text, kind: "item", sku: line.sku.text, location: line.location.text,
        quantity: line.quantity, unitPrice: line.unitPrice,
        discounts: discounts.filter { $0 > 0 },
        taxes: line.taxes.map { ($0.code.text, $0.amount) }, isTaxIncluded: line.taxIncluded,
        isCosted: line.costed, card: line.giftCard?.text)
    }
    for service in action.shipping + action.charges {
      lines.append(
        OracleLine(
          id: service.line.text, kind: service.kind.name, sku: "", location: "", quantity: 1,
          unitPrice: service.amount, discounts: service.discounts.map(\.amount),
          taxes: service.taxes.map { ($0.code.text, $0.amount) },
          isTaxIncluded: service.taxIncluded, isCosted: false, card: nil))
    }
    var sum: Int128 = 0
    for line in lines {
      let net = line.gross - line.discount
      let isTaxPossible =
        line.tax <= (line.isTaxIncluded ? net : Self.mostAmount)
        && (line.isItem || net > 0 || line.tax == 0)
      if net < 0 || !isTaxPossible { throw Refused("invalidAmount") }
      sum += Int128(line.total)
    }
    if sum > Int128(Self.mostAmount) { throw Refused("invalidAmount") }
    return lines
  }
}
