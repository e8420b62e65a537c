/// Gives money back without cancelling or moving anything.
public struct Refund: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// The caller's name for the refund, unique among the ledger's cancellations and refunds.
  public var refund: RefundID
  /// Units whose price goes back.
  public var lines: [LineQuantity]?
  /// How much of the shipping charge goes back; `nil` is none.
  public var shipping: ShippingChoice?
  /// Minor units that go back in all; `nil` is what the lines and the shipping are worth.
  public var amount: Int64?
  /// Whether it goes to the original tenders now, or is left for later.
  public var to: RefundChoice
  /// Why.
  public var reason: ReasonCode
  /// For the merchant's eyes. ``EraseCustomer`` erases it where the order names a customer; without
  /// one nothing does, so nothing personal belongs into it.
  public var note: Note?
  /// Whether the customer is told.
  public var notify: Bool

  /// Gives money of `order` back.
  public init(
    order: OrderID, refund: RefundID, lines: [LineQuantity]? = nil,
    shipping: ShippingChoice? = nil, amount: Int64? = nil, to: RefundChoice = .original,
    reason: ReasonCode, note: Note? = nil, notify: Bool = false
  ) {
    self.order = order
    self.refund = refund
    self.lines = lines
    self.shipping = shipping
    self.amount = amount
    self.to = to
    self.reason = reason
    self.note = note
    self.notify = notify
  }
}

/// An attempt to carry out a refund was handed to the payment service.
public struct SubmitRefund: Sendable, Hashable {
  /// The caller's name for the attempt, unique in the ledger.
  public var attempt: AttemptID
  /// The cancellation or refund it carries out.
  public var refund: RefundID
  /// The payment the money goes back to; `nil` is the first that has some to get.
  public var payment: PaymentID?
  /// Minor units, > 0; `nil` is all that this payment has to get.
  public var amount: Int64?
  /// The payment service's own name for the transaction.
  public var reference: GatewayReference?
  /// What the customer gets in the presentment currency; `nil` is in proportion to what came in.
  public var presentment: Money?
  /// What is handed over, in minor units, where it is rounded to coins: a manual tender alone.
  public var cash: Int64?

  /// An attempt to carry out `refund` was handed over.
  public init(
    attempt: AttemptID, refund: RefundID, payment: PaymentID? = nil, amount: Int64? = nil,
    reference: GatewayReference? = nil, presentment: Money? = nil, cash: Int64? = nil
  ) {
    self.attempt = attempt
    self.refund = refund
    self.payment = payment
    self.amount = amount
    self.reference = reference
    self.presentment = presentment
    self.cash = cash
  }
}

/// An attempt to refund ended, also late: a success can still turn into a failure.
public struct SettleRefund: Sendable, Hashable {
  /// How an attempt can end.
  public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
    /// The money went back.
    case succeeded
    /// It did not, or it came back again.
    case failed
    /// It was called off.
    case cancelled

    var status: AttemptStatus {
      switch self {
      case .succeeded: .succeeded
      case .failed: .failed
      case .cancelled: .cancelled
      }
    }
  }

  /// Which attempt.
  public var attempt: AttemptID
  /// How it ended.
  public var outcome: Outcome
  /// The payment service's own name for the transaction.
  public var reference: GatewayReference?
  /// Why it failed, in the payment service's words.
  public var failure: Note?
  /// What the payment service charged for it, in minor units, ≥ 0.
  public var fee: Int64

  /// `attempt` ended with `outcome`.
  public init(
    attempt: AttemptID, outcome: Outcome, reference: GatewayReference? = nil,
    failure: Note? = nil, fee: Int64 = 0
  ) {
    self.attempt = attempt
    self.outcome = outcome
    self.reference = reference
    self.failure = failure
    self.fee = fee
  }
}
