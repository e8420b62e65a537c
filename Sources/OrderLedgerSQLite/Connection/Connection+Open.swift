import COrderLedgerSQLite

extension Connection {
  /// File checks, open, profile, in this order; what fails leaves nothing but the closed handle.
  func open() throws(SQLiteError) {
    try EngineReport.requireSupportedEngine()
    // First, so that a file that is gone is no missing one.
    try requireSameFile(configuration.path)
    let place = try FileGate.admit(configuration)
    self.place = place
    try opening(place) { () throws(SQLiteError) in
      try openHandle(place.path)
      // Again, of what was opened: before a page is read, and before the switch to WAL.
      try requireSameFile(place.path)
      if configuration.file != nil { try requireUnmoved() }
      try requireOwnLog(place)
      try applyProfile()
      try noteIdentity()
    }
  }

  /// Does a part of opening; its errors name the file, and say what the file system would.
  func opening(
    _ place: FilePlace, _ body: () throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    do throws(SQLiteError) { try body() } catch {
      var located = error
      located.path = place.path
      throw located.translated(at: place.path, isReading: configuration.mode == .readOnly)
    }
  }

  /// Requires that the path names the file that was opened before, if there is one.
  private func requireSameFile(_ path: String) throws(SQLiteError) {
    guard let file = configuration.file, FileIdentity(of: path) != file else { return }
    throw .fileMoved(path)
  }

  /// Refuses a log beside a file that is not in WAL mode: a backup that was put where another file had
  /// been, whose log SQLite would read as the backup's own, into a mixture of both.
  ///
  /// A file's header says WAL before there is a log, and until it is gone. The log is looked at first:
  /// another process may be switching the file.
  private func requireOwnLog(_ place: FilePlace) throws(SQLiteError) {
    guard place.walBytes > 0, unsafe order_ledger_header_version(handle) == 1 else { return }
    throw SQLiteError(.oldLog, code: .cantOpen)
  }

  private func openHandle(_ path: String) throws(SQLiteError) {
    try inject(.open)
    var flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX
    // The gate has created a missing file; CREATE here would give it 0644 if it vanished again.
    flags |= configuration.mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    // Also a failed open gives a handle that must be closed: deinit does.
    unsafe handle = opened
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    // SQLite falls back to reading where it may not write: https://www.sqlite.org/c3ref/open.html
    if configuration.mode != .readOnly, unsafe sqlite3_db_readonly(opened, "main") == 1 {
      throw SQLiteError(.readOnlyFile, code: .readOnly)
    }
  }

  /// Reads once, so that the -wal and -shm files exist, and remembers which files these are.
  private func noteIdentity() throws(SQLiteError) {
    _ = try integerPragma("schema_version")
    if let place { try FileGate.checkSidecars(of: place.path, configuration) }
    place?.noteSidecars()
  }
}

extension Connection {
  /// Which file this is: a connection opened later by the same path may find another, unless this is
  /// its ``Configuration/file``.
  package var fileIdentity: FileIdentity? { place?.main }

  /// The real path of the file.
  package var path: String? { place?.path }
}

extension SQLiteError {
  /// The path does not name the file any more that was opened by it.
  package static func fileMoved(_ path: String?) -> SQLiteError {
    SQLiteError(.fileMoved, code: .readOnly, path: path)
  }

  /// Errors of opening, in the words of the file system: SQLite says CANTOPEN for most of them.
  func translated(at path: String, isReading: Bool) -> SQLiteError {
    var error = self
    guard cause == .sqlite || cause == .readOnlyFile else { return self }
    switch code.primary {
    case .cantOpen where code == .cantOpenSymlink: error.cause = .symbolicLink
    case .cantOpen, .permission, .readOnly:
      let reason =
        isReading ? FileGate.reasonForRefusedReading(path) : FileGate.reasonForRefusal(path)
      error.cause = reason ?? cause
    default: break
    }
    return error
  }
}
