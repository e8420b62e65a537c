extension SQLiteError {
  /// What happened. Codes alone do not tell a moved file from a full disk, or whose fault it was.
  package enum Cause: Sendable, Equatable {
    /// ``SQLiteError/code`` and ``SQLiteError/message`` say all there is.
    case sqlite
    /// Others held the lock until the deadline.
    case busy(waited: Duration)

    // The engine and the connection's profile.
    case engineTooOld(found: Int, minimum: Int)
    case engineNotThreadSafe
    case setting(name: String, found: String, expected: String)

    // The file and where it lies.
    case missingFile
    case notADatabase
    case notAFile
    case symbolicLink
    case hardLinks(count: Int)
    /// The log, or what has its name, is no plain file of one name.
    case strangeSidecar
    /// A log beside a file that has none, as a backup hasn't.
    case oldLog
    /// In a directory like /tmp.
    case anothersFile
    case worldWritableDirectory
    case networkFileSystem(name: String)
    case noPermission
    case readOnlyFile
    /// Of a file that is opened for reading.
    case missingSidecars
    case diskFull
    case fileExists
    case fileSystem(errno: Int32)
    case fileMoved
    case sidecarMoved

    // The connection's life.
    case usedAcrossFork
    case closed
    case needsReopen
    case noOpenTransaction
    case transactionOpen
    case cancelled

    // Values.
    case textContainsNUL(parameter: Int)
    case parameterRefused(parameter: Int)
    case columnType(column: Int, expected: String, found: String)
    case invalidUTF8(column: Int)
    case integerOutOfRange(column: Int)
    case invalidValue(column: Int, reason: String)
    /// A row's closure threw an error of another type, which is named here.
    case rowRefused(errorType: String)

    // Schema and migrations.
    case notOurDatabase(applicationID: Int64)
    case schemaTooNew(found: Int, supported: Int)
    case schemaTooOld(found: Int, supported: Int)
    case migrationEdited(version: Int)
    case migrationUnknown(version: Int)
    case migrationEndedTransaction(version: Int)

    // Backup.
    case backupDamaged(finding: String)
  }
}
