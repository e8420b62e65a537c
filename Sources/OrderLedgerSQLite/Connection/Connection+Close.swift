import COrderLedgerSQLite

extension Connection {
  /// Closes the handle; later calls throw `.closed`. The -wal file stays, because a checkpoint at
  /// the last close would be unguarded: run ``checkpoint(guardedBy:)`` before, if it should shrink.
  ///
  /// - Throws: `.transactionOpen` inside a transaction, and then nothing was closed.
  package func close() throws(SQLiteError) {
    guard unsafe handle != nil else { return }
    let handle = unsafe try liveInThisProcess()
    precondition(!isBorrowed, "A borrowed connection is closed by its owner.")
    precondition(loans == 0, "Let every statement go out of scope before close().")
    guard !isInTransaction else { throw SQLiteError(.transactionOpen, code: .misuse) }
    finalizeAll()
    precondition(unsafe sqlite3_next_stmt(handle, nil) == nil, "A statement was not finalized.")
    let code = unsafe sqlite3_close(handle)
    guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    unsafe self.handle = nil
  }

  /// Closes whatever state it is in: a transaction is rolled back. For a connection that
  /// ``needsReopen``.
  package func abandon() {
    guard !isBorrowed, birth.isThisProcess, let handle = unsafe handle else { return }
    if isInTransaction { rollback() }
    finalizeAll()
    // unsafe: the handle is ours. close_v2 waits for what is still on loan and cannot fail.
    unsafe sqlite3_close_v2(handle)
    unsafe self.handle = nil
  }
}
