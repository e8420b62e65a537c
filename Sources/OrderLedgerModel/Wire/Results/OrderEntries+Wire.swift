// Positions in the order are called `…Number`, names have the field's name alone. A change of 0 is
// left out.

extension LocationChange: WireObject {
  enum Fields: String, WireField { case location, name, open }

  init(_ wire: WireReader<Fields>) {
    self.init(
      location: wire.required(.location), name: wire.optional(.name), isOpen: wire.required(.open))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(location, .location)
    try wire.write(name, .name)
    try wire.write(isOpen, .open)
  }
}

extension OrderPlacement: WireObject {
  enum Fields: String, WireField {
    case order, currency, customer, channel, replaces, total, lines
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), currency: wire.required(.currency),
      customer: wire.optional(.customer), channel: wire.optional(.channel),
      replaces: wire.optional(.replaces), lines: wire.required(.lines))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(currency, .currency)
    try wire.write(customer, .customer)
    try wire.write(channel, .channel)
    try wire.write(replaces, .replaces)
    try wire.write(total, .total)
    try wire.write(lines, .lines)
  }
}

extension PlacedLine: WireObject {
  enum Fields: String, WireField {
    case line, kind, sku, location, quantity, unitPrice, discounts, taxes, taxIncluded, costed
    case backordered, giftCard
  }

  init(_ wire: WireReader<Fields>) {
    let kind: LineKind = wire.required(.kind)
    self.init(
      id: wire.required(.line), kind: kind, sku: wire.optional(.sku),
      location: wire.optional(.location), quantity: wire.required(.quantity),
      unitPrice: wire.required(.unitPrice), discounts: wire.optional(.discounts, default: []),
      taxes: wire.optional(.taxes, default: []),
      taxIncluded: wire.optional(.taxIncluded, default: false),
      costed: wire.optional(.costed, default: kind == .item),
      backordered: wire.optional(.backordered, default: 0), card: wire.optional(.giftCard))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .line)
    try wire.write(kind, .kind)
    try wire.write(sku, .sku)
    try wire.write(location, .location)
    try wire.write(quantity, .quantity)
    try wire.write(unitPrice, .unitPrice)
    try wire.writeUnlessEmpty(discounts, .discounts)
    try wire.writeUnlessEmpty(taxes, .taxes)
    try wire.write(taxIncluded, .taxIncluded, default: false)
    try wire.write(costed, .costed, default: kind == .item)
    try wire.write(backordered, .backordered, default: 0)
    try wire.write(card, .giftCard)
  }
}

extension LineChange: WireObject {
  enum Fields: String, WireField {
    case line, lineNumber, kind, cancelled, fulfilled, returned, backordered, reversed, recognized
    case net, discount, tax, reason, disposition
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      line: wire.required(.line), number: wire.required(.lineNumber), kind: wire.required(.kind))
    cancelled = wire.optional(.cancelled, default: 0)
    fulfilled = wire.optional(.fulfilled, default: 0)
    returned = wire.optional(.returned, default: 0)
    backordered = wire.optional(.backordered, default: 0)
    reversed = wire.optional(.reversed, default: 0)
    recognized = wire.optional(.recognized, default: 0)
    net = wire.optional(.net, default: 0)
    discount = wire.optional(.discount, default: 0)
    tax = wire.optional(.tax, default: 0)
    reason = wire.optional(.reason)
    disposition = wire.optional(.disposition)
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .line)
    try wire.write(number, .lineNumber)
    try wire.write(kind, .kind)
    try wire.write(cancelled, .cancelled, default: 0)
    try wire.write(fulfilled, .fulfilled, default: 0)
    try wire.write(returned, .returned, default: 0)
    try wire.write(backordered, .backordered, default: 0)
    try wire.write(reversed, .reversed, default: 0)
    try wire.write(recognized, .recognized, default: 0)
    try wire.write(net, .net, default: 0)
    try wire.write(discount, .discount, default: 0)
    try wire.write(tax, .tax, default: 0)
    try wire.write(reason, .reason)
    try wire.write(disposition, .disposition)
  }
}

extension StockMovement: WireObject {
  enum Fields: String, WireField {
    case sku, location, from, to, quantity, value, currency, lineNumber
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      sku: wire.required(.sku), location: wire.required(.location), from: wire.required(.from),
      to: wire.required(.to), quantity: wire.required(.quantity),
      value: wire.optional(.value, default: 0), currency: wire.optional(.currency),
      line: wire.optional(.lineNumber))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(sku, .sku)
    try wire.write(location, .location)
    try wire.write(from, .from)
    try wire.write(to, .to)
    try wire.write(quantity, .quantity)
    try wire.write(value, .value, default: 0)
    try wire.write(currency, .currency)
    try wire.write(line, .lineNumber)
  }
}
