/// What a reason for cancelling is about, whatever a merchant calls it.
public enum ReasonGroup: String, Sendable, Hashable, CaseIterable, Codable {
  /// The customer's wish or mistake.
  case customer
  /// The goods could not be had.
  case stock
  /// The payment failed or never came.
  case payment
  /// Fraud, proven or feared.
  case fraud
  /// The merchant's wish or mistake.
  case merchant
  /// Anything else.
  case other
}

/// A reason of the built-in catalogue. Any other ``ReasonCode`` is a merchant's own.
public enum BuiltInReason: String, Sendable, Hashable, CaseIterable {
  case customer, inventory, fraud, declined, staff, other
  case shippingDelay, duplicate, priceError, addressUndeliverable, unpaid

  /// The code that commands carry.
  public var code: ReasonCode { ReasonCode(unchecked: rawValue) }

  /// What it is about.
  public var group: ReasonGroup {
    switch self {
    case .customer, .shippingDelay, .duplicate, .addressUndeliverable: .customer
    case .inventory: .stock
    case .declined, .unpaid: .payment
    case .fraud: .fraud
    case .staff, .priceError: .merchant
    case .other: .other
    }
  }

  /// What a person reads.
  public var title: String {
    switch self {
    case .customer: "Customer changed or cancelled the order"
    case .inventory: "Items unavailable"
    case .fraud: "Fraudulent order"
    case .declined: "Payment declined"
    case .staff: "Staff error"
    case .other: "Other"
    case .shippingDelay: "Shipping took too long"
    case .duplicate: "Duplicate order"
    case .priceError: "Price error"
    case .addressUndeliverable: "Address can't be delivered to"
    case .unpaid: "Payment never arrived"
    }
  }
}
