/// Whether deleted content is overwritten: https://www.sqlite.org/pragma.html#pragma_secure_delete
package enum SecureDelete: String, Sendable {
  /// Rows are, where that writes no page more; pages that are freed stay as they are.
  case fast = "FAST"
  /// Pages that are freed are overwritten too.
  case on = "ON"
}

extension Connection {
  /// Changes whether freed pages are overwritten, for this connection, from the next statement on.
  package func setSecureDelete(_ mode: SecureDelete) throws(SQLiteError) {
    try privileged { () throws(SQLiteError) in
      try set("secure_delete", mode.rawValue, reads: mode == .on ? "1" : "2")
    }
  }

  /// Leaves no copy of deleted rows in the -wal file: copies it into the database under guard, and
  /// makes it begin anew with one small commit that changes nothing.
  ///
  /// https://www.sqlite.org/wal.html: a commit starts the file over when all of it was copied and
  /// nobody reads from it, and `journal_size_limit` cuts off what lies behind.
  ///
  /// - Returns: whether that was done; `false` when readers or writers were in the way.
  package func eraseLog(guardedBy guardian: Connection) throws(SQLiteError) -> Bool {
    // It ends with a write to the log, of which no commit looks where it goes.
    try requireItsPlace()
    try setWALKeepBytes(0)
    defer { try? setWALKeepBytes(configuration.walKeepBytes) }
    guard try checkpoint(guardedBy: guardian).isComplete else { return false }
    // Setting the number that the header has already writes the first page, and no other.
    let version = try integerPragma("user_version") ?? 0
    do throws(SQLiteError) {
      try privileged { () throws(SQLiteError) in try set("user_version", "\(version)") }
    } catch {
      guard error.isBusy else { throw error }
      return false
    }
    return walFrames <= 1
  }
}
