/// Signs the ends of journals, with a key that whoever writes the file does not have.
///
/// A service or a hardware module can be one; ``Ed25519Signer`` is one with the key in memory.
public protocol Signer: Sendable {
  /// The key that a signature is checked with: 32 bytes of Ed25519 (RFC 8032, section 5.1.5).
  var publicKey: [UInt8] { get }

  /// The Ed25519 signature of `message`, of 64 bytes.
  ///
  /// - Throws: whatever keeps it from signing; ``Ledger/signedHead(by:)`` throws it on.
  func signature(for message: [UInt8]) async throws -> [UInt8]
}
