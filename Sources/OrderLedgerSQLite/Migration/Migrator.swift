/// Brings a file's schema to the version that this library knows, or says why not.
///
/// All that are missing run in one immediate transaction, together with their rows in the
/// bookkeeping table and the file's `user_version`: a file is as it was, or of the newest version.
/// What was found is looked at again under the lock, so of two processes that open a file at the
/// same time one migrates and the other finds it done.
package struct Migrator: Sendable {
  /// SHA-256, which this target does not know how to make.
  package typealias Digest = @Sendable ([UInt8]) -> [UInt8]

  package let migrations: [Migration]
  /// What the file's header must say, so that no other application's file is changed:
  /// https://www.sqlite.org/pragma.html#pragma_application_id
  package let applicationID: Int32
  let digest: Digest

  /// - Parameter migrations: in ascending order of versions, which start at 1 or above.
  package init(_ migrations: [Migration], applicationID: Int32, digest: @escaping Digest) {
    precondition(applicationID != 0, "0 is the application_id of files that belong to nobody.")
    precondition(
      zip(migrations, migrations.dropFirst()).allSatisfy { $0.version < $1.version }
        && (migrations.first?.version ?? 1) >= 1,
      "Migrations must be in ascending order of positive versions.")
    self.migrations = migrations
    self.applicationID = applicationID
    self.digest = digest
  }

  /// The newest version this library knows.
  package var supported: Int { migrations.last?.version ?? 0 }

  /// Applies what is missing to a file of ours or to an empty one, and switches it to WAL if its
  /// opening has left that out.
  ///
  /// `inspect` is given the version that was found, and again what came of it, in the transaction
  /// in which the file has it: before the first statement that changes anything, because a planted
  /// trigger would run with that, and before the commit, so that nothing is committed that the next
  /// opening would refuse.
  ///
  /// - Parameter now: microseconds since 1970, for `applied_at`.
  /// - Returns: the versions applied by this call.
  /// - Throws: `.notOurDatabase`, `.schemaTooNew`, `.migrationEdited`, what `inspect` throws, or
  ///   why a script failed. Nothing was changed then, and the file is byte for byte as it was.
  @discardableResult
  package func migrate<E: SQLiteFailure>(
    _ connection: Connection, now: () -> Int64, inspecting inspect: (Int) throws(E) -> Void
  ) throws(E) -> [Int] {
    // Without the lock first: most files are up to date.
    let found = try connection.read { () throws(E) -> Int in try inspected(connection, inspect) }
    var applied: [Int] = []
    if found < supported {
      applied = try connection.immediate { () throws(E) -> [Int] in
        try applyMissing(connection, now, inspect)
      }
    }
    do throws(SQLiteError) { try connection.switchToLog() } catch { throw E(error) }
    return applied
  }

  /// ``migrate(_:now:inspecting:)`` of a file that nobody else could have changed.
  @discardableResult
  package func migrate(
    _ connection: Connection, now: () -> Int64
  ) throws(SQLiteError) -> [Int] {
    try migrate(connection, now: now, inspecting: { (_: Int) throws(SQLiteError) -> Void in })
  }

  /// Requires that the file is ours and exactly of our version, and changes nothing: for readers.
  ///
  /// - Parameter inspect: as for ``migrate(_:now:inspecting:)``.
  package func check<E: SQLiteFailure>(
    _ connection: Connection, inspecting inspect: (Int) throws(E) -> Void
  ) throws(E) {
    try connection.read { () throws(E) -> Void in
      do throws(SQLiteError) { try requireNewest(connection) } catch { throw E(error) }
      _ = try inspected(connection, inspect)
    }
  }

  /// ``check(_:inspecting:)`` of the version alone.
  package func check(_ connection: Connection) throws(SQLiteError) {
    try check(connection, inspecting: { (_: Int) throws(SQLiteError) -> Void in })
  }

  /// The version of a file of ours; 0 for an empty one.
  package func version(of connection: Connection) throws(SQLiteError) -> Int {
    let id = try connection.integerPragma("application_id") ?? 0
    if id == 0, try connection.schemaObjects().isEmpty { return 0 }
    guard id == Int64(applicationID) else {
      throw SQLiteError(
        .notOurDatabase(applicationID: id), code: .notADatabase, path: connection.place?.path)
    }
    let found = Int(try connection.integerPragma("user_version") ?? 0)
    guard found <= supported else {
      throw SQLiteError(
        .schemaTooNew(found: found, supported: supported), code: .schema,
        path: connection.place?.path)
    }
    return found
  }

  private func requireNewest(_ connection: Connection) throws(SQLiteError) {
    let found = try version(of: connection)
    guard found == supported else {
      throw SQLiteError(.schemaTooOld(found: found, supported: supported), code: .schema)
    }
  }

  /// The file's version, once it was inspected; in a transaction.
  private func inspected<E: SQLiteFailure>(
    _ connection: Connection, isBorrowed: Bool = false, _ inspect: (Int) throws(E) -> Void
  ) throws(E) -> Int {
    let found: Int
    do throws(SQLiteError) {
      found = try isBorrowed ? borrowedVersion(of: connection) : version(of: connection)
      try requireUnedited(connection, upTo: found)
    } catch {
      throw E(error)
    }
    try inspect(found)
    return found
  }

  /// Applies what is missing under the lock, before which another process may have been quicker.
  ///
  /// - Parameter isBorrowed: whether the file is a host's, whose header stays as it is.
  func applyMissing<E: SQLiteFailure>(
    _ connection: Connection, isBorrowed: Bool = false, _ now: () -> Int64,
    _ inspect: (Int) throws(E) -> Void
  ) throws(E) -> [Int] {
    let found = try inspected(connection, isBorrowed: isBorrowed, inspect)
    let missing = migrations.filter { $0.version > found }
    guard !missing.isEmpty else { return [] }
    do throws(SQLiteError) {
      for migration in missing { try apply(migration, to: connection, now: now) }
      if !isBorrowed {
        try connection.privileged { () throws(SQLiteError) in
          try connection.set("application_id", "\(applicationID)")
          try connection.set("user_version", "\(supported)")
        }
      }
    } catch {
      throw E(error)
    }
    _ = try inspected(connection, isBorrowed: isBorrowed, inspect)
    return missing.map(\.version)
  }
}
