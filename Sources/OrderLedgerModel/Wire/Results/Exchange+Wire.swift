extension Exchange.Kind: WireChoice { static let placeholder = Exchange.Kind.placed }

/// An amount with its currency: `{"amount":1277,"currency":"CAD"}`.
extension Money: WireObject {
  enum Fields: String, WireField { case amount, currency }

  init(_ wire: WireReader<Fields>) {
    self.init(minorUnits: wire.required(.amount), currency: wire.required(.currency))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(minorUnits, .amount)
    try wire.write(currency, .currency)
  }
}

extension Exchange: WireObject {
  enum Fields: String, WireField {
    case kind, paymentNumber, attemptNumber, disputeNumber, amount, presented
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      wire.required(.kind), payment: wire.optional(.paymentNumber),
      attempt: wire.optional(.attemptNumber),
      dispute: wire.optional(.disputeNumber), amount: wire.required(.amount),
      presented: wire.required(.presented))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(payment, .paymentNumber)
    try wire.write(attempt, .attemptNumber)
    try wire.write(dispute, .disputeNumber)
    try wire.write(amount, .amount)
    try wire.write(presented, .presented)
  }
}

extension PresentedAmounts: WireWritable {
  enum Fields: String, WireField { case total, payments, attempts, disputes }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(total, .total)
    try wire.writeUnlessEmpty(payments, .payments)
    try wire.writeUnlessEmpty(attempts, .attempts)
    try wire.writeUnlessEmpty(disputes, .disputes)
  }
}

extension PresentedAmounts.Payment: WireWritable {
  enum Fields: String, WireField {
    case paymentNumber, currency, amount, presented, pending, returned, returnedAmount, kept
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(number, .paymentNumber)
    try wire.write(currency, .currency)
    try wire.write(amount, .amount)
    try wire.write(presented, .presented)
    try wire.write(pending, .pending)
    try wire.write(returned, .returned)
    try wire.write(returnedAmount, .returnedAmount)
    try wire.write(kept, .kept)
  }
}

extension PresentedAmounts.Attempt: WireWritable {
  enum Fields: String, WireField { case attemptNumber, paymentNumber, amount, presented }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(number, .attemptNumber)
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(presented, .presented)
  }
}

extension PresentedAmounts.Dispute: WireWritable {
  enum Fields: String, WireField { case disputeNumber, paymentNumber, amount, presented }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(number, .disputeNumber)
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(presented, .presented)
  }
}
