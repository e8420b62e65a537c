/// An entry: an amount of a transaction as the customer sees it, beside the order's own currency.
///
/// Two amounts are a rate, and each transaction has its own. Where the currency is the order's, the
/// customer hands over cash, and what is presented is the amount as it was rounded.
public struct Exchange: Sendable, Hashable {
  /// What has two amounts.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// The order as it was placed.
    case placed = 0
    /// Money that came in.
    case captured = 1
    /// A refund on its way.
    case submitted = 2
    /// A refund that has left.
    case succeeded = 3
    /// A refund that did not leave.
    case released = 4
    /// A refund that had left and came back.
    case returned = 5

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .placed: "placed"
      case .captured: "captured"
      case .submitted: "submitted"
      case .succeeded: "succeeded"
      case .released: "released"
      case .returned: "returned"
      }
    }
  }

  /// What has two amounts.
  public let kind: Kind
  /// The position in the order of the payment that has two amounts; `nil` for the order as a whole,
  /// and where cash is rounded of a payment that came in as it was.
  public let payment: Int?
  /// The attempt's position in the order; `nil` where it is no refund.
  public let attempt: Int?
  /// Minor units of the order's currency. Of money that left or came back: what it was worth as it
  /// had come in, so that the rest keeps the rate it came in with.
  public let amount: Int64
  /// The amount that the customer sees.
  public let presented: Money

  package init(
    _ kind: Kind, payment: Int? = nil, attempt: Int? = nil, amount: Int64, presented: Money
  ) {
    self.kind = kind
    self.payment = payment
    self.attempt = attempt
    self.amount = amount
    self.presented = presented
  }
}

extension Exchange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(kind.rawValue)
    writer.append(payment)
    writer.append(attempt)
    writer.append(amount)
    writer.append(presented.minorUnits)
    writer.append(presented.currency)
  }
}

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
    /// Back with the customer, as presented.
    public internal(set) var returned: Int64
    /// What of ``amount`` that was.
    public internal(set) var returnedAmount: Int64

    package init(
      number: Int, currency: Currency, amount: Int64, presented: Int64, pending: Int64 = 0,
      returned: Int64 = 0, returnedAmount: Int64 = 0
    ) {
      self.number = number
      self.currency = currency
      self.amount = amount
      self.presented = presented
      self.pending = pending
      self.returned = returned
      self.returnedAmount = returnedAmount
    }

    /// What can still go back, as presented.
    public var left: Int64 { presented - pending - returned }
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

  /// The order's value as the customer saw it; `nil` where only cash was rounded.
  public internal(set) var total: Money?
  /// Payments, as they came in.
  public internal(set) var payments: [Payment] = []
  /// Attempts to refund, as they were submitted.
  public internal(set) var attempts: [Attempt] = []

  package init() {}

  // What an engine fills in.
  package mutating func place(_ total: Money) { self.total = total }
  package mutating func add(_ payment: Payment) { payments.append(payment) }
  package mutating func add(_ attempt: Attempt) { attempts.append(attempt) }

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
    case .submitted:
      attempts.append(
        Attempt(
          number: exchange.attempt ?? 0, payment: exchange.payment, amount: exchange.amount,
          presented: exchange.presented))
      if let index { payments[index].pending += units }
    case .succeeded, .released, .returned:
      guard let index else { return }
      let (pending, returned, worth) = exchange.shareChange
      payments[index].pending += pending
      payments[index].returned += returned
      payments[index].returnedAmount += worth
    }
  }
}

extension Exchange {
  /// What a refund's outcome does to the figures of its payment: as presented, what is on its way
  /// back and what is back; and what the latter was worth as it had come in.
  package var shareChange: (pending: Int64, returned: Int64, worth: Int64) {
    let units = presented.minorUnits
    switch kind {
    case .placed, .captured: return (0, 0, 0)
    case .submitted: return (units, 0, 0)
    case .succeeded: return (-units, units, amount)
    case .released: return (-units, 0, 0)
    case .returned: return (0, -units, -amount)
    }
  }
}

extension Limits {
  /// The most that cash is rounded by, either way: two and a half major units, so that the coarsest
  /// coins in use (5 forints, 1 krone) fit; five minor units where a currency has no smaller ones
  /// (10 won).
  public static func maxCashRounding(_ currency: Currency) -> Int64 {
    var limit: Int64 = 25
    if currency.exponent == 0 { return 5 }
    for _ in 1..<currency.exponent { limit *= 10 }
    return limit
  }
}
