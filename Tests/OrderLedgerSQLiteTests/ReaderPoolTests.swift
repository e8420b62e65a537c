import OrderLedgerSQLite
import Synchronization
import Testing

struct ReaderPoolTests {
  static let forever = """
    WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000000000)
    SELECT count(*) FROM n
    """
  let scratch = Scratch()

  private func pool(_ maximum: Int) throws -> ReaderPool {
    let connection = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    try connection.execute("INSERT INTO t VALUES (7)")
    try connection.close()
    let configuration = scratch.configuration.forReading()
    return ReaderPool(label: "test", maximum: maximum) { () throws(SQLiteError) in
      try Connection(configuration)
    }
  }

  private static func value(_ connection: Connection) throws(SQLiteError) -> Int {
    try connection.query("SELECT a FROM t") { try $0.int(0) }.first ?? -1
  }

  @Test func `many reads share few connections`() async throws {
    let pool = try pool(2)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<100 { group.addTask { try await pool.read(Self.value) } }
      return try await group.reduce(0, +)
    }
    #expect(sum == 700)
    let brief = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<100 {
        group.addTask { try await pool.read(isBrief: number % 3 > 0, Self.value) }
      }
      return try await group.reduce(0, +)
    }
    #expect(brief == 700)
    await pool.close()
    await #expect(throws: SQLiteError.self) { try await pool.read(Self.value) }
  }

  @Test func `cancelling a read interrupts it, and the connection serves the next`() async throws {
    let pool = try pool(1)
    let started = Flag()
    let slow = Task {
      try await pool.read { connection throws(SQLiteError) in
        started.set()
        return try connection.query(Self.forever) { try $0.int(0) }
      }
    }
    while !started.isSet { await Task.yield() }
    try await Task.sleep(for: .milliseconds(20))
    slow.cancel()
    let error = await #expect(throws: SQLiteError.self) { try await slow.value }
    #expect(error?.cause == .cancelled && error?.isCancellation == true)
    #expect(try await pool.read(Self.value) == 7)
    await pool.close()
  }

  @Test func `cancelling a waiting read leaves the running one alone`() async throws {
    let pool = try pool(1)
    let started = Flag()
    let finish = Flag()
    let running = Task {
      try await pool.read { connection throws(SQLiteError) in
        started.set()
        var rounds = 0
        while !finish.isSet {
          rounds += try connection.query("SELECT a FROM t") { try $0.int(0) }.count
          Gate.nap()
        }
        return rounds
      }
    }
    while !started.isSet { await Task.yield() }
    for _ in 0..<50 {
      let waiting = Task { try await pool.read(Self.value) }
      await Task.yield()
      waiting.cancel()
      await #expect(throws: SQLiteError.self) { try await waiting.value }
    }
    finish.set()
    #expect(try await running.value > 0)
    await pool.close()
  }

  @Test func `a storm of cancellations never reaches a read that nobody cancelled`() async throws {
    let pool = try pool(2)
    let survived = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<400 {
        if number.isMultiple(of: 2) {
          group.addTask { try await pool.read(Self.value) == 7 ? 1 : 0 }
        } else {
          group.addTask {
            let task = Task { try await pool.read(Self.value) }
            if number.isMultiple(of: 3) { await Task.yield() }
            task.cancel()
            _ = try? await task.value
            return 0
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(survived == 200)
    await pool.close()
  }

  @Test func `a cancellation between two statements is not forgotten`() throws {
    let connection = try scratch.open()
    let operation = ReadOperation()
    let error = failure {
      try operation.run(on: connection) { connection throws(SQLiteError) in
        _ = try connection.query("SELECT 1") { try $0.int(0) }
        operation.cancel()
        _ = try connection.query("SELECT 1") { try $0.int(0) }
      }
    }
    #expect(error?.cause == .cancelled)
    #expect(try connection.query("SELECT 1") { try $0.int(0) } == [1])
  }

  @Test func `closing waits for the reads that run`() async throws {
    let pool = try pool(2)
    let started = Flag()
    let finish = Flag()
    let running = Task {
      try await pool.read { connection throws(SQLiteError) in
        started.set()
        while !finish.isSet { Gate.nap() }
        return try Self.value(connection)
      }
    }
    while !started.isSet { await Task.yield() }
    async let closed: Void = pool.close()
    try await Task.sleep(for: .milliseconds(5))
    finish.set()
    await closed
    #expect(try await running.value == 7)
  }
}
