import COrderLedgerSQLite

extension Connection {
  /// Copies the -wal file into the database while `guardian` holds the write lock.
  ///
  /// SQLite 3.7.0 to 3.51.2 can corrupt the WAL when a commit falls into a checkpoint's last steps:
  /// https://www.sqlite.org/wal.html#walresetbug. With the write lock taken by a second connection
  /// nobody can commit then. The checkpoint itself is PASSIVE: it waits for no reader, and FULL would
  /// ask for the lock that the guardian holds.
  ///
  /// Both connections must be used by this thread and be outside a transaction.
  ///
  /// A log that was deleted is copied as long as nobody made another: it is the last that has it. With
  /// another, somebody may have gone on, and what is copied would be put over that.
  ///
  /// - Parameter patience: how long to wait for a writer; by default a busy writer postpones it.
  /// - Throws: `.fileMoved`, `.sidecarMoved`; errors of the disk. Nothing of the database's content
  ///   changes in any case.
  package func checkpoint(
    guardedBy guardian: Connection, patience: Duration = .zero
  ) throws(SQLiteError) -> Checkpoint {
    precondition(self !== guardian, "A checkpoint's guard must be a second connection.")
    _ = unsafe try liveInThisProcess()
    guard !isInTransaction else { throw SQLiteError(.transactionOpen, code: .locked) }
    if mutation == .checkpointsUnguarded { return try checkpointPassively() }
    do throws(SQLiteError) {
      try guardian.waiting(atMost: patience) { () throws(SQLiteError) in
        try guardian.beginImmediate()
      }
    } catch {
      guard error.isBusy else { throw error }
      return .postponed
    }
    defer { guardian.rollback() }
    // A guard of another file keeps nobody away.
    try requireLastPlace()
    try guardian.requireUnmoved()
    return try checkpointPassively()
  }

  /// The unguarded half; alone it is only the negative control of a test.
  func checkpointPassively() throws(SQLiteError) -> Checkpoint {
    let handle = unsafe try live()
    try inject(.checkpoint)
    var frames: Int32 = -1
    var backfilled: Int32 = -1
    // unsafe: the handle is open and both integers outlive the call.
    let code = unsafe sqlite3_wal_checkpoint_v2(
      handle, "main", SQLITE_CHECKPOINT_PASSIVE, &frames, &backfilled)
    if code & 0xff == SQLITE_BUSY { return .postponed }
    guard code == SQLITE_OK else {
      // The file's pages are copied anew by the next one. The log is what they are copied from, and
      // was flushed with each commit, unless that was given up for speed.
      if configuration.durability != .full { suspectLog() }
      throw failure(code, sql: nil)
    }
    return .ran(frames: Int(frames), backfilled: Int(backfilled))
  }

  /// Changes what the -wal file keeps on disk once it was emptied; 0 with a guarded checkpoint and
  /// one more commit leaves no trace of deleted rows.
  package func setWALKeepBytes(_ bytes: Int) throws(SQLiteError) {
    try privileged { () throws(SQLiteError) in try set("journal_size_limit", "\(bytes)") }
  }

  /// Whether a checkpoint has never grown the file beyond the page that it was made with.
  package var isNewOnDisk: Bool { (place?.mainBytes ?? 0) <= 4_096 }

  /// Bytes of the -wal file on disk.
  package var walBytes: Int { place?.walBytes ?? 0 }

  private func waiting(
    atMost limit: Duration, _ body: () throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    let usual = busyHandler.limit
    busyHandler.limit = limit
    defer { busyHandler.limit = usual }
    try body()
  }

  /// Runs this layer's own settings past the authorizer.
  func privileged<R>(_ body: () throws(SQLiteError) -> R) throws(SQLiteError) -> R {
    let mode = authorizer.mode
    authorizer.mode = .profile
    defer { authorizer.mode = mode }
    return try body()
  }
}
