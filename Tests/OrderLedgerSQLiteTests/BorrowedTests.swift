import COrderLedgerSQLite
import Dispatch
import OrderLedgerSQLite
import Testing

/// A host's connection, opened and set up as a host would.
@safe
final class Host {
  private(set) var handle: OpaquePointer?

  init(_ path: String) {
    unsafe sqlite3_open(path, &handle)
    run("PRAGMA foreign_keys=ON")
  }

  deinit { unsafe sqlite3_close(handle) }

  @discardableResult
  func run(_ sql: String) -> Int32 { unsafe sqlite3_exec(handle, sql, nil, nil, nil) }

  /// Whether another thread could use the connection now.
  var isFree: Bool {
    let mutex = UInt(bitPattern: unsafe sqlite3_db_mutex(handle))
    let isFree = Flag()
    let told = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      let mutex = unsafe OpaquePointer(bitPattern: mutex)
      if unsafe sqlite3_mutex_try(mutex) == SQLITE_OK {
        unsafe sqlite3_mutex_leave(mutex)
        isFree.set()
      }
      told.signal()
    }
    told.wait()
    return isFree.isSet
  }

  var hasNoStatements: Bool { unsafe sqlite3_next_stmt(handle, nil) == nil }

  func borrow<R>(
    requiring requirements: BorrowRequirements = BorrowRequirements(),
    _ body: (Connection) throws(SQLiteError) -> R
  ) throws(SQLiteError) -> R {
    guard let handle = unsafe handle else { throw SQLiteError(.closed, code: .misuse) }
    return unsafe try Connection.withBorrowed(handle: handle, requiring: requirements, body)
  }
}

struct BorrowedTests {
  static let insert = SQL("INSERT INTO t VALUES (?1)")
  static let values = SQL("SELECT a FROM t ORDER BY a")
  let scratch = Scratch()

  private func host() -> Host {
    let host = Host(scratch.path)
    host.run("CREATE TABLE t (a INTEGER) STRICT")
    return host
  }

  @Test func `what is written goes with the host's transaction`() throws {
    let host = host()
    host.run("BEGIN")
    try host.borrow { c throws(SQLiteError) in _ = try c.run(Self.insert) { $0.bind(1, 1) } }
    #expect(host.hasNoStatements)
    host.run("ROLLBACK")
    host.run("BEGIN")
    try host.borrow { c throws(SQLiteError) in _ = try c.run(Self.insert) { $0.bind(1, 2) } }
    host.run("COMMIT")
    #expect(try scratch.open().all(Self.values) { try $0.int(0) } == [2])
  }

  @Test func `a failure undoes our part and the host's transaction goes on`() throws {
    let host = host()
    host.run("BEGIN; INSERT INTO t VALUES (10)")
    let error = failure {
      try host.borrow { c throws(SQLiteError) in
        try c.run(Self.insert) { $0.bind(1, 1) }
        throw SQLiteError(.cancelled, code: .abort)
      }
    }
    #expect(error?.cause == .cancelled)
    #expect(host.hasNoStatements)
    #expect(host.run("INSERT INTO t VALUES (11); COMMIT") == SQLITE_OK)
    #expect(try scratch.open().all(Self.values) { try $0.int(0) } == [10, 11])
  }

  @Test func `no other thread can use the connection meanwhile, and any can afterwards`() throws {
    let host = host()
    host.run("BEGIN")
    #expect(host.isFree)
    try host.borrow { _ throws(SQLiteError) in #expect(!host.isFree) }
    #expect(host.isFree)
    let error = failure {
      try host.borrow { _ throws(SQLiteError) in throw SQLiteError(.cancelled, code: .abort) }
    }
    #expect(error?.cause == .cancelled)
    #expect(host.isFree)
  }

  @Test func `without a transaction nothing is borrowed`() throws {
    let host = host()
    #expect(failure { try host.borrow { _ in } }?.cause == .noOpenTransaction)
    #expect(host.hasNoStatements)
  }

  @Test func `the host's settings are looked at and left as they are`() throws {
    let host = host()
    host.run("PRAGMA foreign_keys=OFF")
    host.run("BEGIN")
    #expect(
      failure { try host.borrow { _ in } }?.cause
        == .setting(name: "foreign_keys", found: "0", expected: "1"))
    var requirements = BorrowRequirements()
    requirements.foreignKeys = false
    try host.borrow(requiring: requirements) { c throws(SQLiteError) in
      #expect(try c.pragma("foreign_keys") == "0")
    }
    host.run("COMMIT")
  }

  @Test func `migrations run inside the host's transaction and leave its header alone`() throws {
    let host = host()
    host.run("PRAGMA user_version=9")
    let migrator = MigratorTests.migrator(MigratorTests.first, MigratorTests.second)
    host.run("BEGIN")
    let applied = try host.borrow { c throws(SQLiteError) in
      try migrator.migrateBorrowed(c, now: { 5 })
    }
    host.run("COMMIT")
    #expect(applied == [1, 2])
    host.run("BEGIN")
    try host.borrow { c throws(SQLiteError) in
      #expect(try migrator.migrateBorrowed(c, now: { 6 }) == [])
      #expect(try c.pragma("user_version") == "9")
      #expect(try c.pragma("application_id") == "0")
      let older = MigratorTests.migrator(MigratorTests.first)
      #expect(
        failure { try older.migrateBorrowed(c, now: { 6 }) }?.cause
          == .schemaTooNew(found: 2, supported: 1))
    }
    host.run("COMMIT")
  }
}
