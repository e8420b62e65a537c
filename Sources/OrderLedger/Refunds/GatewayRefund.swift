public import OrderLedgerModel

/// A refund as a ``PaymentGateway`` is asked for it.
public struct GatewayRefund: Sendable, Hashable {
  /// The attempt's name in the ledger, and its key for the payment service: the same in every
  /// repetition, and another for every other attempt.
  ///
  /// It is a digest of the ledger, order, refund, payment, the attempt's number and the amount. A ledger
  /// that was restored from a backup asks for the same refund under the same key.
  public let key: AttemptID
  /// The order.
  public let order: OrderID
  /// The cancellation or refund that decided it.
  public let refund: RefundID
  /// The payment that the money goes back to.
  public let payment: PaymentID
  /// What the customer paid with.
  public let tender: Tender
  /// How much the customer gets, > 0, in the currency that the payment came in by.
  public let amount: Money
  /// What that is in the order's currency, > 0: the same, unless the order has two currencies or the
  /// amount is rounded to coins.
  public let orderAmount: Money
  /// The payment service's own names for the captures of this payment, the newest first.
  public let captures: [GatewayReference]
}
