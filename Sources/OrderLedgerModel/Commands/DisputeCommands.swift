/// A customer disputed a payment, and the gateway took the money back until it is decided.
public struct OpenDispute: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// The caller's name for the dispute, unique in the ledger.
  public var dispute: DisputeID
  /// The payment that is disputed.
  public var payment: PaymentID
  /// Minor units, > 0; never more than was captured and not given back.
  public var amount: Int64
  /// What the gateway charges for it, in minor units, ≥ 0.
  public var fee: Int64
  /// What the gateway took in the presentment currency; `nil` is in proportion to what came in.
  public var presentment: Money?

  /// `amount` minor units of `payment` are disputed.
  public init(
    order: OrderID, dispute: DisputeID, payment: PaymentID, amount: Int64, fee: Int64 = 0,
    presentment: Money? = nil
  ) {
    self.order = order
    self.dispute = dispute
    self.payment = payment
    self.amount = amount
    self.fee = fee
    self.presentment = presentment
  }
}

/// A dispute was decided.
public struct CloseDispute: Sendable, Hashable {
  /// How a dispute can end.
  public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
    /// The money is the merchant's: it came back.
    case won
    /// The money is the customer's.
    case lost

    var status: DisputeStatus { self == .won ? .won : .lost }
  }

  /// Which dispute.
  public var dispute: DisputeID
  /// How it ended.
  public var outcome: Outcome
  /// For ``Outcome/won``: how much of the fee came back, in minor units.
  public var feeReturned: Int64
  /// For ``Outcome/lost``: cancels what is open of the order in the same transaction, under this
  /// name; `nil` leaves the order open, and unpaid.
  public var cancellation: RefundID?

  /// `dispute` ended with `outcome`.
  public init(
    dispute: DisputeID, outcome: Outcome, feeReturned: Int64 = 0, cancellation: RefundID? = nil
  ) {
    self.dispute = dispute
    self.outcome = outcome
    self.feeReturned = feeReturned
    self.cancellation = cancellation
  }
}

extension OpenDispute: ActionConvertible {
  /// `.openDispute` of itself.
  public var action: Action { .openDispute(self) }
}

extension CloseDispute: ActionConvertible {
  /// `.closeDispute` of itself.
  public var action: Action { .closeDispute(self) }
}
