import COrderLedgerSQLite
import OrderLedgerSQLite
import Testing

struct ColumnTests {
  let scratch = Scratch()

  @Test(arguments: [("1.0", "REAL"), ("'1'", "TEXT"), ("x'31'", "BLOB"), ("NULL", "NULL")])
  func `an integer is only read from an integer`(literal: String, found: String) throws {
    let connection = try scratch.open()
    let error = failure { _ = try connection.query("SELECT \(literal)") { try $0.int64(0) } }
    #expect(error?.cause == .columnType(column: 0, expected: "INTEGER", found: found))
  }

  @Test func `text and blobs are not read from each other`() throws {
    let connection = try scratch.open()
    #expect(failure { _ = try connection.query("SELECT x'31'") { try $0.string(0) } } != nil)
    #expect(failure { _ = try connection.query("SELECT '1'") { try $0.blob(0) } } != nil)
  }

  @Test func `text that is not UTF-8 is an error and not repaired`() throws {
    let connection = try scratch.open()
    let error = failure {
      _ = try connection.query("SELECT CAST(x'FF41C328' AS TEXT)") { try $0.string(0) }
    }
    #expect(error?.cause == .invalidUTF8(column: 0))
  }

  @Test(arguments: [Int64.min, -1, 0, 1, 1_000_000_000_000_000, .max])
  func `an integer comes back as it was bound`(value: Int64) throws {
    let connection = try scratch.open()
    #expect(try connection.query("SELECT ?1", { $0.bind(1, value) }) { try $0.int64(0) } == [value])
  }

  @Test(arguments: ["", "a", "größe", "👩‍👩‍👧‍👦", "e\u{301}", "\u{FEFF}x"])
  func `text comes back byte for byte`(value: String) throws {
    let connection = try scratch.open()
    let found = try connection.query("SELECT ?1", { $0.bind(1, value) }) { try $0.string(0) }
    #expect(Array((found.first ?? "missing").utf8) == Array(value.utf8))
  }

  @Test(arguments: [[], [0], [0, 255, 0], Array(repeating: 7, count: 10_000)] as [[UInt8]])
  func `a blob comes back byte for byte`(value: [UInt8]) throws {
    let connection = try scratch.open()
    #expect(try connection.query("SELECT ?1", { $0.bind(1, value) }) { try $0.blob(0) } == [value])
    let sum = try connection.query("SELECT ?1", { $0.bind(1, value.span) }) { row in
      try row.withBlob(0) { span in span.count }
    }
    #expect(sum == [value.count])
  }

  @Test func `optionals, booleans and text`() throws {
    let connection = try scratch.open()
    let row = try connection.query(
      "SELECT ?1, ?2, ?3, ?4, ?5",
      { s in
        s.bind(1, nil as Int64?)
        s.bind(2, nil as String?)
        s.bind(3, nil as [UInt8]?)
        s.bind(4, true)
        s.bind(5, "fixed")
      }
    ) { row in
      (
        try row.int64OrNil(0), try row.stringOrNil(1), try row.blobOrNil(2), try row.bool(3),
        try row.string(4)
      )
    }.first
    #expect(row?.0 == nil && row?.1 == nil && row?.2 == nil)
    #expect(row?.3 == true && row?.4 == "fixed")
    #expect(failure { _ = try connection.query("SELECT 2") { try $0.bool(0) } } != nil)
  }

  @Test func `a parameter that does not exist is named`() throws {
    let connection = try scratch.open()
    let error = failure {
      _ = try connection.query("SELECT ?1", { $0.bind(2, 1) }) { try $0.int(0) }
    }
    #expect(error?.cause == .parameterRefused(parameter: 2))
    #expect(error?.code == .range)
  }

  @Test func `an error of another type in a row's closure is named by its type alone`() throws {
    struct Unfit: Error { let secret = "personal" }
    let connection = try scratch.open()
    let error = failure { _ = try connection.query("SELECT 1") { _ in throw Unfit() } }
    #expect(error?.cause == .rowRefused(errorType: "Unfit"))
  }

  @Test func `errors carry the statement and the place, and no value`() throws {
    let connection = try scratch.open()
    let error = try #require(
      failure { _ = try connection.query("SELECT 1 FROM nowhere") { try $0.int(0) } })
    #expect(error.sql == "SELECT 1 FROM nowhere")
    #expect(error.message == "no such table: nowhere")
    #expect(sqlite3_libversion_number() < 3_038_000 || error.offset == 14 || error.offset == nil)
  }
}
