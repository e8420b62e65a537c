import OrderLedgerModel

/// The end of a journal with a signature, to be kept or published where whoever writes the ledger's
/// file can't reach it.
///
/// The chain has no key: who may write the file can compute it anew. They can't sign what they made of
/// it, so that a head from before shows it: ``LedgerReading/compare(_:signedBy:)``.
public struct SignedHead: Sendable, Hashable {
  /// The ledger's own name: 16 random bytes that were drawn when it was made.
  public let store: [UInt8]
  /// The end of its journal.
  public let head: JournalHead
  /// The key that ``signature`` is checked with: 32 bytes of Ed25519.
  public let publicKey: [UInt8]
  /// 64 bytes of Ed25519 over ``message``.
  public let signature: [UInt8]

  /// What is signed: `order-ledger head 1` and a zero byte; the 16 bytes of ``store``; the sequence
  /// and the microseconds since 1970 of the head's time, 8 bytes each with the most significant first;
  /// the 32 bytes of the hash.
  public var message: [UInt8] { Self.message(store, head) }

  static func message(_ store: [UInt8], _ head: JournalHead) -> [UInt8] {
    Array("order-ledger head 1".utf8) + [0] + store + head.sequence.bigEndianBytes
      + head.recordedAt.microseconds.bigEndianBytes + head.hash
  }

  /// Whether the holder of `publicKey` signed it.
  ///
  /// The key is given, not taken from the head: anyone can sign with a key of their own.
  public func isSigned(by publicKey: [UInt8]) -> Bool {
    Ed25519Signer.isSignature(signature, of: message, by: publicKey)
  }
}
