/// An entry: one leg of a balanced set. Amounts are positive and have a side.
public struct Posting: Sendable, Hashable {
  /// Which of an account's counters a posting moves.
  public enum Phase: UInt8, Sendable, Hashable, CaseIterable {
    /// Adds to what is posted.
    case posted = 0
    /// Adds to what is pending: promised, not yet so.
    case pending = 1
    /// Takes from what is pending: it was posted, or it will not happen.
    case released = 2

    /// The word for this phase in the wire form.
    public var name: String {
      switch self {
      case .posted: "posted"
      case .pending: "pending"
      case .released: "released"
      }
    }
  }

  /// Which account.
  public let account: Account
  /// Which side.
  public let side: Side
  /// Minor units, > 0.
  public let amount: Int64
  /// The currency of `amount`.
  public let currency: Currency
  /// Which counter.
  public let phase: Phase

  package init(
    account: Account, side: Side, amount: Int64, currency: Currency, phase: Phase = .posted
  ) {
    self.account = account
    self.side = side
    self.amount = amount
    self.currency = currency
    self.phase = phase
  }
}
