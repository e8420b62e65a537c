extension OpenLocation: WireObject {
  enum Fields: String, WireField { case location, name }

  init(_ wire: WireReader<Fields>) {
    self.init(location: wire.required(.location), name: wire.optional(.name))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(location, .location)
    try wire.write(name, .name)
  }
}

extension CloseLocation: WireObject {
  enum Fields: String, WireField { case location }

  init(_ wire: WireReader<Fields>) { self.init(location: wire.required(.location)) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(location, .location) }
}

extension ReceiveStock: WireObject {
  enum Fields: String, WireField { case sku, location, quantity, unitCost, currency, reference }

  init(_ wire: WireReader<Fields>) {
    self.init(
      sku: wire.required(.sku), location: wire.required(.location),
      quantity: wire.required(.quantity), unitCost: wire.optional(.unitCost),
      currency: wire.optional(.currency), reference: wire.optional(.reference))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(sku, .sku)
    try wire.write(location, .location)
    try wire.write(quantity, .quantity)
    try wire.write(unitCost, .unitCost)
    try wire.write(currency, .currency)
    try wire.write(reference, .reference)
  }
}

extension StockPlace: WireObject {
  enum Fields: String, WireField { case location, bucket }

  init(_ wire: WireReader<Fields>) {
    self.init(location: wire.required(.location), bucket: wire.required(.bucket))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(location, .location)
    try wire.write(bucket, .bucket)
  }
}

extension MoveStock: WireObject {
  enum Fields: String, WireField { case sku, from, to, quantity, reason }

  init(_ wire: WireReader<Fields>) {
    self.init(
      sku: wire.required(.sku), from: wire.required(.from), to: wire.required(.to),
      quantity: wire.required(.quantity), reason: wire.required(.reason))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(sku, .sku)
    try wire.write(from, .from)
    try wire.write(to, .to)
    try wire.write(quantity, .quantity)
    try wire.write(reason, .reason)
  }
}

extension CountStock: WireObject {
  enum Fields: String, WireField { case sku, location, quantity, expected }

  init(_ wire: WireReader<Fields>) {
    self.init(
      sku: wire.required(.sku), location: wire.required(.location),
      quantity: wire.required(.quantity), expected: wire.optional(.expected))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(sku, .sku)
    try wire.write(location, .location)
    try wire.write(quantity, .quantity)
    try wire.write(expected, .expected)
  }
}
