/// A payment of an order: what was authorised, and what became of it.
public struct PaymentState: Sendable, Hashable {
  /// The caller's name for it, unique in the ledger.
  public let id: PaymentID
  /// Position in the order, from 0.
  public let number: Int
  /// What the customer pays with.
  public let tender: Tender
  /// Authorised, in minor units.
  public let authorized: Int64
  /// Captured, in minor units.
  public internal(set) var captured: Int64
  /// Promised, and neither captured nor released, in minor units.
  public internal(set) var open: Int64

  package init(
    id: PaymentID, number: Int, tender: Tender, authorized: Int64, captured: Int64 = 0, open: Int64
  ) {
    self.id = id
    self.number = number
    self.tender = tender
    self.authorized = authorized
    self.captured = captured
    self.open = open
  }

  mutating func apply(_ transaction: PaymentTransaction) {
    switch transaction.kind {
    case .authorize: open += transaction.promised
    case .capture, .sale:
      captured += transaction.amount
      open -= transaction.promised
    case .void, .expire: open -= transaction.promised
    }
  }
}
