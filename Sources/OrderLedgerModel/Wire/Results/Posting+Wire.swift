extension Posting: WireObject {
  enum Fields: String, WireField { case account, name, dimension, side, amount, currency, phase }

  // The name is for people; it is written and never read.
  init(_ wire: WireReader<Fields>) {
    self.init(
      account: Account(wire.required(.account), wire.optional(.dimension, default: "")),
      side: wire.required(.side), amount: wire.required(.amount),
      currency: wire.required(.currency), phase: wire.required(.phase))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(account.code, .account)
    try wire.write(account.code.title, .name)
    try wire.write(account.dimension, .dimension, default: "")
    try wire.write(side, .side)
    try wire.write(amount, .amount)
    try wire.write(currency, .currency)
    try wire.write(phase, .phase)
  }
}

/// The number as text, as charts of accounts have it: `"2310"`.
extension AccountCode: WireChoice {
  static let placeholder = AccountCode.bank
  var name: String { "\(rawValue)" }
}

extension Message: WireObject {
  enum Fields: String, WireField { case kind, customer }

  init(_ wire: WireReader<Fields>) {
    self.init(kind: wire.required(.kind), customer: wire.optional(.customer))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(customer, .customer)
  }
}
