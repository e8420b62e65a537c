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

    /// The word for this choice in the wire form.
    public var name: String {
      switch self {
      case .original: "original"
      case .later: "later"
      case .none: "none"
      case .amount: "amount"
      }
    }
  }

  /// Which choice.
  public let kind: Kind
  /// For ``Kind/amount``: minor units, ≥ 0; else `nil`.
  public let amount: Int64?

  init(_ kind: Kind, amount: Int64? = nil) {
    self.kind = kind
    self.amount = amount
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
