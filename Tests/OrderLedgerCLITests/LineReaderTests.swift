import Testing

@testable import OrderLedgerCLI

@Suite struct LineReaderTests {
  private static func read(_ text: String, limit: Int) throws -> [String] {
    let sandbox = try Sandbox()
    var reader = try LineReader(path: sandbox.write("lines", text), limit: limit)
    var lines: [String] = []
    while let line = try reader.next() {
      switch line {
      case .bytes(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append("TOO LONG")
      }
    }
    return lines
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
    ("a\r\nb\r\n", ["a\r", "b\r"]),
    ("12345678\n123456789\nx", ["12345678", "TOO LONG", "x"]), ("123456789", ["TOO LONG"]),
  ])
  func `lines end with a line feed or the end`(text: String, lines: [String]) throws {
    #expect(try Self.read(text, limit: 8) == lines)
  }

  @Test func `a line of several blocks is whole, and one past the limit is skipped`() throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(try Self.read(long + "\nend\n", limit: 200_000) == [long, "end"])
    #expect(try Self.read(long + "y\nend\n", limit: 200_000) == ["TOO LONG", "end"])
  }

  @Test func `a file that is missing is named`() throws {
    let error = #expect(throws: ToolError.self) { _ = try LineReader(path: "/no/such").limit }
    #expect(error?.message == "/no/such can't be read: No such file or directory.")
    #expect(error?.exit == .missingInput)
  }

  @Test func `a directory is named, and not read`() {
    let error = #expect(throws: ToolError.self) { _ = try LineReader(path: "/").limit }
    #expect(error?.message == "/ can't be read: Is a directory.")
    #expect(error?.exit == .missingInput)
  }
}
