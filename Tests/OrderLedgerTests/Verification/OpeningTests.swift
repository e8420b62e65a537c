import Foundation
import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

@Suite struct OpeningTests {
  static func code(_ body: () async throws(LedgerError) -> Ledger) async -> LedgerError.Code? {
    do throws(LedgerError) {
      let ledger = try await body()
      await ledger.close()
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `a new file is its owner's alone`() async throws {
    let scratch = try Scratch()
    let ledger = try await scratch.open()
    try await ledger.perform(Command(.openLocation(OpenLocation(location: "LON"))))
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.directory) {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(scratch.directory)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    await ledger.close()
  }

  @Test func `another program's database is refused and left byte for byte`() async throws {
    for script in ["CREATE TABLE mine (a)", "PRAGMA application_id = 42; CREATE TABLE mine (a)"] {
      let scratch = try Scratch()
      try scratch.raw().run(script)
      let before = try scratch.bytes
      #expect(
        await Self.code { () throws(LedgerError) in try await scratch.open() } == .foreignDatabase)
      #expect(try scratch.bytes == before)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: scratch.directory) == ["ledger.sqlite"])
    }
  }

  @Test func `a file that a crash kept from being made is made`() async throws {
    let scratch = try Scratch()
    // What a power cut leaves between the switch to WAL and the first migration's commit.
    try scratch.raw().run("PRAGMA journal_mode = WAL")
    #expect(try scratch.bytes.count == 4_096)
    let ledger = try await scratch.open()
    try await ledger.perform(Command(.openLocation(OpenLocation(location: "LON"))))
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `a file that is no database is refused and left byte for byte`() async throws {
    let scratch = try Scratch()
    let text = Data(String(repeating: "This is a letter.\n", count: 500).utf8)
    try text.write(to: URL(fileURLWithPath: scratch.path))
    #expect(await Self.code { () throws(LedgerError) in try await scratch.open() } == .notADatabase)
    #expect(try scratch.bytes == text)
  }

  @Test(arguments: [LedgerConfiguration.Mode.open, .readOnly])
  func `a missing file is not made where it should be there`(
    mode: LedgerConfiguration.Mode
  ) async throws {
    let scratch = try Scratch()
    let code = await Self.code { () throws(LedgerError) in
      try await scratch.open { $0.mode = mode }
    }
    #expect(code == .cannotOpen)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.directory) == [])
  }

  @Test func `a symbolic link is not followed`() async throws {
    let original = try await RaceTests.file(0)
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path, withDestinationPath: original.path)
    #expect(await Self.code { () throws(LedgerError) in try await scratch.open() } == .cannotOpen)
  }

  @Test func `opened for reading, nothing is written`() async throws {
    let scratch = try await RaceTests.file(1)
    let before = try scratch.bytes
    let ledger = try await scratch.open { $0.mode = .readOnly }
    #expect(try await ledger.order("o0").openUnits == 3)
    try await ledger.expectBalanced()
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.perform(RaceTests.cancel("o0"))
    }
    #expect(error?.code == .readOnly)
    await ledger.close()
    #expect(try scratch.bytes == before)
  }

  @Test func `the books of a file can't be kept by another policy`() async throws {
    let scratch = try await RaceTests.file(0)
    let code = await Self.code { () throws(LedgerError) in
      try await scratch.open { $0.policy = AccountingPolicy(taxPoint: .fulfillment) }
    }
    #expect(code == .schemaMismatch)
    #expect(
      await Self.code { () throws(LedgerError) in
        try await scratch.open { $0.policy = .standard }
      } == nil)
  }
}
