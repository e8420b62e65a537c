/// Where an order stands as a document.
public enum OrderStatus: UInt8, Sendable, Hashable, CaseIterable {
  /// Nothing was cancelled.
  case open = 0
  /// Some units were cancelled, and others are open or have left.
  case partiallyCancelled = 1
  /// Every unit was cancelled.
  case cancelled = 2

  /// The word for this status in the wire form.
  public var name: String {
    switch self {
    case .open: "open"
    case .partiallyCancelled: "partiallyCancelled"
    case .cancelled: "cancelled"
    }
  }
}

/// Where an order stands with its customer's money.
public enum PaymentStatus: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing is authorised or captured.
  case unpaid
  /// Something is authorised, nothing captured.
  case authorized
  /// Captured, but less than the order is worth now.
  case partiallyPaid
  /// Captured all that the order is worth now.
  case paid
  /// Some of what was captured was given back.
  case partiallyRefunded
  /// All that was captured was given back.
  case refunded
  /// Authorised once, and released without a capture.
  case voided
}

/// Where an order stands with its goods.
public enum FulfillmentStatus: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing has left and something is open.
  case unfulfilled
  /// Some units have left and others are open.
  case partiallyFulfilled
  /// Every unit that was not cancelled has left.
  case fulfilled
  /// Every unit was cancelled: there is nothing to send.
  case notNeeded
}

extension PaymentStatus {
  /// The status that these figures make; all in minor units.
  package init(
    captured: Int64, authorized: Int64, settled: Int64, outstanding: Int64, hasPayments: Bool
  ) {
    if captured == 0 {
      self = authorized > 0 ? .authorized : hasPayments ? .voided : .unpaid
    } else if settled >= captured {
      self = .refunded
    } else if settled > 0 {
      self = .partiallyRefunded
    } else {
      self = outstanding > 0 ? .partiallyPaid : .paid
    }
  }
}

extension FulfillmentStatus {
  /// The status that these units make.
  package init(open: Int64, fulfilled: Int64) {
    if fulfilled == 0 {
      self = open == 0 ? .notNeeded : .unfulfilled
    } else {
      self = open == 0 ? .fulfilled : .partiallyFulfilled
    }
  }
}
