import Logging
import OrderLedgerModel
import OrderLedgerSQLite

/// The one that writes: a connection, its engine, and the second connection that guards checkpoints.
///
/// Confined to the ``SerialWorker`` that owns it. Callers whose commands wait at the
/// same time share one commit: each is carried out in turn in the same transaction, and all are
/// answered after it is on the disk.
final class Writer {
  private let open: () throws(SQLiteError) -> Connection
  private let clock: @Sendable () -> Timestamp
  private let identity: StoreIdentity
  private var engine: SQLiteEngine
  private var guardian: Connection?
  private var isErasurePostponed = false
  /// The log's length when that was found.
  private var framesAtErasure = 0
  /// How much the log has to change until it is tried again.
  private static let framesBetweenErasures = 256
  /// How long a log may be when it is left: reading that takes a fraction of a millisecond.
  private static let framesLeftAtClosing = 256
  private var schedule: CheckpointSchedule
  private let ballast: Ballast?
  private let logger = Logger(label: "order-ledger.writer")

  init(
    _ connection: Connection, identity: StoreIdentity, configuration: LedgerConfiguration,
    ballast: Ballast?, open: @escaping () throws(SQLiteError) -> Connection
  ) {
    self.open = open
    self.identity = identity
    self.ballast = ballast
    clock = configuration.clock
    engine = SQLiteEngine(connection, identity: identity)
    schedule = CheckpointSchedule(thresholdFrames: configuration.checkpointPages)
  }

  /// Carries out what waits, in the order of arrival, in one commit.
  func process(_ round: [WriterJob]) {
    var jobs = round
    while !jobs.isEmpty {
      do throws(LedgerError) {
        try begin()
      } catch {
        if error.code == .diskFull, releaseBallast() { continue }
        for job in jobs { job.fail(error) }
        return
      }
      switch runAndCommit(jobs) {
      case .answered: jobs = []
      // There is room now.
      case .undone: continue
      case .failed(let index):
        // Everything was undone: the others go again without the one that failed.
        jobs.remove(at: index)
      case .refused:
        // Together they can't be committed: each by itself, to tell whose fault it is.
        for job in jobs { process([job]) }
        jobs = []
      }
    }
  }

  /// Carries out one command in a commit of its own, if nothing has to be waited for but the disk.
  ///
  /// - Returns: whether it was answered; if not, nothing was done.
  func attempt(_ job: WriterJob) -> Bool {
    guard !engine.connection.needsReopen else { return false }
    do throws(SQLiteError) {
      guard try engine.connection.beginImmediateIfFree() else { return false }
    } catch {
      // Told by ``process(_:)``, which meets it again.
      return false
    }
    engine.begin()
    if case .undone = runAndCommit([job]) { return false }
    return true
  }

  private enum RoundOutcome {
    /// All were answered.
    case answered
    /// The job at this position failed while writing. All was rolled back, and it was answered.
    case failed(Int)
    /// What all of them add to the running totals was refused. All was rolled back, none answered.
    case refused
    /// The disk was full, and the ballast was given back. All was rolled back, none answered.
    case undone
  }

  private func begin() throws(LedgerError) {
    if engine.connection.needsReopen { try reopen() }
    do throws(SQLiteError) { try engine.connection.beginImmediate() } catch {
      throw LedgerError(error)
    }
    engine.begin()
  }

  /// Lets go of the file and opens it again, if it is still the ledger's.
  ///
  /// - Throws: `fileMoved` for another's, and nothing was written to that. The connection is closed
  ///   then, and the next command tries once more.
  private func reopen() throws(LedgerError) {
    engine.connection.abandon()
    guardian?.abandon()
    guardian = nil
    let connection: Connection
    do throws(SQLiteError) { connection = try open() } catch { throw LedgerError(error) }
    // The number by which a file is known may be another's by now: nobody had it open for a moment.
    guard try Ledger.inspectedIdentity(connection, nil) == identity else {
      throw LedgerError(SQLiteError.fileMoved(connection.path))
    }
    do throws(SQLiteError) { try connection.switchToLog() } catch { throw LedgerError(error) }
    let hasErased = engine.memory.hasErased
    engine = SQLiteEngine(connection, identity: identity)
    // The file's log still has what it had.
    engine.memory.hasErased = hasErased
  }

