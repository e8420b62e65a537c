extension PlaceOrder: PlannedAction {
  package static var name: String { "placeOrder" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.replaced = replaces
    for line in lines {
      set.stock.append(StockKey(sku: line.sku, location: line.location))
      if !set.locations.contains(line.location) { set.locations.append(line.location) }
      if let card = line.giftCard { set.credits.append(card) }
    }
    set.holds = holds
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkShape()
    var placed = placedLines(try allocateOrderDiscounts())
    try checkTotals(placed)
    if let old = snapshot.order {
      throw LedgerError(.alreadyExists, .order(order), found: "version \(old.version)")
    }
    for line in lines { if let card = line.giftCard { try snapshot.checkNew(card: card) } }
    if let replaces, snapshot.replaced == nil {
      throw LedgerError(.orderNotFound, .order(replaces))
    }
    for line in lines where snapshot.locations[line.location] == nil {
      throw LedgerError(.locationNotFound, .location(line.location))
    }
    try snapshot.checkKnown(holds)
    if let replaced = snapshot.replaced, replaced.cancelledUnits == 0 {
      throw LedgerError(.notCancelled, .order(replaced.id), found: replaced.status.name)
    }
    if !holds.isEmpty { try snapshot.checkOpen(holds) }
    for line in lines { try snapshot.checkOpen(line.location) }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = order.text
    let held = snapshot.held
    for (index, missing) in try checkStock(builder, held).enumerated() where missing > 0 {
      placed[index] = placed[index].backordered(missing)
    }
    builder.place(
      OrderPlacement(
        order: order, currency: currency, customer: customer, channel: channel,
        replaces: replaces, lines: placed))
    for line in placed {
      guard let card = line.card else { continue }
      builder.changeCredit(
        CreditState(name: card, kind: .giftCard, currency: currency), .announce)
    }
    if let presentment {
      builder.exchange(
        Exchange(.placed, amount: placed.sum { $0.total }, presented: presentment))
    }
    // What was held is the order's now; what it does not need is for sale again.
    for line in snapshot.holds where line.open > 0 {
      try builder.end(line, .order, line.open)
    }
    for (number, line) in placed.enumerated() {
      guard let sku = line.sku, let location = line.location else { continue }
      let reserved = line.quantity - line.backordered
      guard reserved > 0 else { continue }
      try builder.move(
        reserved, of: StockKey(sku: sku, location: location), from: .available, to: .reserved,
        line: number)
    }
    if backorder, context.rules?.backorder == false {
      throw LedgerError(
        .notPermitted, LedgerError.Subject("rule", "backorder"), found: "backorder",
        allowed: "orders for what is in stock")
    }
    return .plan(try builder.finish())
  }

  /// The lines as they are stored, as if all units were there.
  private func placedLines(_ orderShares: [[Discount]]) -> [PlacedLine] {
    var placed: [PlacedLine] = []
    placed.reserveCapacity(lines.count + shipping.count + charges.count)
    for (index, line) in lines.enumerated() {
      placed.append(
        PlacedLine(
          id: line.line, kind: .item, sku: line.sku, location: line.location,
          quantity: line.quantity, unitPrice: line.unitPrice,
          discounts: Self.merge(line.discounts + orderShares[index]), taxes: line.taxes,
          taxIncluded: line.taxIncluded, costed: line.costed, backordered: 0,
          card: line.giftCard))
    }
    for service in shipping + charges {
      placed.append(
        PlacedLine(
          id: service.line, kind: service.kind, sku: nil, location: nil, quantity: 1,
          unitPrice: service.amount, discounts: service.discounts, taxes: service.taxes,
          taxIncluded: service.taxIncluded, costed: false, backordered: 0))
    }
    return placed
  }

  /// Units that are not there, a line. Lines of the same SKU are served in their order.
  private func checkStock(
    _ builder: PlanBuilder, _ held: [StockKey: Int64]
  ) throws(LedgerError) -> [Int64] {
    var left: [StockKey: Int64] = [:]
    for (key, units) in held { left[key] = builder.level(key)[.available] + units }
    var missing: [Int64] = []
    missing.reserveCapacity(lines.count)
    for line in lines {
      let key = StockKey(sku: line.sku, location: line.location)
      let available = max(0, left[key] ?? builder.level(key)[.available])
      let short = max(0, line.quantity - available)
      if short > 0, !backorder {
        throw LedgerError(
          .insufficientStock, .stock(key), found: "\(line.quantity)", allowed: "\(available)")
      }
      left[key] = available - (line.quantity - short)
      missing.append(short)
    }
    return missing
  }
}

