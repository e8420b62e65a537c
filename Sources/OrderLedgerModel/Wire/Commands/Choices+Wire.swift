/// The fields of a choice that may be an amount of the caller's.
enum ChoiceFields: String, WireField { case kind, amount }

extension WireReader where Field == ChoiceFields {
  /// The amount, which goes with one kind of choice and with no other; `kind` is `nil` where it
  /// could not be read.
  fileprivate func amount<Kind: WireChoice>(_ kind: Kind?, for amount: Kind) -> Int64? {
    guard let kind else { return nil }
    if kind == amount { return required(.amount) as Int64 }
    if has(.amount) {
      report(
        WireFault(
          code: .unknownField, found: "amount", allowed: "amount only with the kind amount"),
        .amount)
    }
    return nil
  }
}

extension RefundChoice: WireObject {
  typealias Fields = ChoiceFields

  init(_ wire: WireReader<Fields>) {
    self.init(wire, among: Array(Kind.allCases))
  }

  init(_ wire: WireReader<Fields>, among kinds: [Kind]) {
    let kind = wire.choice(.kind, among: kinds)
    self.init(kind ?? .placeholder, amount: wire.amount(kind, for: .amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(amount, .amount)
  }
}

extension ShippingChoice: WireObject {
  typealias Fields = ChoiceFields

  init(_ wire: WireReader<Fields>) {
    let kind = wire.choice(.kind, among: Array(Kind.allCases))
    self.init(kind ?? .placeholder, amount: wire.amount(kind, for: .amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(amount, .amount)
  }
}
