import COrderLedgerSQLite

extension Connection {
  /// A private database that nobody else sees and that goes with the connection: pages beyond the
  /// cache spill to an unnamed temporary file, so its size is not bounded by memory.
  ///
  /// No journal and no flushes, because there is nothing to recover; the schema may be changed.
  /// https://www.sqlite.org/inmemorydb.html#temp_db
  package static func temporary(cacheKiB: Int = 16_384) throws(SQLiteError) -> Connection {
    try EngineReport.requireSupportedEngine()
    let connection = Connection(temporaryWithCache: cacheKiB)
    try connection.openTemporary(cacheKiB)
    return connection
  }

  private func openTemporary(_ cacheKiB: Int) throws(SQLiteError) {
    var opened: OpaquePointer?
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2("", &opened, flags, nil)
    // Also a failed open gives a handle that must be closed: deinit does.
    unsafe handle = opened
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    try set("journal_mode", "OFF", reads: "off")
    try set("synchronous", "OFF", reads: "0")
    try set("foreign_keys", "OFF", reads: "0")
    try set("cache_size", "\(-cacheKiB)")
  }
}
