import Foundation
import Testing

private let realData: String? = {
  let named = ProcessInfo.processInfo.environment["ORDER_LEDGER_DATA"] ?? ""
  return FileManager.default.isReadableFile(atPath: named) ? named : nil
}()

/// An import of real rows that is killed again and again ends in the same journal as one that was
/// left alone.
@Suite(.enabled(if: realData != nil, "needs ORDER_LEDGER_DATA=path of the unpacked file"))
struct RealDataKillTests {
  /// Rows of the file that are used: as many as CI has time for. `ORDER_LEDGER_KILL_ROWS` asks for
  /// more.
  static let rows =
    ProcessInfo.processInfo.environment["ORDER_LEDGER_KILL_ROWS"].flatMap(Int.init) ?? 20_000

  private func excerpt(_ sandbox: Sandbox) throws -> String {
    let path = try #require(realData)
    let file = try #require(FileHandle(forReadingAtPath: path))
    defer { try? file.close() }
    var kept = Data()
    var lines = 0
    while lines <= Self.rows, let chunk = try file.read(upToCount: 1 << 16), !chunk.isEmpty {
      for byte in chunk where lines <= Self.rows {
        kept.append(byte)
        if byte == UInt8(ascii: "\n") { lines += 1 }
      }
    }
    return try sandbox.write("history.csv", kept)
  }

  private func arguments(_ ledger: String, _ file: String) -> [String] {
    ["--db", ledger, "--json", "import", "csv", file, "--mapping", "online-retail"]
  }

  private func journal(_ ledger: String) async throws -> String {
    let result = try await Tool.run(["--db", ledger, "--json", "journal", "--reproducible"])
    #expect(result.code == 0, "\(result.error)")
    return result.output
  }

  @Test func `killed ten times and resumed, the journal is the same`() async throws {
    let sandbox = try Sandbox()
    let file = try excerpt(sandbox)
    let start = ContinuousClock.now
    let whole = try await Tool.run(arguments(sandbox.path("whole.sqlite"), file))
    let took = ContinuousClock.now - start
    #expect(whole.code == 0, "\(whole.error)")

    var generator = SystemRandomNumberGenerator()
    var killed = 0
    for _ in 0..<10 {
      let permille = Int.random(in: 20...900, using: &generator)
      if try await kill(after: took * permille / 1_000, sandbox, file) { killed += 1 }
    }
    #expect(killed > 0, "no run lasted long enough to be killed")
    let resumed = try await Tool.run(arguments(sandbox.path("killed.sqlite"), file))
    #expect(resumed.code == 0, "\(resumed.error)")
    #expect(resumed.output == whole.output)
    let verified = try await Tool.run(
      ["--db", sandbox.path("killed.sqlite"), "verify", "--full"])
    #expect(verified.code == 0, "\(verified.output)")
    let expected = try await journal(sandbox.path("whole.sqlite"))
    #expect(!expected.isEmpty)
    let found = try await journal(sandbox.path("killed.sqlite"))
    #expect(found == expected, "the journals differ")
    print(
      "killed \(killed) of 10 runs over \(Self.rows) rows; \(found.utf8.count) bytes of journal")
  }

  /// Whether the run was killed, and had not ended before.
  private func kill(
    after delay: Duration, _ sandbox: Sandbox, _ file: String
  ) async throws -> Bool {
    let process = try ChildProcess(Tool.path, arguments(sandbox.path("killed.sqlite"), file))
    try await Task.sleep(for: delay)
    // Nobody has waited for it yet: until then its number is not another's, even if it has ended.
    process.kill()
    return await process.end() == .killed(signal: SIGKILL)
  }
}
