/// Where an attempt to carry out a refund stands.
public enum AttemptStatus: UInt8, Sendable, Hashable, CaseIterable {
  /// Handed to the payment service.
  case submitted = 0
  /// The money went back.
  case succeeded = 1
  /// It did not go back, or came back again; the debt stands.
  case failed = 2
  /// Called off before it was carried out; the debt stands.
  case cancelled = 3

  /// The word for this status in the wire form.
  public var name: String {
    switch self {
    case .submitted: "submitted"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }
}

/// An attempt as it stands now.
public struct AttemptState: Sendable, Hashable {
  /// The caller's name for the attempt, unique in the ledger; also the key for the payment service.
  public let id: AttemptID
  /// Position in the order, from 0.
  public let number: Int
  /// The refund's position in the order.
  public let refund: Int
  /// The payment's position in the order.
  public let payment: Int
  /// Minor units, > 0.
  public let amount: Int64
  /// Where it stands.
  public internal(set) var status: AttemptStatus
  /// The sequence number of the journal transaction that gave it this status.
  public internal(set) var sequence: Int64

  package init(
    id: AttemptID, number: Int, refund: Int, payment: Int, amount: Int64, status: AttemptStatus,
    sequence: Int64
  ) {
    self.id = id
    self.number = number
    self.refund = refund
    self.payment = payment
    self.amount = amount
    self.status = status
    self.sequence = sequence
  }
}

/// An entry: an attempt took a status.
public struct AttemptChange: Sendable, Hashable {
  /// Which attempt.
  public let attempt: AttemptID
  /// Its position in the order.
  public let number: Int
  /// The refund it carries out.
  public let refund: RefundID
  /// That refund's position in the order.
  public let refundNumber: Int
  /// The position of the payment the money goes back to.
  public let payment: Int
  /// Minor units, > 0.
  public let amount: Int64
  /// The status it had; `nil` when it is new.
  public let previous: AttemptStatus?
  /// The status it takes.
  public let status: AttemptStatus
  /// The payment service's own name for the transaction.
  public let reference: GatewayReference?
  /// Why it failed, in the payment service's words.
  public let failure: Note?
  /// What the payment service charged for it, in minor units, ≥ 0.
  public let fee: Int64

  package init(
    attempt: AttemptID, number: Int, refund: RefundID, refundNumber: Int, payment: Int,
    amount: Int64, previous: AttemptStatus?, status: AttemptStatus,
    reference: GatewayReference? = nil, failure: Note? = nil, fee: Int64 = 0
  ) {
    self.attempt = attempt
    self.number = number
    self.refund = refund
    self.refundNumber = refundNumber
    self.payment = payment
    self.amount = amount
    self.previous = previous
    self.status = status
    self.reference = reference
    self.failure = failure
    self.fee = fee
  }

  /// What the change does to the share's figures: (pending, settled), in minor units.
  package var shareChange: (pending: Int64, settled: Int64) {
    switch (previous, status) {
    case (nil, .submitted): (amount, 0)
    case (nil, .succeeded): (0, amount)
    case (.submitted, .succeeded): (-amount, amount)
    case (.submitted, .failed), (.submitted, .cancelled): (-amount, 0)
    case (.succeeded, .failed): (0, -amount)
    default: (0, 0)
    }
  }
}
