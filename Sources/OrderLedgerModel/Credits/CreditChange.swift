/// An entry: something happened to a gift card or a store credit account.
///
/// Amounts are changes, the status and the expiry are as they are from then on.
public struct CreditChange: Sendable, Hashable {
  /// What happened.
  public enum Event: UInt8, Sendable, Hashable, CaseIterable {
    /// An order that sells it was placed.
    case announce = 0
    /// It was given value: by a command, by the fulfillment of the order that sold it, or because a
    /// refund goes to it.
    case issue = 1
    /// Some of it was promised to an order.
    case hold = 2
    /// What was promised was let go.
    case release = 3
    /// Some of it paid for an order.
    case spend = 4
    /// What it had paid for an order came back.
    case restore = 5
    /// What was left of it was taken as income, or a part of that.
    case expire = 6
    /// It had expired, and is good again, with all that was taken.
    case revive = 7
    /// The order that was to sell it was cancelled.
    case disable = 8
    /// The value that was sold was taken back.
    case withdraw = 9

    /// The word for this event in the wire form.
    public var name: String {
      switch self {
      case .announce: "announce"
      case .issue: "issue"
      case .hold: "hold"
      case .release: "release"
      case .spend: "spend"
      case .restore: "restore"
      case .expire: "expire"
      case .revive: "revive"
      case .disable: "disable"
      case .withdraw: "withdraw"
      }
    }
  }

  /// Which card or account.
  public let credit: CreditName
  /// Which of the two it is.
  public let kind: CreditKind
  /// What happened.
  public let event: Event
  /// The currency of the amounts.
  public let currency: Currency
  /// What its balance gained, or lost (< 0), in minor units.
  public let balance: Int64
  /// What was promised of it, or let go (< 0), in minor units.
  public let held: Int64
  /// Where it stands from now on.
  public let status: CreditStatus
  /// When it can be spent no more, from now on; `nil` is never.
  public let expires: Timestamp?
  /// The journal transaction that changed it before; `nil` for its first.
  public let previous: Int64?

  package init(
    credit: CreditName, kind: CreditKind, event: Event, currency: Currency, balance: Int64 = 0,
    held: Int64 = 0, status: CreditStatus, expires: Timestamp?, previous: Int64?
  ) {
    self.credit = credit
    self.kind = kind
    self.event = event
    self.currency = currency
    self.balance = balance
    self.held = held
    self.status = status
    self.expires = expires
    self.previous = previous
  }

  /// What was taken as income, or given up again (< 0), in minor units.
  package var breakage: Int64 { event == .expire || event == .revive ? -balance : 0 }
}
