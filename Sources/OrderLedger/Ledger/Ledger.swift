import Dispatch
public import OrderLedgerModel
import OrderLedgerSQLite

/// An order ledger in a SQLite file.
///
/// Every change is a `Command` that is written whole or not at all: the order's state, the stock,
/// the refund, the balanced postings and the customer's message in one transaction. Answers come
/// after the commit is on the disk.
///
/// Task cancellation is looked at before a command begins, where it is refused with `cancelled`; a
/// command that has begun runs to its end, so a committed command never reports cancellation.
public final class Ledger: Sendable {
  let path: String
  let configuration: LedgerConfiguration
  let identity: StoreIdentity
  /// What was opened first; every other connection has to find the same.
  private let file: FileIdentity?
  /// The threads that work for it are those of one process.
  private let birth = ForkMark()
  let worker: SerialWorker<Writer?, WriterWork>
  private let pool: ReaderPool

  /// Opens a ledger, making or migrating its file as the configuration allows.
  ///
  /// - Throws: `cannotOpen`, `permissionDenied`, `readOnly`, `notADatabase`, `foreignDatabase`,
  ///   `schemaTooNew`, `schemaMismatch`, `migrationChanged`, `diskFull`, `busy`, `engineTooOld`.
  ///   A file that is refused is left as it is: one that is not a ledger, one in which something was
  ///   planted, one whose books are kept by another policy, and one whose migration fails.
  public init(
    path: String, configuration: LedgerConfiguration = LedgerConfiguration()
  ) async throws(LedgerError) {
    self.path = path
    self.configuration = configuration
    let opened = try await Self.open(path, configuration)
    identity = opened.identity
    file = opened.file
    let attempt: SerialWorker<Writer?, WriterWork>.Attempt = { WriterWork.attempt($0, $1) }
    worker = SerialWorker(
      label: "order-ledger.writer", state: opened.takeWriter(),
      roundLimit: configuration.groupLimit, waitingLimit: configuration.waitingLimit,
      attempt: configuration.runsBriefWorkOnCallersThread ? attempt : nil
    ) { round, writer in
      WriterWork.process(round, writer)
    }
    let reading = Self.reading(path, configuration, opened.file)
    pool = ReaderPool(label: "order-ledger.reader", maximum: configuration.readers) {
      () throws(SQLiteError) in try Connection(reading)
    }
  }

  /// The files that are the ledger's own.
  var files: DatabaseFiles { DatabaseFiles(of: path) }

  /// How a connection is opened that reads: of the file that is open already, and of no other.
  private static func reading(
    _ path: String, _ configuration: LedgerConfiguration, _ file: FileIdentity?
  ) -> Configuration {
    var settings = configuration.connection(path).forReading()
    settings.file = file
    return settings
  }

  /// Ends what is under way and closes the file. In a child process that came by fork: does nothing.
  public func close() async {
    guard birth.isHere else { return }
    await pool.close()
    await worker.close { writer in
      writer?.close()
      writer = nil
    }
  }

  /// In a child process nobody works for the ledger, and a call would wait for ever. One load.
  func requireSameProcess() throws(LedgerError) {
    if !birth.isHere { throw LedgerError(.usedAcrossFork) }
  }

  // MARK: Writing

  /// Carries out a command and answers when it is on the disk.
  ///
  /// - Returns: what was written; or the first receipt, marked as replayed, when the key was used
  ///   for the same request before.
  /// - Throws: why it can't be done; nothing was written. `unknownOutcome` alone leaves open whether
  ///   it was: send the command again with its key.
  @discardableResult
  public func perform(_ command: Command) async throws(LedgerError) -> Receipt {
    try await submit { engine, now throws(LedgerError) in
      try engine.execute(command, at: now)
    }
  }

  /// Carries out an action; see `perform(_:)`.
  ///
  ///     try await ledger.perform(CancelOrder(order: "1001", cancellation: "c-1", reason: "customer"))
  @discardableResult
  public func perform(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, actor: ActorID? = nil,
    at: Timestamp? = nil, expectedVersion: Int64? = nil
  ) async throws(LedgerError) -> Receipt {
    try await perform(
      Command(action, key: key, actor: actor, at: at, expectedVersion: expectedVersion))
  }

  /// Carries out a plan, if it is still what its command would do.
  ///
  /// - Returns: what was written; or the first receipt, marked as replayed, when the plan's command has a
  ///   key and was carried out before. Without a key that is a stale plan.
  /// - Throws: `stalePlan` when the order or its stock has moved; whatever `perform(_:)` throws.
  @discardableResult
  public func commit(_ plan: Plan) async throws(LedgerError) -> Receipt {
    try await submit { engine, now throws(LedgerError) in
      try LedgerTransaction(engine: engine, now: { now }).commit(plan)
    }
  }

