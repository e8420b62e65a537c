import COrderLedgerSQLite
import Synchronization

/// Files whose log could not be flushed, or whose commit failed half way.
///
/// A flush that failed is not made good by one that succeeds: Linux counts the pages of the first as
/// written, and reads them from memory as if they were, until the power fails
/// (https://www.usenix.org/conference/atc20/presentation/rebello, https://wiki.postgresql.org/wiki/Fsync_Errors).
/// What was committed after them would be lost with them, because the log is read up to its first gap.
/// So the next who writes, whichever connection of this process it is, first writes the log again.
///
/// Only what follows the last commit that was flushed is written again: what is on the disk for certain
/// is never overwritten, not even with itself, since a power cut can leave garbage where it hits a
/// write.
enum SuspectLogs {
  /// How many there are: nearly always none.
  private static let count = Atomic<Int>(0)
  /// From which byte on each can't be trusted.
  private static let starts = Mutex<[FileIdentity: Int64]>([:])

  /// Whether there is any: one load.
  static var isAny: Bool { count.load(ordering: .acquiring) > 0 }

  /// From which byte on the log can't be trusted; `nil` if it can.
  static func start(_ file: FileIdentity?) -> Int64? {
    guard isAny, let file else { return nil }
    return starts.withLock { $0[file] }
  }

  static func insert(_ file: FileIdentity?, from start: Int64) {
    guard let file else { return }
    starts.withLock { starts in
      starts[file] = min(start, starts[file] ?? start)
      count.store(starts.count, ordering: .releasing)
    }
  }

  static func remove(_ file: FileIdentity?) {
    guard let file else { return }
    starts.withLock { starts in
      starts[file] = nil
      count.store(starts.count, ordering: .releasing)
    }
  }
}

extension Connection {
  /// Whether what the log holds may not be on the disk although SQLite reads it.
  package var isLogSuspect: Bool { SuspectLogs.start(place?.main) != nil }

  /// A commit failed: what it wrote behind the log's committed end may not be on the disk, and with
  /// commits that are not flushed nothing of the log.
  func suspectLog() {
    guard place != nil, let handle = unsafe handle else { return }
    let isFlushed = configuration.durability == .full
    let committed = isFlushed ? unsafe order_ledger_committed_log(handle) : 0
    SuspectLogs.insert(place?.main, from: committed)
  }

  /// Writes what is suspect of the log again and flushes it; the caller holds the write lock.
  ///
  /// - Throws: errors of the disk; the log stays suspect.
  func restoreLog() throws(SQLiteError) {
    guard SuspectLogs.isAny, let start = SuspectLogs.start(place?.main) else { return }
    let handle = unsafe try live()
    let code = unsafe order_ledger_rewrite_log(handle, start)
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
