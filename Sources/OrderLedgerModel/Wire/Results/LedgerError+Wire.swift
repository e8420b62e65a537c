/// `{"ok":false,"error":{"code":"overRefund","message":"…","details":{…}}}`, and back to an equal
/// value.
///
/// The message is ``LedgerError/detailedDescription``, which holds values: it is for the caller, not
/// for logs.
extension LedgerError: Codable, JSONLine, WireObject {
  enum Fields: String, WireField { case ok, error }
  private enum BodyFields: String, WireField { case code, message, details }
  private enum DetailFields: String, WireField {
    case subject, found, allowed, seq, index, blockers
  }

  init(_ wire: WireReader<Fields>) {
    let body: WireReader<BodyFields> = wire.fields(of: .error)
    let details: WireReader<DetailFields> = body.fields(of: .details)
    self.init(
      body.required(.code), details.optional(.subject), found: details.optional(.found),
      allowed: details.optional(.allowed), sequence: details.optional(.seq))
    index = details.optional(.index)
    blockers = details.optional(.blockers, default: [])
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(false, .ok)
    try wire.write(Body(error: self), .error)
  }

  /// The error that a result states. Throws ``LedgerError``, of course.
  public init(from decoder: any Decoder) throws { self = try Self.readResult(from: decoder) }

  /// Writes the result.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }

  private struct Body: WireWritable {
    let error: LedgerError

    func write(_ wire: inout WireWriter<BodyFields>) throws {
      try wire.write(error.code, .code)
      try wire.write(error.detailedDescription, .message)
      try wire.write(Details(error: error), .details)
    }
  }

  private struct Details: WireWritable {
    let error: LedgerError

    func write(_ wire: inout WireWriter<DetailFields>) throws {
      try wire.write(error.subject, .subject)
      try wire.write(error.found, .found)
      try wire.write(error.allowed, .allowed)
      try wire.write(error.sequence, .seq)
      try wire.write(error.index, .index)
      try wire.writeUnlessEmpty(error.blockers, .blockers)
    }
  }
}

extension LedgerError.Subject: WireObject {
  enum Fields: String, WireField { case kind, name }

  init(_ wire: WireReader<Fields>) { self.init(wire.required(.kind), wire.required(.name)) }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(kind, .kind)
    try wire.write(name, .name)
  }
}

extension Blocker: WireObject {
  enum Fields: String, WireField { case code, subject, found }

  init(_ wire: WireReader<Fields>) {
    self.init(wire.required(.code), wire.optional(.subject), found: wire.optional(.found))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(code, .code)
    try wire.write(subject, .subject)
    try wire.write(found, .found)
  }
}
