import Crypto

/// SHA-256 by swift-crypto, which uses the processor's own instructions where it has them.
enum SHA256Digest {
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
  }

  /// What stands in the chain before the first transaction.
  static let zero = [UInt8](repeating: 0, count: 32)
}
