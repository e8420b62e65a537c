import COrderLedgerSQLite

/// A connection without any of the library's protections: what an intruder or a bug elsewhere has.
///
/// @safe: the handle is its own, and one task uses it.
@safe final class RawFile {
  private var handle: OpaquePointer?

  init(_ path: String) throws {
    let flags = SQLITE_OPEN_READWRITE
    guard unsafe sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK else {
      throw failure("open")
    }
  }

  deinit { _ = unsafe sqlite3_close_v2(handle) }

  private func failure(_ sql: String) -> TortureError {
    let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "?"
    return TortureError("\(message): \(sql)")
  }

  func run(_ script: String) throws {
    guard unsafe sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else {
      throw failure(script)
    }
  }

  /// All rows, every value as text; write `quote(…)` or `hex(…)` for what is none.
  func query(_ sql: String) throws -> [[String]] {
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

  func tables() throws -> [String] {
    try query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map { $0[0] }
      .filter { !$0.hasPrefix("sqlite_") }
  }

  struct Column {
    let name: String
    let type: String
    let isKey: Bool
  }

  func columns(of table: String) throws -> [Column] {
    try query("SELECT name, type, pk FROM pragma_table_info('\(table)')").map {
      Column(name: $0[0], type: $0[1], isKey: $0[2] != "0")
    }
  }

  /// Carries out statements while the triggers that protect the journal are away and CHECKs are off.
  func tamper(_ sql: String) throws {
    let triggers = try query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    try run("PRAGMA ignore_check_constraints = ON; BEGIN")
    for trigger in triggers { try run("DROP TRIGGER \(trigger[0])") }
    do { try run(sql) } catch {
      try run("ROLLBACK")
      throw error
    }
    for trigger in triggers { try run(trigger[1]) }
    try run("COMMIT; PRAGMA ignore_check_constraints = OFF")
  }

  /// All rows of all tables but what `leavingOut` names as `table.column`.
  func dump(leavingOut: Set<String> = []) throws -> [String: [[String]]] {
    var dump: [String: [[String]]] = [:]
    for table in try tables() {
      let columns = try columns(of: table).filter { !leavingOut.contains("\(table).\($0.name)") }
        .map { "quote(\"\($0.name)\")" }
      dump[table] = try query(
        "SELECT \(columns.joined(separator: ", ")) FROM \"\(table)\" NOT INDEXED")
    }
    return dump
  }
}