// MARK: - The request's own shape

extension PlaceOrder {
  private func checkShape() throws(LedgerError) {
    try checkCurrency(currency)
    if let presentment {
      try checkCurrency(presentment.currency)
      try checkAmount(presentment.minorUnits, .field("presentment.amount"))
      guard presentment.currency != currency else {
        throw LedgerError(
          .invalidChoice, .field("presentment.currency"), found: currency.code,
          allowed: "another currency than the order's")
      }
    }
    guard !lines.isEmpty else { throw LedgerError(.emptySelection, .field("lines")) }
    try checkHolds()
    let count = lines.count + shipping.count + charges.count
    guard count <= Limits.maxLinesPerOrder else {
      throw LedgerError(
        .limitExceeded, .field("lines"), found: "\(count)",
        allowed: "at most \(Limits.maxLinesPerOrder)")
    }
    var seen: Set<LineID> = []
    for id in lines.map(\.line) + shipping.map(\.line) + charges.map(\.line) {
      guard seen.insert(id).inserted else { throw LedgerError(.duplicateLine, .line(id)) }
    }
    for line in lines {
      try checkQuantity(line.quantity, .line(line.line))
      try checkAmount(line.unitPrice, .line(line.line))
      let (gross, overflow) = line.unitPrice.multipliedReportingOverflow(by: line.quantity)
      guard !overflow, gross <= Limits.maxAmount else {
        throw LedgerError(
          .invalidAmount, .line(line.line), found: "\(line.unitPrice) × \(line.quantity)",
          allowed: "a product of at most \(Limits.maxAmount)")
      }
      try Self.checkRows(line.discounts, line.taxes, line.line)
    }
    try checkCards()
    for service in shipping + charges {
      try checkAmount(service.amount, .line(service.line))
      try Self.checkRows(service.discounts, service.taxes, service.line)
    }
    for service in shipping where service.kind != .shipping {
      throw LedgerError(
        .invalidChoice, .line(service.line), found: service.kind.name, allowed: "shipping")
    }
    for charge in charges where !LineKind.charges.contains(charge.kind) {
      throw LedgerError(
        .invalidChoice, .line(charge.line), found: charge.kind.name,
        allowed: LineKind.charges.map(\.name).joined(separator: ", "))
    }
    guard discounts.count <= Limits.maxRowsPerLine else {
      throw LedgerError(
        .limitExceeded, .field("discounts"), found: "\(discounts.count)",
        allowed: "at most \(Limits.maxRowsPerLine)")
    }
    for discount in discounts { try checkAmount(discount.amount, .field("discounts")) }
  }

  /// A card is sold once, whole, and untaxed: what is bought with it is taxed.
  private func checkCards() throws(LedgerError) {
    var cards: Set<CreditName> = []
    for line in lines {
      guard let card = line.giftCard else { continue }
      guard cards.insert(card).inserted else {
        throw LedgerError(.invalidChoice, .line(line.line), found: "gift card \(card.text) twice")
      }
      guard line.quantity == 1 else {
        throw LedgerError(
          .invalidQuantity, .line(line.line), found: "\(line.quantity)", allowed: "1 gift card")
      }
      guard line.taxes.isEmpty else {
        throw LedgerError(
          .invalidChoice, .line(line.line), found: "taxes on a gift card", allowed: "none")
      }
    }
  }

  private func checkHolds() throws(LedgerError) {
    guard !holds.isEmpty else { return }
    guard holds.count <= Limits.maxHoldLines else {
      throw LedgerError(
        .limitExceeded, .field("holds"), found: "\(holds.count)",
        allowed: "at most \(Limits.maxHoldLines)")
    }
    var seen: Set<HoldID> = []
    for hold in holds where !seen.insert(hold).inserted {
      throw LedgerError(.invalidChoice, .hold(hold), found: "a hold named twice")
    }
  }

