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
    /// Money that a dispute took.
    case disputed = 6
    /// Money that came back because a dispute was won.
    case recovered = 7
    /// A refund that became store credit, so that the money stays where it is.
    case credited = 8

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .placed: "placed"
      case .captured: "captured"
      case .submitted: "submitted"
      case .succeeded: "succeeded"
      case .released: "released"
      case .returned: "returned"
      case .disputed: "disputed"
      case .recovered: "recovered"
      case .credited: "credited"
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
  /// The dispute's position in the order; `nil` where it is no dispute.
  public let dispute: Int?
  /// Minor units of the order's currency. Of money that left or came back: what it was worth as it
  /// had come in, so that the rest keeps the rate it came in with.
  public let amount: Int64
  /// The amount that the customer sees.
  public let presented: Money

  package init(
    _ kind: Kind, payment: Int? = nil, attempt: Int? = nil, dispute: Int? = nil, amount: Int64,
    presented: Money
  ) {
    self.kind = kind
    self.payment = payment
    self.attempt = attempt
    self.dispute = dispute
    self.amount = amount
    self.presented = presented
  }
}

extension Exchange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(kind.rawValue)
    writer.append(payment)
    writer.append(attempt)
    writer.append(dispute)
    writer.append(amount)
    writer.append(presented.minorUnits)
    writer.append(presented.currency)
  }
}

extension Exchange {
  /// What happens to the figures of a payment.
  package struct ShareChange {
    /// On its way back, as presented.
    package var pending: Int64 = 0
    /// Gone, as presented.
    package var gone: Int64 = 0
    /// What that was worth as it had come in.
    package var worth: Int64 = 0
    /// Given back as store credit, as presented.
    package var kept: Int64 = 0
  }

  /// What a refund or a dispute does to the figures of its payment.
  package var shareChange: ShareChange {
    let units = presented.minorUnits
    switch kind {
    case .placed, .captured: return ShareChange()
    case .submitted: return ShareChange(pending: units)
    case .succeeded: return ShareChange(pending: -units, gone: units, worth: amount)
    case .released: return ShareChange(pending: -units)
    case .returned, .recovered: return ShareChange(gone: -units, worth: -amount)
    case .disputed: return ShareChange(gone: units, worth: amount)
    case .credited: return ShareChange(kept: units)
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
