import COrderLedgerSQLite

/// Lends prepared statements. A loan ends when the ``Statement`` goes out of scope.
extension Connection {
  /// Borrows the cached statement of `sql`, prepared at its first use. The same `sql` inside the
  /// loan gets a second statement, so nesting never resets a cursor that is in use.
  package func statement(_ sql: SQL) throws(SQLiteError) -> Statement {
    _ = unsafe try live()
    if let cached = unsafe cache.take(sql.slot) {
      loans += 1
      return unsafe Statement(handle: cached, connection: self, slot: sql.slot)
    }
    let isCached = sql.slot < SQL.slotLimit
    return try prepare(
      sql.text, flags: isCached ? SQLITE_PREPARE_PERSISTENT : 0, slot: isCached ? sql.slot : -1)
  }

  /// Prepares text that is put together at run time; it is finalized after use.
  ///
  /// - Throws: also if `text` holds no statement or more than one.
  package func prepare(_ text: String) throws(SQLiteError) -> Statement {
    try prepare(text, flags: 0, slot: -1)
  }

  private func prepare(
    _ text: String, flags: Int32, slot: Int
  ) throws(SQLiteError) -> Statement {
    let handle = unsafe try live()
    try inject(.prepare, sql: text)
    var prepared: OpaquePointer?
    var hasTail = false
    var code = SQLITE_OK
    var source = text
    // unsafe: SQLite reads the bytes only during the call; the tail is compared, never kept.
    source.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        code = unsafe sqlite3_prepare_v3(
          handle, characters.baseAddress, Int32(clamping: characters.count), UInt32(flags),
          &prepared, &tail)
        if let tail = unsafe tail, let start = characters.baseAddress {
          let rest = unsafe characters[(tail - start)...]
          hasTail = unsafe rest.contains { !Connection.blanks.contains($0) }
        }
      }
    }
    guard code == SQLITE_OK else { throw failure(code, sql: text) }
    guard let prepared = unsafe prepared, !hasTail else {
      unsafe sqlite3_finalize(prepared)
      throw SQLiteError(
        .sqlite, code: .misuse, message: "exactly one statement is required", sql: text)
    }
    loans += 1
    return unsafe Statement(handle: prepared, connection: self, slot: slot)
  }

  /// Ends a loan: the only caller is the statement that goes out of scope.
  func giveBack(_ statement: OpaquePointer, slot: Int) {
    loans -= 1
    // In a forked child nothing of SQLite may be touched; the memory goes with the child.
    guard birth.isHere else { return }
    defer { if loans == 0 { bindings.removeAll() } }
    guard slot >= 0, unsafe handle != nil else {
      // unsafe: the statement is ours and this is its last use. The result repeats the last step's.
      unsafe sqlite3_finalize(statement)
      return
    }
    // unsafe: as above. Without the reset an unfinished SELECT would hold its snapshot.
    unsafe sqlite3_reset(statement)
    unsafe sqlite3_clear_bindings(statement)
    // A nested loan of the same statement may have come back first.
    if unsafe !cache.put(statement, slot) { unsafe sqlite3_finalize(statement) }
  }

  func finalizeAll() {
    guard birth.isThisProcess else { return }
    // unsafe: cached statements are ours.
    unsafe cache.drain { unsafe sqlite3_finalize($0) }
  }

  private static let blanks = Set(" \n\t\r;".utf8.map { CChar(bitPattern: $0) })
}
