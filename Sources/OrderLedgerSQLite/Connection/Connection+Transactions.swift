import COrderLedgerSQLite

/// Transactions. Their bodies are synchronous, so nothing can suspend inside one.
extension Connection {
  private static let beginImmediateSQL = SQL("BEGIN IMMEDIATE")
  private static let beginDeferredSQL = SQL("BEGIN DEFERRED")
  private static let commitSQL = SQL("COMMIT")
  private static let rollbackSQL = SQL("ROLLBACK")

  package var isInTransaction: Bool {
    guard isAlive else { return false }
    return unsafe sqlite3_get_autocommit(handle) == 0
  }

  /// Whether the database is what this connection's last commit left: nobody else has committed
  /// between that and this transaction, which has had the write lock from its beginning.
  package var isAsItWasLeft: Bool { beganAtCommit && isInTransaction }

  /// Runs `body` in one write transaction: all of it is written, or nothing.
  ///
  /// The lock is taken first, so what the body reads cannot change before its COMMIT; a transaction
  /// that reads before it locks fails with SQLITE_BUSY_SNAPSHOT instead:
  /// https://www.sqlite.org/isolation.html
  ///
  /// - Throws: what the body throws, after ROLLBACK; or an error of SQLite, whose
  ///   ``SQLiteError/commit`` is `.unknown` if the transaction may have happened.
  @inlinable
  package func immediate<R, E: SQLiteFailure>(_ body: () throws(E) -> R) throws(E) -> R {
    do throws(SQLiteError) { try beginImmediate() } catch { throw E(error) }
    let result: R
    do throws(E) {
      result = try body()
    } catch {
      rollback()
      throw error
    }
    do throws(SQLiteError) { try commit() } catch { throw E(error) }
    return result
  }

  /// Runs `body` on one snapshot of the database, which others may write meanwhile.
  @inlinable
  package func read<R, E: SQLiteFailure>(_ body: () throws(E) -> R) throws(E) -> R {
    do throws(SQLiteError) { try beginRead() } catch { throw E(error) }
    defer { endRead() }
    return try body()
  }

  /// Takes the write lock, waiting for it up to the deadline.
  ///
  /// - Throws: `.busy(waited:)`; `.needsReopen` after a COMMIT whose outcome is unknown.
  package func beginImmediate() throws(SQLiteError) {
    let isDeferred = mutation == .beginsDeferred
    try begin(isDeferred ? Connection.beginDeferredSQL : Connection.beginImmediateSQL)
    place?.noteSidecarsIfUnknown()
    do throws(SQLiteError) { try restoreLog() } catch {
      rollback()
      throw error
    }
    if let versionAtCommit { beganAtCommit = versionAtCommit == fileVersion }
    versionAtCommit = nil
  }

  /// Takes the write lock if nobody else has it.
  ///
  /// - Returns: false if somebody has it; nothing was done.
  /// - Throws: as ``beginImmediate()``, but for `.busy`.
  package func beginImmediateIfFree() throws(SQLiteError) -> Bool {
    let deadline = busyHandler.limit
    busyHandler.limit = .zero
    defer { busyHandler.limit = deadline }
    do throws(SQLiteError) {
      try beginImmediate()
      return true
    } catch {
      if case .busy = error.cause { return false }
      throw error
    }
  }

  package func beginRead() throws(SQLiteError) {
    try begin(Connection.beginDeferredSQL)
    do throws(SQLiteError) {
      // Else a reader would go on for ever on a file that nobody writes any more.
      try requireItsPlace()
    } catch {
      rollback()
      throw error
    }
  }

  /// Ends a read transaction; there is nothing to commit and nothing to lose.
  package func endRead() {
    rollback()
  }

  private func begin(_ sql: SQL) throws(SQLiteError) {
    _ = unsafe try liveInThisProcess()
    precondition(!isBorrowed, "A borrowed connection's owner begins and commits; use savepoints.")
    guard !needsReopen else { throw SQLiteError(.needsReopen, code: .misuse) }
    guard !isInTransaction else { throw SQLiteError(.transactionOpen, code: .misuse) }
    beganAtCommit = false
    busyHandler.startOver()
    do throws(SQLiteError) {
      try run(sql)
    } catch {
      rollback()
      throw error
    }
  }

