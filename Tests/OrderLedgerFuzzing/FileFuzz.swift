import Foundation
import OrderLedger
import OrderLedgerRawDatabase

/// A ledger's file that was changed is refused, or opened and verified, and what is sound is what it
/// was. Whatever is then asked of it is answered or refused.
package enum FileFuzz {
  private struct Base: Sendable {
    let bytes: [UInt8]
    let head: JournalHead
    let rows: [String: [[String]]]
  }

  /// The newest of the files that are kept.
  private static let base: Result<Base, any Error> = Result {
    guard let golden = GoldenFile.all.last else { throw FuzzFailure("no file in Tests/Golden") }
    let bytes = try golden.bytes
    try write(bytes)
    let rows = try RawDatabase(path, makesFile: false).dump(leavingOut: RawDatabase.unverified)
    return Base(bytes: bytes, head: try golden.facts.head, rows: rows)
  }

  /// A directory of this process, in memory where that is possible, that goes with it.
  private static let directory: String = {
    let isInMemory = FileManager.default.isWritableFile(atPath: "/dev/shm")
    let path = "\(isInMemory ? "/dev/shm" : "/tmp")/order-ledger-fuzz-\(getpid())"
    try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    atexit { try? FileManager.default.removeItem(atPath: FileFuzz.directory) }
    return path
  }()

  private static var path: String { directory + "/ledger.sqlite" }

  static func check(_ input: [UInt8]) async throws -> Bool {
    let base = try base.get()
    let edits = FileEdit.read(input)
    var bytes = base.bytes
    for edit in edits { edit.apply(to: &bytes) }
    try write(bytes)
    try changeRows(edits)
    let ledger: Ledger
    do throws(LedgerError) { ledger = try await open() } catch {
      try FuzzFailure.requireReadable(error)
      return false
    }
    let isSound = try await verify(ledger, base, isEmpty: bytes.isEmpty)
    try await ask(ledger)
    await ledger.close()
    return isSound
  }

  private static func write(_ bytes: [UInt8]) throws {
    for suffix in ["-wal", "-shm", "-journal"] { _ = unsafe unlink(path + suffix) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    _ = unsafe chmod(path, 0o600)
  }

  private static func changeRows(_ edits: [FileEdit]) throws {
    guard edits.contains(where: \.isOfRows) else { return }
    guard let file = try? RawDatabase(path, makesFile: false) else { return }
    // A file that SQLite can't read has no rows to change.
    for edit in edits { try? edit.apply(to: file) }
  }

  private static func open() async throws(LedgerError) -> Ledger {
    var configuration = LedgerConfiguration()
    configuration.mode = .open
    configuration.durability = .mayLoseLastCommits
    return try await Ledger(path: path, configuration: configuration)
  }

  /// - Parameter isEmpty: whether nothing is left of the file, so that a ledger was made in it.
  private static func verify(
    _ ledger: Ledger, _ base: Base, isEmpty: Bool
  ) async throws -> Bool {
    let report: VerificationReport
    do throws(LedgerError) { report = try await ledger.verify(.full) } catch {
      try FuzzFailure.requireReadable(error)
      guard [.corrupt, .notADatabase, .integrity].contains(error.code) else {
        throw FuzzFailure("verify gave up: \(error.detailedDescription)")
      }
      return false
    }
    guard report.isSound, !isEmpty else { return false }
    // There is no log whose end could be lost.
    guard report.head == base.head else {
      throw FuzzFailure("the journal ends with \(report.head), and the file is sound")
    }
    let rows = try RawDatabase(path, makesFile: false).dump(leavingOut: RawDatabase.unverified)
    for (table, found) in rows.sorted(by: { $0.key < $1.key }) where found != base.rows[table] {
      throw FuzzFailure("\(table) was changed, and the file is sound")
    }
    return true
  }

  /// Reads, and commands: each is answered or refused.
  private static func ask(_ ledger: Ledger) async throws {
    let page = try await answer { () throws(LedgerError) in try await ledger.orders() }
    _ = try await answer { () throws(LedgerError) in try await ledger.trialBalance() }
    _ = try await answer { () throws(LedgerError) in try await ledger.stock() }
    _ = try await answer { () throws(LedgerError) in try await ledger.refundsOwed() }
    _ = try await answer { () throws(LedgerError) in try await ledger.credits() }
    if let order = page?.orders.last?.id {
      _ = try await answer { () throws(LedgerError) in try await ledger.timeline(of: order) }
      _ = try await answer { () throws(LedgerError) in
        try await ledger.perform(
          CancelOrder(order: order, cancellation: "fuzz", reason: "customer"), key: "fuzz")
      }
    }
    _ = try await answer { () throws(LedgerError) in
      try await ledger.perform(
        ReceiveStock(sku: "MUG", location: "LON", quantity: 1), key: "fuzz-2")
    }
  }

  private static func answer<Value: Sendable>(
    _ body: () async throws(LedgerError) -> Value
  ) async throws -> Value? {
    do throws(LedgerError) { return try await body() } catch {
      try FuzzFailure.requireReadable(error)
      return nil
    }
  }
}
