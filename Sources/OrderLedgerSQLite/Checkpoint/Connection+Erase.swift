extension Connection {
  /// Overwrites what `body` deletes: rows, and pages that are freed, which stay as they are otherwise.
  /// The setting is what it was afterwards, since the connection may be a host's:
  /// https://www.sqlite.org/pragma.html#pragma_secure_delete
  package func withSecureDelete<E: SQLiteFailure>(_ body: () throws(E) -> Void) throws(E) {
    let before: String
    do throws(SQLiteError) {
      before = try privileged { () throws(SQLiteError) in
        let before = try integerPragma("secure_delete")
        try set("secure_delete", "ON")
        return switch before {
        case 0: "OFF"
        case 1: "ON"
        default: "FAST"
        }
      }
    } catch {
      throw E(error)
    }
    defer {
      // Without memory for that it stays at what does no harm.
      _ = try? privileged { () throws(SQLiteError) in try pragma("secure_delete=\(before)") }
    }
    try body()
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
