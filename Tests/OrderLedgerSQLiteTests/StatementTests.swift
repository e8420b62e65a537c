import OrderLedgerSQLite
import Testing

struct StatementTests {
  static let insert = SQL("INSERT INTO t (a, b) VALUES (?1, ?2)")
  static let byKey = SQL("SELECT b FROM t WHERE a = ?1")
  static let keys = SQL("SELECT a FROM t ORDER BY a")
  static let schema = "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT"

  let scratch = Scratch()

  @Test func `a row that is written can be read`() throws {
    let connection = try scratch.open(schema: Self.schema)
    let changes = try connection.run(Self.insert) { s in
      s.bind(1, 7)
      s.bind(2, "größe")
    }
    #expect(changes == 1)
    #expect(connection.lastInsertRowID == 7)
    let found = try connection.first(Self.byKey, { $0.bind(1, 7) }) { row in try row.string(0) }
    #expect(found == "größe")
    #expect(try connection.first(Self.byKey, { $0.bind(1, 8) }) { try $0.string(0) } == nil)
  }

  @Test func `the same statement nests without disturbing the outer cursor`() throws {
    let connection = try scratch.open(schema: Self.schema)
    for key in 1...4 { try connection.run(Self.insert) { $0.bind(1, key) } }
    var pairs: [[Int]] = []
    try connection.forEach(Self.keys) { outer in
      let a = try outer.int(0)
      try connection.forEach(Self.keys) { inner in pairs.append([a, try inner.int(0)]) }
    }
    #expect(pairs.count == 16)
    #expect(pairs.last == [4, 4])
  }

  @Test func `what SQLite quotes in a message is on one line and not too long`() throws {
    let connection = try scratch.open(schema: Self.schema)
    for (sql, message) in [
      ("SELECT \u{4}", #"unrecognized token: "\u{04}""#),
      ("SELECT 1 FROM \"ä\u{A}b\"", #"no such table: ä\nb"#),
      (
        "SELECT 1 FROM \(String(repeating: "x", count: 600))",
        "no such table: " + String(repeating: "x", count: 485) + "…"
      ),
    ] {
      #expect(failure { try connection.execute(sql) }?.message == message)
    }
  }

  @Test func `parameters of one use do not reach the next`() throws {
    let connection = try scratch.open(schema: Self.schema)
    try connection.run(Self.insert) { s in
      s.bind(1, 1)
      s.bind(2, "left over")
    }
    try connection.run(Self.insert) { $0.bind(1, 2) }
    #expect(try connection.first(Self.byKey, { $0.bind(1, 2) }) { $0.isNull(0) } == true)
  }

  @Test func `a statement on loan outlives nothing and close is clean`() throws {
    let connection = try scratch.open(schema: Self.schema)
    for key in 1...100 { try connection.run(Self.insert) { $0.bind(1, key) } }
    try connection.close()
    #expect(failure { try connection.run(Self.keys) }?.cause == .closed)
  }

  @Test func `text with a NUL is refused before it is bound`() throws {
    let connection = try scratch.open(schema: Self.schema)
    let error = failure {
      try connection.run(Self.insert) { s in
        s.bind(1, 1)
        s.bind(2, "a\0b")
      }
    }
    #expect(error?.cause == .textContainsNUL(parameter: 2))
    #expect(try connection.all(Self.keys) { try $0.int(0) } == [])
  }

  @Test func `two statements in one text are refused`() throws {
    let connection = try scratch.open(schema: Self.schema)
    #expect(
      failure {
        _ = try connection.query("SELECT 1; SELECT 2") { $0.isNull(0) }
      }?.code == .misuse)
  }
}
