extension PaymentTransaction: WireObject {
  enum Fields: String, WireField {
    case payment, paymentNumber, kind, tender, amount, promised, fee, reference, expires
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      payment: wire.required(.payment), number: wire.required(.paymentNumber),
      kind: wire.required(.kind), tender: wire.required(.tender), amount: wire.required(.amount),
      promised: wire.required(.promised), fee: wire.optional(.fee, default: 0),
      reference: wire.optional(.reference), expires: wire.optional(.expires))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(payment, .payment)
    try wire.write(number, .paymentNumber)
    try wire.write(kind, .kind)
    try wire.write(tender, .tender)
    try wire.write(amount, .amount)
    try wire.write(promised, .promised)
    try wire.write(fee, .fee, default: 0)
    try wire.write(reference, .reference)
    try wire.write(expires, .expires)
  }
}

extension RefundDecision: WireObject {
  enum Fields: String, WireField {
    case refund, kind, refundNumber, reason, choice, due, amount, fee, retained, discrepancy
    case shares, notify
  }

  init(_ wire: WireReader<Fields>) {
    let fee: CancellationFee = wire.optional(.fee, default: CancellationFee(amount: 0))
    self.init(
      id: wire.required(.refund), kind: wire.required(.kind),
      number: wire.optional(.refundNumber), reason: wire.required(.reason),
      choice: wire.required(.choice), due: wire.required(.due), amount: wire.required(.amount),
      fee: fee.amount, feeTax: fee.tax, feeTaxCode: fee.taxCode,
      retained: wire.optional(.retained, default: 0),
      discrepancy: wire.optional(.discrepancy, default: 0),
      shares: wire.optional(.shares, default: []), notify: wire.optional(.notify, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .refund)
    try wire.write(kind, .kind)
    try wire.write(number, .refundNumber)
    try wire.write(reason, .reason)
    try wire.write(choice, .choice)
    try wire.write(due, .due)
    try wire.write(amount, .amount)
    try wire.write(
      CancellationFee(amount: fee, tax: feeTax, taxCode: feeTaxCode), .fee,
      default: CancellationFee(amount: 0))
    try wire.write(retained, .retained, default: 0)
    try wire.write(discrepancy, .discrepancy, default: 0)
    try wire.writeUnlessEmpty(shares, .shares)
    try wire.write(notify, .notify, default: false)
  }
}

extension RefundShare: WireObject {
  enum Fields: String, WireField { case paymentNumber, amount, pending, settled }

  init(_ wire: WireReader<Fields>) {
    self.init(
      payment: wire.required(.paymentNumber), amount: wire.required(.amount),
      pending: wire.optional(.pending, default: 0), settled: wire.optional(.settled, default: 0))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(pending, .pending, default: 0)
    try wire.write(settled, .settled, default: 0)
  }
}

extension AttemptChange: WireObject {
  enum Fields: String, WireField {
    case attempt, attemptNumber, refund, refundNumber, paymentNumber, amount, previous, status
    case reference, failure, fee
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      attempt: wire.required(.attempt), number: wire.required(.attemptNumber),
      refund: wire.required(.refund), refundNumber: wire.required(.refundNumber),
      payment: wire.required(.paymentNumber), amount: wire.required(.amount),
      previous: wire.optional(.previous), status: wire.required(.status),
      reference: wire.optional(.reference), failure: wire.optional(.failure),
      fee: wire.optional(.fee, default: 0))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(attempt, .attempt)
    try wire.write(number, .attemptNumber)
    try wire.write(refund, .refund)
    try wire.write(refundNumber, .refundNumber)
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(previous, .previous)
    try wire.write(status, .status)
    try wire.write(reference, .reference)
    try wire.write(failure, .failure)
    try wire.write(fee, .fee, default: 0)
  }
}
