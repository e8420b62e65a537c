import Logging
public import OrderLedgerModel
import Synchronization

/// Carries out the refunds that the ledger owes, by way of payment gateways, so that none is lost and
/// none is paid twice.
///
///     let worker = RefundWorker(ledger, gateways: [stripe, ManualGateway()])
///     try await withThrowingTaskGroup(of: Void.self) { group in
///       group.addTask { try await worker.run() }
///       …
///     }
///
/// Each attempt is recorded in the ledger, with a lease on it, *before* its gateway is called, and no
/// transaction is open during the call. A worker that is killed at any moment leaves behind what the
/// next one needs: an attempt whose end is not known is never followed by a new one. The gateway is
/// queried by the attempt's own key, asked again under the same key if it never heard of it, and only
/// an attempt that is known to have failed, or to have been called off, has a successor. The lease
/// keeps two workers from doing the same work; that money moves once rests on the key.
///
/// Failures are tried again after a delay that doubles, with jitter; after
/// ``RefundWorkerSettings/attemptLimit`` of them the refund is given to a person, who finds it with
/// ``LedgerReading/refundWork(_:)`` and hands it back with ``Ledger/retryRefund(_:)``.
///
/// A gateway's webhook is the command `SettleRefund` with the attempt's name, on whatever host takes
/// it: told twice it is a replay, and a failure that is told after a success opens the debt again,
/// which the worker finds.
public final class RefundWorker: Sendable {
  /// Whose refunds it carries out.
  public let ledger: Ledger
  /// Its name on its leases.
  public let name: String
  /// How it works.
  public let settings: RefundWorkerSettings
  let gateways: [any PaymentGateway]
  let clock: @Sendable () -> Timestamp
  let pause: @Sendable (Duration) async throws -> Void
  let probe: @Sendable (RefundWorkerStep) throws -> Void
  let logger = Logger(label: "order-ledger.refunds")
  private let random: Mutex<any RandomNumberGenerator & Sendable>

  /// A worker for the refunds of `ledger`.
  ///
  /// Any number of workers may work on the same ledger, in this and in other processes.
  ///
  /// - Parameters:
  ///   - ledger: whose refunds it carries out.
  ///   - gateways: the first that serves a payment's tender is asked. Refunds that none of them serves
  ///     are left to other workers.
  ///   - name: tells this worker from others; by default a random one.
  ///   - settings: how it works. Those that can't be worked with stop the program.
  ///   - clock: decides what is due and how long a lease lasts; by default the ledger's.
  ///   - random: the jitter's.
  public convenience init(
    _ ledger: Ledger, gateways: [any PaymentGateway], name: String? = nil,
    settings: RefundWorkerSettings = RefundWorkerSettings(),
    clock: (@Sendable () -> Timestamp)? = nil,
    random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    self.init(
      ledger, gateways: gateways, name: name, settings: settings, clock: clock, random: random,
      pause: { try await Task.sleep(for: $0) }, probe: { _ in })
  }

  package init(
    _ ledger: Ledger, gateways: [any PaymentGateway], name: String? = nil,
    settings: RefundWorkerSettings, clock: (@Sendable () -> Timestamp)? = nil,
    random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
    pause: @escaping @Sendable (Duration) async throws -> Void,
    probe: @escaping @Sendable (RefundWorkerStep) throws -> Void
  ) {
    let problem = settings.problem
    precondition(problem == nil, problem ?? "")
    self.ledger = ledger
    self.gateways = gateways
    self.settings = settings
    self.clock = clock ?? ledger.configuration.clock
    self.pause = pause
    self.probe = probe
    var random = random
    self.name = name ?? "worker-\(String(random.next(), radix: 16))"
    self.random = Mutex(random)
  }

  /// Works until the task is cancelled: what is due now, then a rest, and so on.
  ///
  /// Cancelling ends it after what is under way: calls are cancelled, and an answer that came is
  /// recorded. A ledger that is busy is tried again, and so is what may have been written or not
  /// (`unknownOutcome`): the next round looks at what is there.
  ///
  /// - Throws: what keeps the ledger from being read or written.
  public func run() async throws(LedgerError) {
    while !Task.isCancelled {
      do throws(LedgerError) {
        try await runOnce()
      } catch {
        switch error.code {
        case .cancelled: return
        case .busy:
          logger.notice("The ledger is busy; the refunds wait.", metadata: ["error": "\(error)"])
        case .unknownOutcome:
          logger.warning(
            "A commit's end can't be told; the refunds are looked at again.",
            metadata: ["error": "\(error)"])
        default: throw error
        }
      }
      do { try await pause(settings.pollInterval) } catch { return }
    }
  }

  /// Works on everything that is due now, once.
  ///
  /// - Returns: what came of it.
  /// - Throws: what keeps the ledger from being read or written.
  @discardableResult
  public func runOnce() async throws(LedgerError) -> RefundRound {
    var round = RefundRound()
    let start = clock()
    while !Task.isCancelled {
      try step(.beforeClaim)
      let found = try await claim(dueBy: start)
      try step(.afterClaim)
      round += found.round
      if found.claims.isEmpty, found.isComplete { break }
      round += try await work(on: found.claims)
    }
    return round
  }

  private func work(on claims: [RefundClaim]) async throws(LedgerError) -> RefundRound {
    let results = await withTaskGroup(of: Result<RefundRound, LedgerError>.self) { group in
      for claim in claims {
        group.addTask {
          do throws(LedgerError) {
            return .success(try await self.carryOut(claim))
          } catch {
            return .failure(error)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var round = RefundRound()
    for result in results { round += try result.get() }
    return round
  }

  func delay(after failures: Int) -> Int64 {
    random.withLock { RefundBackoff.delay(after: failures, settings, &$0) }
  }

  /// Where a test may end the worker.
  func step(_ step: RefundWorkerStep) throws(LedgerError) {
    do { try probe(step) } catch { throw LedgerError(.database, found: "\(error)") }
  }
}
