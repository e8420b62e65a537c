/// How a connection is opened. Everything else about it is fixed by the profile.
package struct Configuration: Sendable {
  package enum Mode: Sendable {
    case readWriteCreate, readWrite, readOnly
  }

  package enum Role: Sendable {
    /// Begins immediate transactions.
    case writer
    /// Reads snapshots; `query_only` refuses every write.
    case reader
  }

  /// What a power cut may take.
  package enum Durability: Sendable {
    /// Nothing that was committed. One flush per commit.
    case full
    /// The last commits, as many as there are since the last checkpoint, whole transactions each;
    /// never half of one: https://www.sqlite.org/pragma.html#pragma_synchronous
    case normal
  }

  package var path: String
  package var mode: Mode = .readWriteCreate
  package var role: Role = .writer
  package var durability: Durability = .full
  package var enforcesForeignKeys = true
  package var cacheKiB = 8_192
  /// How long one attempt to lock may wait before it is `.busy(waited:)`.
  package var busyDeadline: Duration = .seconds(5)
  /// Tables on which DELETE does not even prepare, nor an UPDATE of any but the columns named.
  package var appendOnlyTables: [String: Set<String>] = [:]
  package var limits = Limits.standard
  /// What the -wal file keeps on disk after a checkpoint that emptied it. Overwriting kept frames
  /// is cheaper than appending; 0 leaves no trace of deleted rows.
  package var walKeepBytes = 16 << 20
  /// What the header of a file that is not empty must say; another's file is refused before
  /// anything is written to it, the switch to WAL included. Nil takes any.
  package var applicationID: Int32?
  /// The newest schema that is understood; a newer file is refused just as early.
  package var newestVersion: Int?
  /// Leaves a file that is not in WAL mode, such as a backup, as it is until
  /// ``Connection/switchToLog()``: for whoever has something to inspect before the file is changed.
  package var postponesLog = false
  /// Opens on network file systems, in world-writable directories, and there other users' files, too.
  package var allowsUnsafePlace = false
  /// The file that the path has to name; nil takes whatever is there. For whoever opens a file again,
  /// or once more beside others: another may have been put in its place since.
  package var file: FileIdentity?
  /// What tests take the place for; nil asks the system.
  package var fileSystem: FileSystemKind?

  package init(path: String) {
    self.path = path
  }

  /// The same file for reading, by a connection that never creates it.
  package func forReading() -> Configuration {
    var copy = self
    copy.role = .reader
    copy.postponesLog = false
    if mode == .readWriteCreate { copy.mode = .readWrite }
    return copy
  }

  /// The same file for writing, by a connection that never creates it: a checkpoint's guard.
  package func forExistingFile() -> Configuration {
    var copy = self
    copy.postponesLog = false
    if mode == .readWriteCreate { copy.mode = .readWrite }
    return copy
  }
}
