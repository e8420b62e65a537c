/// A customer's dispute of a payment: a chargeback.
public typealias DisputeID = Identifier<DisputeIdentity>

/// The kind of `DisputeID`.
public enum DisputeIdentity: IdentifierKind {
  /// `"DisputeID"`.
  public static var name: String { "DisputeID" }
}

/// Where a dispute stands.
public enum DisputeStatus: UInt8, Sendable, Hashable, CaseIterable {
  /// The gateway holds the money.
  case open = 0
  /// The money came back to the merchant.
  case won = 1
  /// The money went to the customer.
  case lost = 2

  /// The word for this status in the wire form.
  public var name: String {
    switch self {
    case .open: "open"
    case .won: "won"
    case .lost: "lost"
    }
  }
}

/// A dispute as it stands now.
public struct DisputeState: Sendable, Hashable {
  /// The caller's name for it, unique in the ledger.
  public let id: DisputeID
  /// Position in the order, from 0.
  public let number: Int
  /// The payment's position in the order.
  public let payment: Int
  /// Minor units, > 0.
  public let amount: Int64
  /// What the gateway charged for it, in minor units, less what came back.
  public internal(set) var fee: Int64
  /// Where it stands.
  public internal(set) var status: DisputeStatus
  /// Of a lost dispute, what refunds had promised the customer anyway, in minor units.
  public internal(set) var refunded: Int64
  /// The sequence number of the journal transaction that gave it this status.
  public internal(set) var sequence: Int64

  package init(
    id: DisputeID, number: Int, payment: Int, amount: Int64, fee: Int64,
    status: DisputeStatus = .open, refunded: Int64 = 0, sequence: Int64
  ) {
    self.id = id
    self.number = number
    self.payment = payment
    self.amount = amount
    self.fee = fee
    self.status = status
    self.refunded = refunded
    self.sequence = sequence
  }

  /// Of a lost dispute, what no refund had promised, in minor units: gone from the payment.
  public var charged: Int64 { status == .lost ? amount - refunded : 0 }

  /// What the gateway holds, in minor units.
  public var disputed: Int64 { status == .open ? amount : 0 }
}
