import COrderLedgerSQLite

extension Connection {
  /// Copies the database to a new file while others read and write it.
  ///
  /// The copy shows one moment: this connection holds a snapshot until the last page, which blocks
  /// no writer but keeps the -wal file from starting over. It is written under another name beside
  /// `path`, checked there, flushed, and only then named `path`, so that a file of that name is
  /// complete. It is not in WAL mode and has no companions: one file to move.
  ///
  /// - Parameters:
  ///   - pagesPerStep: after each step another thread of this process may take its turn.
  ///   - verify: examines the opened copy; a throw discards it.
  /// - Throws: `.fileExists`; `.backupDamaged`; errors of the disk. No file of that name is left.
  package func backup(
    to path: String, pagesPerStep: Int = 256,
    verify: (Connection) throws(SQLiteError) -> Void = { _ in }
  ) throws(SQLiteError) {
    precondition(pagesPerStep > 0, "A step must copy at least one page.")
    let target = try NewFile(path)
    do throws(SQLiteError) {
      try copy(to: target.partial, pagesPerStep)
      try Connection.examine(target.partial, verify)
      try target.publish()
    } catch {
      target.discard()
      throw error
    }
  }

  private func copy(to path: String, _ pagesPerStep: Int) throws(SQLiteError) {
    let destination = try BackupFile(path)
    do throws(SQLiteError) {
      try read { () throws(SQLiteError) in
        // The snapshot begins with the first read.
        _ = try integerPragma("schema_version")
        try copyPages(to: destination, pagesPerStep)
      }
      try destination.leaveWAL()
    } catch {
      destination.close()
      throw error
    }
    destination.close()
  }

  private func copyPages(
    to destination: BackupFile, _ pagesPerStep: Int
  ) throws(SQLiteError) {
    let source = unsafe try live()
    let backup = unsafe sqlite3_backup_init(destination.handle, "main", source, "main")
    guard let backup = unsafe backup else { throw destination.failure() }
    var code = SQLITE_OK
    let start = ContinuousClock.now
    repeat {
      if let operation, operation.isCancelled {
        code = SQLITE_INTERRUPT
      } else if let faults, let injected = faults.next(.backup) {
        code = injected.rawValue
      } else {
        code = unsafe sqlite3_backup_step(backup, Int32(clamping: pagesPerStep))
      }
      if code == SQLITE_BUSY || code == SQLITE_LOCKED {
        guard ContinuousClock.now - start < busyHandler.limit else { break }
        Nap.short()
      }
    } while code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED
    // unsafe: backup is ours, and this is its last use.
    let end = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw failure(code, sql: nil) }
    guard end == SQLITE_OK else { throw destination.failure() }
  }

  /// Opens the copy as a stranger would, without writing to it.
  private static func examine(
    _ path: String, _ verify: (Connection) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    var configuration = Configuration(path: path)
    configuration.mode = .readOnly
    configuration.role = .reader
    configuration.allowsUnsafePlace = true
    let copy = try Connection(configuration)
    if let finding = try copy.integrityCheck(atMost: 1).first {
      throw SQLiteError(.backupDamaged(finding: finding), code: .corrupt, path: path)
    }
    try verify(copy)
    try copy.close()
  }
}
