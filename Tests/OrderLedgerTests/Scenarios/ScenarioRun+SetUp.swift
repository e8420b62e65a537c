import OrderLedger
import OrderLedgerTesting

// What a case says is given.

extension ScenarioRun {
  private var given: Node { scenario.given }

  /// Whether what the case calls on hand includes what is reserved. Systems that say nothing of
  /// reservations lower it when an order is placed.
  var countsReserved: Bool { given["stock"].list.contains { $0["reserved"].exists } }

  /// Whether an action of the case places the order that is given.
  private var placesItself: Bool { scenario.does("place_order", "sell", "set_status") }

  private var isAboutMoneyBack: Bool {
    scenario.does("refund", "refund_lines", "refund_shipping", "refund_all_rest", "quote_refund")
  }

  private var isShipped: Bool {
    let state = given["fulfillment_state"].text
    if state == "shipped" || state == "fulfilled" { return true }
    // Only what has left can come back.
    return isSaleThatComesBack
  }

  func setUp() async throws {
    try await receiveStock()
    try await postJournal()
    if !placesItself, !heldLines.isEmpty || isAboutAnOrder { try await placeGiven() }
    try await holdRest()
    moments = [try await look(Moment())]
    try await expectGivenStock()
  }

  /// A case that begins otherwise than it says proves nothing.
  private func expectGivenStock() async throws {
    for row in given["stock"].list {
      let key = StockKey(
        sku: try SKU(row["sku"].text ?? "A"),
        location: try LocationID(row["location"].text ?? "default"))
      let level = moments.first?.stock[key]
      let reserved = (level?[.reserved] ?? 0) + (moments.first?.awaited[key] ?? 0)
      let onHand = (level?[.available] ?? 0) + (countsReserved ? level?[.reserved] ?? 0 : 0)
      if let expected = row["on_hand"].int, expected != onHand {
        throw Unsupported("\(onHand) on hand at the beginning, not \(expected)")
      }
      if let expected = row["reserved"].int, expected != reserved {
        throw Unsupported("\(reserved) reserved at the beginning, not \(expected)")
      }
    }
  }

  private var isAboutAnOrder: Bool {
    !given["payments"].list.isEmpty || isAboutMoneyBack
      || scenario.does(
        "cancel_order", "cancel_lines", "cancel_fulfillment", "refund", "refund_lines",
        "receive_return", "return_lines", "transition")
  }

  /// The lines that are given, or those that the actions speak of.
  var heldLines: [Node] {
    let lines = given["lines"].list
    if !lines.isEmpty { return lines }
    if placesItself { return [] }
    var made: [String: Int64] = [:]
    for action in scenario.when {
      for line in action["lines"].list {
        guard let sku = line["sku"].text, let units = line["qty"].int else { continue }
        made[sku] = max(made[sku] ?? 0, units)
      }
    }
    return made.keys.sorted().map { sku in
      Node(["sku": sku, "qty": made[sku] ?? 1, "unit_price_minor": 1_000] as [String: Any])
    }
  }

  // MARK: Stock

  private func receiveStock() async throws {
    var needed = unitsNeeded()
    var locations: [LocationID] = []
    for row in given["stock"].list {
      let location = try LocationID(row["location"].text ?? "default")
      let sku = row["sku"].text ?? "A"
      if !locations.contains(location) {
        locations.append(location)
        try await shop.perform(OpenLocation(location: location))
      }
      if row["tracked"].bool == false { throw Unsupported("goods whose stock is not kept") }
      var units = row["on_hand"].int ?? 100
      if units < 0 { throw Unsupported("stock on hand below zero") }
      if !row["reserved"].exists, let placed = needed.removeValue(forKey: sku), !placesItself {
        // Placing the order will lower it to what is given.
        units += placed
      }
      needed[sku] = nil
      places[sku, default: []].append(location)
      try await receive(sku, units, at: location)
    }
    if locations.isEmpty { try await shop.perform(OpenLocation(location: "default")) }
    let home = locations.first ?? "default"
    for (sku, units) in needed.sorted(by: { $0.key < $1.key }) {
      places[sku] = [home]
      try await receive(sku, units, at: home)
    }
  }

  private func unitsNeeded() -> [String: Int64] {
    var needed: [String: Int64] = [:]
    for line in heldLines {
      let units = line["qty"].int ?? 1
      let parts = line["components"].list
      for part in parts {
        needed[part["sku"].text ?? "", default: 0] += units * (part["qty"].int ?? 1)
      }
      if parts.isEmpty { needed[line["sku"].text ?? "", default: 0] += units }
    }
    if needed.isEmpty, isAboutAnOrder, !placesItself {
      needed["ITEM"] = Int64(max(1, given["payments"].list.flatMap { $0["shares"].list }.count))
    }
    return needed
  }

