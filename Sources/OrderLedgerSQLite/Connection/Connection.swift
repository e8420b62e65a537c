import COrderLedgerSQLite

/// One connection to one database, used by one thread at a time.
///
/// Opening it runs the file checks and the whole security profile, and every setting is read back.
/// Not Sendable: it is confined to whoever opened it, or sent once to a ``SerialWorker``. Opened
/// without SQLite's mutex: https://www.sqlite.org/threadsafe.html
///
/// @safe: the handle is private to this target and is used only between open and close.
@safe
package final class Connection {
  package let configuration: Configuration

  // Looked at for every statement. None is seen outside the module: the optimiser then proves that no
  // two accesses overlap, and the test at run time, which cost as much as some bindings, goes.

  /// The test hook at the C seam, see ``setFaults(_:)``; nil in production.
  var faults: FaultPlan?
  /// Set while a read that its task may cancel runs here.
  var operation: ReadOperation?
  var handle: OpaquePointer?
  var loans = 0
  /// Prepared statements by ``SQL/slot``; nil while on loan.
  let cache = StatementCache()
  var bindings = BindingArena()

  /// A COMMIT failed with an unknown outcome, or a ROLLBACK did not work: close and reopen.
  package internal(set) var needsReopen = false
  /// The disk, memory or the file failed a call: a pool drops such a connection.
  package internal(set) var isSuspect = false
  /// SQLite's count of the file's changes at the end of the transaction before, if that was
  /// committed.
  var versionAtCommit: UInt32?
  /// Whether that was the count when this transaction began.
  var beganAtCommit = false

  /// Something of the caller's that goes with the connection, such as what it remembers of the
  /// committed content. Used on the connection's thread only, like the connection.
  package var companion: AnyObject?
  let isBorrowed: Bool
  let birth = ForkMark()
  let authorizer: Authorizer
  let busyHandler: BusyHandler
  let wal = WALMonitor()
  /// The file as it was found, to notice that it was replaced.
  var place: FilePlace?

  /// Opens the file and applies the profile.
  ///
  /// - Throws: one cause per environment case (``SQLiteError/Cause``). A missing file is created
  ///   only in `.readWriteCreate`, empty and readable for its owner alone.
  package init(_ configuration: Configuration, faults: FaultPlan? = nil) throws(SQLiteError) {
    self.configuration = configuration
    self.faults = faults
    isBorrowed = false
    authorizer = Authorizer(appendOnlyTables: configuration.appendOnlyTables)
    busyHandler = BusyHandler(limit: configuration.busyDeadline)
    // A class whose init throws still runs deinit, which closes what `open` opened.
    try open()
  }

  /// For ``temporary(cacheKiB:)``, which opens it.
  init(temporaryWithCache cacheKiB: Int) {
    var configuration = Configuration(path: "")
    configuration.cacheKiB = cacheKiB
    self.configuration = configuration
    isBorrowed = false
    authorizer = Authorizer(appendOnlyTables: [:])
    busyHandler = BusyHandler(limit: .zero)
  }

  /// Wraps a handle that its owner keeps; see ``withBorrowed(handle:requiring:_:)``.
  init(borrowing handle: OpaquePointer) {
    configuration = Configuration(path: "")
    isBorrowed = true
    authorizer = Authorizer(appendOnlyTables: [:])
    busyHandler = BusyHandler(limit: .zero)
    unsafe self.handle = handle
  }

  /// Sets the test hook at the C seam, or takes it away.
  package func setFaults(_ plan: FaultPlan?) { faults = plan }

  /// What tests leave out of the library, to see that they notice; nil in production.
  package var mutation: FaultPlan.Mutation? { faults?.mutation }

  deinit {
    finalizeAll()
    cache.free()
    bindings.free()
    guard let handle = unsafe handle, !isBorrowed, birth.isThisProcess else { return }
    // unsafe: the handle is ours and nobody can use it any more. close_v2, because an object that
    // still refers to the connection must not make the close fail silently.
    unsafe sqlite3_close_v2(handle)
  }
}

@available(*, unavailable)
extension Connection: Sendable {}
