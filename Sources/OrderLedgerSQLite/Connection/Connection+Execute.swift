import COrderLedgerSQLite

extension Connection {
  /// Runs a script of any number of statements and drops their rows. For migrations and tests; a
  /// statement of the program is an ``SQL``.
  ///
  /// - Throws: at the first statement that fails; those before it have run.
  package func execute(_ script: String) throws(SQLiteError) {
    let handle = unsafe try live()
    guard !script.utf8.contains(0) else {
      throw SQLiteError(.textContainsNUL(parameter: 0), code: .misuse)
    }
    try inject(.execute, sql: script)
    // unsafe: the text is terminated and lives for the call; no callback and no message are asked.
    let code = unsafe sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, sql: script) }
  }

  /// What a pragma says, as text, or nil if it says nothing.
  package func pragma(_ name: String) throws(SQLiteError) -> String? {
    try query("PRAGMA \(name)") { row throws(SQLiteError) in row.rendered(0) }.first
  }

  /// What a pragma says, if it is an integer.
  package func integerPragma(_ name: String) throws(SQLiteError) -> Int64? {
    try query("PRAGMA \(name)") { row throws(SQLiteError) in try row.int64OrNil(0) }.first ?? nil
  }
}
