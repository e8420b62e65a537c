extension PlaceOrder: WireObject {
  enum Fields: String, WireField {
    case order, currency, customer, channel, lines, discounts, shipping, charges, backorder
    case replaces, presentment, holds
  }

  init(_ wire: WireReader<Fields>) {
    let shipping: [ShippingService] = wire.optional(.shipping, default: [])
    let holds: [HoldName] = wire.optional(.holds, default: [])
    self.init(
      order: wire.required(.order), currency: wire.required(.currency),
      customer: wire.optional(.customer), channel: wire.optional(.channel),
      lines: wire.required(.lines), discounts: wire.optional(.discounts, default: []),
      shipping: shipping.map(\.service), charges: wire.optional(.charges, default: []),
      backorder: wire.optional(.backorder, default: false), replaces: wire.optional(.replaces),
      presentment: wire.optional(.presentment), holds: holds.map(\.hold))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(currency, .currency)
    try wire.write(customer, .customer)
    try wire.write(channel, .channel)
    try wire.write(lines, .lines)
    try wire.writeUnlessEmpty(discounts, .discounts)
    try wire.writeUnlessEmpty(shipping.map(ShippingService.init(service:)), .shipping)
    try wire.writeUnlessEmpty(charges, .charges)
    try wire.write(backorder, .backorder, default: false)
    try wire.write(replaces, .replaces)
    try wire.write(presentment, .presentment)
    try wire.writeUnlessEmpty(holds.map(HoldName.init), .holds)
  }
}

extension PlaceOrder.Line: WireObject {
  enum Fields: String, WireField {
    case line, sku, quantity, unitPrice, discounts, taxes, taxIncluded, location, costed, giftCard
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      line: wire.required(.line), sku: wire.required(.sku), quantity: wire.required(.quantity),
      unitPrice: wire.required(.unitPrice), discounts: wire.optional(.discounts, default: []),
      taxes: wire.optional(.taxes, default: []),
      taxIncluded: wire.optional(.taxIncluded, default: false),
      location: wire.required(.location), costed: wire.optional(.costed, default: true),
      giftCard: wire.optional(.giftCard))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .line)
    try wire.write(sku, .sku)
    try wire.write(quantity, .quantity)
    try wire.write(unitPrice, .unitPrice)
    try wire.writeUnlessEmpty(discounts, .discounts)
    try wire.writeUnlessEmpty(taxes, .taxes)
    try wire.write(taxIncluded, .taxIncluded, default: false)
    try wire.write(location, .location)
    try wire.write(costed, .costed, default: true)
    try wire.write(giftCard, .giftCard)
  }
}

/// A charge: its kind is one of ``LineKind/charges`` and has no default.
extension PlaceOrder.Service: WireObject {
  enum Fields: String, WireField { case line, kind, amount, discounts, taxes, taxIncluded }

  init(_ wire: WireReader<Fields>) {
    self.init(wire, kind: wire.choice(.kind, among: LineKind.charges) ?? .placeholder)
  }

  fileprivate init(_ wire: WireReader<Fields>, kind: LineKind) {
    self.init(
      line: wire.required(.line), kind: kind, amount: wire.required(.amount),
      discounts: wire.optional(.discounts, default: []),
      taxes: wire.optional(.taxes, default: []),
      taxIncluded: wire.optional(.taxIncluded, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try write(&wire, defaultKind: nil)
  }

  fileprivate func write(
    _ wire: inout WireWriter<Fields>, defaultKind: LineKind?
  ) throws {
    try wire.write(line, .line)
    if kind != defaultKind { try wire.write(kind, .kind) }
    try wire.write(amount, .amount)
    try wire.writeUnlessEmpty(discounts, .discounts)
    try wire.writeUnlessEmpty(taxes, .taxes)
    try wire.write(taxIncluded, .taxIncluded, default: false)
  }
}

/// A service under `shipping`, whose kind goes without saying.
private struct ShippingService: WireObject {
  typealias Fields = PlaceOrder.Service.Fields

  let service: PlaceOrder.Service

  init(service: PlaceOrder.Service) { self.service = service }

  init(_ wire: WireReader<Fields>) {
    let kind: LineKind? = wire.choice(.kind, among: [.shipping], default: .shipping)
    service = PlaceOrder.Service(wire, kind: kind ?? .placeholder)
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try service.write(&wire, defaultKind: .shipping)
  }
}

extension Discount: WireObject {
  enum Fields: String, WireField { case code, amount }

  init(_ wire: WireReader<Fields>) {
    self.init(code: wire.optional(.code), amount: wire.required(.amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(code, .code)
    try wire.write(amount, .amount)
  }
}

extension Tax: WireObject {
  enum Fields: String, WireField { case code, amount }

  init(_ wire: WireReader<Fields>) {
    self.init(code: wire.required(.code), amount: wire.required(.amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(code, .code)
    try wire.write(amount, .amount)
  }
}
