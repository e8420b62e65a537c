import COrderLedgerSQLite

/// Counts the frames of the -wal file as SQLite reports them after each commit, for free.
///
/// https://www.sqlite.org/c3ref/wal_hook.html — the hook takes the place of autocheckpoint.
final class WALMonitor {
  fileprivate(set) var frames = 0

  /// Installs the hook; `self` must outlive the connection.
  func install(on handle: OpaquePointer) -> Int32 {
    // unsafe: the context is passed without ownership, and the connection holds both.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe sqlite3_wal_hook(
      handle,
      { context, _, _, frames in
        guard let context = unsafe context else { return SQLITE_OK }
        // unsafe: the context is the monitor that `install` passed.
        unsafe Unmanaged<WALMonitor>.fromOpaque(context).takeUnretainedValue().frames = Int(frames)
        return SQLITE_OK
      }, context)
    return SQLITE_OK
  }
}

extension Connection {
  /// Frames in the -wal file after this connection's last commit, those of other connections
  /// included. One frame is one page; compare with a threshold to decide on a checkpoint.
  package var walFrames: Int { wal.frames }
}
