import COrderLedgerSQLite

/// The connection that a backup is written through: nobody else knows the file yet.
///
/// @safe: the handle is open from init to close.
@safe
final class BackupFile {
  private(set) var handle: OpaquePointer?

  /// - Parameter path: an empty file that was just created.
  init(_ path: String) throws(SQLiteError) {
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX
    // unsafe: also a failed open gives a handle, which deinit closes.
    let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK else { throw failure() }
  }

  deinit {
    close()
  }

  /// The pages came from a database in WAL mode and say so; a backup should be one file.
  func leaveWAL() throws(SQLiteError) {
    // unsafe: the handle is open; no callback and no message are asked.
    let code = unsafe sqlite3_exec(handle, "PRAGMA journal_mode=DELETE", nil, nil, nil)
    guard code == SQLITE_OK else { throw failure() }
  }

  func failure() -> SQLiteError {
    let code = ResultCode(rawValue: unsafe sqlite3_extended_errcode(handle))
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    return SQLiteError(code ~= .full ? .diskFull : .sqlite, code: code, message: message)
  }

  func close() {
    // unsafe: the handle is ours; closing nil does nothing.
    unsafe sqlite3_close_v2(handle)
    unsafe handle = nil
  }
}