  func receive(_ sku: String, _ units: Int64, at location: LocationID) async throws {
    guard units > 0 else { return }
    let line = given["lines"].list.first { $0["sku"].text == sku }
    try await shop.perform(
      ReceiveStock(
        sku: try SKU(sku), location: location, quantity: units,
        unitCost: line?["unit_cost_minor"].int ?? 0, currency: currency),
      key: try IdempotencyKey(name("receive")))
  }

  /// Units that are reserved and that no order of the case has.
  private func holdRest() async throws {
    for row in given["stock"].list {
      guard let reserved = row["reserved"].int, reserved > 0 else { continue }
      let location = try LocationID(row["location"].text ?? "default")
      let sku = try SKU(row["sku"].text ?? "A")
      let found = try await allocated(StockKey(sku: sku, location: location))
      if reserved > found { try await hold(sku, reserved - found, at: location) }
    }
  }

  func hold(_ sku: SKU, _ units: Int64, at location: LocationID) async throws {
    let id = try OrderID(name("hold"))
    let line = PlaceOrder.Line(
      line: "L", sku: sku, quantity: units, unitPrice: 100, location: location)
    try await shop.perform(
      PlaceOrder(
        order: id, currency: currency, lines: [line],
        backorder: try await available(StockKey(sku: sku, location: location)) < units))
    holds.append((id, sku, location))
  }

  func available(_ key: StockKey) async throws -> Int64 {
    try await shop.ledger.stock(of: key.sku).first { $0.key == key }?.level[.available] ?? 0
  }

  private func allocated(_ key: StockKey) async throws -> Int64 {
    let moment = try await look(Moment())
    return (moment.stock[key]?[.reserved] ?? 0) + (moment.awaited[key] ?? 0)
  }

  // MARK: The order

  private func placeGiven() async throws {
    let shares = given["payments"].list.flatMap { $0["shares"].list }
    if !shares.isEmpty { return try await placeShared() }
    // What is reserved is less than what is ordered: the case is about the reservation.
    for line in given["lines"].list {
      let rows = given["stock"].list.filter { $0["sku"].text == line["sku"].text }
      let reserved = rows.compactMap { $0["reserved"].int }.reduce(0, +)
      if rows.contains(where: { $0["reserved"].exists }), !line["components"].exists,
        reserved < line["qty"].int ?? 0
      {
        return
      }
    }
    try await place("given", heldLines)
    try await pay("given")
    if isShipped { try await ship() }
    switch given["fulfillment_state"].text {
    case "canceled":
      try await ship()
      try await unship()
    default: break
    }
    if given["order_state"].text == "canceled" {
      try await shop.perform(
        CancelOrder(
          order: try order(Node(nil)).id, cancellation: try RefundID(name("x")),
          reason: "other"))
    }
  }

  private func ship() async throws {
    let fulfillment = try FulfillmentID(name("f"))
    try await shop.perform(
      Fulfill(order: try order(Node(nil)).id, fulfillment: fulfillment))
    change(Node(nil)) { $0.fulfillments.append(fulfillment) }
  }

  private func unship() async throws {
    let order = try order(Node(nil))
    guard let last = order.fulfillments.last else { return }
    try await shop.perform(CancelFulfillment(order: order.id, fulfillment: last))
  }

  /// One payment that paid for several orders: each has its share of it.
  private func placeShared() async throws {
    for payment in given["payments"].list {
      for share in payment["shares"].list {
        let name = share["order"].text ?? "o"
        let amount = share["amount_minor"].int ?? 0
        try await place(
          name, [Node(["sku": "ITEM", "qty": 1, "unit_price_minor": amount] as [String: Any])])
        try await record(payment, amount, on: name)
      }
    }
  }

  /// Places an order of these lines.
  func place(_ name: String, _ lines: [Node], isGiven: Bool = true) async throws {
    let request = try await ScenarioOrder(self, name, lines, isGiven: isGiven)
    try await shop.perform(request.command)
    orders[name] = Order(id: request.command.order, lines: request.lines)
    current = name
  }

  func pay(_ name: String) async throws {
    guard let id = orders[name]?.id else { return }
    let total = try await shop.ledger.order(id).total
    let payments = given["payments"].list
    for payment in payments {
      let paid = try await shop.ledger.order(id).captured
      try await record(payment, payment["amount_minor"].int ?? total - paid, on: name)
    }
    if payments.isEmpty, isAboutMoneyBack, total > 0, given["order_state"].text != "unpaid" {
      let whole = Node(["kind": "card", "status": "captured"] as [String: Any])
      try await record(whole, total, on: name)
    }
  }
}
