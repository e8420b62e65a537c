/// The fields of a choice that may be an amount of the caller's.
enum ChoiceFields: String, WireField { case kind, amount }

extension WireReader {
  /// The amount, which goes with one kind of choice and with no other; `kind` is `nil` where it
  /// could not be read.
  fileprivate func amount<Kind: WireChoice>(
    _ kind: Kind?, for amount: Kind, _ field: Field
  ) -> Int64? {
    guard let kind else { return nil }
    if kind == amount { return required(field) as Int64 }
    refuse(field, unless: "amount")
    return nil
  }

  /// Reports a field that goes with another kind of choice.
  fileprivate func refuse(_ field: Field, unless kind: String) {
    guard has(field) else { return }
    report(
      WireFault(
        code: .unknownField, found: field.rawValue,
        allowed: "\(field.rawValue) only with the kind \(kind)"),
      field)
  }
}

extension RefundChoice: WireObject {
  enum Fields: String, WireField { case kind, amount, account, expires }

  init(_ wire: WireReader<Fields>) {
    self.init(wire, among: Array(Kind.allCases))
  }

  init(_ wire: WireReader<Fields>, among kinds: [Kind]) {
    let kind = wire.choice(.kind, among: kinds)
    if let kind, kind != .storeCredit {
      wire.refuse(.account, unless: "storeCredit")
      wire.refuse(.expires, unless: "storeCredit")
    }
    self.init(
      kind ?? .placeholder, amount: wire.amount(kind, for: .amount, .amount),
      account: wire.optional(.account), expires: wire.optional(.expires))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(amount, .amount)
    try wire.write(account, .account)
    try wire.write(expires, .expires)
  }
}

extension ShippingChoice: WireObject {
  typealias Fields = ChoiceFields

  init(_ wire: WireReader<Fields>) {
    let kind = wire.choice(.kind, among: Array(Kind.allCases))
    self.init(kind ?? .placeholder, amount: wire.amount(kind, for: .amount, .amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(amount, .amount)
  }
}
