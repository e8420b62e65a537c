public import OrderLedger
import Synchronization

/// A payment service for tests: it remembers every key, moves money once a key, and misbehaves as it
/// is told to.
///
///     let gateway = ScriptedGateway([.timeOutAfter, .fail])
///
/// What it *says* is in the worker's hands; what it *did* is in ``paid``, for a test to compare with
/// the ledger.
public final class ScriptedGateway: PaymentGateway {
  /// What happens to one call of ``refund(_:)``.
  public enum Move: Sendable, Hashable, CaseIterable {
    /// The money goes back.
    case succeed
    /// It does not; another attempt may.
    case fail
    /// It does not, and never will.
    case failForGood
    /// Accepted; ``finish(_:succeeding:)`` decides.
    case accept
    /// The call is lost on its way: nothing happens, and the caller hears nothing.
    case timeOutBefore
    /// The money goes back, and the answer is lost on its way.
    case timeOutAfter
    /// The call is held up, and arrives when the next one does; the caller hears nothing.
    case arriveLate
  }

  /// The caller hears nothing.
  public struct TimedOut: Error {}

  private enum Status {
    case pending
    case succeeded
    case failed(isFinal: Bool)
  }

  private struct State {
    var status: [AttemptID: Status] = [:]
    var requests: [AttemptID: GatewayRefund] = [:]
    var heldUp: [GatewayRefund] = []
    var transfers: [AttemptID: Int] = [:]
    var notices: [SettleRefund] = []
    var calls = 0
    var queries = 0
    var isDown = false
  }

  private let state = Mutex(State())
  private let script: @Sendable (GatewayRefund, Int) -> Move
  private let kinds: Set<Tender.Kind>

  /// A gateway that asks `script` what happens to each call: the request, and the number of the call
  /// from 0.
  public init(
    serving kinds: Set<Tender.Kind> = [.gateway],
    script: @escaping @Sendable (GatewayRefund, Int) -> Move
  ) {
    self.kinds = kinds
    self.script = script
  }

  /// A gateway that makes these moves in turn, and then succeeds.
  public convenience init(_ moves: [Move] = [], serving kinds: Set<Tender.Kind> = [.gateway]) {
    self.init(serving: kinds) { _, call in call < moves.count ? moves[call] : .succeed }
  }

  /// Whether the tender's kind is among those it serves.
  public func serves(_ tender: Tender) -> Bool { kinds.contains(tender.kind) }

  /// Asks for a refund: does what the script says, once a key.
  public func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
    try state.withLock { state throws(TimedOut) in
      for late in state.heldUp { carryOut(late, .succeed, &state) }
      state.heldUp = []
      let call = state.calls
      state.calls += 1
      if state.isDown { throw TimedOut() }
      let move = script(request, call)
      switch move {
      case .timeOutBefore: throw TimedOut()
      case .arriveLate:
        state.heldUp.append(request)
        throw TimedOut()
      case .timeOutAfter:
        carryOut(request, .succeed, &state)
        throw TimedOut()
      default: carryOut(request, move, &state)
      }
      return outcome(of: request.key, state)
    }
  }

  /// What became of a key; `nil` if it never arrived.
  public func query(_ request: GatewayRefund) async throws -> GatewayOutcome? {
    try state.withLock { state throws(TimedOut) in
      state.queries += 1
      if state.isDown { throw TimedOut() }
      return state.status[request.key] == nil ? nil : outcome(of: request.key, state)
    }
  }
}

// MARK: - What the service does by itself

extension ScriptedGateway {
  /// Whether every call is lost, queries too.
  public var isDown: Bool {
    get { state.withLock { $0.isDown } }
    set { state.withLock { $0.isDown = newValue } }
  }

  /// Decides a refund that was accepted, and tells it.
  public func finish(_ key: AttemptID, succeeding: Bool) {
    state.withLock { state in
      guard case .pending = state.status[key] else { return }
      if succeeding {
        pay(key, &state)
        tell(key, .succeeded, &state)
      } else {
        state.status[key] = .failed(isFinal: false)
        tell(key, .failed, &state)
      }
    }
  }

  /// A refund that had succeeded comes back, days later: an account that is closed. It is told.
  public func bounce(_ key: AttemptID) {
    state.withLock { state in
      guard case .succeeded = state.status[key] else { return }
      state.status[key] = .failed(isFinal: false)
      tell(key, .failed, &state)
    }
  }

  /// The webhooks since the last look, each as often as such services send them: twice.
  public func takeNotices() -> [SettleRefund] {
    state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }

  private func carryOut(_ request: GatewayRefund, _ move: Move, _ state: inout State) {
    // One key, one refund.
    guard state.status[request.key] == nil else { return }
    state.requests[request.key] = request
    switch move {
    case .fail: state.status[request.key] = .failed(isFinal: false)
    case .failForGood: state.status[request.key] = .failed(isFinal: true)
    case .accept: state.status[request.key] = .pending
    default: pay(request.key, &state)
    }
  }

  private func pay(_ key: AttemptID, _ state: inout State) {
    state.status[key] = .succeeded
    state.transfers[key, default: 0] += 1
  }

  private func tell(
    _ key: AttemptID, _ outcome: SettleRefund.Outcome, _ state: inout State
  ) {
    let notice = SettleRefund(attempt: key, outcome: outcome)
    state.notices += [notice, notice]
  }

  private func outcome(of key: AttemptID, _ state: borrowing State) -> GatewayOutcome {
    switch state.status[key] {
    case .pending: .pending
    case .succeeded: .succeeded
    case .failed(let isFinal): .failed(GatewayFailure(reason: "declined", isFinal: isFinal))
    case nil: .unknown
    }
  }
}

// MARK: - What it did

extension ScriptedGateway {
  /// What it gave back for good, in minor units, by key.
  public var paid: [AttemptID: Int64] {
    state.withLock { state in
      var paid: [AttemptID: Int64] = [:]
      for (key, status) in state.status {
        if case .succeeded = status { paid[key] = state.requests[key]?.amount.minorUnits }
      }
      return paid
    }
  }

  /// What it gave back for good, in minor units, by refund.
  public var paidByRefund: [RefundID: Int64] {
    let paid = self.paid
    return state.withLock { state in
      var sums: [RefundID: Int64] = [:]
      for (key, amount) in paid {
        if let refund = state.requests[key]?.refund { sums[refund, default: 0] += amount }
      }
      return sums
    }
  }

  /// How often money moved under a key. More than once is a bug of this gateway's.
  public var transfers: [AttemptID: Int] { state.withLock { $0.transfers } }

  /// Refunds that were accepted and are not decided.
  public var accepted: [AttemptID] {
    state.withLock { state in
      state.status.compactMap { key, status in
        if case .pending = status { key } else { nil }
      }.sorted()
    }
  }

  /// How often a refund was asked for.
  public var calls: Int { state.withLock { $0.calls } }

  /// How often it was queried.
  public var queries: Int { state.withLock { $0.queries } }
}
