import OrderLedgerSQLite
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct BackupTests {
  let scratch = Scratch()
  var target: String { "\(scratch.directory)/copy.sqlite" }

  private func filled() throws -> Connection {
    let connection = try scratch.open(schema: CheckpointTests.schema)
    try CheckpointTests.fill(connection, 1...100)
    return connection
  }

  @Test func `the copy is one complete file that its owner alone may read`() throws {
    let connection = try filled()
    var seen = 0
    try connection.backup(to: target, pagesPerStep: 3) { copy throws(SQLiteError) in
      seen = try copy.query("SELECT count(*) FROM t") { try $0.int(0) }.first ?? 0
    }
    #expect(seen == 100)
    #expect(scratch.names().filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
    var status = stat()
    #expect(unsafe stat(target, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let restored = try scratch.open { $0.path = target }
    #expect(try restored.query("SELECT count(*) FROM t") { try $0.int(0) } == [100])
    #expect(try restored.pragma("journal_mode") == "wal")
  }

  @Test func `writers go on meanwhile and the copy shows one moment`() async throws {
    let configuration = scratch.configuration
    try filled().close()
    let isWriting = Flag()
    let isDone = Flag()
    // On a thread of its own: a task that never suspends would keep one of the test runner's.
    let writing = SerialWorker<Int, WorkerJob<Int>>(label: "writer", state: 0)
    async let written = writing.run { (written) throws(SQLiteError) -> Int in
      let writer = try Connection(configuration)
      // Bounded: a copy pins the log while it runs, and a writer that outpaces it would fill the
      // disk on a machine that is busy enough.
      while !isDone.isSet, written < 4_000 {
        // Two rows in a transaction: an odd count would be half of one.
        try writer.immediate { () throws(SQLiteError) in
          try CheckpointTests.fill(writer, (1_000 + written)...(1_001 + written))
        }
        written += 2
        isWriting.set()
      }
      return written
    }
    while !isWriting.isSet { await Task.yield() }
    for round in 1...5 {
      let source = try Connection(configuration)
      try source.backup(to: "\(target)-\(round)", pagesPerStep: 1) { copy throws(SQLiteError) in
        let count = try copy.query("SELECT count(*) FROM t") { try $0.int(0) }.first ?? 1
        if !count.isMultiple(of: 2) { throw SQLiteError(.sqlite, code: .corrupt) }
      }
    }
    isDone.set()
    #expect(try await written > 0)
  }

  @Test func `an existing file is not overwritten`() throws {
    let connection = try filled()
    try connection.backup(to: target)
    #expect(failure { try connection.backup(to: target) }?.cause == .fileExists)
  }

  @Test func `a copy that its verification refuses is not left behind`() throws {
    let connection = try filled()
    let error = failure {
      try connection.backup(to: target) { _ throws(SQLiteError) in
        throw SQLiteError(.backupDamaged(finding: "books"), code: .corrupt)
      }
    }
    #expect(error?.cause == .backupDamaged(finding: "books"))
    #expect(scratch.names().allSatisfy { !$0.hasPrefix("copy") })
    #expect(!connection.isInTransaction)
  }

  @Test(arguments: 1...4)
  func `a fault at any step leaves no copy and a usable source`(step: Int) throws {
    let connection = try filled()
    connection.setFaults(FaultPlan(failing: step, with: .full, at: [.backup]))
    let error = failure { try connection.backup(to: target, pagesPerStep: 5) }
    #expect(error?.cause == .diskFull)
    #expect(scratch.names().allSatisfy { !$0.hasPrefix("copy") })
    connection.setFaults(nil)
    try connection.backup(to: target)
  }
}
