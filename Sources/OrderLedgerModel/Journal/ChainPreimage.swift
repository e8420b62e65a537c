extension JournalTransaction {
  /// The bytes whose SHA-256 is the transaction's link in the chain.
  ///
  /// Version (1, or 2 under a policy) ‖ the store's id ‖ the hash of the transaction before ‖ every field of the header
  /// ‖ the number of entries ‖ each entry as its kind and every field, as ``ByteWriter`` writes
  /// them. What can be computed from these (balances, levels, totals) is left out, so that a
  /// projection never becomes part of the proof.
  ///
  /// The format is fixed: a change of it is a new version, and verification keeps the old ones.
  ///
  /// - Parameters:
  ///   - store: The 16 bytes that tell this store from every other, so that no transaction of
  ///     another one fits in.
  ///   - previous: The 32 bytes of the hash before; zeros for the first transaction.
  package func preimage(store: [UInt8], previous: [UInt8]) -> [UInt8] {
    var writer = ByteWriter(capacity: 256 + 96 * entries.count)
    writePreimage(into: &writer, store: store, previous: previous)
    return writer.bytes
  }

  /// Appends ``preimage(store:previous:)`` to what is in `writer`.
  package func writePreimage(
    into writer: inout ByteWriter, store: [UInt8], previous: [UInt8]
  ) {
    precondition(store.count == 16, "Pass the store's id as 16 bytes.")
    precondition(previous.count == 32, "Pass the hash before as 32 bytes, zeros for the first.")
    // Version 2 is version 1 with the policy's version at the end of the header.
    writer.append(UInt8(header.policyVersion == nil ? 1 : 2))
    writer.append(fixed: store)
    writer.append(fixed: previous)
    writer.append(header)
    writer.append(count: entries.count)
    for entry in entries { writer.append(entry) }
  }
}

extension ByteWriter {
  fileprivate mutating func append(_ header: JournalHeader) {
    append(header.sequence)
    append(header.recordedAt)
    append(header.effectiveAt)
    append(header.command)
    append(header.actor)
    append(header.key)
    append(header.requestDigest)
    append(header.document)
    append(header.reason)
    append(header.transition) {
      $0.append($1.order)
      $0.append($1.version)
      $0.append($1.status.rawValue)
      $0.append($1.previous)
    }
    append(header.noteDigest)
    if let policy = header.policyVersion { append(policy) }
  }

  fileprivate mutating func append(_ entry: Entry) {
    switch entry {
    case .location(let change): append(1, change)
    case .placement(let placement) where placement.replaces != nil: append(17, placement)
    case .placement(let placement): append(2, placement)
    case .line(let change): append(3, change)
    case .stock(let movement): append(4, movement)
    case .payment(let transaction): append(5, transaction)
    case .decision(let decision): append(6, decision)
    case .attempt(let change): append(7, change)
    case .posting(let posting): append(8, posting)
    case .message(let message): append(9, message)
    case .credit(let change): append(13, change)
    case .dispute(let change): append(14, change)
    case .request(let request): append(16, request)
    case .answer(let answer): append(16, answer)
    case .policy(let policy): append(18, policy)
    case .returned(let change): append(10, change)
    case .hold(let change): append(11, change)
    case .period(let period): append(19, period)
    case .reversal(let reversal): append(20, reversal)
    case .customer(let change): append(21, change)
    case .exchange(let exchange): append(22, exchange)
    }
  }

  private mutating func append(_ kind: UInt8, _ entry: some ChainedEntry) {
    append(kind)
    entry.writePreimage(into: &self)
  }
}
