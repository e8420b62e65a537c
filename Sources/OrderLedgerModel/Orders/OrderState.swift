/// An order as it stands now: what was placed, and everything that has happened since.
public struct OrderState: Sendable, Hashable {
  /// The caller's name for the order.
  public let id: OrderID
  /// The currency of every amount in the order.
  public let currency: Currency
  /// Whose order it is.
  public let customer: CustomerID?
  /// Where it was sold; the dimension of the revenue accounts.
  public let channel: Channel?
  /// The cancelled order in whose place it was placed.
  public let replaces: OrderID?
  /// Grows by one with each journal transaction of the order.
  public internal(set) var version: Int64
  /// The sequence number of the order's last journal transaction.
  public internal(set) var lastSequence: Int64
  /// Goods first, then shipping and charges, as placed.
  public internal(set) var lines: [LineState]
  /// The order's payments, as authorised.
  public internal(set) var payments: [PaymentState]
  /// Every decision to give money back.
  public internal(set) var refunds: [RefundState]
  /// Every attempt to carry one out.
  public internal(set) var attempts: [AttemptState]
  /// Every request for a cancellation, answered or not.
  public internal(set) var requests: [RequestState]
  /// Every dispute of one of its payments.
  public internal(set) var disputes: [DisputeState]
  /// Every return of units that have left.
  public internal(set) var returns: [ReturnState]
  /// Money received for the order's value: captured, less what was decided to be given back from
  /// it or kept as a fee, and what disputes took of it. Goodwill does not count. Minor units.
  public internal(set) var received: Int64
  /// The journal transaction that cancelled the last of it; `nil` while something stands.
  public internal(set) var cancelledBy: Int64?
  /// Its amounts as the customer sees them, where they are others.
  public package(set) var presented: PresentedAmounts?
  /// The engine's own name for the order's row; meaningless elsewhere.
  package let row: Int64

  package init(
    id: OrderID, currency: Currency, customer: CustomerID?, channel: Channel?,
    replaces: OrderID? = nil, version: Int64,
    lastSequence: Int64, lines: [LineState], payments: [PaymentState], refunds: [RefundState],
    attempts: [AttemptState], requests: [RequestState] = [], disputes: [DisputeState] = [],
    returns: [ReturnState] = [], received: Int64, cancelledBy: Int64?, row: Int64
  ) {
    self.id = id
    self.currency = currency
    self.customer = customer
    self.channel = channel
    self.replaces = replaces
    self.version = version
    self.lastSequence = lastSequence
    self.lines = lines
    self.payments = payments
    self.refunds = refunds
    self.attempts = attempts
    self.requests = requests
    self.disputes = disputes
    self.returns = returns
    self.received = received
    self.cancelledBy = cancelledBy
    self.row = row
  }
}

extension OrderState {
  /// Units that are neither cancelled nor gone.
  public var openUnits: Int64 {
    lines.sum { $0.open }
  }

  /// Units that have left, including those that came back.
  public var fulfilledUnits: Int64 {
    lines.sum { $0.placed.kind == .item ? $0.fulfilled : 0 }
  }

  /// Units cancelled.
  public var cancelledUnits: Int64 {
    lines.sum { $0.cancelled }
  }

  /// What the order was worth when it was placed, in minor units.
  public var total: Int64 {
    lines.sum { $0.placed.total }
  }

  /// What the order is worth now: placed less reversed, in minor units.
  public var value: Int64 {
    var sum: Int64 = 0
    for line in lines { sum += line.placed.total - line.reversedAmounts.total }
    return sum
  }

  /// Captured from all payments, in minor units.
  public var captured: Int64 {
    payments.sum { $0.captured }
  }

  /// Authorised and neither captured nor released, in minor units.
  public var authorized: Int64 {
    payments.sum { $0.open }
  }

  /// All refunds decided, whatever has become of them, in minor units.
  public var refundDecided: Int64 {
    refunds.sum { $0.amount }
  }

  /// The most that can still be decided to be given back: captured − decided − lost by disputes.
  /// What is in dispute is part of it, and can be owed, but not given back meanwhile. Minor units.
  public var refundable: Int64 { captured - refundDecided - chargedBack }

  /// What the customer still has to pay for the order's value, in minor units.
  public var outstanding: Int64 { max(0, value - received) }

  /// Decided, and neither under way nor settled, in minor units.
  public var refundOwed: Int64 {
    refunds.sum { $0.owed }
  }

  /// Submitted and not settled, in minor units.
  public var refundPending: Int64 {
    refunds.sum { $0.pending }
  }

  /// Given back for good, in minor units.
  public var refundSettled: Int64 {
    refunds.sum { $0.settled }
  }
}

extension OrderState {
  /// Where the order stands as a document.
  public var status: OrderStatus {
    let cancelled = cancelledUnits
    if cancelled == 0 { return .open }
    return openUnits == 0 && fulfilledUnits == 0 ? .cancelled : .partiallyCancelled
  }

  /// Where it stands with its goods.
  public var fulfillmentStatus: FulfillmentStatus {
    FulfillmentStatus(open: openUnits, fulfilled: fulfilledUnits)
  }

  /// Where it stands with its customer's money.
  public var paymentStatus: PaymentStatus {
    PaymentStatus(
      captured: captured, authorized: authorized, settled: refundSettled,
      outstanding: outstanding, hasPayments: !payments.isEmpty)
  }
}
