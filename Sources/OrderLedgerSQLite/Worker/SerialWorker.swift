import Dispatch
import Synchronization

/// Owns a value that one thread at a time may touch, and works jobs off on it in their order.
///
/// Jobs that arrive while others are processed wait, and the next round gets all of them at once, up
/// to a bound: that is how a writer puts many commands into one commit. A job that finds the worker
/// idle is processed at once and alone.
///
/// Every submitting task waits for its reply, so a task occupies one place at most; the queue is
/// fair, and a cancelled task's job leaves it if no round has taken it yet.
///
/// @unchecked Sendable: `state` is touched only on `queue`, which is serial; all else is immutable
/// or behind the mutex.
package final class SerialWorker<State, Job: Sendable>: @unchecked Sendable {
  /// Works a round off: at least one job, in order of arrival. Every reply must be resumed.
  package typealias Process = @Sendable (_ round: [Job], _ state: inout State) -> Void

  private struct Entry {
    let id: UInt64
    let job: Job
    let discard: @Sendable (SubmitError) -> Void
  }

  private struct Waiting {
    var entries = FIFO<Entry>()
    var lastID: UInt64 = 0
    var isScheduled = false
    var isClosed = false
  }

  private let queue: DispatchQueue
  private let roundLimit: Int
  private let waitingLimit: Int
  private let process: Process
  private let waiting = Mutex(Waiting())
  private var state: State

  /// - Parameters:
  ///   - state: given away; nobody else may use it any more.
  ///   - roundLimit: how many jobs one call of `process` gets at most.
  ///   - waitingLimit: how many jobs may wait; the next is refused with `.full`.
  package init(
    label: String, state: sending State, roundLimit: Int = 256, waitingLimit: Int = 65_536,
    process: @escaping Process
  ) {
    precondition(roundLimit > 0 && waitingLimit > 0, "Limits must be positive.")
    queue = DispatchQueue(label: label, qos: .userInitiated)
    self.state = state
    self.roundLimit = roundLimit
    self.waitingLimit = waitingLimit
    self.process = process
  }

  /// How many jobs wait for a round.
  package var waitingCount: Int { waiting.withLock { $0.entries.count } }

  /// Waits in line and returns the reply.
  ///
  /// - Parameter makeJob: makes the job around the reply that `process` must resume once.
  /// - Throws: only if the job did not and will not run. A job that a round has taken is answered by
  ///   its reply even if the task is cancelled meanwhile, because it may already be committed.
  package func submit<Value: Sendable>(
    _ makeJob: (Reply<Value>) -> Job
  ) async throws(SubmitError) -> Value {
    // Before the job is placed: an idle worker could take it before the look below.
    if Task.isCancelled { throw .cancelled }
    let id = waiting.withLock { waiting in
      waiting.lastID += 1
      return waiting.lastID
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let reply = Reply<Value>(continuation: continuation)
        place(Entry(id: id, job: makeJob(reply), discard: { reply.discard($0) }))
        // A cancellation that came before the job was placed found nothing to take out.
        if Task.isCancelled { takeOut(id) }
      }
    } onCancel: {
      takeOut(id)
    }
    return try result.get()
  }

  /// Puts a job in line and does not wait, for work that nobody waits for. False if closed.
  @discardableResult
  package func enqueue(_ job: Job) -> Bool {
    waiting.withLock { waiting in
      guard !waiting.isClosed else { return false }
      waiting.lastID += 1
      waiting.entries.append(Entry(id: waiting.lastID, job: job, discard: { _ in }))
      schedule(&waiting)
      return true
    }
  }

  /// Takes no more jobs, works off those that wait, then runs `finish`. A second call only waits.
  package func close(_ finish: @escaping @Sendable (inout State) -> Void = { _ in }) async {
    let isFirst = waiting.withLock { waiting in
      defer { waiting.isClosed = true }
      return !waiting.isClosed
    }
    await withCheckedContinuation { continuation in
      queue.async {
        self.workOff()
        if isFirst { finish(&self.state) }
        continuation.resume()
      }
    }
  }

  private func place(_ entry: Entry) {
    let refusal = waiting.withLock { waiting -> SubmitError? in
      if waiting.isClosed { return .closed }
      if waiting.entries.count >= waitingLimit { return .full }
      waiting.entries.append(entry)
      schedule(&waiting)
      return nil
    }
    if let refusal { entry.discard(refusal) }
  }

  private func schedule(_ waiting: inout Waiting) {
    guard !waiting.isScheduled else { return }
    waiting.isScheduled = true
    queue.async { self.workOff() }
  }

  private func takeOut(_ id: UInt64) {
    waiting.withLock { $0.entries.remove { $0.id == id } }?.discard(.cancelled)
  }

  private func workOff() {
    while let round = takeRound() {
      process(round, &state)
    }
  }

  private func takeRound() -> [Job]? {
    waiting.withLock { waiting in
      var round: [Job] = []
      while round.count < roundLimit, let entry = waiting.entries.popFirst() {
        round.append(entry.job)
      }
      if round.isEmpty { waiting.isScheduled = false }
      return round.isEmpty ? nil : round
    }
  }
}
