import OrderLedger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A directory of its own under the system's temporary one, removed with the last reference.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws(LedgerError) {
    // unsafe: the strings of the environment and of the template outlive the calls.
    let root = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/order-ledger-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw LedgerError(.cannotOpen, .init("file", root), found: "no temporary directory")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove() }

  /// Removes the directory and the ledger's files in it.
  func remove() {
    for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
      _ = unsafe unlink("\(path)/\(name)")
    }
    _ = unsafe rmdir(path)
  }
}
