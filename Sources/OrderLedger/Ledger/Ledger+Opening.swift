import Logging
import OrderLedgerModel
import OrderLedgerSQLite

/// What the writing thread is given to do.
enum WriterWork: Sendable {
  /// A caller's work, which shares a commit with its neighbours.
  case job(WriterJob)
  /// Work that wants the writer for itself.
  case maintenance(@Sendable (Writer?) -> Void)

  /// Works off a round in its order: runs of jobs share commits.
  static func process(_ round: [WriterWork], _ writer: Writer?) {
    var jobs: [WriterJob] = []
    func flush() {
      guard !jobs.isEmpty else { return }
      if let writer {
        writer.process(jobs)
      } else {
        for job in jobs { job.fail(LedgerError(.readOnly, found: "opened for reading")) }
      }
      jobs = []
    }
    for work in round {
      switch work {
      case .job(let job): jobs.append(job)
      case .maintenance(let body):
        flush()
        body(writer)
      }
    }
    flush()
    // Also after a round of nobody's, which an attempt asked for.
    writer?.checkpointIfDue()
  }

  /// Carries out a lone command on its caller's thread; see ``SerialWorker``.
  static func attempt(_ work: WriterWork, _ writer: Writer?) -> AttemptOutcome {
    guard case .job(let job) = work, job.isShort, let writer, writer.attempt(job) else {
      return .declined
    }
    return .answered(isUpkeepDue: writer.isCheckpointDue)
  }
}

extension Ledger {
  /// A ledger's file, opened and checked, on its way to the writing thread.
  ///
  /// @unchecked Sendable: made by one task and taken by the next, never used by both.
  final class Opened: @unchecked Sendable {
    let identity: StoreIdentity
    let file: FileIdentity?
    private var writer: Writer?

    init(identity: StoreIdentity, file: FileIdentity?, writer: Writer?) {
      self.identity = identity
      self.file = file
      self.writer = writer
    }

    func takeWriter() -> sending Writer? {
      defer { writer = nil }
      // unsafe: the only reference; `self` gives it up.
      nonisolated(unsafe) let taken = writer
      return unsafe taken
    }
  }

  static func open(
    _ path: String, _ configuration: LedgerConfiguration
  ) async throws(LedgerError) -> Opened {
    if configuration.mode == .readOnly { return try openForReading(path, configuration) }
    var settings = configuration.connection(path)
    settings.postponesLog = true
    let connection = try makeConnection(settings, configuration)
    let now = configuration.clock()
    try Schema.migrator.migrate(connection, now: { now.microseconds }) {
      version throws(LedgerError) in
      try inspect(connection, version, configuration.policy)
    }
    let identity = try readIdentity(connection, configuration, now)
    settings = settings.forExistingFile()
    settings.file = connection.fileIdentity
    settings.postponesLog = true
    let existing = settings
    let ballast = connection.path.flatMap { makeBallast(of: $0, configuration) }
    let writer = Writer(
      connection, identity: identity, configuration: configuration, ballast: ballast
    ) {
      () throws(SQLiteError) in try Connection(existing, faults: configuration.faults)
    }
    try writer.checkpointIfNew()
    return Opened(identity: identity, file: connection.fileIdentity, writer: writer)
  }

  /// What has to hold of a file before anything is written to it: its schema is that of its
  /// version, and its books are kept as the host wants them to be.
  ///
  /// - Parameter isShared: see ``Schema/check(_:version:isShared:)``.
  static func inspect(
    _ connection: Connection, _ version: Int, _ policy: AccountingPolicy?, isShared: Bool = false
  ) throws(LedgerError) {
    try Schema.check(connection, version: version, isShared: isShared)
    // The first step makes the table that says it.
    if version > 0, let identity = try StoreIdentity.read(connection) {
      try identity.check(policy)
    }
  }

  private static func makeBallast(
    of path: String, _ configuration: LedgerConfiguration
  ) -> Ballast? {
    guard configuration.ballastBytes > 0 else { return nil }
    let ballast = Ballast(of: path, bytes: configuration.ballastBytes)
    if !ballast.fill() {
      // The ledger is wanted on a full disk most of all.
      Logger(label: "order-ledger.writer").warning(
        "There is no room on the disk that could be kept.", metadata: ["file": "\(ballast.path)"])
    }
    return ballast
  }

  private static func makeConnection(
    _ settings: Configuration, _ configuration: LedgerConfiguration
  ) throws(LedgerError) -> Connection {
    do throws(SQLiteError) {
      return try Connection(settings, faults: configuration.faults)
    } catch {
      throw LedgerError(error)
    }
  }

  private static func readIdentity(
    _ connection: Connection, _ configuration: LedgerConfiguration, _ now: Timestamp
  ) throws(LedgerError) -> StoreIdentity {
    if let identity = try StoreIdentity.read(connection) {
      try identity.check(configuration.policy)
      return identity
    }
    return try connection.immediate { () throws(LedgerError) in
      var randomness = SystemRandomNumberGenerator()
      return try StoreIdentity.readOrMake(
        connection, policy: configuration.policy, at: now, randomness: &randomness)
    }
  }

  private static func openForReading(
    _ path: String, _ configuration: LedgerConfiguration
  ) throws(LedgerError) -> Opened {
    let connection = try makeConnection(configuration.connection(path), configuration)
    defer { connection.abandon() }
    let identity = try inspectedIdentity(connection, configuration.policy)
    return Opened(identity: identity, file: connection.fileIdentity, writer: nil)
  }

  /// Whose ledger a file is that has to be one, of the newest schema. Changes nothing.
  ///
  /// - Throws: what opening throws for a file that it refuses.
  static func inspectedIdentity(
    _ connection: Connection, _ policy: AccountingPolicy?
  ) throws(LedgerError) -> StoreIdentity {
    try Schema.migrator.check(connection) { version throws(LedgerError) in
      try inspect(connection, version, policy)
    }
    guard let identity = try StoreIdentity.read(connection) else {
      throw LedgerError(.schemaMismatch, .init("table", "ledger_store"), found: "no row")
    }
    return identity
  }
}

extension LedgerError {
  init(_ error: SubmitError) {
    switch error {
    case .cancelled: self.init(Code.cancelled)
    case .closed: self.init(.database, found: "the ledger is closed")
    case .full: self.init(.busy, found: "too many commands wait")
    }
  }
}
