/// A row that points at a parent that is not there: https://www.sqlite.org/pragma.html#pragma_foreign_key_check
package struct ForeignKeyFinding: Sendable, Hashable {
  package let table: String
  /// Nil for a WITHOUT ROWID table.
  package let rowID: Int64?
  package let parent: String
  package let foreignKey: Int
}

/// SQLite's own examinations. They see damage of the structure, not of values: of random bit flips
/// `integrity_check` found 61 %, which is why the ledger verifies its books besides.
extension Connection {
  /// The structure without the indexes' content. Empty if nothing was found.
  package func quickCheck(atMost limit: Int = 100) throws(SQLiteError) -> [String] {
    try findings("quick_check", limit)
  }

  /// The structure with the indexes' content. Empty if nothing was found.
  package func integrityCheck(atMost limit: Int = 100) throws(SQLiteError) -> [String] {
    try findings("integrity_check", limit)
  }

  package func foreignKeyCheck() throws(SQLiteError) -> [ForeignKeyFinding] {
    try query("PRAGMA foreign_key_check") { row in
      ForeignKeyFinding(
        table: try row.string(0), rowID: try row.int64OrNil(1), parent: try row.string(2),
        foreignKey: try row.int(3))
    }
  }

  private static let dataVersionSQL = SQL("PRAGMA data_version")

  /// Changes when another connection, of this or another process, has committed. About 3 µs:
  /// https://www.sqlite.org/pragma.html#pragma_data_version
  package func dataVersion() throws(SQLiteError) -> Int64 {
    try first(Connection.dataVersionSQL) { row in try row.int64(0) } ?? 0
  }

  /// What is found twice: where memory or the disk fails in the middle, SQLite names the page that it
  /// could not read as it names one that is wrong, and goes on.
  private func findings(_ name: String, _ limit: Int) throws(SQLiteError) -> [String] {
    let found = try found(by: name, limit)
    return found.isEmpty ? [] : try self.found(by: name, limit)
  }

  private func found(by name: String, _ limit: Int) throws(SQLiteError) -> [String] {
    try query("PRAGMA \(name)(\(limit))") { row in row.rendered(0) }.filter { $0 != "ok" }
  }
}
