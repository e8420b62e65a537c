import Dispatch
import Synchronization

/// Owns a value that one thread at a time may touch, and works jobs off on it in their order.
///
/// Jobs that arrive while others are processed wait, and the next round gets all of them at once, up
/// to a bound: that is how a writer puts many commands into one commit. A job that finds the worker
/// idle is processed at once and alone: where the worker has an ``Attempt``, on the thread of the
/// task that submits it, as long as nobody else came lately, because waking the worker's own thread
/// and then the task costs more than most jobs do.
///
/// Every submitting task waits for its reply, so a task occupies one place at most; the queue is
/// fair, and a cancelled task's job leaves it if no round has taken it yet.
///
/// @unchecked Sendable: `state` is touched only by the one thread that set `isOwned`, or that was
/// given it by the one that did; all else is immutable or behind the mutex.
package final class SerialWorker<State, Job: Sendable>: @unchecked Sendable {
  /// Works a round off, in order of arrival. Every reply must be resumed. A round is empty if an
  /// attempt left upkeep to do.
  package typealias Process = @Sendable (_ round: [Job], _ state: inout State) -> Void

  /// Carries out one job on the thread of a task of Swift's, so it must not wait for anyone.
  package typealias Attempt = @Sendable (_ job: Job, _ state: inout State) -> AttemptOutcome

  private struct Entry {
    let id: UInt64
    let job: Job
    let discard: @Sendable (SubmitError) -> Void
  }

  private struct Waiting {
    var entries = FIFO<Entry>()
    var finishers: [@Sendable (inout State) -> Void] = []
    var lastID: UInt64 = 0
    /// Whether a thread has the state.
    var isOwned = false
    var isClosed = false
    var isUpkeepDue = false
    /// How many rounds had one job since one had more. Tasks that come in crowds are not to be split
    /// into one that goes ahead and a round of the others: that is two commits instead of one.
    var loneRounds = enoughLoneRounds

    /// Makes the calling thread responsible for whoever has to get the state. True if it was free.
    mutating func own() -> Bool {
      defer { isOwned = true }
      return !isOwned
    }
  }

  private enum Turn {
    case round([Job])
    case finish([@Sendable (inout State) -> Void])
    case rest
  }

  private let queue: DispatchQueue
  private let roundLimit: Int
  private let waitingLimit: Int
  private let attempt: Attempt?
  private let process: Process
  private let waiting = Mutex(Waiting())
  private var state: State

  /// - Parameters:
  ///   - state: given away; nobody else may use it any more.
  ///   - roundLimit: how many jobs one call of `process` gets at most.
  ///   - waitingLimit: how many jobs may wait; the next is refused with `.full`.
  ///   - attempt: what a lone job's own thread does; nil if all is done by the worker's.
  package init(
    label: String, state: sending State, roundLimit: Int = 256, waitingLimit: Int = 65_536,
    attempt: Attempt? = nil, process: @escaping Process
  ) {
    precondition(
      roundLimit > 0 && waitingLimit > 0, "Set groupLimit and waitingLimit to 1 or more.")
    queue = DispatchQueue(label: label, qos: .userInitiated)
    self.state = state
    self.roundLimit = roundLimit
    self.waitingLimit = waitingLimit
    self.attempt = attempt
    self.process = process
  }

  /// How many jobs wait for a round.
  package var waitingCount: Int { waiting.withLock { $0.entries.count } }

  /// Waits in line and returns the reply.
  ///
  /// - Parameter makeJob: makes the job around the reply that `process` must resume once. Called a
  ///   second time if a first job was declined by the attempt.
  /// - Throws: only if the job did not and will not run. A job that a round has taken is answered by
  ///   its reply even if the task is cancelled meanwhile, because it may already be committed.
  package func submit<Value: Sendable>(
    _ makeJob: (Reply<Value>) -> Job
  ) async throws(SubmitError) -> Value {
    // Before the job is placed: an idle worker could take it before the look below.
    if Task.isCancelled { throw .cancelled }
    let isOwner = ownIfIdle()
    if isOwner {
      // Neither a continuation nor a handler: nobody else ever sees the job.
      let reply = Reply<Value>()
      if workOffHere(makeJob(reply)) { return reply.take() }
    }
    return try await wait(isOwner: isOwner, makeJob)
  }

  /// Waits in line; at its head, if this thread owns the state and gives it on.
  private func wait<Value: Sendable>(
    isOwner: Bool, _ makeJob: (Reply<Value>) -> Job
  ) async throws(SubmitError) -> Value {
    let id = waiting.withLock { waiting in
      waiting.lastID += 1
      return waiting.lastID
    }
    let reply = Reply<Value>()
    let refusal = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        reply.continuation = continuation
        let entry = Entry(id: id, job: makeJob(reply), discard: { reply.discard($0) })
        if isOwner { placeFirst(entry) } else { place(entry) }
        // A cancellation that came before the job was placed found nothing to take out.
        if Task.isCancelled { takeOut(id) }
      }
    } onCancel: {
      takeOut(id)
    }
    if let refusal { throw refusal }
    return reply.take()
  }

  /// Puts a job in line and does not wait, for work that nobody waits for. False if closed.
  @discardableResult
  package func enqueue(_ job: Job) -> Bool {
    waiting.withLock { waiting in
      guard !waiting.isClosed else { return false }
      waiting.lastID += 1
      waiting.entries.append(Entry(id: waiting.lastID, job: job, discard: { _ in }))
      if waiting.own() { workOffOnQueue() }
      return true
    }
  }

  /// Takes no more jobs, works off those that wait, then runs `finish`. A second call only waits.
  package func close(_ finish: @escaping @Sendable (inout State) -> Void = { _ in }) async {
    await withCheckedContinuation { continuation in
      waiting.withLock { waiting in
        let isFirst = !waiting.isClosed
        waiting.isClosed = true
        waiting.finishers.append { state in
          if isFirst { finish(&state) }
          continuation.resume()
        }
        if waiting.own() { workOffOnQueue() }
      }
    }
  }

  private func place(_ entry: Entry) {
    let refusal = waiting.withLock { waiting -> SubmitError? in
      if waiting.isClosed { return .closed }
      if waiting.entries.count >= waitingLimit { return .full }
      waiting.entries.append(entry)
      if waiting.own() { workOffOnQueue() }
      return nil
    }
    if let refusal { entry.discard(refusal) }
  }

  /// It was there before those that came while this thread tried it.
  private func placeFirst(_ entry: Entry) {
    waiting.withLock { $0.entries.prepend(entry) }
    workOffOnQueue()
  }

  private func takeOut(_ id: UInt64) {
    waiting.withLock { $0.entries.remove { $0.id == id } }?.discard(.cancelled)
  }

  /// Takes the state for a lone job, if it is free and lone jobs are tried on their own threads.
  private func ownIfIdle() -> Bool {
    guard attempt != nil else { return false }
    return waiting.withLock { waiting in
      guard !waiting.isClosed, !waiting.isOwned, waiting.loneRounds >= enoughLoneRounds else {
        return false
      }
      waiting.isOwned = true
      return true
    }
  }

  /// Tries the job of the task that runs this, which owns the state. If the job was answered, the
  /// state is given on; if not, this thread still has it.
  private func workOffHere(_ job: Job) -> Bool {
    guard case .answered(let isUpkeepDue) = attempt?(job, &state) else { return false }
    waiting.withLock { waiting in
      waiting.isUpkeepDue = isUpkeepDue
      if isUpkeepDue || waiting.entries.count > 0 || !waiting.finishers.isEmpty {
        workOffOnQueue()
      } else {
        waiting.isOwned = false
      }
    }
    return true
  }

  /// Gives the state to the worker's own thread.
  private func workOffOnQueue() {
    queue.async {
      while true {
        switch self.nextTurn() {
        case .round(let round): self.process(round, &self.state)
        case .finish(let finishers): for finish in finishers { finish(&self.state) }
        case .rest: return
        }
      }
    }
  }

  private func nextTurn() -> Turn {
    waiting.withLock { waiting in
      var round: [Job] = []
      while round.count < roundLimit, let entry = waiting.entries.popFirst() {
        round.append(entry.job)
      }
      if !round.isEmpty {
        waiting.loneRounds = round.count == 1 ? waiting.loneRounds + 1 : 0
      }
      if !round.isEmpty || waiting.isUpkeepDue {
        waiting.isUpkeepDue = false
        return .round(round)
      }
      if !waiting.finishers.isEmpty {
        defer { waiting.finishers = [] }
        return .finish(waiting.finishers)
      }
      waiting.isOwned = false
      return .rest
    }
  }
}

/// What became of a job on the thread of the task that submitted it.
package enum AttemptOutcome: Sendable {
  /// Its reply was resumed. If upkeep is due, the worker's own thread gets a round for it.
  case answered(isUpkeepDue: Bool)
  /// Nothing was done: it is for the worker's own thread.
  case declined
}

/// After so many rounds of one job each, the next lone job is tried on its own thread.
private let enoughLoneRounds = 8
