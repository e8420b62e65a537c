extension CustomerChange.Kind: WireChoice {
  static let placeholder = CustomerChange.Kind.contactSet
}

extension CustomerChange: WireObject {
  enum Fields: String, WireField { case kind, customer, seq }

  init(_ wire: WireReader<Fields>) {
    self.init(wire.required(.kind), wire.required(.customer), wire.optional(.seq))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(customer, .customer)
    try wire.write(other, .seq)
  }
}
