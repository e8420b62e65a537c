import COrderLedgerSQLiteTestShim
import OrderLedgerSQLite
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct ForkTests {
  static let insert = SQL("INSERT INTO t VALUES (?1)")
  static let count = SQL("SELECT count(*) FROM t")

  let scratch = Scratch()

  /// In a process of its own, because a fork of the test runner copies its threads' locks.
  @Test func `a child's use throws and the parent goes on`() async throws {
    try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT").close()
    await #expect(processExitsWith: .exitCode(0)) { [path = scratch.path as String] in
      let connection = try Connection(Configuration(path: path))
      try connection.run(Self.insert) { $0.bind(1, 1) }
      try connection.beginImmediate()
      try connection.run(Self.insert) { $0.bind(1, 2) }
      let child = order_ledger_test_fork()
      if child == 0 {
        let causes = [
          failure { try connection.run(Self.insert) { $0.bind(1, 3) } },
          failure { try connection.commit() },
          failure { try connection.execute("SELECT 1") },
          failure { try connection.close() },
        ].map { $0?.cause }
        connection.rollback()
        connection.abandon()
        _exit(causes.allSatisfy { $0 == .usedAcrossFork } ? 0 : 1)
      }
      #expect(order_ledger_test_wait(child) == 0)
      try connection.commit()
      let rows = try connection.first(Self.count) { try $0.int(0) }
      exit(rows == 2 ? 0 : 1)
    }
    let connection = try scratch.open()
    #expect(try connection.first(Self.count) { try $0.int(0) } == 2)
    #expect(try connection.integrityCheck() == [])
  }
}
