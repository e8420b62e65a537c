/// An entry: something happened to a payment.
public struct PaymentTransaction: Sendable, Hashable {
  /// What happened.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// The tender promised an amount.
    case authorize = 0
    /// Promised money came in.
    case capture = 1
    /// Promised and came in, at once.
    case sale = 2
    /// What was still promised was let go.
    case void = 3
    /// What was still promised lapsed.
    case expire = 4

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .authorize: "authorize"
      case .capture: "capture"
      case .sale: "sale"
      case .void: "void"
      case .expire: "expire"
      }
    }
  }

  /// Which payment.
  public let payment: PaymentID
  /// Its position in the order.
  public let number: Int
  /// What happened.
  public let kind: Kind
  /// What the customer pays with.
  public let tender: Tender
  /// Minor units, > 0.
  public let amount: Int64
  /// How much of it was, or is from now on, promised: what the transaction takes from the promise,
  /// or for ``Kind/authorize`` adds to it. Less than `amount` for a sale or a late capture.
  public let promised: Int64
  /// What the payment service kept of it, in minor units, ≥ 0.
  public let fee: Int64
  /// The payment service's own name for the transaction.
  public let reference: GatewayReference?
  /// When an authorisation lapses.
  public let expires: Timestamp?

  package init(
    payment: PaymentID, number: Int, kind: Kind, tender: Tender, amount: Int64,
    promised: Int64, fee: Int64 = 0,
    reference: GatewayReference? = nil, expires: Timestamp? = nil
  ) {
    self.payment = payment
    self.number = number
    self.kind = kind
    self.tender = tender
    self.amount = amount
    self.promised = promised
    self.fee = fee
    self.reference = reference
    self.expires = expires
  }
}
