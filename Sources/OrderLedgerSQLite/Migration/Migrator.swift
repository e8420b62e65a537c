/// Brings a file's schema to the version that this library knows, or says why not.
///
/// Each migration runs in one immediate transaction together with its row in the bookkeeping table
/// and the file's `user_version`. The version is read again under the lock, so of two processes that
/// open a file at the same time one migrates and the other finds it done.
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

  /// Applies what is missing to a file of ours or to an empty one.
  ///
  /// - Parameter now: microseconds since 1970, for `applied_at`.
  /// - Returns: the versions applied by this call.
  /// - Throws: `.notOurDatabase`, `.schemaTooNew`, `.migrationEdited`, or why a script failed; that
  ///   script has left nothing behind, those before it stay applied.
  @discardableResult
  package func migrate(
    _ connection: Connection, now: () -> Int64
  ) throws(SQLiteError) -> [Int] {
    var applied: [Int] = []
    // Without the lock first: most files are up to date.
    if try version(of: connection) < supported {
      while let version = try connection.immediate({ () throws(SQLiteError) in
        try applyNext(connection, now: now)
      }) {
        applied.append(version)
      }
    }
    try connection.read { () throws(SQLiteError) in try requireUnedited(connection) }
    return applied
  }

  /// Requires that the file is ours and exactly of our version, and changes nothing: for readers.
  package func check(_ connection: Connection) throws(SQLiteError) {
    try connection.read { () throws(SQLiteError) in
      let found = try version(of: connection)
      guard found == supported else {
        throw SQLiteError(.schemaTooOld(found: found, supported: supported), code: .schema)
      }
      try requireUnedited(connection)
    }
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

  private func applyNext(
    _ connection: Connection, now: () -> Int64
  ) throws(SQLiteError) -> Int? {
    let current = try version(of: connection)
    try requireUnedited(connection)
    guard let next = migrations.first(where: { $0.version > current }) else { return nil }
    try apply(next, to: connection, now: now)
    try connection.privileged { () throws(SQLiteError) in
      try connection.set("application_id", "\(applicationID)")
      try connection.set("user_version", "\(next.version)")
    }
    return next.version
  }
}
