public import OrderLedgerModel
import OrderLedgerSQLite

extension LedgerReading where Self: ~Copyable {
  /// Compares a head that was kept with the journal as it is now. Reads one row; whether the entries
  /// before it are those that were hashed is what a full ``Ledger/verify(_:progress:)`` says.
  ///
  /// - Throws: what reading throws; a head that differs is no error.
  public func compare(_ head: JournalHead) throws(LedgerError) -> HeadComparison {
    let end = try self.head()
    guard head.sequence <= end.sequence else { return .endsEarlier(sequence: end.sequence) }
    guard head.sequence > 0 else { return head.hash == JournalHead.empty.hash ? .same : .differs }
    let hash = try _queries.connection.ledgerFirst(Catalog.hash) { statement in
      statement.bind(1, head.sequence)
    } row: { row in
      try row.blob(0)
    }
    return hash == head.hash ? .same : .differs
  }

  /// Compares a signed head with the journal as it is now, if `publicKey` signed it.
  ///
  /// - Throws: what reading throws; a head that differs is no error.
  public func compare(
    _ signed: SignedHead, signedBy publicKey: [UInt8]
  ) throws(LedgerError) -> HeadComparison {
    guard signed.isSigned(by: publicKey) else { return .notSigned }
    guard signed.store == _queries.identity.store else { return .anotherLedger }
    return try compare(signed.head)
  }

  func unsignedHead() throws(LedgerError) -> (store: [UInt8], head: JournalHead) {
    (_queries.identity.store, try head())
  }
}

extension Ledger {
  /// The end of the journal, signed: to be kept where whoever writes the file can't reach it.
  ///
  /// - Throws: what reading throws, and what the signer throws.
  public func signedHead(by signer: some Signer) async throws -> SignedHead {
    let (store, head) = try await read(isBrief: true) { snapshot throws(LedgerError) in
      try snapshot.unsignedHead()
    }
    return SignedHead(
      store: store, head: head, publicKey: signer.publicKey,
      signature: try await signer.signature(for: SignedHead.message(store, head)))
  }

  /// Compares a head that was kept with the journal as it is now; see ``LedgerReading/compare(_:)``.
  public func compare(_ head: JournalHead) async throws(LedgerError) -> HeadComparison {
    try await read(isBrief: true) { snapshot throws(LedgerError) in try snapshot.compare(head) }
  }

  /// Compares a signed head with the journal as it is now; see
  /// ``LedgerReading/compare(_:signedBy:)``.
  public func compare(
    _ signed: SignedHead, signedBy publicKey: [UInt8]
  ) async throws(LedgerError) -> HeadComparison {
    try await read(isBrief: true) { snapshot throws(LedgerError) in
      try snapshot.compare(signed, signedBy: publicKey)
    }
  }
}
