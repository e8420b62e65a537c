import COrderLedgerSQLite

/// The security profile: every setting is made, read back and required.
///
/// Order and values: `Docs` and https://www.sqlite.org/security.html
extension Connection {
  func applyProfile() throws(SQLiteError) {
    guard let handle = unsafe handle else { throw SQLiteError(.closed, code: .misuse) }
    try require(unsafe busyHandler.install(on: handle), "busy_handler")
    try applyOptions()
    applyLimits()
    try checkLimits()
    // Before the first page is read, so that a hostile page is met with the checks on.
    try set("cell_size_check", "ON", reads: "1")
    try set("mmap_size", "0", reads: "0")
    try set("foreign_keys", configuration.enforcesForeignKeys ? "ON" : "OFF")
    try requireOurs()
    try applyJournal()
    try applyRest()
    try require(unsafe authorizer.install(on: handle), "authorizer")
    try require(unsafe wal.install(on: handle), "wal_hook")
    authorizer.mode = .normal
  }

  /// On/off options: https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
  private static let options: [(name: String, option: Int32, value: Int32)] = [
    ("DEFENSIVE", SQLITE_DBCONFIG_DEFENSIVE, 1),
    ("WRITABLE_SCHEMA", SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
    ("TRUSTED_SCHEMA", SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    ("DQS_DML", SQLITE_DBCONFIG_DQS_DML, 0),
    ("DQS_DDL", SQLITE_DBCONFIG_DQS_DDL, 0),
    ("ENABLE_LOAD_EXTENSION", SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    ("ENABLE_FTS3_TOKENIZER", SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
    // Our own code queries tables; the views are for people with other tools.
    ("ENABLE_VIEW", SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    ("ENABLE_TRIGGER", SQLITE_DBCONFIG_ENABLE_TRIGGER, 1),
    // The last close would checkpoint without a guard.
    ("NO_CKPT_ON_CLOSE", SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
  ]

  private func applyOptions() throws(SQLiteError) {
    for (name, option, value) in Connection.options {
      try setOption(name, option, value)
    }
  }

  func setOption(_ name: String, _ option: Int32, _ value: Int32) throws(SQLiteError) {
    var found: Int32 = -1
    // unsafe: the handle is open; `found` outlives the call.
    let code = unsafe order_ledger_db_config(handle, option, value, &found)
    guard code == SQLITE_OK, found == value else {
      throw Connection.unaccepted(name, found: "\(found)", expected: "\(value)")
    }
  }

  /// What an on/off option is, by SQLite's number: 1 or 0.
  package func option(_ number: Int32) throws(SQLiteError) -> Int32 {
    let handle = unsafe try live()
    var found: Int32 = -1
    // unsafe: the handle is open, and `found` outlives the call; -1 only asks.
    let code = unsafe order_ledger_db_config(handle, number, -1, &found)
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    return found
  }

  /// What a limit is, by SQLite's number.
  package func limit(_ number: Int32) throws(SQLiteError) -> Int32 {
    let handle = unsafe try live()
    return unsafe sqlite3_limit(handle, number, -1)
  }

  private func applyLimits() {
    for (_, id, bound) in configuration.limits.table {
      _ = unsafe sqlite3_limit(handle, id, bound)
    }
  }

  private func checkLimits() throws(SQLiteError) {
    for (name, id, bound) in configuration.limits.table {
      let found = unsafe sqlite3_limit(handle, id, -1)
      // A build may have a lower ceiling than ours, never a higher one than asked for.
      guard found <= bound else {
        throw Connection.unaccepted("limit \(name)", found: "\(found)", expected: "\(bound)")
      }
    }
  }

  private func requireOurs() throws(SQLiteError) {
    guard let wanted = configuration.applicationID, try integerPragma("page_count") != 0 else {
      return
    }
    var found = try integerPragma("application_id") ?? 0
    if found == 0 {
      // A file that a crash kept from being made: the switch to WAL has written its first page, and
      // nothing else was committed. It is nobody's, and is made now.
      if try schemaObjects().isEmpty { return }
      // Another process may have made it between the two questions.
      found = try integerPragma("application_id") ?? 0
    }
    guard found == Int64(wanted) else {
      throw SQLiteError(.notOurDatabase(applicationID: found), code: .notADatabase)
    }
    let version = Int(try integerPragma("user_version") ?? 0)
    if let newest = configuration.newestVersion, version > newest {
      throw SQLiteError(.schemaTooNew(found: version, supported: newest), code: .schema)
    }
  }

  private func applyJournal() throws(SQLiteError) {
    guard configuration.mode != .readOnly else {
      try requireUTF8()
      return try set("query_only", "ON", reads: "1")
    }
    let isNew = try integerPragma("page_count") == 0
    if isNew { try set("page_size", "4096", reads: "4096") }
    // Before the switch, which changes the file.
    try requireUTF8()
    if isNew || !configuration.postponesLog { try switchToWAL() }
  }

  private func requireUTF8() throws(SQLiteError) {
    guard let encoding = try pragma("encoding"), encoding == "UTF-8" else {
      throw Connection.unaccepted("encoding", found: "UTF-16", expected: "UTF-8")
    }
  }

  /// Switches a file to WAL whose opening has left that out; see ``Configuration/postponesLog``.
  ///
  /// - Throws: as opening does.
  package func switchToLog() throws(SQLiteError) {
    guard configuration.postponesLog, let place else { return }
    try opening(place) { () throws(SQLiteError) in
      try privileged { () throws(SQLiteError) in
        try switchToWAL()
        // Reads once, so that the -wal and -shm files exist.
        _ = try integerPragma("schema_version")
      }
      try FileGate.checkSidecars(of: place.path, configuration)
    }
    self.place?.noteSidecarsIfUnknown()
  }

  /// The switch to WAL may meet a lock without the busy handler being asked, so it is retried here:
  /// https://www.sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode
  private func switchToWAL() throws(SQLiteError) {
    let start = ContinuousClock.now
    while true {
      do throws(SQLiteError) {
        return try set("journal_mode", "WAL", reads: "wal")
      } catch {
        guard error.isBusy, ContinuousClock.now - start < busyHandler.limit else { throw error }
        Nap.short()
      }
    }
  }

  private func applyRest() throws(SQLiteError) {
    let isFull = configuration.durability == .full
    if mutation == .flushesNothing {
      try set("synchronous", "OFF", reads: "0")
    } else {
      try set("synchronous", isFull ? "FULL" : "NORMAL", reads: isFull ? "2" : "1")
    }
    try set("fullfsync", "ON", reads: "1")
    try set("checkpoint_fullfsync", "ON", reads: "1")
    try set("secure_delete", "FAST", reads: "2")
    try set("temp_store", "MEMORY", reads: "2")
    try set("wal_autocheckpoint", "0", reads: "0")
    try set("journal_size_limit", "\(configuration.walKeepBytes)")
    try set("recursive_triggers", "ON", reads: "1")
    try set("cache_size", "\(-configuration.cacheKiB)")
    let isReader = configuration.role == .reader || configuration.mode == .readOnly
    try set("query_only", isReader ? "ON" : "OFF")
  }

  /// Sets a pragma and requires that it then reads `expected`.
  func set(
    _ name: String, _ value: String, reads expected: String? = nil
  ) throws(SQLiteError) {
    let expected = expected ?? (value == "ON" ? "1" : value == "OFF" ? "0" : value)
    _ = try pragma("\(name)=\(value)")
    let found = try pragma(name) ?? "absent"
    guard found == expected else {
      throw Connection.unaccepted(name, found: found, expected: expected)
    }
  }

  private func require(_ code: Int32, _ name: String) throws(SQLiteError) {
    guard code == SQLITE_OK else {
      throw Connection.unaccepted(name, found: "\(code)", expected: "installed")
    }
  }

  package static func unaccepted(_ name: String, found: String, expected: String) -> SQLiteError {
    SQLiteError(.setting(name: name, found: found, expected: expected), code: .error)
  }
}
