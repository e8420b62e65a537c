public import OrderLedgerModel

/// What is known of a refund that a ``PaymentGateway`` was asked for.
public enum GatewayOutcome: Sendable, Hashable {
  /// The money went back. `fee` is what the service charged, in minor units, ≥ 0.
  case succeeded(reference: GatewayReference?, fee: Int64)
  /// No money moved, and none will.
  case failed(GatewayFailure)
  /// It was called off before any money moved.
  case cancelled
  /// It was accepted and is under way. The worker asks again later.
  case pending
  /// It was handed over, and there is nothing to ask: a notice tells the end, which `SettleRefund`
  /// records. So it is with a person who pays out, and with services that only send webhooks.
  case awaitingNotice
  /// It may have been carried out or not. The worker asks with the same key before anything else.
  case unknown

  /// The money went back.
  public static let succeeded = GatewayOutcome.succeeded(reference: nil, fee: 0)
}

/// Why no money went back.
public struct GatewayFailure: Sendable, Hashable {
  /// In the service's words. It is recorded in the journal for ever, so it names no person.
  public var reason: Note?
  /// Whether another attempt would fail too: an account that was closed, a payment too old. It goes
  /// to a person at once.
  public var isFinal: Bool

  /// A failure for this reason.
  public init(reason: Note? = nil, isFinal: Bool = false) {
    self.reason = reason
    self.isFinal = isFinal
  }
}
