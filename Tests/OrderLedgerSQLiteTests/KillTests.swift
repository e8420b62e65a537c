import OrderLedgerSQLite
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct KillTests {
  static let insert = SQL("INSERT INTO t VALUES (?1)")
  let scratch = Scratch()

  @Test func `a process killed inside a transaction leaves only what it had committed`()
    async throws
  {
    try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT").close()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = scratch.path as String] in
      let connection = try Connection(Configuration(path: path))
      try connection.run(Self.insert) { $0.bind(1, 1) }
      try connection.beginImmediate()
      for value in 2...5_000 { try connection.run(Self.insert) { $0.bind(1, value) } }
      kill(getpid(), SIGKILL)
    }
    let connection = try scratch.open()
    #expect(try connection.query("SELECT a FROM t") { try $0.int(0) } == [1])
    #expect(try connection.integrityCheck() == [])
  }
}
