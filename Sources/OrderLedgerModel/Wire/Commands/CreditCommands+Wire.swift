extension IssueStoreCredit: WireObject {
  enum Fields: String, WireField { case account, amount, currency, expires, reason }

  init(_ wire: WireReader<Fields>) {
    self.init(
      account: wire.required(.account), amount: wire.required(.amount),
      currency: wire.required(.currency), expires: wire.optional(.expires),
      reason: wire.optional(.reason, default: BuiltInReason.other.code))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(account, .account)
    try wire.write(amount, .amount)
    try wire.write(currency, .currency)
    try wire.write(expires, .expires)
    try wire.write(reason, .reason, default: BuiltInReason.other.code)
  }
}

extension IssueGiftCard: WireObject {
  enum Fields: String, WireField { case account, amount, currency, expires, tender, reason }

  init(_ wire: WireReader<Fields>) {
    self.init(
      account: wire.required(.account), amount: wire.required(.amount),
      currency: wire.required(.currency), expires: wire.optional(.expires),
      tender: wire.optional(.tender),
      reason: wire.optional(.reason, default: BuiltInReason.other.code))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(account, .account)
    try wire.write(amount, .amount)
    try wire.write(currency, .currency)
    try wire.write(expires, .expires)
    try wire.write(tender, .tender)
    try wire.write(reason, .reason, default: BuiltInReason.other.code)
  }
}

extension ExpireCredit: WireObject {
  enum Fields: String, WireField { case account, amount }

  init(_ wire: WireReader<Fields>) {
    self.init(account: wire.required(.account), amount: wire.optional(.amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(account, .account)
    try wire.write(amount, .amount)
  }
}
