public import OrderLedgerModel

/// What sends money back to a customer: a payment service, or a person with a till.
///
/// A ``RefundWorker`` calls it outside of any transaction, and only after the attempt was recorded in
/// the ledger. Calls may overlap, may be repeated after a crash, and may be cancelled.
///
/// What the worker relies on, because no ledger can make up for it:
///
/// - **One key, one refund.** ``GatewayRefund/key`` asked for twice moves money once. Payment services
///   call this an idempotency key.
/// - **An answer is true.** ``GatewayOutcome/failed(_:)`` says that no money moved and none will.
///   Where that is not known, the answer is ``GatewayOutcome/unknown``, or an error.
/// - **Cancellation ends a call.** A call that outlasts
///   ``RefundWorkerSettings/callTimeout`` is cancelled, and counts as unknown.
public protocol PaymentGateway: Sendable {
  /// Whether this is who gives money back by `tender`.
  func serves(_ tender: Tender) -> Bool

  /// Asks for a refund.
  ///
  /// - Returns: what is known of it.
  /// - Throws: anything. It counts as ``GatewayOutcome/unknown``: the money may have moved.
  func refund(_ request: GatewayRefund) async throws -> GatewayOutcome

  /// What became of a refund that was, or may have been, asked for. Moves no money.
  ///
  /// - Returns: what is known of it; `nil` if this key was never asked for.
  /// - Throws: anything. It counts as ``GatewayOutcome/unknown``.
  func query(_ request: GatewayRefund) async throws -> GatewayOutcome?
}
