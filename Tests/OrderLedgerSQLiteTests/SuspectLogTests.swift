import OrderLedgerSQLite
import Testing

// What really becomes of a log that could not be flushed, `Scripts/torture power-loss` shows.

struct SuspectLogTests {
  static let insert = SQL("INSERT INTO t VALUES (?1)")
  let scratch = Scratch()

  private func failingCommit(_ timing: FaultPlan.Timing) throws -> Connection {
    let connection = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    connection.setFaults(FaultPlan(failing: 1, with: .ioErr, timing: timing, at: [.commit]))
    let error = failure {
      try connection.immediate { () throws(SQLiteError) in
        _ = try connection.run(Self.insert) { $0.bind(1, 1) }
      }
    }
    #expect(error?.commit == .unknown)
    return connection
  }

  @Test(arguments: [FaultPlan.Timing.before, .after])
  func `after a commit that failed, whoever writes next writes the log again`(
    _ timing: FaultPlan.Timing
  ) throws {
    let failed = try failingCommit(timing)
    let other = try scratch.open()
    #expect(failed.isLogSuspect && other.isLogSuspect)
    try other.immediate { () throws(SQLiteError) in
      #expect(!other.isLogSuspect)
      _ = try other.run(Self.insert) { $0.bind(1, 2) }
    }
    #expect(!failed.isLogSuspect)
    let found = try other.query("SELECT a FROM t ORDER BY a") { try $0.int(0) }
    #expect(found == (timing == .after ? [1, 2] : [2]))
    #expect(try other.integrityCheck() == [])
    failed.abandon()
  }

  @Test func `the log of another file is nobody's concern`() throws {
    let failed = try failingCommit(.before)
    #expect(failed.isLogSuspect)
    #expect(try !Scratch().open().isLogSuspect)
    failed.abandon()
  }

  @Test func `overwriting the log's end changes nothing`() throws {
    let connection = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    let version = try connection.integerPragma("user_version")
    let frames = connection.walFrames
    try connection.overwriteLogTail()
    #expect(connection.walFrames == frames + 1)
    #expect(try connection.integerPragma("user_version") == version)
  }
}
