/// Gives a customer store credit: goodwill, which is no refund of any order's money.
public struct IssueStoreCredit: Sendable, Hashable {
  /// The customer's account. Made by its first credit, added to by the others.
  public var account: CreditName
  /// Minor units, > 0.
  public var amount: Int64
  /// The currency of `amount`, which is the account's for good.
  public var currency: Currency
  /// When the credit expires; `nil` is never. Credit that is added never makes an account expire
  /// earlier than it would have.
  public var expires: Timestamp?
  /// Why; the dimension of account 5510.
  public var reason: ReasonCode

  /// `amount` minor units of `currency` for `account`.
  public init(
    account: CreditName, amount: Int64, currency: Currency, expires: Timestamp? = nil,
    reason: ReasonCode = BuiltInReason.other.code
  ) {
    self.account = account
    self.amount = amount
    self.currency = currency
    self.expires = expires
    self.reason = reason
  }
}

/// Issues a gift card that no order sells: sold at a till, or given away.
public struct IssueGiftCard: Sendable, Hashable {
  /// The card's name.
  public var account: CreditName
  /// Minor units, > 0.
  public var amount: Int64
  /// The currency of `amount`.
  public var currency: Currency
  /// When the card expires; `nil` is never.
  public var expires: Timestamp?
  /// What it was paid with, a gateway or a manual tender; `nil` is given away, a cost of 5510.
  public var tender: Tender?
  /// Why it was given away; the dimension of account 5510.
  public var reason: ReasonCode

  /// A card of `amount` minor units of `currency`.
  public init(
    account: CreditName, amount: Int64, currency: Currency, expires: Timestamp? = nil,
    tender: Tender? = nil, reason: ReasonCode = BuiltInReason.other.code
  ) {
    self.account = account
    self.amount = amount
    self.currency = currency
    self.expires = expires
    self.tender = tender
    self.reason = reason
  }
}

/// Takes what is left of a gift card or a store credit account as income (breakage, 4310).
public struct ExpireCredit: Sendable, Hashable {
  /// Which card or account. Before it expires, only one that never does.
  public var account: CreditName
  /// Minor units, > 0: a part of it is taken, and the rest can still be spent. `nil` is all that is
  /// not promised to an order.
  public var amount: Int64?

  /// What is left of `account`, or `amount` of it.
  public init(account: CreditName, amount: Int64? = nil) {
    self.account = account
    self.amount = amount
  }
}

extension IssueStoreCredit: ActionConvertible {
  /// `.issueStoreCredit` of itself.
  public var action: Action { .issueStoreCredit(self) }
}

extension IssueGiftCard: ActionConvertible {
  /// `.issueGiftCard` of itself.
  public var action: Action { .issueGiftCard(self) }
}

extension ExpireCredit: ActionConvertible {
  /// `.expireCredit` of itself.
  public var action: Action { .expireCredit(self) }
}
