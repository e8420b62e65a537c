extension Tender: WireObject {
  enum Fields: String, WireField { case kind, name }

  init(_ wire: WireReader<Fields>) {
    self.init(wire.required(.kind), name: wire.required(.name))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(name, .name)
  }
}

extension AuthorizePayment: WireObject {
  enum Fields: String, WireField { case order, payment, tender, amount, reference, expires }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), payment: wire.required(.payment),
      tender: wire.required(.tender), amount: wire.required(.amount),
      reference: wire.optional(.reference), expires: wire.optional(.expires))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(payment, .payment)
    try wire.write(tender, .tender)
    try wire.write(amount, .amount)
    try wire.write(reference, .reference)
    try wire.write(expires, .expires)
  }
}

extension CapturePayment: WireObject {
  enum Fields: String, WireField { case order, payment, amount, fee, reference, presentment }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), payment: wire.required(.payment),
      amount: wire.optional(.amount), fee: wire.optional(.fee, default: 0),
      reference: wire.optional(.reference), presentment: wire.optional(.presentment))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(payment, .payment)
    try wire.write(amount, .amount)
    try wire.write(fee, .fee, default: 0)
    try wire.write(reference, .reference)
    try wire.write(presentment, .presentment)
  }
}

extension RecordPayment: WireObject {
  enum Fields: String, WireField {
    case order, payment, tender, amount, fee, reference, expires, presentment, cash
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), payment: wire.required(.payment),
      tender: wire.required(.tender), amount: wire.required(.amount),
      fee: wire.optional(.fee, default: 0), reference: wire.optional(.reference),
      presentment: wire.optional(.presentment), cash: wire.optional(.cash))
    authorization.expires = wire.optional(.expires)
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(authorization.order, .order)
    try wire.write(authorization.payment, .payment)
    try wire.write(authorization.tender, .tender)
    try wire.write(authorization.amount, .amount)
    try wire.write(fee, .fee, default: 0)
    try wire.write(authorization.reference, .reference)
    try wire.write(authorization.expires, .expires)
    try wire.write(presentment, .presentment)
    try wire.write(cash, .cash)
  }
}

extension VoidAuthorization: WireObject {
  enum Fields: String, WireField { case order, payment }

  init(_ wire: WireReader<Fields>) {
    self.init(order: wire.required(.order), payment: wire.required(.payment))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(payment, .payment)
  }
}

extension ExpireAuthorization: WireObject {
  enum Fields: String, WireField { case order, payment }

  init(_ wire: WireReader<Fields>) {
    self.init(order: wire.required(.order), payment: wire.required(.payment))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(payment, .payment)
  }
}
