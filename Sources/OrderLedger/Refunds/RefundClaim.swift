import OrderLedgerModel

/// What a worker has leased, and is to call the gateway for.
struct RefundClaim: Sendable {
  let key: RefundWorkKey
  /// Which of the worker's gateways.
  let gateway: Int
  let request: GatewayRefund
  /// Whether the attempt was recorded just now by this very worker: nobody can have asked the gateway
  /// for it. Of any other attempt that is not known, and the gateway is queried first.
  let isNew: Bool
  let leasedUntil: Timestamp
}

/// What was found when work was looked for.
struct RefundClaims: Sendable {
  var claims: [RefundClaim] = []
  var round = RefundRound()
  /// Whether the whole journal was searched.
  var isComplete = true
}

/// The moments at which a worker can be killed, for tests.
package enum RefundWorkerStep: String, Sendable, CaseIterable {
  case beforeClaim, insideClaim, afterClaim
  case beforeQuery, afterQuery, beforeCall, afterCall
  case beforeConclusion, insideConclusion, afterConclusion
}