  /// The connection that keeps others from committing while the log is copied.
  private func guardingConnection() throws(SQLiteError) -> Connection {
    if let guardian { return guardian }
    // Opening makes the log that is missing, and others go on with that one.
    try engine.connection.requireItsPlace()
    let connection = try open()
    guardian = connection
    return connection
  }

  private func runAndCommit(_ jobs: [WriterJob]) -> RoundOutcome {
    var answers: [@Sendable (Result<Void, LedgerError>) -> Void] = []
    answers.reserveCapacity(jobs.count)
    let before: JournalHead
    do throws(LedgerError) { before = try engine.head() } catch {
      engine.connection.rollback()
      engine.undo()
      for job in jobs { job.fail(error) }
      return .answered
    }
    let changes = engine.connection.totalChanges
    for (index, job) in jobs.enumerated() {
      switch job.run(engine, clock(), jobs.count == 1) {
      case .ended(let answer): answers.append(answer)
      case .failed(let isDiskFull, let answer):
        engine.connection.rollback()
        engine.undo()
        if isDiskFull, releaseBallast() { return .undone }
        answer()
        return .failed(index)
      }
    }
    do throws(LedgerError) { try engine.settle() } catch {
      engine.connection.rollback()
      engine.undo()
      if error.code == .diskFull, releaseBallast() { return .undone }
      if jobs.count > 1 { return .refused }
      for answer in answers { answer(.failure(error)) }
      return .answered
    }
    guard let result = commit(after: before, changes) else { return .undone }
    for answer in answers { answer(result) }
    return .answered
  }

  /// Makes room on a full disk, if some was kept.
  private func releaseBallast() -> Bool {
    guard let ballast, ballast.release() else { return false }
    logger.error(
      """
      The disk is full: the room that was kept is given back. Make room; the ledger keeps some again \
      when it is opened the next time.
      """, metadata: ["file": "\(ballast.path)"])
    return true
  }

  /// Commits. When the disk fails, the outcome is looked up on a fresh connection: a failed COMMIT
  /// may have committed.
  ///
  /// - Parameters:
  ///   - before: the journal's head when the transaction began.
  ///   - changes: the connection's ``Connection/totalChanges`` then.
  /// - Returns: nil if the disk was full, nothing was written, and there is room now.
  private func commit(after before: JournalHead, _ changes: Int) -> Result<Void, LedgerError>? {
    let expected: JournalHead
    do throws(LedgerError) { expected = try engine.head() } catch {
      engine.connection.rollback()
      engine.undo()
      return .failure(error)
    }
    do throws(SQLiteError) {
      try engine.connection.commit()
      return .success(())
    } catch {
      engine.undo()
      if engine.connection.mutation == .tellsFailedCommitsAsDone { return .success(()) }
      guard error.isUncertainCommit else { return .failure(LedgerError(error)) }
      // The code alone: SQLite's text can quote what is in a damaged file.
      logger.error(
        "A commit failed; looking up what became of it.", metadata: ["code": "\(error.code)"])
      // Looking it up needs room, too.
      let isRoomMade = error.matches(.full) && releaseBallast()
      // The work of the refunds is written without an entry: of that the journal tells nothing.
      let isTold = expected != before || engine.connection.totalChanges == changes
      let result = outcome(of: expected, isTold: isTold, error)
      if isRoomMade, case .failure(let known) = result, known.code == .diskFull { return nil }
      return result
    }
  }

  /// - Parameter isTold: whether the journal's head tells what became of the transaction.
  private func outcome(
    of expected: JournalHead, isTold: Bool, _ failure: SQLiteError
  ) -> Result<Void, LedgerError> {
    do {
      try reopen()
      let found = try engine.connection.read { () throws(LedgerError) in
        try JournalReader(connection: engine.connection, memory: engine.memory)
          .record(expected.sequence)?.hash
      }
      if isTold, found == expected.hash {
        // It can be read, and need not be on the disk: taking the lock writes the log again.
        try engine.connection.immediate { () throws(SQLiteError) in }
        return .success(())
      }
      // A write that found no room has left no whole commit behind the log's end.
      if !failure.matches(.full) { try engine.connection.overwriteLogTail() }
      // It is known now that nothing was written, and why; or that nobody can tell.
      var known = failure
      if isTold || failure.matches(.full) { known.commit = .notCommitted }
      return .failure(LedgerError(known))
    } catch {
      return .failure(LedgerError(failure))
    }
  }

