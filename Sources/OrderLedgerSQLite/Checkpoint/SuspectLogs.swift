import COrderLedgerSQLite
import Synchronization

/// Files whose log could not be flushed, or whose commit failed half way.
///
/// A flush that failed is not made good by one that succeeds: Linux counts the pages of the first as
/// written, and reads them from memory as if they were, until the power fails
/// (https://www.usenix.org/conference/atc20/presentation/rebello, https://wiki.postgresql.org/wiki/Fsync_Errors).
/// What was committed after them would be lost with them, because the log is read up to its first gap.
/// So the next who writes, whichever connection of this process it is, first writes the log again.
enum SuspectLogs {
  /// How many there are: nearly always none.
  private static let count = Atomic<Int>(0)
  private static let files = Mutex<Set<FileIdentity>>([])

  /// Whether there is any: one load.
  static var isAny: Bool { count.load(ordering: .acquiring) > 0 }

  static func contains(_ file: FileIdentity?) -> Bool {
    guard isAny, let file else { return false }
    return files.withLock { $0.contains(file) }
  }

  static func insert(_ file: FileIdentity?) {
    guard let file else { return }
    files.withLock { files in
      files.insert(file)
      count.store(files.count, ordering: .releasing)
    }
  }

  static func remove(_ file: FileIdentity?) {
    guard let file else { return }
    files.withLock { files in
      files.remove(file)
      count.store(files.count, ordering: .releasing)
    }
  }
}

extension Connection {
  /// Whether what the log holds may not be on the disk although SQLite reads it.
  package var isLogSuspect: Bool { SuspectLogs.contains(place?.main) }

  func suspectLog() { SuspectLogs.insert(place?.main) }

  /// Writes the log again and flushes it, if it is suspect; the caller holds the write lock.
  ///
  /// - Throws: errors of the disk; the log stays suspect.
  func restoreLog() throws(SQLiteError) {
    guard SuspectLogs.isAny, isLogSuspect else { return }
    let handle = unsafe try live()
    let code = unsafe order_ledger_rewrite_log(handle)
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    SuspectLogs.remove(place?.main)
  }

  /// Commits something that changes nothing, so that what a failed commit may have left behind the
  /// end of the log is written over: whoever reads the log anew would take it for committed.
  package func overwriteLogTail() throws(SQLiteError) {
    try immediate { () throws(SQLiteError) in
      let version = try integerPragma("user_version") ?? 0
      try privileged { () throws(SQLiteError) in try set("user_version", "\(version)") }
    }
  }
}
