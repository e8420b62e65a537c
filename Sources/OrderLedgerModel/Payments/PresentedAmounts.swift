/// An order's amounts as the customer sees them; orders in one currency have none.
public struct PresentedAmounts: Sendable, Hashable {
  /// A payment that came in as another amount than the order's: in its currency, or in cash.
  public struct Payment: Sendable, Hashable {
    /// The payment's position in the order.
    public let number: Int
    /// The currency of the presented figures.
    public let currency: Currency
    /// Came in, in minor units of the order's currency.
    public internal(set) var amount: Int64
    /// Came in, as presented.
    public internal(set) var presented: Int64
    /// On its way back, as presented.
    public internal(set) var pending: Int64
    /// Back with the customer, or taken by disputes, as presented.
    public internal(set) var returned: Int64
    /// What of ``amount`` that was.
    public internal(set) var returnedAmount: Int64
    /// Given back as store credit, as presented: it stays where it came in.
    public internal(set) var kept: Int64

    package init(
      number: Int, currency: Currency, amount: Int64, presented: Int64, pending: Int64 = 0,
      returned: Int64 = 0, returnedAmount: Int64 = 0, kept: Int64 = 0
    ) {
      self.number = number
      self.currency = currency
      self.amount = amount
      self.presented = presented
      self.pending = pending
      self.returned = returned
      self.returnedAmount = returnedAmount
      self.kept = kept
    }

    /// What can still go back, as presented.
    public var left: Int64 { presented - pending - returned - kept }
  }

  /// An attempt to refund.
  public struct Attempt: Sendable, Hashable {
    /// The attempt's position in the order.
    public let number: Int
    /// The position in the order of the payment that has two amounts, as in ``Exchange/payment``.
    public let payment: Int?
    /// Minor units of the order's currency.
    public let amount: Int64
    /// What the customer gets.
    public let presented: Money

    package init(number: Int, payment: Int?, amount: Int64, presented: Money) {
      self.number = number
      self.payment = payment
      self.amount = amount
      self.presented = presented
    }
  }

  /// What a dispute took.
  public struct Dispute: Sendable, Hashable {
    /// The dispute's position in the order.
    public let number: Int
    /// The payment's position in the order.
    public let payment: Int
    /// What it was worth as it had come in, in minor units of the order's currency.
    public let amount: Int64
    /// What was taken.
    public let presented: Money

    package init(number: Int, payment: Int, amount: Int64, presented: Money) {
      self.number = number
      self.payment = payment
      self.amount = amount
      self.presented = presented
    }
  }

  /// The order's value as the customer saw it; `nil` where only cash was rounded.
  public internal(set) var total: Money?
  /// Payments, as they came in.
  public internal(set) var payments: [Payment] = []
  /// Attempts to refund, as they were submitted.
  public internal(set) var attempts: [Attempt] = []
  /// Disputes, as they took the money; also those that gave it back.
  public internal(set) var disputes: [Dispute] = []

  package init() {}

  // What an engine fills in.
  package mutating func place(_ total: Money) { self.total = total }
  package mutating func add(_ payment: Payment) { payments.append(payment) }
  package mutating func add(_ attempt: Attempt) { attempts.append(attempt) }
  package mutating func add(_ dispute: Dispute) { disputes.append(dispute) }

  /// Applies an entry.
  mutating func apply(_ exchange: Exchange) {
    let units = exchange.presented.minorUnits
    let index = payments.firstIndex { $0.number == exchange.payment }
    switch exchange.kind {
    case .placed: total = exchange.presented
    case .captured:
      guard let index else {
        payments.append(
          Payment(
            number: exchange.payment ?? 0, currency: exchange.presented.currency,
            amount: exchange.amount, presented: units))
        return
      }
      payments[index].amount += exchange.amount
      payments[index].presented += units
      return
    case .submitted:
      attempts.append(
        Attempt(
          number: exchange.attempt ?? 0, payment: exchange.payment, amount: exchange.amount,
          presented: exchange.presented))
    case .disputed:
      disputes.append(
        Dispute(
          number: exchange.dispute ?? 0, payment: exchange.payment ?? 0, amount: exchange.amount,
          presented: exchange.presented))
    case .succeeded, .released, .returned, .recovered, .credited: break
    }
    if let index { payments[index].apply(exchange.shareChange) }
  }
}

extension PresentedAmounts.Payment {
  fileprivate mutating func apply(_ change: Exchange.ShareChange) {
    pending += change.pending
    returned += change.gone
    returnedAmount += change.worth
    kept += change.kept
  }
}
