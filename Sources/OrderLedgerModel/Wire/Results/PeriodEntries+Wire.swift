extension PeriodEntry.Kind: WireChoice { static let placeholder = PeriodEntry.Kind.closed }

extension PeriodEntry: WireObject {
  enum Fields: String, WireField { case kind, time }

  init(_ wire: WireReader<Fields>) { self.init(wire.required(.kind), wire.required(.time)) }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(time, .time)
  }
}

extension Reversal: WireObject {
  enum Fields: String, WireField { case seq }

  init(_ wire: WireReader<Fields>) { self.init(of: wire.required(.seq)) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(sequence, .seq) }
}