  private static func checkRows(
    _ discounts: [Discount], _ taxes: [Tax], _ line: LineID
  ) throws(LedgerError) {
    guard discounts.count <= Limits.maxRowsPerLine, taxes.count <= Limits.maxRowsPerLine else {
      throw LedgerError(
        .limitExceeded, .line(line), found: "\(max(discounts.count, taxes.count)) rows",
        allowed: "at most \(Limits.maxRowsPerLine) discounts and taxes each")
    }
    for row in discounts { try checkAmount(row.amount, .line(line)) }
    for (index, row) in taxes.enumerated() {
      try checkAmount(row.amount, .line(line))
      if taxes[..<index].contains(where: { $0.code == row.code }) {
        throw LedgerError(.invalidChoice, .line(line), found: "tax \(row.code.text) twice")
      }
    }
  }

  /// Refuses discounts beyond a line's price, included tax beyond what is left, and totals beyond
  /// the limit.
  private func checkTotals(_ placed: [PlacedLine]) throws(LedgerError) {
    var total: Int64 = 0
    for line in placed {
      let net = line.gross - line.discount
      guard net >= 0 else {
        throw LedgerError(
          .invalidAmount, .line(line.id), found: "discounts of \(line.discount)",
          allowed: "at most \(line.gross)")
      }
      let tax = line.tax
      guard tax <= Limits.maxAmount, !line.taxIncluded || tax <= net else {
        throw LedgerError(
          .invalidAmount, .line(line.id), found: "taxes of \(tax)",
          allowed: "at most \(line.taxIncluded ? net : Limits.maxAmount)")
      }
      // A service of nothing has no parts that its tax could be given back with.
      guard line.kind == .item || net > 0 || tax == 0 else {
        throw LedgerError(
          .invalidAmount, .line(line.id), found: "taxes of \(tax) on nothing", allowed: "0")
      }
      total += line.total
      guard total <= Limits.maxAmount else {
        throw LedgerError(
          .invalidAmount, .order(order), found: "a total beyond the limit",
          allowed: "at most \(Limits.maxAmount)")
      }
    }
  }

  /// Each order discount's shares, a line: by what the lines cost after their own discounts, never
  /// more than that.
  private func allocateOrderDiscounts() throws(LedgerError) -> [[Discount]] {
    var shares: [[Discount]] = Array(repeating: [], count: lines.count)
    guard !discounts.isEmpty else { return shares }
    var room: [Int64] = lines.map { line in
      // What is bought with a card can be discounted; the card is not.
      if line.giftCard != nil { return 0 }
      return max(
        0, line.unitPrice * line.quantity - line.discounts.reduce(0) { $0 + $1.amount })
    }
    for discount in discounts {
      let parts: [Int64]
      do {
        parts = try Allocation.allocate(discount.amount, weights: room, caps: room)
      } catch {
        throw LedgerError(
          .invalidAmount, .field("discounts"), found: "\(discount.amount)",
          allowed: "at most \(room.reduce(0, +))")
      }
      for index in lines.indices where parts[index] > 0 {
        room[index] -= parts[index]
        shares[index].append(Discount(code: discount.code, amount: parts[index]))
      }
    }
    return shares
  }

  /// Rows without an amount say nothing and are left out.
  private static func merge(_ discounts: [Discount]) -> [Discount] {
    discounts.contains { $0.amount == 0 } ? discounts.filter { $0.amount > 0 } : discounts
  }
}

extension PlacedLine {
  /// The same line with units that were not in stock.
  fileprivate func backordered(_ missing: Int64) -> PlacedLine {
    PlacedLine(
      id: id, kind: kind, sku: sku, location: location, quantity: quantity, unitPrice: unitPrice,
      discounts: discounts, taxes: taxes, taxIncluded: taxIncluded, costed: costed,
      backordered: missing, card: card)
  }
}
