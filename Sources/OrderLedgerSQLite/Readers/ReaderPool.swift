import Synchronization

/// Up to N read connections, each used by one read at a time, lent in the order of asking.
///
/// A read is a closure that makes values and ends, so that no snapshot outlives it and the -wal file
/// can be emptied. Cancelling a task takes its read out of the line or interrupts it, and no other.
package final class ReaderPool: Sendable {
  private struct Waiter {
    let operation: ReadOperation
    let continuation: CheckedContinuation<Result<Reader, SQLiteError>, Never>
  }

  private struct Shared {
    var idle: [Reader] = []
    var made = 0
    var waiters = FIFO<Waiter>()
    var isClosed = false
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private let label: String
  private let maximum: Int
  private let open: @Sendable () throws(SQLiteError) -> Connection
  private let shared = Mutex(Shared())

  /// A pool that opens nothing yet.
  ///
  /// - Parameter open: opens one read connection; it runs off the caller's thread.
  package init(
    label: String, maximum: Int,
    open: @escaping @Sendable () throws(SQLiteError) -> Connection
  ) {
    precondition(maximum > 0, "Set readers to 1 or more.")
    self.label = label
    self.maximum = maximum
    self.open = open
  }

  /// Runs `body` on one snapshot of the database.
  ///
  /// - Parameter isBrief: whether it is so short that the thread of the calling task may run it,
  ///   which spares waking two threads. It still waits for a reader without holding a thread.
  /// - Throws: what the body throws, or an error of SQLite: `.cancelled`, `.closed`, or why no
  ///   connection could be opened.
  package func read<R: Sendable, E: SQLiteFailure>(
    isBrief: Bool = false, _ body: @escaping @Sendable (Connection) throws(E) -> R
  ) async throws(E) -> R {
    let operation = ReadOperation()
    let result = await withTaskCancellationHandler {
      await read(operation, isBrief, body)
    } onCancel: {
      operation.cancel()
      takeOut(operation)
    }
    return try result.get()
  }

  private func read<R: Sendable, E: SQLiteFailure>(
    _ operation: ReadOperation, _ isBrief: Bool,
    _ body: @escaping @Sendable (Connection) throws(E) -> R
  ) async -> Result<R, E> {
    switch await acquire(operation) {
    case .failure(let error): return .failure(E(error))
    case .success(let reader):
      let result = await reader.read(operation, isBrief, body)
      await giveBack(reader)
      return result
    }
  }

  /// Refuses new reads, lets the running ones end, and closes every connection.
  package func close() async {
    let (idle, waiters) = shared.withLock { shared -> ([Reader], [Waiter]) in
      shared.isClosed = true
      var waiters: [Waiter] = []
      while let waiter = shared.waiters.popFirst() { waiters.append(waiter) }
      defer { shared.idle = [] }
      return (shared.idle, waiters)
    }
    for waiter in waiters {
      waiter.continuation.resume(returning: .failure(SQLiteError(.closed, code: .misuse)))
    }
    for reader in idle { await retire(reader) }
    await withCheckedContinuation { continuation in
      let isDone = shared.withLock { shared in
        if shared.made > 0 { shared.closers.append(continuation) }
        return shared.made == 0
      }
      if isDone { continuation.resume() }
    }
  }

  private func acquire(_ operation: ReadOperation) async -> Result<Reader, SQLiteError> {
    // Mostly somebody is idle, and a continuation costs as much as a small read.
    if let answer = shared.withLock({ atOnce(&$0, operation) }) { return answer }
    return await withCheckedContinuation { continuation in
      let answer = shared.withLock { shared -> Result<Reader, SQLiteError>? in
        if let answer = atOnce(&shared, operation) { return answer }
        shared.waiters.append(Waiter(operation: operation, continuation: continuation))
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  /// What a read need not wait for: a reader, or a refusal.
  private func atOnce(
    _ shared: inout Shared, _ operation: ReadOperation
  ) -> Result<Reader, SQLiteError>? {
    if shared.isClosed { return .failure(SQLiteError(.closed, code: .misuse)) }
    if operation.isCancelled { return .failure(SQLiteError(.cancelled, code: .interrupt)) }
    if let reader = shared.idle.popLast() { return .success(reader) }
    guard shared.made < maximum else { return nil }
    shared.made += 1
    return .success(Reader(label: "\(label).\(shared.made)", open: open))
  }

  private func giveBack(_ reader: Reader) async {
    let (next, isClosed) = shared.withLock { shared -> (Waiter?, Bool) in
      if shared.isClosed { return (nil, true) }
      if let next = shared.waiters.popFirst() { return (next, false) }
      shared.idle.append(reader)
      return (nil, false)
    }
    next?.continuation.resume(returning: .success(reader))
    if isClosed { await retire(reader) }
  }

  private func retire(_ reader: Reader) async {
    await reader.close()
    let closers = shared.withLock { shared -> [CheckedContinuation<Void, Never>] in
      shared.made -= 1
      guard shared.made == 0 else { return [] }
      defer { shared.closers = [] }
      return shared.closers
    }
    for closer in closers { closer.resume() }
  }

  private func takeOut(_ operation: ReadOperation) {
    shared.withLock { $0.waiters.remove { $0.operation === operation } }?
      .continuation.resume(returning: .failure(SQLiteError(.cancelled, code: .interrupt)))
  }
}
