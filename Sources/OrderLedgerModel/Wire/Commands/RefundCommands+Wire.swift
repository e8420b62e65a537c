extension Refund: WireObject {
  enum Fields: String, WireField {
    case order, refund, lines, shipping, amount, to, reason, note, notify
  }

  init(_ wire: WireReader<Fields>) {
    let target: RefundTarget = wire.optional(.to, default: RefundTarget(choice: .original))
    self.init(
      order: wire.required(.order), refund: wire.required(.refund), lines: wire.optional(.lines),
      shipping: wire.optional(.shipping), amount: wire.optional(.amount), to: target.choice,
      reason: wire.required(.reason), note: wire.optional(.note),
      notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(refund, .refund)
    try wire.write(lines, .lines)
    try wire.write(shipping, .shipping)
    try wire.write(amount, .amount)
    try wire.write(to, .to, default: .original)
    try wire.write(reason, .reason)
    try wire.write(note, .note)
    try wire.write(notify, .notify, default: false)
  }
}

/// Where a refund's money goes: one of three of the ``RefundChoice``s.
private struct RefundTarget: WireObject {
  typealias Fields = RefundChoice.Fields

  let choice: RefundChoice

  init(choice: RefundChoice) { self.choice = choice }

  init(_ wire: WireReader<Fields>) {
    choice = RefundChoice(wire, among: [.original, .later, .storeCredit])
  }

  func write(_ wire: inout WireWriter<Fields>) throws { try choice.write(&wire) }
}

extension SubmitRefund: WireObject {
  enum Fields: String, WireField {
    case attempt, refund, payment, amount, reference, presentment, cash
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      attempt: wire.required(.attempt), refund: wire.required(.refund),
      payment: wire.optional(.payment), amount: wire.optional(.amount),
      reference: wire.optional(.reference), presentment: wire.optional(.presentment),
      cash: wire.optional(.cash))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(attempt, .attempt)
    try wire.write(refund, .refund)
    try wire.write(payment, .payment)
    try wire.write(amount, .amount)
    try wire.write(reference, .reference)
    try wire.write(presentment, .presentment)
    try wire.write(cash, .cash)
  }
}

extension SettleRefund: WireObject {
  enum Fields: String, WireField { case attempt, outcome, reference, failure, fee }

  init(_ wire: WireReader<Fields>) {
    self.init(
      attempt: wire.required(.attempt), outcome: wire.required(.outcome),
      reference: wire.optional(.reference), failure: wire.optional(.failure),
      fee: wire.optional(.fee, default: 0))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(attempt, .attempt)
    try wire.write(outcome, .outcome)
    try wire.write(reference, .reference)
    try wire.write(failure, .failure)
    try wire.write(fee, .fee, default: 0)
  }
}
