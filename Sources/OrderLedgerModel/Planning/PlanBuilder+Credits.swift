// Gift cards and store credit: balances that this ledger keeps.

extension PlanBuilder {
  /// When what is planned happens in business.
  var time: Timestamp { command.at ?? context.recordedAt }

  /// Changes a gift card's or an account's balance, and what is promised of it.
  ///
  /// - Parameters:
  ///   - status: where it stands from now on; `nil` is where it stood.
  ///   - expires: when it can be spent no more, from now on; the inner `nil` is never.
  mutating func changeCredit(
    _ state: CreditState, _ event: CreditChange.Event, balance: Int64 = 0, held: Int64 = 0,
    status: CreditStatus? = nil, expires: Timestamp?? = nil
  ) {
    let change = CreditChange(
      credit: state.name, kind: state.kind, event: event, currency: state.currency,
      balance: balance, held: held, status: status ?? state.status,
      expires: expires ?? state.expires,
      previous: state.lastSequence == 0 ? nil : state.lastSequence)
    var state = state
    state.apply(change, sequence: context.sequence)
    credits[state.name] = state
    append(.credit(change))
  }

  /// What a payment's transaction does to the balance it is made with; its postings are the
  /// caller's.
  mutating func changeCredit(by transaction: PaymentTransaction) {
    guard transaction.tender.kind.isCredit, let state = credits[transaction.tender.name] else {
      return
    }
    switch transaction.kind {
    case .authorize: changeCredit(state, .hold, held: transaction.amount)
    case .capture, .sale:
      changeCredit(
        state, .spend, balance: -transaction.amount, held: -transaction.promised)
    case .void, .expire: changeCredit(state, .release, held: -transaction.promised)
    }
  }

  /// Adds to an account, which is made if there is none. Its postings' other side is the caller's.
  mutating func issueCredit(
    _ name: CreditName, _ kind: CreditKind, _ amount: Int64, _ currency: Currency,
    expires: Timestamp?
  ) {
    var until = expires
    if let old = credits[name], old.balance > 0, old.status == .active {
      // Credit that is added never shortens the life of what is there.
      until = old.expires.flatMap { old in expires.map { max(old, $0) } }
    }
    let state = credits[name] ?? CreditState(name: name, kind: kind, currency: currency)
    changeCredit(state, .issue, balance: amount, status: .active, expires: .some(until))
    leg(.credit, kind.account(of: name), amount, currency)
  }

  /// Gives back to the balance it came from. One that has expired since is good again, with what
  /// was taken as income then: money that can't be spent is no refund.
  mutating func restoreCredit(_ amount: Int64, to tender: Tender) throws(LedgerError) {
    guard let kind = tender.kind.credit, var state = credits[tender.name] else {
      throw LedgerError(.integrity, .credit(tender), found: "nothing to restore to")
    }
    // A card that paid for the order it was sold by, whose own line is given back.
    guard state.status != .disabled else {
      throw LedgerError(.creditDisabled, .credit(tender), found: state.status.name)
    }
    if state.status == .expired {
      let taken = state.breakage
      changeCredit(state, .revive, balance: taken, status: .active, expires: .some(nil))
      leg(.debit, Account(.breakage), taken, state.currency)
      leg(.credit, kind.account(of: tender.name), taken, state.currency)
      state = credits[tender.name] ?? state
    }
    let isOver = state.isExpired(at: time)
    changeCredit(
      state, .restore, balance: amount, expires: .some(isOver ? nil : state.expires))
    leg(.credit, kind.account(of: tender.name), amount, state.currency)
  }

  /// What a change of a line does to the card that it sells: worth its price once the line is
  /// fulfilled, worth nothing when that is undone, and never good again once it is given back.
  mutating func changeCard(_ card: CreditName, by change: LineChange, _ value: Int64) {
    guard let state = credits[card] else { return }
    if value > 0 {
      changeCredit(state, .issue, balance: value, status: .active)
    } else if value < 0 {
      let isUndone = change.kind == .unfulfill
      changeCredit(
        state, .withdraw, balance: value, status: isUndone ? .announced : .disabled)
    } else if change.cancelled > 0 || change.reversed > 0, state.status == .announced {
      changeCredit(state, .disable, status: .disabled)
    }
  }

  /// Refuses what would take more from a balance than can be spent of it.
  func checkCredits() throws(LedgerError) {
    for case .credit(let change) in writtenEntries {
      guard let state = credits[change.credit] else { continue }
      if state.balance < state.held || state.held < 0 || state.balance < 0 {
        let need = -min(0, change.balance)
        throw LedgerError(
          .insufficientCredit, .credit(state.kind, state.name), found: "\(need)",
          allowed: "\(max(0, state.balance - state.held + need))")
      }
      guard state.balance <= Limits.maxAmount else {
        throw LedgerError(
          .overflow, .credit(state.kind, state.name), found: "\(state.balance)",
          allowed: "at most \(Limits.maxAmount)")
      }
    }
  }
}

extension LedgerError.Subject {
  static func credit(_ kind: CreditKind, _ name: CreditName) -> Self {
    Self(kind.name, name.text)
  }

  static func credit(_ tender: Tender) -> Self { Self(tender.kind.name, tender.name.text) }
}

extension Snapshot {
  /// The balance that a tender spends, or `.creditNotFound`.
  func credit(_ tender: Tender) throws(LedgerError) -> CreditState? {
    guard let kind = tender.kind.credit else { return nil }
    guard let state = credits[tender.name], state.kind == kind else {
      throw LedgerError(
        .creditNotFound, .credit(tender), found: credits[tender.name]?.kind.name)
    }
    return state
  }
}

extension CreditState {
  /// Refuses one that can't be spent at `time`.
  func checkSpendable(at time: Timestamp) throws(LedgerError) {
    switch status {
    case .announced, .disabled:
      throw LedgerError(
        .creditDisabled, .credit(kind, name), found: status.name, sequence: lastSequence)
    case .active, .expired: break
    }
    guard isExpired(at: time) else { return }
    throw LedgerError(
      .creditExpired, .credit(kind, name),
      found: expires.map { "expired at \($0)" } ?? status.name, sequence: lastSequence)
  }

  /// Refuses another currency.
  func checkCurrency(_ other: Currency) throws(LedgerError) {
    guard currency != other else { return }
    throw LedgerError(
      .currencyMismatch, .credit(kind, name), found: other.code, allowed: currency.code)
  }

  /// Refuses more than can be spent.
  func checkAvailable(_ amount: Int64) throws(LedgerError) {
    guard amount > available else { return }
    throw LedgerError(
      .insufficientCredit, .credit(kind, name), found: "\(amount)", allowed: "\(available)")
  }
}
