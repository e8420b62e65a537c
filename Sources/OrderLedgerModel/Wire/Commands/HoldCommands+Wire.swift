extension HoldStock: WireObject {
  enum Fields: String, WireField { case hold, lines, expires, reason }

  init(_ wire: WireReader<Fields>) {
    self.init(
      hold: wire.required(.hold), lines: wire.required(.lines), expires: wire.optional(.expires),
      reason: wire.optional(.reason))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(hold, .hold)
    try wire.write(lines, .lines)
    try wire.write(expires, .expires)
    try wire.write(reason, .reason)
  }
}

extension HoldStock.Line: WireObject {
  enum Fields: String, WireField { case sku, location, quantity }

  init(_ wire: WireReader<Fields>) {
    self.init(
      sku: wire.required(.sku), location: wire.required(.location),
      quantity: wire.required(.quantity))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(sku, .sku)
    try wire.write(location, .location)
    try wire.write(quantity, .quantity)
  }
}

extension ReleaseHold: WireObject {
  enum Fields: String, WireField { case hold, lines }

  init(_ wire: WireReader<Fields>) {
    self.init(hold: wire.required(.hold), lines: wire.optional(.lines))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(hold, .hold)
    try wire.write(lines, .lines)
  }
}

extension ExpireHolds: WireObject {
  enum Fields: String, WireField { case through }

  init(_ wire: WireReader<Fields>) { self.init(through: wire.required(.through)) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(through, .through) }
}

extension AllocateBackorder: WireObject {
  enum Fields: String, WireField { case order, lines }

  init(_ wire: WireReader<Fields>) {
    self.init(order: wire.required(.order), lines: wire.optional(.lines))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(lines, .lines)
  }
}

/// A hold by its name.
struct HoldName: WireObject {
  enum Fields: String, WireField { case hold }

  let hold: HoldID

  init(_ hold: HoldID) { self.hold = hold }

  init(_ wire: WireReader<Fields>) { hold = wire.required(.hold) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(hold, .hold) }
}
