import Foundation
import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

/// A read that does not end keeps the write-ahead log growing, and somebody is told.
@Suite struct LogGrowthTests {
  static let mark = "--- what follows: "
  static let message = "The write-ahead log grows"

  @Test func `a log that a reader keeps growing is told once, and once more when it does again`()
    async throws
  {
    let scratch = try Scratch()
    // In a process of its own, whose log nobody else writes.
    let result = await #expect(
      processExitsWith: .exitCode(0), observing: [\.standardErrorContent]
    ) { [path = scratch.path as String] in
      try await Self.grow(path)
    }
    let log = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    let parts = log.components(separatedBy: Self.mark).dropFirst()
    let told = parts.map { part in
      let title = part.prefix { $0 != "\n" }
      return "\(title): \(part.components(separatedBy: Self.message).count - 1)"
    }
    #expect(told == ["no reader: 0", "a reader: 1", "none again: 0", "another: 1"], "\(log)")
    // No value of the data is in it.
    #expect(!log.contains("secret"), "\(log)")
  }

  /// Writes while nobody reads, while a reader sits on its snapshot, and both again.
  static func grow(_ path: String) async throws {
    var configuration = LedgerConfiguration()
    configuration.checkpointPages = 4
    // So that a checkpoint comes between any two commands.
    configuration.runsBriefWorkOnCallersThread = false
    let ledger = try await Ledger(path: path, configuration: configuration)
    let reader = try RawDatabase(path)
    let snapshot = "BEGIN; SELECT count(*) FROM ledger_txn"
    say("no reader")
    try await write(0..<40, ledger)
    try reader.run(snapshot)
    say("a reader")
    try await write(40..<80, ledger)
    try reader.run("COMMIT")
    say("none again")
    try await write(80..<100, ledger)
    try reader.run(snapshot)
    say("another")
    try await write(100..<140, ledger)
    try reader.run("COMMIT")
    await ledger.close()
  }

  private static func say(_ part: String) {
    FileHandle.standardError.write(Data("\(mark)\(part)\n".utf8))
  }

  private static func write(_ numbers: Range<Int>, _ ledger: Ledger) async throws {
    for number in numbers {
      let location = LocationID(unchecked: "secret-\(number)")
      try await ledger.perform(OpenLocation(location: location, name: "secret"))
    }
  }
}
