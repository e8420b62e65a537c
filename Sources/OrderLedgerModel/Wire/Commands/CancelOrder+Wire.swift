extension CancelOrder: WireObject {
  enum Fields: String, WireField {
    case order, cancellation, lines, reason, note, refund, shipping, fee, disposition, notify
  }

  init(_ wire: WireReader<Fields>) {
    self.init(wire, cancellation: wire.required(.cancellation))
  }

  /// Reads all but the name.
  init(_ wire: WireReader<Fields>, cancellation: RefundID) {
    self.init(
      order: wire.required(.order), cancellation: cancellation,
      lines: wire.optional(.lines), reason: wire.required(.reason), note: wire.optional(.note),
      refund: wire.optional(.refund, default: .original),
      shipping: wire.optional(.shipping, default: .auto), fee: wire.optional(.fee),
      disposition: wire.optional(.disposition, default: .restock),
      notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(cancellation, .cancellation)
    try wire.write(lines, .lines)
    try wire.write(reason, .reason)
    try wire.write(note, .note)
    try wire.write(refund, .refund, default: .original)
    try wire.write(shipping, .shipping, default: .auto)
    try wire.write(fee, .fee)
    try wire.write(disposition, .disposition, default: .restock)
    try wire.write(notify, .notify, default: false)
  }
}

extension CancelOrder.Line: WireObject {
  enum Fields: String, WireField { case line, quantity, reason, disposition }

  init(_ wire: WireReader<Fields>) {
    self.init(
      line: wire.required(.line), quantity: wire.optional(.quantity),
      reason: wire.optional(.reason), disposition: wire.optional(.disposition))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .line)
    try wire.write(quantity, .quantity)
    try wire.write(reason, .reason)
    try wire.write(disposition, .disposition)
  }
}

extension Disposition: WireObject {
  enum Fields: String, WireField { case kind, location }

  init(_ wire: WireReader<Fields>) {
    self.init(wire.required(.kind), at: wire.optional(.location))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(location, .location)
  }
}

extension CancellationFee: WireObject {
  enum Fields: String, WireField { case amount, taxCode, tax }

  init(_ wire: WireReader<Fields>) {
    self.init(
      amount: wire.required(.amount), tax: wire.optional(.tax, default: 0),
      taxCode: wire.optional(.taxCode))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(amount, .amount)
    try wire.write(taxCode, .taxCode)
    try wire.write(tax, .tax, default: 0)
  }
}
