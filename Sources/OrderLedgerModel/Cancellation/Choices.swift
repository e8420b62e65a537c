/// What becomes of the money that a cancellation or refund sets free.
public struct RefundChoice: Sendable, Hashable {
  /// The choices, as merchants know them.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Back to where it came from.
    case original = 0
    /// Cancelled now, owed until someone submits it.
    case later = 1
    /// Kept.
    case none = 2
    /// An amount of the caller's.
    case amount = 3
    /// To the customer's store credit, at once.
    case storeCredit = 4

    /// The word for this choice in the wire form.
    public var name: String {
      switch self {
      case .original: "original"
      case .later: "later"
      case .none: "none"
      case .amount: "amount"
      case .storeCredit: "storeCredit"
      }
    }
  }

  /// Which choice.
  public let kind: Kind
  /// For ``Kind/amount``: minor units, ≥ 0; else `nil`.
  public let amount: Int64?
  /// For ``Kind/storeCredit``: the account; `nil` is the one that is named as the customer is.
  public let account: CreditName?
  /// For ``Kind/storeCredit``: when it expires; `nil` is never.
  public let expires: Timestamp?

  init(
    _ kind: Kind, amount: Int64? = nil, account: CreditName? = nil, expires: Timestamp? = nil
  ) {
    self.kind = kind
    self.amount = amount
    self.account = account
    self.expires = expires
  }

  /// Back to where it came from.
  public static let original = RefundChoice(.original)
  /// Cancelled now, owed until someone submits it.
  public static let later = RefundChoice(.later)
  /// Kept.
  public static let none = RefundChoice(.none)
  /// `minorUnits` go back; the gap to what is due is booked as a discrepancy.
  public static func amount(_ minorUnits: Int64) -> RefundChoice {
    RefundChoice(.amount, amount: minorUnits)
  }
  /// To the customer's store credit; see ``Kind/storeCredit``.
  public static let storeCredit = RefundChoice(.storeCredit)
  /// To the store credit `account`, the customer's own if it is `nil`.
  public static func storeCredit(
    account: CreditName? = nil, expires: Timestamp? = nil
  ) -> RefundChoice {
    RefundChoice(.storeCredit, account: account, expires: expires)
  }
}

/// What becomes of the shipping charge.
public struct ShippingChoice: Sendable, Hashable {
  /// The choices.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Goes back when nothing of the order ships.
    case auto = 0
    /// Goes back with the goods, by their value.
    case proportional = 1
    /// An amount of the caller's goes back.
    case amount = 2
    /// Stays.
    case keep = 3

    /// The word for this choice in the wire form.
    public var name: String {
      switch self {
      case .auto: "auto"
      case .proportional: "proportional"
      case .amount: "amount"
      case .keep: "keep"
      }
    }
  }

  /// Which choice.
  public let kind: Kind
  /// For ``Kind/amount``: minor units before tax that is not included, ≥ 0; else `nil`.
  public let amount: Int64?

  init(_ kind: Kind, amount: Int64? = nil) {
    self.kind = kind
    self.amount = amount
  }

  /// Goes back when nothing of the order ships.
  public static let auto = ShippingChoice(.auto)
  /// Goes back with the goods, by their value.
  public static let proportional = ShippingChoice(.proportional)
  /// Stays.
  public static let keep = ShippingChoice(.keep)
  /// `minorUnits` of it go back, and the tax on them.
  public static func amount(_ minorUnits: Int64) -> ShippingChoice {
    ShippingChoice(.amount, amount: minorUnits)
  }
}

/// A cancellation fee that the merchant keeps out of the refund.
public struct CancellationFee: Sendable, Hashable {
  /// Minor units, tax included, > 0.
  public var amount: Int64
  /// The tax inside `amount`, in minor units, ≥ 0.
  public var tax: Int64
  /// The tax's code; given when `tax` is.
  public var taxCode: TaxCode?

  /// A fee of `amount` minor units, of which `tax` is tax.
  public init(amount: Int64, tax: Int64 = 0, taxCode: TaxCode? = nil) {
    self.amount = amount
    self.tax = tax
    self.taxCode = taxCode
  }
}
