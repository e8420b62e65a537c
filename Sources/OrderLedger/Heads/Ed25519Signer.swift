import Crypto
public import OrderLedgerModel

/// Signs with an Ed25519 key in memory (RFC 8032), by swift-crypto.
public struct Ed25519Signer: Signer {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key from the system's randomness.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// A key that was kept.
  ///
  /// - Parameter privateKey: the 32 bytes of ``privateKey``.
  /// - Throws: `invalidText` if they are not 32 bytes; none of them is in the error.
  public init(privateKey: [UInt8]) throws(LedgerError) {
    do {
      key = try Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)
    } catch {
      throw LedgerError(
        .invalidText, .init("field", "privateKey"), found: "\(privateKey.count) bytes",
        allowed: "32 bytes of Ed25519")
    }
  }

  /// The secret, 32 bytes: to be kept where whoever writes the ledger's file can't read it.
  public var privateKey: [UInt8] { [UInt8](key.rawRepresentation) }

  /// The 32 bytes that signatures are checked with.
  public var publicKey: [UInt8] { [UInt8](key.publicKey.rawRepresentation) }

  /// The signature of `message`.
  public func signature(for message: [UInt8]) throws -> [UInt8] {
    [UInt8](try key.signature(for: message))
  }

  /// Whether the holder of `publicKey` signed `message`: no for what is no key and no signature.
  static func isSignature(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: message)
  }
}
