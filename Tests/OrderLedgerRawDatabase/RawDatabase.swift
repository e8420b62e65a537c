import COrderLedgerSQLite

/// A connection without any of the library's protections: what an intruder or a bug elsewhere has.
///
/// @safe: the handle is its own, and no test shares it between threads.
@safe package final class RawDatabase {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private var handle: OpaquePointer?

  /// - Parameter makesFile: whether a file that is missing is made.
  package init(_ path: String, makesFile: Bool = true) throws {
    let flags = SQLITE_OPEN_READWRITE | (makesFile ? SQLITE_OPEN_CREATE : 0)
    guard unsafe sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK else { throw failure("") }
    _ = unsafe sqlite3_busy_timeout(handle, 5_000)
  }

  deinit { _ = unsafe sqlite3_close_v2(handle) }

  private func failure(_ sql: String) -> Failure {
    let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "?"
    return Failure(description: "\(message): \(sql)")
  }

  package func run(_ script: String) throws {
    guard unsafe sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else {
      throw failure(script)
    }
  }

  /// All rows, every value as SQLite's `quote` would show it.
  package func query(_ sql: String) throws -> [[String]] {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw failure(sql)
    }
    defer { _ = unsafe sqlite3_finalize(statement) }
    var rows: [[String]] = []
    while true {
      let code = unsafe sqlite3_step(statement)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw failure(sql) }
      var row: [String] = []
      let count = unsafe sqlite3_column_count(statement)
      for column in 0..<count {
        let text = unsafe sqlite3_column_text(statement, column)
        row.append(unsafe text.map { unsafe String(cString: $0) } ?? "NULL")
      }
      rows.append(row)
    }
  }

  /// Lends the connection, as a host does with one of its own.
  @safe package func lend<R>(_ body: (OpaquePointer) throws -> R) throws -> R {
    guard let handle = unsafe handle else { throw Failure(description: "closed") }
    return try unsafe body(handle)
  }

  package var changes: Int { Int(unsafe sqlite3_changes(handle)) }

  /// Runs `body` while the triggers that protect the journal are away and CHECKs are off.
  package func unprotected(_ body: () throws -> Void) throws {
    let triggers = try query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    try run("PRAGMA ignore_check_constraints = ON; BEGIN")
    for trigger in triggers { try run("DROP TRIGGER \(trigger[0])") }
    do { try body() } catch {
      try run("ROLLBACK")
      throw error
    }
    for trigger in triggers { try run(trigger[1]) }
    try run("COMMIT; PRAGMA ignore_check_constraints = OFF")
  }

  /// Carries out one statement behind the ledger's back.
  package func tamper(_ sql: String) throws {
    try unprotected { try run(sql) }
  }

  /// Columns whose damage no verification finds, as `table.column`, and why that is so.
  package static let unverified: Set<String> = [
    // Say when the file was made and migrated; no receipt and no figure has them.
    "ledger_store.created_at", "ledger_migration.applied_at",
    // Only of transactions without an order, where it is NULL and never read.
    "ledger_txn.previous_seq",
    // Read for their order alone: a gap in them changes nothing.
    "ledger_decision_share.position", "ledger_component.n",
    // The refund workers' notes of who has what until when: nothing else tells it. That each refund
    // has its row is verified.
    "ledger_refund_work.state", "ledger_refund_work.forgiven", "ledger_refund_work.unanswered",
    "ledger_refund_work.due_at", "ledger_refund_work.worker", "ledger_refund_work.leased_until",
    "ledger_refund_work.problem", "ledger_refund_work.found_at",
    // From further back the same is searched again; what a step ahead passes over is found.
    "ledger_refund_search.seq",
  ]

  /// All rows of all tables, as text, but what `leavingOut` names as `table.column`.
  package func dump(leavingOut: Set<String> = []) throws -> [String: [[String]]] {
    var tables: [String: [[String]]] = [:]
    for name in try tableNames() {
      let columns = try columns(of: name).filter { !leavingOut.contains("\(name).\($0.name)") }
        .map { "quote(\"\($0.name)\")" }
      tables[name] = try query(
        "SELECT \(columns.joined(separator: ", ")) FROM \"\(name)\" NOT INDEXED")
    }
    return tables
  }

  package func tableNames() throws -> [String] {
    try query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map { $0[0] }
      .filter { !$0.hasPrefix("sqlite_") }
  }

  /// Of each table that has rows of single transactions, how SQL finds those of one.
  package func conditions(ofTransaction sequence: some BinaryInteger) throws -> [String: String] {
    var conditions: [String: String] = [:]
    for table in try tableNames() {
      let columns = Set(try columns(of: table).map(\.name))
      if columns.contains("seq") { conditions[table] = "seq = \(sequence)" }
      if columns.contains("entry_id") { conditions[table] = "entry_id >> 16 = \(sequence)" }
    }
    return conditions
  }

  package struct Column {
    package let name: String
    package let type: String
    package let isKey: Bool
  }

  package func columns(of table: String) throws -> [Column] {
    try query("SELECT name, type, pk FROM pragma_table_info('\(table)')").map {
      Column(name: $0[0], type: $0[1], isKey: $0[2] != "0")
    }
  }
}
