import OrderLedgerSQLite
import Synchronization
import Testing

struct WorkerTests {
  struct Job: Sendable {
    let number: Int
    let reply: Reply<Int>
  }

  /// A worker that answers each job with the size of its round and can be held at its start.
  private func worker(
    gate: Gate, roundLimit: Int = 256, waitingLimit: Int = 1_000
  ) -> SerialWorker<[Int], Job> {
    SerialWorker(
      label: "test", state: [], roundLimit: roundLimit, waitingLimit: waitingLimit
    ) { round, state in
      gate.pass()
      for job in round {
        state.append(job.number)
        job.reply.resume(round.count)
      }
    }
  }

  @Test func `a lone job is processed alone and at once`() async throws {
    let worker = worker(gate: Gate(isOpen: true))
    for number in 1...3 {
      let size: Int = try await worker.submit { Job(number: number, reply: $0) }
      #expect(size == 1)
    }
  }

  @Test func `what waits is processed as one round, in order and up to the bound`() async throws {
    let gate = Gate()
    let worker = worker(gate: gate, roundLimit: 4)
    async let first: Int = worker.submit { Job(number: 0, reply: $0) }
    await gate.untilSomeoneStandsThere()
    let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...6 {
        group.addTask { try await worker.submit { Job(number: number, reply: $0) } }
        while worker.waitingCount < number { await Task.yield() }
      }
      gate.open()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(try await first == 1)
    #expect(sizes.sorted() == [2, 2, 4, 4, 4, 4])
    let order = Mutex<[Int]>([])
    await worker.close { state in order.withLock { [state] in $0 = state } }
    #expect(order.withLock { $0 } == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func `a cancelled task's waiting job leaves the line, a taken one is answered`()
    async throws
  {
    let gate = Gate()
    let worker = worker(gate: gate)
    let taken = Task { () -> Int in try await worker.submit { Job(number: 1, reply: $0) } }
    await gate.untilSomeoneStandsThere()
    let waiting = Task { () -> Int in try await worker.submit { Job(number: 2, reply: $0) } }
    while worker.waitingCount < 1 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: SubmitError.cancelled) { try await waiting.value }
    taken.cancel()
    gate.open()
    #expect(try await taken.value == 1)
    #expect(worker.waitingCount == 0)
  }

  @Test func `a task cancelled before it submits never runs`() async {
    let worker = worker(gate: Gate(isOpen: true))
    let task = Task { () -> Int in
      while !Task.isCancelled { await Task.yield() }
      return try await worker.submit { Job(number: 1, reply: $0) }
    }
    task.cancel()
    await #expect(throws: SubmitError.cancelled) { try await task.value }
  }

  @Test func `more than may wait is refused`() async throws {
    let gate = Gate()
    let worker = worker(gate: gate, waitingLimit: 1)
    async let first: Int = worker.submit { Job(number: 1, reply: $0) }
    await gate.untilSomeoneStandsThere()
    async let second: Int = worker.submit { Job(number: 2, reply: $0) }
    while worker.waitingCount < 1 { await Task.yield() }
    await #expect(throws: SubmitError.full) {
      let _: Int = try await worker.submit { Job(number: 3, reply: $0) }
    }
    gate.open()
    _ = try await (first, second)
  }

  @Test func `closing works off what waits and refuses what comes`() async throws {
    let worker = worker(gate: Gate(isOpen: true))
    let _: Int = try await worker.submit { Job(number: 1, reply: $0) }
    await worker.close()
    await worker.close()
    let late = Job(number: 2, reply: try await Self.unused())
    #expect(!worker.enqueue(late))
    await #expect(throws: SubmitError.closed) {
      let _: Int = try await worker.submit { Job(number: 3, reply: $0) }
    }
  }

  @Test func `a thousand tasks are each answered once`() async throws {
    let worker = worker(gate: Gate(isOpen: true), roundLimit: 16, waitingLimit: 10_000)
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<1_000 {
        group.addTask {
          let _: Int = try await worker.submit { Job(number: number, reply: $0) }
          return 1
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(total == 1_000)
  }

  @Test func `a closure runs on the connection it was given`() async throws {
    let scratch = Scratch()
    let connection = try scratch.open(schema: "CREATE TABLE t (a INTEGER) STRICT")
    let worker = SerialWorker<Connection, WorkerJob<Connection>>(label: "w", state: connection)
    let changes = try await worker.run { (connection) throws(SQLiteError) -> Int in
      try connection.execute("INSERT INTO t VALUES (1)")
      return connection.changes
    }
    #expect(changes == 1)
    await worker.close { connection in try? connection.close() }
  }

  /// A reply that nobody waits for; it was answered already.
  private static func unused() async throws -> Reply<Int> {
    let found = Mutex<Reply<Int>?>(nil)
    let worker = SerialWorker<Int, Job>(label: "unused", state: 0) { round, _ in
      for job in round { job.reply.resume(0) }
    }
    let _: Int = try await worker.submit { reply in
      found.withLock { $0 = reply }
      return Job(number: 0, reply: reply)
    }
    return try #require(found.withLock { $0 })
  }
}
