public import OrderLedgerModel

/// How a ``RefundWorker`` works.
public struct RefundWorkerSettings: Sendable, Hashable {
  /// Failed attempts of one payment's refund after which it is given to a person, 1…``maxAttempts``.
  public var attemptLimit = 5
  /// Times in a row that a gateway leaves open what became of an attempt, after which it is given to
  /// a person, 1…``maxQueries``.
  public var queryLimit = 20
  /// How long after the first failure the next attempt comes. Each further one doubles it.
  public var firstDelay: Duration = .seconds(30)
  /// What the doubling stops at.
  public var longestDelay: Duration = .seconds(6 * 3_600)
  /// How long a gateway may take for one call.
  public var callTimeout: Duration = .seconds(30)
  /// How long others leave alone what this worker has begun. At least three times ``callTimeout``: a
  /// query, a call, and the time to write what came of them.
  public var lease: Duration = .seconds(300)
  /// How many refunds it works on at the same time, 1…``maxConcurrency``.
  public var concurrency = 8
  /// How long ``RefundWorker/run()`` rests when nothing is due.
  public var pollInterval: Duration = .seconds(10)
  /// Whether refunds that were decided to be given `later` are due. They wait for a person to submit
  /// them otherwise.
  public var sendsLater = false
  /// Who the journal says did it.
  public var actor: ActorID = "system:refund-worker"

  /// The most failed attempts before a person is asked.
  public static let maxAttempts = 100
  /// The most queries without an answer before a person is asked.
  public static let maxQueries = 1_000
  /// The most refunds at the same time.
  public static let maxConcurrency = 256

  /// The defaults.
  public init() {}

  /// Why these settings can't be worked with; `nil` if they can.
  package var problem: String? {
    let second = Duration.seconds(1)
    if !(1...Self.maxAttempts).contains(attemptLimit) {
      return "Set attemptLimit to 1…\(Self.maxAttempts)."
    }
    if !(1...Self.maxQueries).contains(queryLimit) {
      return "Set queryLimit to 1…\(Self.maxQueries)."
    }
    if !(1...Self.maxConcurrency).contains(concurrency) {
      return "Set concurrency to 1…\(Self.maxConcurrency)."
    }
    if firstDelay <= .zero || longestDelay < firstDelay || longestDelay > second * 31_536_000 {
      return "Set firstDelay above zero, and longestDelay between it and a year."
    }
    if callTimeout <= .zero || lease < callTimeout * 3 || lease > second * 31_536_000 {
      return "Set callTimeout above zero, and lease between three times that and a year."
    }
    if pollInterval <= .zero { return "Set pollInterval above zero." }
    return nil
  }
}
