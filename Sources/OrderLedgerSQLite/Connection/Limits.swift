import COrderLedgerSQLite

/// Upper bounds that SQLite enforces on the connection, far below its defaults.
///
/// Meaning and defaults: https://www.sqlite.org/limits.html; the advice to lower them:
/// https://www.sqlite.org/security.html
package struct Limits: Sendable, Equatable {
  package var lengthBytes: Int32 = 4_000_000
  package var sqlBytes: Int32 = 100_000
  package var columns: Int32 = 100
  package var expressionDepth: Int32 = 30
  package var compoundSelects: Int32 = 10
  package var instructions: Int32 = 25_000
  package var functionArguments: Int32 = 16
  package var parameters: Int32 = 64
  package var attachedDatabases: Int32 = 0
  package var triggerDepth: Int32 = 4
  package var likePatternBytes: Int32 = 50
  package var workerThreads: Int32 = 0

  package static let standard = Limits()

  /// Name, SQLite's number and our bound, in the order of SQLite's numbers.
  var table: [(name: String, id: Int32, bound: Int32)] {
    [
      ("LENGTH", SQLITE_LIMIT_LENGTH, lengthBytes),
      ("SQL_LENGTH", SQLITE_LIMIT_SQL_LENGTH, sqlBytes),
      ("COLUMN", SQLITE_LIMIT_COLUMN, columns),
      ("EXPR_DEPTH", SQLITE_LIMIT_EXPR_DEPTH, expressionDepth),
      ("COMPOUND_SELECT", SQLITE_LIMIT_COMPOUND_SELECT, compoundSelects),
      ("VDBE_OP", SQLITE_LIMIT_VDBE_OP, instructions),
      ("FUNCTION_ARG", SQLITE_LIMIT_FUNCTION_ARG, functionArguments),
      ("ATTACHED", SQLITE_LIMIT_ATTACHED, attachedDatabases),
      ("LIKE_PATTERN_LENGTH", SQLITE_LIMIT_LIKE_PATTERN_LENGTH, likePatternBytes),
      ("VARIABLE_NUMBER", SQLITE_LIMIT_VARIABLE_NUMBER, parameters),
      ("TRIGGER_DEPTH", SQLITE_LIMIT_TRIGGER_DEPTH, triggerDepth),
      ("WORKER_THREADS", SQLITE_LIMIT_WORKER_THREADS, workerThreads),
    ]
  }
}
