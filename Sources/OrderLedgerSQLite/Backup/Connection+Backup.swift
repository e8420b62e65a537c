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
  ///   - note: reads from this connection what the copy is to be compared with, on the snapshot that is
  ///     copied.
  ///   - verify: examines the opened copy; a throw discards it.
  /// - Throws: `.fileExists`; `.backupDamaged`; errors of the disk; what `note` and `verify` throw. No
  ///   file of that name is left.
  package func backup<E: SQLiteFailure>(
    to path: String, pagesPerStep: Int = 256, noting note: () throws(E) -> Void,
    verify: (Connection) throws(E) -> Void
  ) throws(E) {
    precondition(pagesPerStep > 0, "A step must copy at least one page.")
    let target: NewFile
    do throws(SQLiteError) { target = try NewFile(path) } catch { throw E(error) }
    do throws(E) {
      try copy(to: target.partial, pagesPerStep, note)
      try Connection.examine(target.partial, verify)
      do throws(SQLiteError) { try target.publish() } catch { throw E(error) }
    } catch {
      target.discard()
      throw error
    }
  }

  /// ``backup(to:pagesPerStep:noting:verify:)`` of which nothing has to be noted.
  package func backup(
    to path: String, pagesPerStep: Int = 256,
    verify: (Connection) throws(SQLiteError) -> Void = { _ in }
  ) throws(SQLiteError) {
    try backup(
      to: path, pagesPerStep: pagesPerStep, noting: { () throws(SQLiteError) -> Void in },
      verify: verify)
  }

  private func copy<E: SQLiteFailure>(
    to path: String, _ pagesPerStep: Int, _ note: () throws(E) -> Void
  ) throws(E) {
    let destination: BackupFile
    do throws(SQLiteError) { destination = try BackupFile(path) } catch { throw E(error) }
    defer { destination.close() }
    try read { () throws(E) -> Void in
      // The snapshot begins with the first read.
      do throws(SQLiteError) { _ = try integerPragma("schema_version") } catch { throw E(error) }
      try note()
      do throws(SQLiteError) { try copyPages(to: destination, pagesPerStep) } catch {
        throw E(error)
      }
    }
    do throws(SQLiteError) { try destination.leaveWAL() } catch { throw E(error) }
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
  private static func examine<E: SQLiteFailure>(
    _ path: String, _ verify: (Connection) throws(E) -> Void
  ) throws(E) {
    let copy: Connection
    do throws(SQLiteError) { copy = try opened(path) } catch { throw E(error) }
    try verify(copy)
    do throws(SQLiteError) { try copy.close() } catch { throw E(error) }
  }

  private static func opened(_ path: String) throws(SQLiteError) -> Connection {
    var configuration = Configuration(path: path)
    configuration.mode = .readOnly
    configuration.role = .reader
    configuration.allowsUnsafePlace = true
    let copy = try Connection(configuration)
    if let finding = try copy.integrityCheck(atMost: 1).first {
      throw SQLiteError(.backupDamaged(finding: finding), code: .corrupt, path: path)
    }
    return copy
  }
}
