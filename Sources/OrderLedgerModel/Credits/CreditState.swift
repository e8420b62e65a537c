/// A gift card or a store credit account as it stands now.
public struct CreditState: Sendable, Hashable {
  /// The card's or account's name.
  public let name: CreditName
  /// Which of the two it is.
  public let kind: CreditKind
  /// The currency of its amounts.
  public let currency: Currency
  /// What the merchant owes on it, in minor units, ≥ 0: what accounts 2510 and 2520 show.
  public internal(set) var balance: Int64
  /// Of it, promised to orders and not captured yet, in minor units.
  public internal(set) var held: Int64
  /// Taken as income when it expired (breakage), in minor units.
  public internal(set) var breakage: Int64
  /// Where it stands.
  public internal(set) var status: CreditStatus
  /// When it can be spent no more; `nil` is never.
  public internal(set) var expires: Timestamp?
  /// The journal transaction that changed it last.
  public internal(set) var lastSequence: Int64

  package init(
    name: CreditName, kind: CreditKind, currency: Currency, balance: Int64 = 0, held: Int64 = 0,
    breakage: Int64 = 0, status: CreditStatus = .announced, expires: Timestamp? = nil,
    lastSequence: Int64 = 0
  ) {
    self.name = name
    self.kind = kind
    self.currency = currency
    self.balance = balance
    self.held = held
    self.breakage = breakage
    self.status = status
    self.expires = expires
    self.lastSequence = lastSequence
  }

  /// What can be spent of it, in minor units: balance − held, while it is active.
  public var available: Int64 { status == .active ? balance - held : 0 }

  /// Whether its time was over at `time`, whether or not its rest was taken as income.
  public func isExpired(at time: Timestamp) -> Bool {
    status == .expired || expires.map { $0 <= time } ?? false
  }

  mutating func apply(_ change: CreditChange, sequence: Int64) {
    balance += change.balance
    held += change.held
    breakage += change.breakage
    status = change.status
    expires = change.expires
    lastSequence = sequence
  }
}
