extension ClosePeriod: WireObject {
  enum Fields: String, WireField { case through }

  init(_ wire: WireReader<Fields>) { self.init(through: wire.required(.through)) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(through, .through) }
}

extension Adjust: WireObject {
  enum Fields: String, WireField { case order, debit, credit, amount, currency, reason, note }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.optional(.order), debit: wire.required(.debit), credit: wire.required(.credit),
      amount: wire.required(.amount), currency: wire.required(.currency),
      reason: wire.required(.reason), note: wire.optional(.note))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(debit, .debit)
    try wire.write(credit, .credit)
    try wire.write(amount, .amount)
    try wire.write(currency, .currency)
    try wire.write(reason, .reason)
    try wire.write(note, .note)
  }
}

extension Reverse: WireObject {
  enum Fields: String, WireField { case seq, reason, note }

  init(_ wire: WireReader<Fields>) {
    self.init(
      sequence: wire.required(.seq), reason: wire.required(.reason), note: wire.optional(.note))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(sequence, .seq)
    try wire.write(reason, .reason)
    try wire.write(note, .note)
  }
}

/// Number and dimension in one text: `"1110:stripe"`.
extension Account: WireScalar {
  static let placeholder = Account(.bank)

  init(wire raw: String) throws(WireFault) {
    guard let account = Account(raw) else {
      throw WireFault(
        code: .invalidChoice, found: "a text of \(raw.utf8.count) bytes",
        allowed: "a number of the chart of accounts, and after a colon its dimension: 1110:stripe")
    }
    self = account
  }

  var wire: String { description }
}

extension ClosePeriod: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(through) }
}

extension Adjust: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    for account in [debit, credit] {
      writer.append(account.code.rawValue)
      writer.append(account.dimension)
    }
    writer.append(amount)
    writer.append(currency)
    writer.append(reason)
    writer.append(note != nil)
  }
}

extension Reverse: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(sequence)
    writer.append(reason)
    writer.append(note != nil)
  }
}
