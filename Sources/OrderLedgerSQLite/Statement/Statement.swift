import COrderLedgerSQLite

/// A prepared statement on loan from its connection's cache; given back when it goes out of scope.
///
/// Never leaves the connection's thread. Binding never throws: the first refusal is kept and the
/// next ``step()`` throws it, before SQLite is asked.
///
/// @safe: the handle is valid as long as the value lives, because the value owns its loan and keeps
/// the connection alive.
@safe
package struct Statement: ~Copyable {
  let handle: OpaquePointer
  let connection: Connection
  /// Where to give it back, or -1 to finalize.
  let slot: Int
  var refusal: Refusal?

  /// The first binding that was refused. A few bytes without a destructor: every statement has one,
  /// and next to none is ever set.
  struct Refusal {
    let parameter: Int
    /// What SQLite said; ours is a mismatch, for text that contains NUL.
    let code: Int32
    let containsNUL: Bool
  }

  init(handle: OpaquePointer, connection: Connection, slot: Int) {
    unsafe self.handle = handle
    self.connection = connection
    self.slot = slot
  }

  deinit {
    unsafe connection.giveBack(handle, slot: slot)
  }
}

extension Statement {
  /// Runs to the next row: true if there is one.
  ///
  /// - Throws: what SQLite or a refused binding said. The transaction's fate is SQLite's rule:
  ///   FULL, IOERR, NOMEM and a busy writer may have rolled it back, so look at
  ///   ``Connection/isInTransaction``: https://www.sqlite.org/lang_transaction.html
  package func step() throws(SQLiteError) -> Bool {
    try connection.checkAlive()
    if let refusal { throw refused(refusal) }
    if let faults = connection.faults, let code = faults.next(.step) {
      // unsafe: the handle is ours while self lives.
      if faults.timing == .after { _ = unsafe sqlite3_step(handle) }
      throw connection.injected(code, sql: text)
    }
    // unsafe: the handle is ours while self lives.
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.failure(code, sql: text)
    }
  }

  /// Runs to the end and drops the rows, for statements that return none.
  package func run() throws(SQLiteError) {
    while try step() {}
  }

  /// What `row` makes of the current row, its error typed.
  @inlinable
  package func decoded<R>(
    _ row: (borrowing Statement) throws -> R
  ) throws(SQLiteError) -> R {
    do {
      return try row(self)
    } catch {
      throw refused(error)
    }
  }

  @usableFromInline
  package func refused(_ error: any Error) -> SQLiteError {
    if let error = error as? SQLiteError { return error }
    return SQLiteError(
      .rowRefused(errorType: String(describing: type(of: error))), code: .mismatch, sql: text)
  }

  /// Makes the statement ready to be bound and run again.
  package mutating func reset() {
    refusal = nil
    guard connection.isAlive else { return }
    // unsafe: the handle is ours while self lives. What reset returns repeats the last step's code.
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }

  /// The text it was prepared from.
  package var text: String {
    // unsafe: SQLite keeps the text for the statement's life.
    guard connection.isAlive, let text = unsafe sqlite3_sql(handle) else { return "" }
    return unsafe String(cString: text)
  }

  @inline(never)
  private func refused(_ refusal: Refusal) -> SQLiteError {
    let cause: SQLiteError.Cause =
      refusal.containsNUL
      ? .textContainsNUL(parameter: refusal.parameter)
      : .parameterRefused(parameter: refusal.parameter)
    return SQLiteError(cause, code: ResultCode(rawValue: refusal.code), sql: text)
  }
}
