/// `{"ok":true,"seq":17,"replayed":false,"receipt":{…}}`, and back to an equal value.
///
/// Fields that this release does not know are passed over: the ledger may be newer than the reader.
extension Receipt: Codable, JSONLine, WireObject {
  enum Fields: String, WireField { case ok, seq, replayed, receipt }

  init(_ wire: WireReader<Fields>) {
    let body: WireReader<TransactionFields> = wire.fields(of: .receipt)
    let entries = EntryGroups(WireReader(body.container, body.problems)).entries
    self.init(
      transaction: JournalTransaction(
        header: JournalHeader(sequence: wire.required(.seq), body), entries: entries),
      replayed: wire.required(.replayed))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(true, .ok)
    try wire.write(sequence, .seq)
    try wire.write(replayed, .replayed)
    try wire.write(transaction, .receipt)
  }

  /// The receipt that a result states. Throws ``LedgerError``.
  public init(from decoder: any Decoder) throws { self = try Self.readResult(from: decoder) }

  /// Writes the result.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}

/// The fields of a transaction beside its entries.
enum TransactionFields: String, WireField {
  case recordedAt, effectiveAt, command, actor, key, requestDigest, document, reason, order
  case noteDigest, policyVersion
}

extension JournalHeader {
  fileprivate init(sequence: Int64, _ wire: WireReader<TransactionFields>) {
    let requestDigest: HexBytes? = wire.optional(.requestDigest)
    let noteDigest: HexBytes? = wire.optional(.noteDigest)
    self.init(
      sequence: sequence, recordedAt: wire.required(.recordedAt),
      effectiveAt: wire.required(.effectiveAt), command: wire.required(.command),
      actor: wire.optional(.actor), key: wire.optional(.key),
      requestDigest: requestDigest?.bytes, document: wire.optional(.document),
      reason: wire.optional(.reason), transition: wire.optional(.order),
      noteDigest: noteDigest?.bytes,
      policyVersion: wire.optional(.policyVersion))
  }
}

extension JournalTransaction: WireWritable {
  func write(_ wire: inout WireWriter<TransactionFields>) throws {
    try wire.write(header.recordedAt, .recordedAt)
    try wire.write(header.effectiveAt, .effectiveAt)
    try wire.write(header.command, .command)
    try wire.write(header.actor, .actor)
    try wire.write(header.key, .key)
    try wire.write(header.requestDigest.map(HexBytes.init), .requestDigest)
    try wire.write(header.document, .document)
    try wire.write(header.reason, .reason)
    try wire.write(header.transition, .order)
    try wire.write(header.noteDigest.map(HexBytes.init), .noteDigest)
    try wire.write(header.policyVersion, .policyVersion)
    try EntryGroups(entries).writeFields(to: wire.container)
  }
}

extension OrderTransition: WireObject {
  enum Fields: String, WireField { case order, version, status, previous }

  init(_ wire: WireReader<Fields>) {
    self.init(
      order: wire.required(.order), version: wire.required(.version),
      status: wire.required(.status), previous: wire.optional(.previous))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order, .order)
    try wire.write(version, .version)
    try wire.write(status, .status)
    try wire.write(previous, .previous)
  }
}
