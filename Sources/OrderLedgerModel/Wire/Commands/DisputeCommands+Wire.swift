extension OpenDispute: WireObject {
  enum Fields: String, WireField { case order, dispute, payment, amount, fee, presentment }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), dispute: wire.required(.dispute),
      payment: wire.required(.payment), amount: wire.required(.amount),
      fee: wire.optional(.fee, default: 0), presentment: wire.optional(.presentment))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(dispute, .dispute)
    try wire.write(payment, .payment)
    try wire.write(amount, .amount)
    try wire.write(fee, .fee, default: 0)
    try wire.write(presentment, .presentment)
  }
}

extension CloseDispute: WireObject {
  enum Fields: String, WireField { case dispute, outcome, feeReturned, cancellation }

  init(_ wire: WireReader<Fields>) {
    self.init(
      dispute: wire.required(.dispute), outcome: wire.required(.outcome),
      feeReturned: wire.optional(.feeReturned, default: 0),
      cancellation: wire.optional(.cancellation))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(dispute, .dispute)
    try wire.write(outcome, .outcome)
    try wire.write(feeReturned, .feeReturned, default: 0)
    try wire.write(cancellation, .cancellation)
  }
}

extension CloseDispute.Outcome: WireChoice {
  static let placeholder = CloseDispute.Outcome.won
}
extension DisputeStatus: WireChoice { static let placeholder = DisputeStatus.open }
extension CreditKind: WireChoice { static let placeholder = CreditKind.giftCard }
extension CreditStatus: WireChoice { static let placeholder = CreditStatus.active }
extension CreditChange.Event: WireChoice { static let placeholder = CreditChange.Event.issue }
