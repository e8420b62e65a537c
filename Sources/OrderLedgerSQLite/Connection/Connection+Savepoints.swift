/// A named savepoint of the program. Make each a `static let`.
package struct Savepoint: Sendable {
  let begin: SQL
  let release: SQL
  let rollback: SQL

  /// - Parameter name: an SQL identifier, written into the statements as it is.
  package init(_ name: StaticString) {
    begin = SQL("SAVEPOINT \(name)")
    release = SQL("RELEASE \(name)")
    rollback = SQL("ROLLBACK TO \(name)")
  }
}

/// Savepoints: a part of a transaction that can be undone alone.
/// https://www.sqlite.org/lang_savepoint.html
extension Connection {
  package func savepoint(_ savepoint: Savepoint) throws(SQLiteError) {
    guard isInTransaction else { throw SQLiteError(.noOpenTransaction, code: .misuse) }
    try run(savepoint.begin)
  }

  /// Keeps what was done since ``savepoint(_:)``, as part of the transaction around it.
  package func release(_ savepoint: Savepoint) throws(SQLiteError) {
    try run(savepoint.release)
  }

  /// Undoes what was done since ``savepoint(_:)`` and ends the savepoint.
  ///
  /// - Throws: if the whole transaction is gone, which FULL, IOERR and NOMEM can do.
  package func rollback(to savepoint: Savepoint) throws(SQLiteError) {
    guard isInTransaction else { throw SQLiteError(.noOpenTransaction, code: .abort) }
    try run(savepoint.rollback)
    try run(savepoint.release)
  }

  /// Runs `body` so that a throw undoes it and leaves the transaction around it usable.
  ///
  /// - Throws: what the body throws. If undoing failed, the transaction is rolled back altogether:
  ///   look at ``isInTransaction``.
  @inlinable
  package func nested<R, E: SQLiteFailure>(
    _ savepoint: Savepoint, _ body: () throws(E) -> R
  ) throws(E) -> R {
    do throws(SQLiteError) { try self.savepoint(savepoint) } catch { throw E(error) }
    do throws(E) {
      let result = try body()
      do throws(SQLiteError) { try release(savepoint) } catch { throw E(error) }
      return result
    } catch {
      undo(savepoint)
      throw error
    }
  }

  /// ``rollback(to:)`` for an error path: if it fails, an owned transaction is rolled back whole.
  package func undo(_ savepoint: Savepoint) {
    guard isInTransaction else { return }
    let operation = self.operation
    self.operation = nil
    defer { self.operation = operation }
    do throws(SQLiteError) {
      try withoutFaults { () throws(SQLiteError) in try rollback(to: savepoint) }
    } catch {
      if isBorrowed { needsReopen = true } else { rollback() }
    }
  }
}
