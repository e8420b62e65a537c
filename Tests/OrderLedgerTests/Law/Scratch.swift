import Foundation
import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting

/// A directory of its own that outlives its ledgers, so that files can be copied, damaged and opened
/// again. Removed with the last reference.
final class Scratch: Sendable {
  let directory: String
  var path: String { directory + "/ledger.sqlite" }

  init() throws {
    // In memory where that is possible: no test here needs a disk, and a shared one is slow.
    let parent = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    directory = "\(parent)/order-ledger-law-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// A copy of a closed ledger's file.
  convenience init(copyOf other: Scratch) throws {
    try self.init()
    try FileManager.default.copyItem(atPath: other.path, toPath: path)
  }

  func open(
    _ change: (inout LedgerConfiguration) -> Void = { _ in }
  ) async throws(LedgerError) -> Ledger {
    var configuration = LedgerConfiguration()
    configuration.durability = .mayLoseLastCommits
    change(&configuration)
    return try await Ledger(path: path, configuration: configuration)
  }

  func raw() throws -> RawDatabase { try RawDatabase(path) }

  var bytes: Data {
    get throws { try Data(contentsOf: URL(fileURLWithPath: path)) }
  }
}
