extension ReturnItems: WireObject {
  enum Fields: String, WireField {
    case order
    case returnID = "return"
    case lines, reason, note, location, received, notify
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), return: wire.required(.returnID),
      lines: wire.required(.lines), reason: wire.required(.reason), note: wire.optional(.note),
      location: wire.optional(.location), received: wire.optional(.received, default: false),
      notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(returnID, .returnID)
    try wire.write(lines, .lines)
    try wire.write(reason, .reason)
    try wire.write(note, .note)
    try wire.write(location, .location)
    try wire.write(received, .received, default: false)
    try wire.write(notify, .notify, default: false)
  }
}

extension ReturnItems.Line: WireObject {
  enum Fields: String, WireField { case line, quantity, fulfillment }

  init(_ wire: WireReader<Fields>) {
    self.init(
      line: wire.required(.line), quantity: wire.required(.quantity),
      fulfillment: wire.optional(.fulfillment))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .line)
    try wire.write(quantity, .quantity)
    try wire.write(fulfillment, .fulfillment)
  }
}

extension ReceiveReturn: WireObject {
  enum Fields: String, WireField {
    case order
    case returnID = "return"
    case lines, notify
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), return: wire.required(.returnID),
      lines: wire.optional(.lines), notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(returnID, .returnID)
    try wire.write(lines, .lines)
    try wire.write(notify, .notify, default: false)
  }
}

extension InspectReturn: WireObject {
  enum Fields: String, WireField {
    case order
    case returnID = "return"
    case inspection, lines, reason, note, refund, shipping, fee, disposition, notify
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), return: wire.required(.returnID),
      inspection: wire.optional(.inspection), lines: wire.optional(.lines),
      reason: wire.required(.reason), note: wire.optional(.note),
      refund: wire.optional(.refund, default: .original), shipping: wire.optional(.shipping),
      fee: wire.optional(.fee), disposition: wire.optional(.disposition, default: .restock),
      notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(returnID, .returnID)
    try wire.write(inspection, .inspection)
    try wire.write(lines, .lines)
    try wire.write(reason, .reason)
    try wire.write(note, .note)
    try wire.write(refund, .refund, default: .original)
    try wire.write(shipping, .shipping)
    try wire.write(fee, .fee)
    try wire.write(disposition, .disposition, default: .restock)
    try wire.write(notify, .notify, default: false)
  }
}

extension InspectReturn.Line: WireObject {
  enum Fields: String, WireField { case line, quantity, disposition }

  init(_ wire: WireReader<Fields>) {
    self.init(
      line: wire.required(.line), quantity: wire.optional(.quantity),
      disposition: wire.optional(.disposition))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .line)
    try wire.write(quantity, .quantity)
    try wire.write(disposition, .disposition)
  }
}

extension CancelReturn: WireObject {
  enum Fields: String, WireField {
    case order
    case returnID = "return"
    case notify
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), return: wire.required(.returnID),
      notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(returnID, .returnID)
    try wire.write(notify, .notify, default: false)
  }
}
