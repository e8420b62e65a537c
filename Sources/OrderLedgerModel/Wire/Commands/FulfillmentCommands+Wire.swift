extension LineQuantity: WireObject {
  enum Fields: String, WireField { case line, quantity }

  init(_ wire: WireReader<Fields>) {
    self.init(line: wire.required(.line), quantity: wire.required(.quantity))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .line)
    try wire.write(quantity, .quantity)
  }
}

extension Fulfill: WireObject {
  enum Fields: String, WireField { case order, fulfillment, lines }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), fulfillment: wire.required(.fulfillment),
      lines: wire.optional(.lines))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(fulfillment, .fulfillment)
    try wire.write(lines, .lines)
  }
}

extension CancelFulfillment: WireObject {
  enum Fields: String, WireField { case order, fulfillment }

  init(_ wire: WireReader<Fields>) {
    self.init(order: wire.required(.order), fulfillment: wire.required(.fulfillment))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(fulfillment, .fulfillment)
  }
}
