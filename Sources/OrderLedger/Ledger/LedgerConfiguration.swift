public import OrderLedgerModel
package import OrderLedgerSQLite

/// How a ledger is opened.
public struct LedgerConfiguration: Sendable {
  /// What a power cut may take.
  public enum Durability: Sendable, Hashable {
    /// Nothing that was answered. Each commit is flushed to the disk.
    case full
    /// The last commits, whole commands each, never half of one. Faster, the more so the fewer
    /// commands come at the same time.
    case mayLoseLastCommits
  }

  /// Whether a missing file is made.
  public enum Mode: Sendable, Hashable {
    /// A missing file is made, an older schema migrated.
    case createOrOpen
    /// A missing file is an error; an older schema is migrated.
    case open
    /// Nothing is written, ever. An older schema can't be migrated, and is refused with
    /// `schemaMismatch`.
    case readOnly
  }

  /// Whether a missing file is made.
  public var mode: Mode = .createOrOpen
  /// What a power cut may take.
  public var durability: Durability = .full
  /// How the books are kept; `nil` takes what the file says, and the standard for a new one. Another
  /// than the file's is refused with `schemaMismatch`.
  public var policy: AccountingPolicy?
  /// How long a command waits for other processes before it is refused with `busy`.
  public var busyDeadline: Duration = .seconds(5)
  /// The most reads at the same time, ≥ 1.
  public var readers = 4
  /// The most commands that share one commit, ≥ 1.
  public var groupLimit = 256
  /// Whether a command that comes alone, a preview and a look at one order run on their caller's
  /// thread, which then waits for the disk: a command for one flush. Waking a thread for them, and
  /// the caller after them, costs as much as they do. Commands that come together, closures, lists,
  /// reports and checkpoints have threads of the ledger's own.
  ///
  /// Turn it off if threads of Swift's tasks must never wait for a disk.
  public var runsBriefWorkOnCallersThread = true
  /// The most commands that wait, ≥ 1; the next one is refused with `busy`.
  public var waitingLimit = 65_536
  /// How many pages the write-ahead log collects before they are copied into the file, ≥ 1. When it is
  /// four times as long, because a read that does not end is in the way, the log of
  /// `order-ledger.writer` says so, once until it could be copied.
  public var checkpointPages = 4_000
  /// Memory for pages, in KiB a connection.
  public var cacheKiB = 16_384
  /// How much room on the disk is kept for when there is no other, in bytes; 0 for none.
  ///
  /// A file beside the ledger, of its name and `-ballast`, holds it. When the disk is full, the file
  /// is removed and what could not be written is tried once more: cancellations and refunds go on for
  /// a while. It is made when a ledger is opened for writing, where there is room for it.
  public var ballastBytes = 0
  /// Opens files on network file systems, in directories that anyone may write to, and those of other
  /// users in directories like /tmp, which risks the file.
  public var allowsUnsafePlace = false
  /// The clock. The journal's times strictly increase whatever it says.
  public var clock: @Sendable () -> Timestamp = { .now() }

  package var faults: FaultPlan?
  /// What tests take the place for; nil asks the system.
  package var fileSystem: FileSystemKind?

  /// The defaults.
  public init() {}
}

extension LedgerConfiguration {
  func connection(_ path: String) -> Configuration {
    var configuration = Configuration(path: path)
    switch mode {
    case .createOrOpen: configuration.mode = .readWriteCreate
    case .open: configuration.mode = .readWrite
    case .readOnly:
      configuration.mode = .readOnly
      configuration.role = .reader
    }
    configuration.durability = durability == .full ? .full : .normal
    configuration.busyDeadline = busyDeadline
    configuration.cacheKiB = cacheKiB
    configuration.appendOnlyTables = Projection.journal
    configuration.applicationID = Schema.applicationID
    configuration.newestVersion = Schema.migrator.supported
    configuration.allowsUnsafePlace = allowsUnsafePlace
    configuration.fileSystem = fileSystem
    return configuration
  }
}
