import Testing

@testable import OrderLedger

@Suite struct CSVReaderTests {
  /// The rows after the header, however the bytes are cut into chunks.
  private func rows(
    _ text: String, delimiter: UInt8 = UInt8(ascii: ","), chunk: Int = .max
  ) throws(CSVError) -> [[String]] {
    var reader = try CSVReader(
      MemoryBytes(text.utf8, chunk: chunk), delimiter: delimiter, chunkBytes: 7)
    var rows: [[String]] = []
    while try reader.next() { rows.append((0..<reader.row.count).map { reader.row.text($0) }) }
    return rows
  }

  @Test(arguments: [1, 2, 3, 5, 1_000])
  func `quotes, line breaks and marks are read however the bytes arrive`(chunk: Int) throws {
    let text =
      "\u{FEFF}a,b\r\n1,\"x \"\"y\"\", z\"\r\n\"line\nbreak\",\"\"\n,é\n\n\"\"\"\",last"
    #expect(
      try rows(text, chunk: chunk) == [
        ["1", "x \"y\", z"], ["line\nbreak", ""], ["", "é"], ["\"", "last"],
      ])
  }

  @Test func `another delimiter makes the comma text`() throws {
    #expect(try rows("a;b\n1,5;\"2;3\"\n", delimiter: UInt8(ascii: ";")) == [["1,5", "2;3"]])
  }

  @Test func `a file of one column keeps its empty lines`() throws {
    #expect(try rows("a\n\nx\n") == [[""], ["x"]])
  }

  @Test func `rows and physical lines are counted apart`() throws {
    var reader = try CSVReader(MemoryBytes("a,b\n\n\"1\n2\",3\n4,5\n".utf8))
    #expect(try reader.next())
    #expect(reader.row.number == 1)
    #expect(reader.row.line == 3)
    #expect(try reader.next())
    #expect(reader.row.number == 2)
    #expect(reader.row.line == 5)
    #expect(try !reader.next())
    #expect(try !reader.next())
  }

  @Test(
    arguments: [
      ("a,b\n1,\"2\n3,4", CSVError(problem: .unterminatedQuote, row: 1, line: 3, column: 2)),
      ("a,b\n1,2\n\"3\"x,4", CSVError(problem: .garbageAfterQuote, row: 2, line: 3, column: 1)),
      ("a,b\n1,2\"3\n", CSVError(problem: .strayQuote, row: 1, line: 2, column: 2)),
      ("a,b\n1,2\r3\n", CSVError(problem: .strayCarriageReturn, row: 1, line: 2, column: 2)),
      ("a,b\n1,2\r", CSVError(problem: .strayCarriageReturn, row: 1, line: 2, column: 2)),
      ("", CSVError(problem: .noHeader, row: 0, line: 1, column: 1)),
      (
        "a,b\n1\n",
        CSVError(problem: .fieldCount(found: 1, expected: 2), row: 1, line: 2, column: 2)
      ),
      (
        "a,b\n1,2,3,4\n",
        CSVError(problem: .fieldCount(found: 4, expected: 2), row: 1, line: 2, column: 3)
      ),
    ])
  func `a fault says where it is`(text: String, expected: CSVError) {
    #expect(throws: expected) { try rows(text) }
    #expect(throws: expected) { try rows(text, chunk: 1) }
  }

  @Test func `a row with a wrong number of fields does not end the file`() throws {
    var reader = try CSVReader(MemoryBytes("a,b\n1,2,3\n4,5\n".utf8))
    #expect(throws: CSVError.self) { try reader.next() }
    #expect(try reader.next())
    #expect(reader.row.text(0) == "4")
    #expect(reader.row.number == 2)
  }

  @Test func `bytes that are not UTF-8 are located`() throws {
    var reader = try CSVReader(MemoryBytes(Array("a,b\n1,".utf8) + [0xC3, 0x28, 0x0A, 0x31]))
    #expect(throws: CSVError(problem: .invalidUTF8, row: 1, line: 2, column: 2)) {
      try reader.next()
    }
  }

  @Test func `a field of 64 KiB is read and one byte more is refused`() throws {
    let longest = String(repeating: "x", count: CSVReader.maxFieldBytes)
    #expect(try rows("a,b\n1,\(longest)\n") == [["1", longest]])
    let expected = CSVError(problem: .fieldTooLong, row: 1, line: 2, column: 2)
    #expect(throws: expected) { try rows("a,b\n1,\(longest)x\n") }
    #expect(throws: expected) { try rows("a,b\n1,\"\(longest)x\"\n") }
  }

  @Test func `a header of 1,024 columns is read and one more is refused`() throws {
    let names = Array(repeating: "a", count: CSVReader.maxFields).joined(separator: ",")
    #expect(try rows(names + "\n") == [])
    #expect(throws: CSVError.self) { try rows(names + ",a\n") }
  }

  @Test func `a missing file is an error that says so`() {
    #expect(throws: CSVProblem.cannotOpen(errno: 2)) { try FileBytes(path: "/no/such/file") }
  }
}
