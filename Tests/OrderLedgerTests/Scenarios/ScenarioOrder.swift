import OrderLedger
import OrderLedgerTesting

/// An order of a case as a command.
struct ScenarioOrder {
  private(set) var command: PlaceOrder
  private(set) var lines: [ScenarioRun.Line] = []

  init(_ run: ScenarioRun, _ name: String, _ nodes: [Node], isGiven: Bool) async throws {
    command = PlaceOrder(order: try OrderID(name), currency: run.currency, lines: [])
    let given = run.scenario.given
    let rates = given["taxes"].list
    for (index, node) in nodes.enumerated() {
      try add(node, "L\(index)", rates, run)
    }
    if isGiven {
      try addServices(given["shipping"], rates)
      for discount in given["discounts"].list {
        let amount = discount["amount_minor"].int ?? discount["amount_net_minor"].int
        guard let amount, discount["scope"].text == "order", !discount["min_total_minor"].exists
        else { throw ScenarioRun.Unsupported("promotions with conditions") }
        command.discounts.append(Discount(amount: amount))
      }
    }
    command.presentment = try given["payments"].list.first.flatMap(run.processed)
    if command.lines.isEmpty {
      // A case that only speaks of payments: something that costs as much.
      let paid = given["payments"].list.compactMap { $0["amount_minor"].int }.reduce(0, +)
      let rest = paid - command.shipping.reduce(0) { $0 + $1.amount }
      command.lines.append(
        PlaceOrder.Line(
          line: "L0", sku: "ITEM", quantity: 1, unitPrice: paid > 0 ? max(0, rest) : 1_000,
          location: run.places["ITEM"]?.first ?? "default"))
      lines.append(ScenarioRun.Line(sku: "ITEM", parts: [("L0", 1)], gross: nil))
    }
    var wanted: [StockKey: Int64] = [:]
    for line in command.lines {
      wanted[StockKey(sku: line.sku, location: line.location), default: 0] += line.quantity
    }
    for (key, units) in wanted where try await run.available(key) < units {
      let rows = given["stock"].list.filter { $0["sku"].text == key.sku.text }
      command.backorder = rows.contains {
        $0["allow_backorder"].bool == true || ($0["reserved"].int ?? 0) > ($0["on_hand"].int ?? 0)
      }
    }
  }

  private mutating func add(
    _ node: Node, _ id: String, _ rates: [Node], _ run: ScenarioRun
  ) throws {
    guard let sku = node["sku"].text, let units = node["qty"].int else {
      throw ScenarioRun.Unsupported("a line without SKU and quantity")
    }
    if node["unit_price_exact"].exists {
      throw ScenarioRun.Unsupported("prices with parts of a minor unit")
    }
    let components = node["components"].list
    // Where a case is not about prices, any will do.
    var price = node["unit_price_minor"].int ?? (components.isEmpty ? 1_000 : 0)
    var discount = node["discount_minor"].int ?? 0
    if discount < 0 {
      // A surcharge is a higher price.
      guard units > 0, discount % units == 0 else {
        throw ScenarioRun.Unsupported("a surcharge that is no price of a unit")
      }
      price -= discount / units
      discount = 0
    }
    var parts: [(line: LineID, units: Int64)] = []
    for (number, part) in (components.isEmpty ? [node] : components).enumerated() {
      let inner = part["sku"].text ?? sku
      let each = components.isEmpty ? 1 : part["qty"].int ?? 1
      let line = try LineID(number == 0 ? id : "\(id).\(number)")
      let count = units * each
      // Where a unit is made of several, the price stands on the first of them.
      guard number == 0 || price == 0, each == 1 || price == 0 else {
        throw ScenarioRun.Unsupported("kits with prices")
      }
      var placed = PlaceOrder.Line(
        line: line, sku: try SKU(inner), quantity: count, unitPrice: price,
        location: home(inner, run))
      if discount > 0 { placed.discounts = [Discount(amount: discount)] }
      placed.taxIncluded = rates.first?["included"].bool == true
      placed.taxes = try Self.taxes(
        node["tax_minor"].int, on: price * count - discount, rates,
        isIncluded: placed.taxIncluded)
      command.lines.append(placed)
      parts.append((line, each))
    }
    lines.append(ScenarioRun.Line(sku: sku, parts: parts, gross: node["unit_gross_minor"].int))
  }

  /// Where the case has the SKU reserved; else where it has it first.
  private func home(_ sku: String, _ run: ScenarioRun) -> LocationID {
    let rows = run.scenario.given["stock"].list.filter { $0["sku"].text == sku }
    let reserved = rows.first { ($0["reserved"].int ?? 0) > 0 }?["location"].text
    return (try? reserved.map { try LocationID($0) }) ?? run.places[sku]?.first ?? "default"
  }

  private mutating func addServices(_ shipping: Node, _ rates: [Node]) throws {
    let shipments = shipping["shipments"].list
    for (index, node) in (shipments.isEmpty ? [shipping] : shipments).enumerated() {
      guard let net = node["net_minor"].int, net > 0 else { continue }
      var service = PlaceOrder.Service(line: try LineID("S\(index)"), kind: .shipping, amount: net)
      let tax = node["tax_minor"].int ?? 0
      if tax > 0 {
        let rate = tax * 100 / net
        service.taxes = [Tax(code: try TaxCode("\(rate)%"), amount: tax)]
      }
      command.shipping.append(service)
    }
  }

  /// A line's tax by rate: as it is given, or computed.
  private static func taxes(
    _ given: Int64?, on net: Int64, _ rates: [Node], isIncluded: Bool
  ) throws -> [Tax] {
    guard net > 0 else { return [] }
    let named = rates.filter { $0["rate_percent"].exists }
    var taxes: [Tax] = []
    for rate in named {
      // Hundredths of a percent, so that 3.25 % is whole.
      let points = try Money(parsing: rate["rate_percent"].written, currency: .usd).minorUnits
      let base = isIncluded ? 10_000 + points : 10_000
      let amount = (2 * net * points + base) / (2 * base)
      let code = try TaxCode("\(rate["rate_percent"].written)%")
      taxes.append(Tax(code: code, amount: amount))
    }
    let computed = taxes.reduce(0) { $0 + $1.amount }
    guard let given, given != computed else { return taxes }
    if named.isEmpty || named.count > 1 && given == 0 {
      return given == 0 ? [] : [Tax(code: try TaxCode("\(given * 100 / net)%"), amount: given)]
    }
    // Where the source rounded otherwise, its own figure counts.
    let shares = try Allocation.allocate(given, weights: taxes.map(\.amount))
    return zip(taxes, shares).map { Tax(code: $0.code, amount: $1) }
  }
}
