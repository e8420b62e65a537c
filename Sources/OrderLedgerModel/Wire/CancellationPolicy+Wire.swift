/// One object; what is left out narrows nothing.
extension CancellationPolicy: Codable, JSONLine, WireObject {
  enum Fields: String, WireField {
    case grants, administrators, rules, fees, shipping, disposition, tenders, backorder, approval
    case refundLimits
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      grants: wire.optional(.grants, default: []),
      administrators: wire.optional(.administrators, default: []),
      rules: wire.optional(.rules, default: []), fees: wire.optional(.fees, default: []),
      shipping: wire.optional(.shipping), disposition: wire.optional(.disposition),
      tenders: wire.optional(.tenders), backorder: wire.optional(.backorder, default: true),
      approval: wire.optional(.approval),
      refundLimits: wire.optional(.refundLimits, default: []))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.writeUnlessEmpty(grants, .grants)
    try wire.writeUnlessEmpty(administrators, .administrators)
    try wire.writeUnlessEmpty(rules, .rules)
    try wire.writeUnlessEmpty(fees, .fees)
    try wire.write(shipping, .shipping)
    try wire.write(disposition, .disposition)
    try wire.write(tenders, .tenders)
    try wire.write(backorder, .backorder, default: true)
    try wire.write(approval, .approval)
    try wire.writeUnlessEmpty(refundLimits, .refundLimits)
  }

  /// The policy that an object states. Throws ``LedgerError``; unknown fields are refused by name.
  public init(from decoder: any Decoder) throws {
    let problems = WireProblems(refusesUnknownFields: true)
    let container = try decoder.container(keyedBy: WireKey.self)
    self = try problems.finish(Self(WireReader(container, problems)))
  }

  /// Writes the policy, defaults left out.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}

extension CancellationPolicy.Grant: WireObject {
  enum Fields: String, WireField { case actors, roles }

  init(_ wire: WireReader<Fields>) {
    self.init(wire.required(.actors), roles: wire.required(.roles))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(actors, .actors)
    try wire.write(roles, .roles)
  }
}

extension CancellationPolicy.Rule: WireObject {
  enum Fields: String, WireField {
    case rule, roles, fulfillment, payment, within, refunds, waivesFee
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      wire.required(.rule), roles: wire.optional(.roles),
      fulfillment: wire.optional(.fulfillment), payment: wire.optional(.payment),
      within: wire.optional(.within), refunds: wire.optional(.refunds),
      waivesFee: wire.optional(.waivesFee, default: false))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(name, .rule)
    try wire.write(roles, .roles)
    try wire.write(fulfillment, .fulfillment)
    try wire.write(payment, .payment)
    try wire.write(within, .within)
    try wire.write(refunds, .refunds)
    try wire.write(waivesFee, .waivesFee, default: false)
  }
}

extension CancellationPolicy.Fee: WireObject {
  enum Fields: String, WireField { case from, basisPoints, taxCode, taxBasisPoints }

  init(_ wire: WireReader<Fields>) {
    self.init(
      from: wire.required(.from), basisPoints: wire.required(.basisPoints),
      taxCode: wire.optional(.taxCode), taxBasisPoints: wire.optional(.taxBasisPoints, default: 0))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(from, .from)
    try wire.write(basisPoints, .basisPoints)
    try wire.write(taxCode, .taxCode)
    try wire.write(taxBasisPoints, .taxBasisPoints, default: 0)
  }
}

extension CancellationPolicy.Limit: WireObject {
  enum Fields: String, WireField { case currency, amount }

  init(_ wire: WireReader<Fields>) {
    self.init(wire.required(.currency), wire.required(.amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(currency, .currency)
    try wire.write(amount, .amount)
  }
}

extension CancellationPolicy.RefundLimit: WireObject {
  enum Fields: String, WireField { case rule, roles, limits }

  init(_ wire: WireReader<Fields>) {
    self.init(
      wire.required(.rule), roles: wire.required(.roles), limits: wire.required(.limits))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(name, .rule)
    try wire.write(roles, .roles)
    try wire.write(limits, .limits)
  }
}

extension CancellationPolicy.Approval: WireObject {
  enum Fields: String, WireField { case above, roles }

  init(_ wire: WireReader<Fields>) {
    self.init(above: wire.required(.above), roles: wire.required(.roles))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(above, .above)
    try wire.write(roles, .roles)
  }
}

extension PolicyVersion: WireObject {
  enum Fields: String, WireField { case version, policy }

  init(_ wire: WireReader<Fields>) {
    self.init(version: wire.required(.version), policy: wire.required(.policy))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(version, .version)
    try wire.write(policy, .policy)
  }
}

extension PolicyVersion: JSONLine {
  /// Writes version and policy.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}

extension SetPolicy: WireObject {
  enum Fields: String, WireField { case policy }

  init(_ wire: WireReader<Fields>) { self.init(wire.required(.policy)) }

  func write(_ wire: inout WireWriter<Fields>) throws { try wire.write(policy, .policy) }
}

extension SetPolicy: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(policy.json()) }
}

extension PolicyVersion: ChainedEntry {
  /// The version, and the policy as its canonical JSON.
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(version)
    writer.append(policy.json())
  }
}
