extension CreditChange: WireObject {
  enum Fields: String, WireField {
    case credit, kind, event, currency, balance, held, status, expires, previous
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      credit: wire.required(.credit), kind: wire.required(.kind), event: wire.required(.event),
      currency: wire.required(.currency), balance: wire.optional(.balance, default: 0),
      held: wire.optional(.held, default: 0), status: wire.required(.status),
      expires: wire.optional(.expires), previous: wire.optional(.previous))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(credit, .credit)
    try wire.write(kind, .kind)
    try wire.write(event, .event)
    try wire.write(currency, .currency)
    try wire.write(balance, .balance, default: 0)
    try wire.write(held, .held, default: 0)
    try wire.write(status, .status)
    try wire.write(expires, .expires)
    try wire.write(previous, .previous)
  }
}

extension DisputeChange: WireObject {
  enum Fields: String, WireField {
    case dispute, disputeNumber, paymentNumber, amount, previous, status, fee, refunded
    case unfulfilled
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      dispute: wire.required(.dispute), number: wire.required(.disputeNumber),
      payment: wire.required(.paymentNumber), amount: wire.required(.amount),
      previous: wire.optional(.previous), status: wire.required(.status),
      fee: wire.optional(.fee, default: 0), refunded: wire.optional(.refunded, default: 0),
      unfulfilled: wire.optional(.unfulfilled, default: 0))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(dispute, .dispute)
    try wire.write(number, .disputeNumber)
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(previous, .previous)
    try wire.write(status, .status)
    try wire.write(fee, .fee, default: 0)
    try wire.write(refunded, .refunded, default: 0)
    try wire.write(unfulfilled, .unfulfilled, default: 0)
  }
}

extension DisputeState: WireWritable {
  enum Fields: String, WireField {
    case dispute, disputeNumber, paymentNumber, amount, fee, status, refunded, seq
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .dispute)
    try wire.write(number, .disputeNumber)
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(fee, .fee)
    try wire.write(status, .status)
    try wire.write(refunded, .refunded)
    try wire.write(sequence, .seq)
  }
}

/// The view of a gift card or a store credit account. Written and never read.
extension CreditState: Encodable, JSONLine, WireWritable {
  enum Fields: String, WireField {
    case credit, kind, currency, status, balance, held, available, breakage, expires, seq
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(name, .credit)
    try wire.write(kind, .kind)
    try wire.write(currency, .currency)
    try wire.write(status, .status)
    try wire.write(balance, .balance)
    try wire.write(held, .held)
    try wire.write(available, .available)
    try wire.write(breakage, .breakage)
    try wire.write(expires, .expires)
    try wire.write(lastSequence, .seq)
  }

  /// Writes the view.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}