  // MARK: Checkpoints

  var isCheckpointDue: Bool {
    guard !engine.connection.needsReopen else { return false }
    return isErasureDue || schedule.isDue(walFrames: engine.connection.walFrames)
  }

  private var isErasureDue: Bool {
    guard engine.memory.hasErased else { return false }
    let change = abs(engine.connection.walFrames - framesAtErasure)
    return !isErasurePostponed || change >= Self.framesBetweenErasures
  }

  /// Copies the write-ahead log into the file when it has grown, after the callers were answered.
  func checkpointIfDue() {
    guard isCheckpointDue else { return }
    if isErasureDue {
      // What is in the way now, a reader for example, may be gone when the log has grown.
      isErasurePostponed = (try? eraseRemnants()) != true
      framesAtErasure = engine.connection.walFrames
      return
    }
    var done = Checkpoint.postponed
    do {
      done = try checkpoint()
      isErasurePostponed = false
    } catch {
      logger.warning("A checkpoint failed.", metadata: ["error": "\(error)"])
    }
    note(done)
  }

  /// Plans the next checkpoint, and says so when the log can't be copied any more.
  private func note(_ done: Checkpoint) {
    let frames = engine.connection.walFrames
    guard schedule.note(done, walFrames: frames) else { return }
    logger.warning(
      """
      The write-ahead log grows: a read that does not end, in this or another process, keeps it from \
      starting over.
      """, metadata: ["pages": "\(frames)", "threshold": "\(schedule.threshold)"])
  }

  func checkpoint() throws(LedgerError) -> Checkpoint {
    if engine.connection.needsReopen { try reopen() }
    do throws(SQLiteError) {
      return try engine.connection.checkpoint(guardedBy: try guardingConnection())
    } catch {
      throw LedgerError(error)
    }
  }

  /// Overwrites what is left of erased rows in the file's log.
  ///
  /// - Returns: whether nothing is left.
  func eraseRemnants() throws(LedgerError) -> Bool {
    if engine.connection.needsReopen { try reopen() }
    do throws(SQLiteError) {
      let guardian = try guardingConnection()
      guard try engine.connection.eraseLog(guardedBy: guardian) else { return false }
    } catch {
      throw LedgerError(error)
    }
    engine.memory.hasErased = false
    isErasurePostponed = false
    return true
  }

  /// Copies a file's first pages out of the log: what SQLite makes before there is a log could
  /// have been lost on the way to the disk, and an empty file's log is thrown away.
  func checkpointIfNew() throws(LedgerError) {
    if engine.connection.isNewOnDisk { _ = try checkpoint() }
  }

  /// Copies the log, and starts a long one over: nobody remembers that it was copied once the last
  /// process is gone, so the next one would read all of it, add to it, and copy all of it again.
  private func copyLog() throws(LedgerError) -> Bool {
    if engine.memory.hasErased { return try eraseRemnants() }
    let done = try checkpoint()
    if case .ran(let frames, _) = done, done.isComplete, frames > Self.framesLeftAtClosing {
      return try eraseRemnants()
    }
    return done.isComplete
  }

  /// Copies what the log holds into the file and lets go of it.
  func close() {
    if !engine.connection.needsReopen, (try? copyLog()) == nil {
      // A flush that failed may work the next time, and the log is written again then.
      _ = try? copyLog()
    }
    guardian?.abandon()
    engine.connection.abandon()
  }

  /// Runs `body` on the write connection outside any transaction, for backup and rebuild.
  func withEngine<R>(_ body: (SQLiteEngine) throws(LedgerError) -> R) throws(LedgerError) -> R {
    if engine.connection.needsReopen { try reopen() }
    engine.begin()
    return try body(engine)
  }
}
