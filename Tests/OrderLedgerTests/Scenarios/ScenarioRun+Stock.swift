import OrderLedger
import OrderLedgerTesting

// Stock without an order: units that are allocated belong to orders that nobody else has.

extension ScenarioRun {
  func stock(_ action: Node) async throws -> Moment {
    let sku = action["sku"].text ?? "A"
    let units = action["qty"].int ?? 0
    switch action["action"].text {
    case "allocate": try await allocate(try SKU(sku), units)
    case "deallocate", "decrease_allocation": try await deallocate(try SKU(sku), units)
    case "append_reservation":
      // A reservation is a negative figure, and what undoes it a positive one.
      if units < 0 {
        try await allocate(try SKU(sku), -units)
      } else {
        try await deallocate(try SKU(sku), units)
      }
    case "adjust_stock": try await adjust(sku, by: action["delta"].int ?? 0)
    case "restock":
      let place = places[sku]?.first ?? "default"
      try await receive(sku, units, at: place)
      if action["reallocate"].bool == true { try await hold(try SKU(sku), units, at: place) }
    case "set_on_hand":
      let key = StockKey(sku: try SKU(sku), location: places[sku]?.first ?? "default")
      let reserved =
        try await shop.ledger.stock(of: key.sku).first { $0.key == key }?.level[.reserved] ?? 0
      try await shop.perform(
        CountStock(sku: key.sku, location: key.location, quantity: units - reserved))
    default:
      try await shop.perform(
        ReceiveStock(
          sku: try SKU(sku), location: places[sku]?.first ?? "default", quantity: 1,
          unitCost: action["unit_cost_minor"].int, currency: currency),
        key: try IdempotencyKey(name("receive")))
    }
    return Moment()
  }

  /// From the first place that has some on; all of it, or none.
  private func allocate(_ sku: SKU, _ units: Int64) async throws {
    var lines: [PlaceOrder.Line] = []
    var left = units
    let places = self.places[sku.text] ?? ["default"]
    for (index, place) in places.enumerated() where left > 0 {
      let free = try await available(StockKey(sku: sku, location: place))
      // The last place gets the rest, to be refused if it has not got it.
      let part = index == places.count - 1 ? left : min(left, free)
      guard part > 0 else { continue }
      lines.append(
        PlaceOrder.Line(
          line: try LineID("L\(index)"), sku: sku, quantity: part, unitPrice: 100,
          location: place))
      left -= part
    }
    let id = try OrderID(name("hold"))
    try await shop.perform(PlaceOrder(order: id, currency: currency, lines: lines))
    orders[id.text] = Order(
      id: id,
      lines: [Line(sku: sku.text, parts: lines.map { ($0.line, 1) }, gross: nil)])
    current = id.text
  }

  private func deallocate(_ sku: SKU, _ units: Int64) async throws {
    guard let hold = holds.first(where: { $0.sku == sku }) else {
      throw Unsupported("letting go of what nobody has")
    }
    try await shop.perform(
      CancelOrder(
        order: hold.order, cancellation: try RefundID(name("cancel")),
        lines: [CancelOrder.Line(line: "L", quantity: units)], reason: "other"))
  }

  private func adjust(_ sku: String, by delta: Int64) async throws {
    let place = places[sku]?.first ?? "default"
    if places[sku] == nil { places[sku] = [place] }
    if delta > 0 { return try await receive(sku, delta, at: place) }
    let key = StockKey(sku: try SKU(sku), location: place)
    let free = try await available(key)
    try await shop.perform(
      CountStock(sku: key.sku, location: place, quantity: free + delta, expected: free))
  }

  /// What is there after an action.
  func look(_ moment: Moment) async throws -> Moment {
    var moment = moment
    for (name, order) in orders { moment.orders[name] = try await shop.ledger.order(order.id) }
    moment.order = current.flatMap { moment.orders[$0] }
    for item in try await shop.ledger.stock() { moment.stock[item.key] = item.level }
    for credit in try await shop.ledger.credits() { moment.credits[credit.name] = credit }
    for id in orders.values.map(\.id) + holds.map(\.order) {
      for line in try await shop.ledger.order(id).lines where line.backordered > 0 {
        guard let sku = line.placed.sku, let location = line.placed.location else { continue }
        moment.awaited[StockKey(sku: sku, location: location), default: 0] += line.backordered
      }
    }
    return moment
  }
}