  /// Runs several commands in one transaction: all of them are written, or none.
  ///
  /// - Parameter body: may be run more than once, so it reads no clock and does nothing outside the
  ///   transaction. Whatever it throws undoes what it did.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing LedgerTransaction) throws -> Value
  ) async throws -> Value {
    try requireSameProcess()
    let result: Result<Value, any Error>
    do throws(SubmitError) {
      result = try await worker.submit { reply in
        .job(WriterJob(reply, body))
      }
    } catch {
      throw LedgerError(error)
    }
    return try result.get()
  }

  /// - Parameter isShort: whether it is one command's work.
  func submit<Value: Sendable>(
    isShort: Bool = true,
    _ body: @escaping @Sendable (SQLiteEngine, Timestamp) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    try requireSameProcess()
    let result: Result<Value, LedgerError>
    do throws(SubmitError) {
      result = try await worker.submit { reply in .job(WriterJob(reply, isShort: isShort, body)) }
    } catch {
      throw LedgerError(error)
    }
    return try result.get()
  }

  /// Runs work that manages its own transactions on the writing thread, alone.
  func maintain<Value: Sendable>(
    _ body: @escaping @Sendable (Writer) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    try requireSameProcess()
    let result: Result<Value, LedgerError>
    do throws(SubmitError) {
      result = try await worker.submit { reply in
        .maintenance { writer in
          guard let writer else {
            return reply.resume(.failure(LedgerError(.readOnly, found: "opened for reading")))
          }
          do throws(LedgerError) { reply.resume(.success(try body(writer))) } catch {
            reply.resume(.failure(error))
          }
        }
      }
    } catch {
      throw LedgerError(error)
    }
    return try result.get()
  }

  // MARK: Reading

  /// Reads on one snapshot: whatever is read in `body` belongs to the same moment.
  ///
  /// Waits for no writer. Cancelling the task interrupts it.
  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing LedgerSnapshot) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    try await read(isBrief: false, body)
  }

  func read<Value: Sendable>(
    isBrief: Bool,
    _ body: @escaping @Sendable (borrowing LedgerSnapshot) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    try requireSameProcess()
    let identity = self.identity
    let isBrief = isBrief && configuration.runsBriefWorkOnCallersThread
    return try await pool.read(isBrief: isBrief) { connection throws(LedgerError) in
      try body(
        LedgerSnapshot(
          queries: LedgerQueries(
            connection: connection, memory: EngineMemory.of(connection), identity: identity)))
    }
  }

  /// What an action would write; see ``preview(_:)``.
  public func preview(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, actor: ActorID? = nil,
    at: Timestamp? = nil, expectedVersion: Int64? = nil
  ) async throws(LedgerError) -> Plan {
    try await preview(
      Command(action, key: key, actor: actor, at: at, expectedVersion: expectedVersion))
  }

  /// What a command would write, without writing it: the same planner, so the same figures.
  ///
  /// - Throws: what `perform(_:)` would throw; `alreadyExists` where `perform(_:)` would replay: about
  ///   the `key` where that was used for this command, with the journal transaction as `sequence`.
  public func preview(_ command: Command) async throws(LedgerError) -> Plan {
    try requireSameProcess()
    let identity = self.identity
    let isBrief = configuration.runsBriefWorkOnCallersThread
    let now = configuration.clock()
    return try await pool.read(isBrief: isBrief) { connection throws(LedgerError) in
      let engine = SQLiteEngine(
        connection, identity: identity, memory: EngineMemory.of(connection))
      engine.begin()
      return try engine.preview(command, at: now)
    }
  }

  /// A copy of the ledger as it is now, made while others read and write it.
  ///
  /// The finished copy is opened, its structure and its schema are checked, and its journal has to
  /// end as the ledger's did at the moment that was copied. Its books are not: see `verify(_:)`.
  ///
  /// - Throws: `alreadyOnDisk` if there is a file at `path`, or an old log beside it, or it is a name
  ///   that the ledger's own files have or may come to have; `fileMoved`; `corrupt` for a copy that is
  ///   not what was copied. Nothing is left at `path` on any error.
  public func backup(to path: String) async throws(LedgerError) {
    try requireSameProcess()
    // A reader that is there already knows whether the file and its log are still the same.
    _ = try await head()
    // SQLite would take it for what a crash left, and the ballast is removed when the disk is full.
    if files.include(path) {
      throw LedgerError(
        .alreadyOnDisk, .init("file", path), found: "a name of the ledger's own files")
    }
    let source = Self.reading(self.path, configuration, file)
    let identity = self.identity
    try await Self.offThread { () throws(LedgerError) in
      let connection: Connection
      do throws(SQLiteError) { connection = try Connection(source) } catch {
        throw LedgerError(error)
      }
      defer { connection.abandon() }
      var head = JournalHead.empty
      try connection.backup(
        to: path, noting: { () throws(LedgerError) in head = try connection.journalHead() },
        verify: { copy throws(LedgerError) in try Self.requireCopy(copy, of: identity, head) })
    }
  }

  /// Requires that a file is a copy of the ledger whose journal ends with `head`.
  static func requireCopy(
    _ copy: Connection, of identity: StoreIdentity, _ head: JournalHead
  ) throws(LedgerError) {
    let isOurs = try inspectedIdentity(copy, nil) == identity
    let found = try copy.journalHead()
    if isOurs, found == head { return }
    let finding =
      isOurs
      ? "its journal ends with \(found.sequence) and not with the \(head.sequence) of the ledger"
      : "it is another ledger"
    throw LedgerError(SQLiteError(.backupDamaged(finding: finding), code: .corrupt))
  }

  /// Runs blocking work away from the threads that tasks run on.
  static func offThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    let result: Result<Value, LedgerError> = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        do throws(LedgerError) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}
