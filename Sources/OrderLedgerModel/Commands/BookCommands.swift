/// Closes the books up to a time: nothing is dated there any more.
///
/// A correction of what is closed is dated in the open period (``Reverse``, ``Adjust``). What a
/// gateway tells of a closed period is recorded in the open one, and says when it happened.
public struct ClosePeriod: Sendable, Hashable {
  /// The last instant of the period; past, and after that of the period closed before.
  public var through: Timestamp

  /// Closes all up to `through`, which is closed too.
  public init(through: Timestamp) { self.through = through }
}

/// Posts an amount from one account to another by hand: a payout, a tax that was remitted, a fee
/// that no command knows. Needs a key.
///
/// Accounts that follow from the state of orders, stock, credits or disputes can't be named: their
/// commands post there (``AccountCode/isAdjustable``).
public struct Adjust: Sendable, Hashable {
  /// The order that it concerns, in whose timeline it appears; `nil` is none.
  public var order: OrderID?
  /// The account that is debited.
  public var debit: Account
  /// The account that is credited.
  public var credit: Account
  /// Minor units of `currency`, > 0.
  public var amount: Int64
  /// The currency of `amount`.
  public var currency: Currency
  /// Why.
  public var reason: ReasonCode
  /// For the merchant's eyes. ``EraseCustomer`` erases it where `order` names an order of a customer;
  /// otherwise nothing does, so nothing personal belongs into it.
  public var note: Note?

  /// Debits `debit` and credits `credit`.
  public init(
    order: OrderID? = nil, debit: Account, credit: Account, amount: Int64, currency: Currency,
    reason: ReasonCode, note: Note? = nil
  ) {
    self.order = order
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.currency = currency
    self.reason = reason
    self.note = note
  }
}

/// Posts the opposite of a journal transaction, once.
///
/// Only what consists of postings to adjustable accounts can be reversed. What changed an order, its
/// stock or its money is undone by a command of its own, which the refusal names.
public struct Reverse: Sendable, Hashable {
  /// The journal transaction.
  public var sequence: Int64
  /// Why.
  public var reason: ReasonCode
  /// For the merchant's eyes. ``EraseCustomer`` erases it where the posting concerns an order of a
  /// customer; otherwise nothing does, so nothing personal belongs into it.
  public var note: Note?

  /// Reverses journal transaction `sequence`.
  public init(sequence: Int64, reason: ReasonCode, note: Note? = nil) {
    self.sequence = sequence
    self.reason = reason
    self.note = note
  }
}

extension ClosePeriod: ActionConvertible {
  /// `.closePeriod` of itself.
  public var action: Action { .closePeriod(self) }
}

extension Adjust: ActionConvertible {
  /// `.adjust` of itself.
  public var action: Action { .adjust(self) }
}

extension Reverse: ActionConvertible {
  /// `.reverse` of itself.
  public var action: Action { .reverse(self) }
}
