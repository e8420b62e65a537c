public import OrderLedgerModel
import OrderLedgerSQLite

/// Several commands in one database transaction: all of them are written, or none.
///
/// It can't leave the closure it is given to, and nothing can suspend inside that closure.
public struct LedgerTransaction: ~Copyable {
  let engine: SQLiteEngine
  let now: () -> Timestamp
  private let state = State()

  private final class State {
    var doom: LedgerError?
  }

  init(engine: SQLiteEngine, now: @escaping () -> Timestamp) {
    self.engine = engine
    self.now = now
  }

  /// What made the transaction impossible to commit.
  var doom: LedgerError? { state.doom }

  /// Carries out a command.
  ///
  /// A refusal leaves the transaction as it was, and the next command can be tried. After a failure
  /// of the database nothing of the transaction can be kept, even if the error is caught.
  ///
  /// - Throws: why the command can't be carried out.
  @discardableResult
  public func perform(_ command: Command) throws(LedgerError) -> Receipt {
    try perform(command, under: nil)
  }

  /// `perform(_:)`, with the digest of the request that the command is a part of.
  func perform(_ command: Command, under digest: [UInt8]?) throws(LedgerError) -> Receipt {
    if let doom = state.doom { throw doom }
    let written = engine.connection.totalChanges
    do throws(LedgerError) {
      return try engine.execute(command, at: now(), under: digest)
    } catch {
      if error.code.category == .database || engine.connection.totalChanges != written {
        state.doom = error
      }
      throw error
    }
  }

  /// Carries out an action; see `perform(_:)`.
  @discardableResult
  public func perform(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, actor: ActorID? = nil,
    at: Timestamp? = nil, expectedVersion: Int64? = nil
  ) throws(LedgerError) -> Receipt {
    try perform(
      Command(action, key: key, actor: actor, at: at, expectedVersion: expectedVersion))
  }

  /// Carries out a plan, if it is still what the command would do.
  ///
  /// - Returns: what was written; or the first receipt, marked as replayed, when the plan's command has a
  ///   key and was carried out before. Without a key that is a stale plan.
  /// - Throws: `.stalePlan` when the order or its stock has moved since; whatever `perform(_:)`
  ///   throws.
  @discardableResult
  public func commit(_ plan: Plan) throws(LedgerError) -> Receipt {
    if let doom = state.doom { throw doom }
    if let key = plan.command.key, try engine.use(of: key) != nil {
      return try perform(plan.command)
    }
    guard case .plan(let current)? = try engine.decideAgain(plan, at: now()),
      plan.isSame(as: current)
    else {
      throw LedgerError(
        .stalePlan, plan.transition.map { LedgerError.Subject("order", $0.order.text) },
        found: "another state than the one previewed")
    }
    return try perform(plan.command)
  }
}

extension LedgerTransaction: LedgerReading {
  /// Not for use outside this package.
  public var _queries: LedgerQueries {
    LedgerQueries(
      connection: engine.connection, memory: engine.memory, identity: engine.identity,
      engine: engine)
  }
}

extension Plan {
  /// Whether another plan of the same command says the same, but for the sequence number it would
  /// have.
  func isSame(as other: Plan) -> Bool {
    basis == other.basis && transition == other.transition && entries == other.entries
  }
}
