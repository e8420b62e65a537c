import COrderLedgerSQLite

/// The checks before each call, and what becomes of a failed one.
extension Connection {
  /// Whether SQLite may be called at all: the handle is open and belongs to this process.
  var isAlive: Bool { unsafe handle != nil && birth.isHere }

  func checkAlive() throws(SQLiteError) {
    _ = unsafe try live()
  }

  /// The handle, unless it is closed or came here by fork.
  func live() throws(SQLiteError) -> OpaquePointer {
    guard birth.isHere else { throw SQLiteError(.usedAcrossFork, code: .misuse) }
    guard let handle = unsafe handle else { throw SQLiteError(.closed, code: .misuse) }
    if let operation, operation.isCancelled { throw SQLiteError(.cancelled, code: .interrupt) }
    return unsafe handle
  }

  /// ``live()`` with the dearer look at the process, once per transaction.
  func liveInThisProcess() throws(SQLiteError) -> OpaquePointer {
    guard birth.isThisProcess else { throw SQLiteError(.usedAcrossFork, code: .misuse) }
    return unsafe try live()
  }

  /// Throws if the plan for tests says so.
  @inline(__always)
  func inject(_ point: FaultPlan.Point, sql: String? = nil) throws(SQLiteError) {
    if let faults, let code = faults.next(point) { throw injected(code, sql: sql) }
  }

  @inline(never)
  func injected(_ code: ResultCode, sql: String?) -> SQLiteError {
    error(code, message: "injected", sql: sql, offset: nil)
  }

  /// The error of a call that just returned `code`.
  @inline(never)
  func failure(_ code: Int32, sql: String?) -> SQLiteError {
    guard isAlive, let handle = unsafe handle else {
      return error(ResultCode(rawValue: code), message: "", sql: sql, offset: nil)
    }
    // unsafe: the handle is open; the message is copied before the next call changes it.
    let extended = unsafe sqlite3_extended_errcode(handle)
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    let offset = Int(unsafe order_ledger_error_offset(handle))
    // A borrowed connection may not have extended codes switched on: take them from the handle.
    let matches = extended & 0xff == code & 0xff
    return error(
      ResultCode(rawValue: matches ? extended : code), message: matches ? message : "",
      sql: sql, offset: matches && offset >= 0 ? offset : nil)
  }

  private func error(
    _ code: ResultCode, message: String, sql: String?, offset: Int?
  ) -> SQLiteError {
    let cause: SQLiteError.Cause =
      switch code.primary {
      case .busy: .busy(waited: busyHandler.waited)
      case .full: .diskFull
      case .notADatabase: .notADatabase
      case .interrupt: .cancelled
      case .readOnly where code.rawValue >> 8 == 4: .fileMoved
      case .readOnly: .readOnlyFile
      default: .sqlite
      }
    let error = SQLiteError(
      cause, code: code, message: message, sql: sql, offset: offset, path: place?.path)
    if error.isEnvironmental || cause == .fileMoved { isSuspect = true }
    return error
  }
}