  /// Commits, if the file is still the one that was opened.
  ///
  /// - Throws: an error with ``SQLiteError/commit`` set; the transaction is over in any case. After
  ///   `.unknown` the connection refuses further transactions: it ``needsReopen``.
  package func commit() throws(SQLiteError) {
    do throws(SQLiteError) {
      _ = unsafe try liveInThisProcess()
      try requireItsPlace()
    } catch {
      var refused = error
      refused.commit = .notCommitted
      rollback()
      throw refused
    }
    do throws(SQLiteError) {
      try runCommit()
    } catch {
      var failed = error
      let outcome = CommitOutcome(of: error.code)
      failed.commit = outcome
      if outcome == .unknown {
        needsReopen = true
        suspectLog()
      }
      rollback()
      throw failed
    }
    versionAtCommit = fileVersion
    checkQuiet()
  }

  private func runCommit() throws(SQLiteError) {
    if let faults, let code = faults.next(.commit) {
      if faults.timing == .after { try run(Connection.commitSQL) }
      throw injected(code, sql: Connection.commitSQL.text)
    }
    try run(Connection.commitSQL)
  }

  /// Rolls back, if a transaction is open. Never throws: a ROLLBACK that fails leaves a connection
  /// that ``needsReopen``, and closing it rolls back.
  package func rollback() {
    guard birth.isThisProcess, isInTransaction else { return }
    // The task's cancellation must not keep the transaction open.
    let operation = self.operation
    self.operation = nil
    defer { self.operation = operation }
    do throws(SQLiteError) {
      try inject(.rollback, sql: Connection.rollbackSQL.text)
      try withoutFaults { () throws(SQLiteError) in _ = try run(Connection.rollbackSQL) }
    } catch {
      needsReopen = true
    }
    checkQuiet()
  }

  func withoutFaults<R>(_ body: () throws(SQLiteError) -> R) throws(SQLiteError) -> R {
    let faults = self.faults
    self.faults = nil
    defer { self.faults = faults }
    return try body()
  }

  /// A transaction or a running statement that outlives its access would hold a snapshot for ever.
  private func checkQuiet() {
    guard let handle = unsafe handle, !needsReopen else { return }
    precondition(
      unsafe sqlite3_txn_state(handle, "main") == SQLITE_TXN_NONE,
      "A transaction was left open: let every statement go out of scope before it ends.")
    assert(isQuiet, "A statement is still running at the end of a transaction.")
  }

  private var isQuiet: Bool {
    var statement = unsafe sqlite3_next_stmt(handle, nil)
    while let current = unsafe statement {
      if unsafe sqlite3_stmt_busy(current) != 0 { return false }
      unsafe statement = sqlite3_next_stmt(handle, current)
    }
    return true
  }

  /// A number that changes with the file's content, whoever commits; a transaction that has begun
  /// keeps that of its snapshot. Nil if it can't be had:
  /// https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntldataversion
  package var fileVersion: UInt32? {
    var version: UInt32 = 0
    // unsafe: the handle is open while a transaction is, and the integer outlives the call.
    let code = unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_DATA_VERSION, &version)
    return code == SQLITE_OK ? version : nil
  }

  /// Requires that the path still names the file that is open, and that its log is the one it had.
  ///
  /// - Throws: `.fileMoved`, `.sidecarMoved`.
  package func requireItsPlace() throws(SQLiteError) {
    try requireUnmoved()
    if let place, !place.hasItsSidecars {
      isSuspect = true
      throw SQLiteError(.sidecarMoved, code: .ioErr, path: place.path)
    }
  }

  /// ``requireItsPlace()`` of a file whose log may be gone, as long as there is no other: what the log
  /// held can still be copied.
  func requireLastPlace() throws(SQLiteError) {
    try requireUnmoved()
    if let place, place.hasOthersSidecars {
      isSuspect = true
      throw SQLiteError(.sidecarMoved, code: .ioErr, path: place.path)
    }
  }

  /// Requires that the path still names the file that is open.
  func requireUnmoved() throws(SQLiteError) {
    let handle = unsafe try live()
    var hasMoved: Int32 = 0
    // unsafe: the handle is open and the integer outlives the call. 1.8 µs:
    // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntlhasmoved
    let code = unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    if hasMoved != 0 {
      isSuspect = true
      throw .fileMoved(place?.path)
    }
  }
}
