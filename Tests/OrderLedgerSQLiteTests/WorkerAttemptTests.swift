import Dispatch
import OrderLedgerSQLite
import Synchronization
import Testing

/// Lone jobs on the thread of the task that submits them.
struct WorkerAttemptTests {
  enum Place: Sendable, Equatable {
    case here
    case round(of: Int)
    case upkeep
  }

  struct Job: Sendable {
    let number: Int
    let reply: Reply<Place>
  }

  /// A thread of its own for a task that is held: one of Swift's few must not be.
  private final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "held")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }

  /// A worker that tells each job where it was done. Attempts can be held at their start.
  private func worker(
    _ attempts: Gate = Gate(isOpen: true), declines: Bool = false, isUpkeepDue: Bool = false
  ) -> SerialWorker<[String], Job> {
    SerialWorker(
      label: "test", state: [],
      attempt: { job, state in
        attempts.pass()
        if declines { return .declined }
        state.append("here \(job.number)")
        job.reply.resume(.here)
        return .answered(isUpkeepDue: isUpkeepDue)
      },
      process: { round, state in
        if round.isEmpty { state.append("upkeep") }
        for job in round {
          state.append("round \(job.number)")
          job.reply.resume(.round(of: round.count))
        }
      })
  }

  /// Submits job 0 and returns when it stands at the gate, and the others when they wait.
  private func crowd(
    _ count: Int, _ worker: SerialWorker<[String], Job>, at gate: Gate
  ) async -> [Task<Place, any Error>] {
    let first = Task(executorPreference: OwnThread()) { try await submit(0, worker) }
    await gate.untilSomeoneStandsThere()
    var tasks = [first]
    for number in 1..<count {
      tasks.append(Task { try await submit(number, worker) })
      while worker.waitingCount < number { await Task.yield() }
    }
    return tasks
  }

  private func places(_ tasks: [Task<Place, any Error>]) async throws -> [Place] {
    var places: [Place] = []
    for task in tasks { places.append(try await task.value) }
    return places
  }

  private func submit(_ number: Int, _ worker: SerialWorker<[String], Job>) async throws -> Place {
    try await worker.submit { Job(number: number, reply: $0) }
  }

  private func history(_ worker: SerialWorker<[String], Job>) async -> [String] {
    let history = Mutex<[String]>([])
    await worker.close { state in history.withLock { [state] in $0 = state } }
    return history.withLock { $0 }
  }

  @Test func `jobs that come one after the other are done where they come from`() async throws {
    let worker = worker()
    for number in 1...20 { #expect(try await submit(number, worker) == .here) }
    #expect(await history(worker) == (1...20).map { "here \($0)" })
  }

  @Test func `jobs that come during an attempt wait, in order, and share a round`() async throws {
    let gate = Gate()
    let worker = worker(gate)
    let tasks = await crowd(4, worker, at: gate)
    gate.open()
    #expect(try await places(tasks) == [.here, .round(of: 3), .round(of: 3), .round(of: 3)])
    #expect(await history(worker) == ["here 0", "round 1", "round 2", "round 3"])
  }

  @Test func `a declined job goes before those that came after it`() async throws {
    let gate = Gate()
    let worker = worker(gate, declines: true)
    let tasks = await crowd(3, worker, at: gate)
    gate.open()
    #expect(try await places(tasks) == [.round(of: 3), .round(of: 3), .round(of: 3)])
    #expect(await history(worker) == ["round 0", "round 1", "round 2"])
  }

  @Test func `after a crowd, jobs are the worker's until they come alone again`() async throws {
    let gate = Gate()
    let worker = worker(gate)
    let tasks = await crowd(3, worker, at: gate)
    gate.open()
    _ = try await places(tasks)
    var places: [Place] = []
    for number in 3..<15 { places.append(try await submit(number, worker)) }
    #expect(places == Array(repeating: .round(of: 1), count: 8) + Array(repeating: .here, count: 4))
  }

  @Test func `upkeep that an attempt leaves is a round of the worker's own`() async throws {
    let worker = worker(isUpkeepDue: true)
    #expect(try await submit(1, worker) == .here)
    #expect(await history(worker) == ["here 1", "upkeep"])
  }

  @Test func `a job that waits for an attempt can be cancelled, the attempted one is answered`()
    async throws
  {
    let gate = Gate()
    let worker = worker(gate)
    let tasks = await crowd(2, worker, at: gate)
    tasks[1].cancel()
    await #expect(throws: SubmitError.cancelled) { try await tasks[1].value }
    tasks[0].cancel()
    gate.open()
    #expect(try await tasks[0].value == .here)
    #expect(await history(worker) == ["here 0"])
  }

  @Test func `closing waits for an attempt and for those behind it`() async throws {
    let gate = Gate()
    let worker = worker(gate)
    let tasks = await crowd(2, worker, at: gate)
    async let closed = history(worker)
    for _ in 0..<100 { await Task.yield() }
    gate.open()
    #expect(await closed == ["here 0", "round 1"])
    #expect(try await places(tasks) == [.here, .round(of: 1)])
  }

  @Test func `a thousand tasks among lone ones are each answered once, in one line`() async throws {
    let worker = SerialWorker<Int, Job>(
      label: "test", state: 0,
      attempt: { job, state in
        state += 1
        job.reply.resume(.here)
        return .answered(isUpkeepDue: state % 3 == 0)
      },
      process: { round, state in
        for job in round {
          state += 1
          job.reply.resume(.round(of: round.count))
        }
      })
    for crowd in 1...20 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            let _: Place = try await worker.submit { Job(number: number, reply: $0) }
          }
        }
        try await group.waitForAll()
      }
      for number in 0..<crowd {
        let _: Place = try await worker.submit { Job(number: number, reply: $0) }
      }
    }
    let total = Mutex(0)
    await worker.close { state in total.withLock { [state] in $0 = state } }
    #expect(total.withLock { $0 } == 1_210)
  }
}
