import COrderLedgerSQLite
import OrderLedgerSQLite
import Testing

struct ProfileTests {
  let scratch = Scratch()

  static let settings = [
    ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("page_size", "4096"),
    ("cell_size_check", "1"), ("mmap_size", "0"), ("temp_store", "2"), ("secure_delete", "2"),
    ("fullfsync", "1"), ("checkpoint_fullfsync", "1"), ("wal_autocheckpoint", "0"),
    ("journal_size_limit", "16777216"), ("recursive_triggers", "1"), ("cache_size", "-8192"),
    ("query_only", "0"), ("trusted_schema", "0"), ("encoding", "UTF-8"),
  ]

  @Test(arguments: settings)
  func `a writer's setting is`(name: String, expected: String) throws {
    #expect(try scratch.open().pragma(name) == expected)
  }

  /// Settings are a connection's: a reader that has none of them would be one without defences.
  @Test(arguments: settings)
  func `a reader's setting is the same, but that it only asks`(
    name: String, expected: String
  ) throws {
    let writer = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    let reader = try Connection(scratch.configuration.forReading())
    #expect(try reader.pragma(name) == (name == "query_only" ? "1" : expected))
    try reader.close()
    try writer.close()
  }

  @Test(arguments: settings)
  func `the setting of who guards a checkpoint is a writer's`(
    name: String, expected: String
  ) throws {
    let writer = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    let guardian = try Connection(scratch.configuration.forExistingFile())
    #expect(try guardian.pragma(name) == expected)
    try guardian.close()
    try writer.close()
  }

  /// As https://www.sqlite.org/security.html advises; not read from the profile, whose values are
  /// what is tested. By SQLite's own names, so that a number under another name is found, too.
  static let options: [(Int32, Int32)] = [
    (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
    (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
    (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0), (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (SQLITE_DBCONFIG_ENABLE_TRIGGER, 1), (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
  ]

  @Test(arguments: options)
  func `every connection's option is`(number: Int32, expected: Int32) throws {
    // The schema that is made here switches one of them on for a while.
    let writer = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    #expect(try writer.option(number) == expected)
    let reader = try Connection(scratch.configuration.forReading())
    #expect(try reader.option(number) == expected)
    var readOnly = scratch.configuration.forReading()
    readOnly.mode = .readOnly
    #expect(try Connection(readOnly).option(number) == expected)
  }

  static let limits: [(Int32, Int32)] = [
    (SQLITE_LIMIT_LENGTH, 4_000_000), (SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (SQLITE_LIMIT_COLUMN, 100), (SQLITE_LIMIT_EXPR_DEPTH, 30),
    (SQLITE_LIMIT_COMPOUND_SELECT, 10), (SQLITE_LIMIT_VDBE_OP, 25_000),
    (SQLITE_LIMIT_FUNCTION_ARG, 16), (SQLITE_LIMIT_ATTACHED, 0),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50), (SQLITE_LIMIT_VARIABLE_NUMBER, 64),
    (SQLITE_LIMIT_TRIGGER_DEPTH, 4), (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]

  @Test(arguments: limits)
  func `every connection's limit is`(number: Int32, expected: Int32) throws {
    let writer = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    #expect(try writer.limit(number) == expected)
    let reader = try Connection(scratch.configuration.forReading())
    #expect(try reader.limit(number) == expected)
  }

  @Test func `durability NORMAL and other choices reach SQLite`() throws {
    let connection = try scratch.open {
      $0.durability = .normal
      $0.enforcesForeignKeys = false
      $0.cacheKiB = 512
      $0.walKeepBytes = 0
    }
    #expect(try connection.pragma("synchronous") == "1")
    #expect(try connection.pragma("foreign_keys") == "0")
    #expect(try connection.pragma("cache_size") == "-512")
    #expect(try connection.pragma("journal_size_limit") == "0")
  }

  @Test func `a reader refuses to write`() throws {
    let writer = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    let reader = try Connection(scratch.configuration.forReading())
    #expect(try reader.pragma("query_only") == "1")
    #expect(failure { try reader.execute("INSERT INTO t VALUES (1)") }?.matches(.readOnly) == true)
    try writer.close()
  }

  /// The authorizer is the defence; some of them fail without it, too, with another code.
  @Test(arguments: [
    "PRAGMA writable_schema=ON",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA unheard_of",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "CREATE TEMP TABLE x (a)",
    "CREATE TEMP VIEW x AS SELECT 1",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    // It attaches the file that it copies to.
    "VACUUM",
  ])
  func `not authorized`(sql: String) throws {
    let connection = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    #expect(failure { try connection.execute(sql) }?.matches(.authorization) == true)
  }

  /// What refuses it, by SQLite's message, since the code is that of any error.
  @Test(arguments: [
    // The authorizer: a function has no code of its own. Without it: "not authorized", and no name.
    ("SELECT load_extension('x')", "not authorized to use function: load_extension"),
    // DQS_DML: otherwise a text.
    (#"SELECT "not_a_column""#, "no such column"),
    // ENABLE_VIEW.
    ("SELECT a FROM v", "access to view \"v\" prohibited"),
    // The limit of LIKE's patterns.
    (
      "SELECT 1 FROM t WHERE a LIKE '\(String(repeating: "x", count: 60))'",
      "pattern too complex"
    ),
  ])
  func `refused`(sql: String, reason: String) throws {
    let connection = try scratch.open(
      schema: "CREATE TABLE t (a INTEGER) STRICT; CREATE VIEW v AS SELECT a FROM t;")
    try connection.execute("INSERT INTO t VALUES (1)")
    let error = failure { try connection.execute(sql) }
    #expect(error?.matches(.error) == true)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "none")")
  }

  @Test func `limits hold at the bound and refuse one past it`() throws {
    let connection = try scratch.open()
    func select(_ count: Int) -> String {
      "SELECT " + (1...count).map { "?\($0)" }.joined(separator: ",")
    }
    #expect(failure { _ = try connection.query(select(64)) { $0.columnCount } } == nil)
    #expect(failure { _ = try connection.query(select(65)) { $0.columnCount } } != nil)
  }

  @Test func `a setting that SQLite does not take is named with what was found`() {
    let error = Connection.unaccepted("secure_delete", found: "0", expected: "2")
    #expect(
      error.description
        == "SQLite did not accept secure_delete: it is 0, and 2 is needed.")
  }
}
