import Crypto
import OrderLedgerModel
import OrderLedgerSQLite

/// SHA-256 by swift-crypto, which uses the processor's own instructions where it has them.
enum SHA256Digest {
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    // unsafe, here and below: the digest is copied or compared before the closure returns.
    unsafe SHA256.hash(data: bytes).withUnsafeBytes { unsafe [UInt8]($0) }
  }

  /// Whether the hash of what was written is this one; nothing is allocated for it.
  static func of(_ writer: ByteWriter, is hash: [UInt8]) -> Bool {
    var running = SHA256()
    unsafe writer.withBytes { unsafe running.update(bufferPointer: $0) }
    return unsafe running.finalize().withUnsafeBytes { digest in
      unsafe hash.withUnsafeBytes { hash in
        unsafe digest.elementsEqual(hash)
      }
    }
  }

  /// What stands in the chain before the first transaction.
  static let zero = [UInt8](repeating: 0, count: 32)
}

/// SHA-256 over values of any type, each told apart from its neighbours.
struct RunningDigest {
  private var hash = SHA256()

  mutating func add(_ value: ColumnValue) {
    switch value {
    case .null: add(0, [])
    case .integer(let integer): add(1, integer.bigEndianBytes)
    case .real(let bits): add(2, Int64(bitPattern: bits).bigEndianBytes)
    case .text(let text): add(3, Array(text.utf8))
    case .blob(let bytes): add(4, bytes)
    }
  }

  private mutating func add(_ tag: UInt8, _ bytes: [UInt8]) {
    hash.update(data: [tag] + Int64(bytes.count).bigEndianBytes + bytes)
  }

  func finish() -> [UInt8] { Array(hash.finalize()) }
}

extension Int64 {
  /// The most significant first.
  var bigEndianBytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) }
  }
}
