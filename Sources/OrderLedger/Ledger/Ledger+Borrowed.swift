public import OrderLedgerModel
import OrderLedgerSQLite

extension Ledger {
  /// Works inside a transaction that a host has begun on a `sqlite3*` of its own: what the commands
  /// write and what the host writes is committed together, or not at all.
  ///
  ///     try queue.write { db in
  ///       try db.execute(sql: "UPDATE basket SET state = 'cancelled' WHERE id = ?", arguments: [7])
  ///       try Ledger.withBorrowedConnection(db.sqliteConnection!) { ledger in
  ///         try ledger.perform(Command(.cancelOrder(cancel), key: "basket-7"))
  ///       }
  ///     }
  ///
  /// The ledger's tables are made in the host's file when they are not there. Nothing of the
  /// connection is changed: no pragma, hook or limit, and it is not closed. Only while an erasure
  /// deletes is `secure_delete` ON, and then what it was. A savepoint undoes what `body` did if it
  /// throws, and the host's transaction goes on.
  ///
  /// Durability is what the host's settings make it, and statements that the host's own SQL can run
  /// are not held back by the library's authorizer. The triggers still refuse to change the journal,
  /// but for REPLACE, where they are asked on connections with `PRAGMA recursive_triggers=ON` alone:
  /// set it. https://www.sqlite.org/lang_conflict.html
  ///
  /// What an erasure deletes stays in the host's write-ahead log until the host has that overwritten:
  /// ``eraseRemnants()`` is for a ledger's own file.
  ///
  /// - Parameters:
  ///   - handle: a connection in a transaction, of the same libsqlite3 that this package links.
  ///     Handles of packages that bring their own copy of SQLite can't be used.
  ///   - policy: how the books are kept; `nil` takes what the file says, and the standard for a new
  ///     one.
  ///   - clock: the clock. The journal's times strictly increase whatever it says.
  ///   - body: carries out commands and asks questions. Whatever it throws undoes what it did.
  /// - Throws: `notInTransaction`, `schemaTooNew`, `schemaMismatch`; whatever `body` throws.
  @discardableResult
  public static func withBorrowedConnection<Value>(
    _ handle: OpaquePointer, policy: AccountingPolicy? = nil,
    clock: @escaping @Sendable () -> Timestamp = { .now() },
    _ body: (borrowing LedgerTransaction) throws -> Value
  ) throws -> Value {
    var requirements = BorrowRequirements()
    requirements.foreignKeys = false
    do throws(BorrowFailure) {
      return try unsafe Connection.withBorrowed(handle: handle, requiring: requirements) {
        connection throws(BorrowFailure) in
        do {
          return try borrowed(connection, policy, clock, body)
        } catch {
          throw BorrowFailure(host: error)
        }
      }
    } catch {
      throw error.underlying
    }
  }

  private static func borrowed<Value>(
    _ connection: Connection, _ policy: AccountingPolicy?,
    _ clock: @escaping @Sendable () -> Timestamp,
    _ body: (borrowing LedgerTransaction) throws -> Value
  ) throws -> Value {
    let now = clock()
    try Schema.migrator.migrateBorrowed(connection, now: { now.microseconds }) {
      version throws(LedgerError) in
      try inspect(connection, version, policy, isShared: true)
    }
    var randomness = SystemRandomNumberGenerator()
    let identity = try StoreIdentity.readOrMake(
      connection, policy: policy, at: now, randomness: &randomness)
    let transaction = LedgerTransaction(
      engine: SQLiteEngine(connection, identity: identity), now: clock)
    let value = try body(transaction)
    if let doom = transaction.doom { throw doom }
    try transaction.engine.settle()
    return value
  }
}

/// Carries whatever a host's closure threw through a typed seam.
private struct BorrowFailure: SQLiteFailure {
  let underlying: any Error

  init(host error: any Error) {
    underlying = error
  }

  init(_ error: SQLiteError) {
    underlying = LedgerError(error)
  }
}
