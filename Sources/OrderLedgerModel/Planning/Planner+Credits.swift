extension IssueStoreCredit: PlannedAction {
  package static var name: String { "issueStoreCredit" }
  package var needsKey: Bool { true }
  package var readSet: ReadSet { ReadSet(credit: account) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    var builder = PlanBuilder(command, snapshot, context)
    try checkIssue(amount, currency, expires, at: builder.time)
    try snapshot.checkAccount(account, currency)
    builder.document = account.text
    builder.reason = reason
    builder.issueCredit(account, .storeCredit, amount, currency, expires: expires)
    builder.leg(.debit, Account(.goodwill, reason.text), amount, currency)
    return .plan(try builder.finish())
  }
}

extension IssueGiftCard: PlannedAction {
  package static var name: String { "issueGiftCard" }
  package var readSet: ReadSet { ReadSet(credit: account) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    var builder = PlanBuilder(command, snapshot, context)
    try checkIssue(amount, currency, expires, at: builder.time)
    if let tender, tender.kind.isCredit {
      throw LedgerError(
        .invalidChoice, .field("tender.kind"), found: tender.kind.name,
        allowed: "gateway, manual")
    }
    try snapshot.checkNew(card: account)
    builder.document = account.text
    if tender == nil { builder.reason = reason }
    builder.issueCredit(account, .giftCard, amount, currency, expires: expires)
    builder.leg(
      .debit, tender?.account ?? Account(.goodwill, reason.text), amount, currency)
    return .plan(try builder.finish())
  }
}

extension ExpireCredit: PlannedAction {
  package static var name: String { "expireCredit" }
  /// All that is left can't be taken twice; a part can.
  package var needsKey: Bool { amount != nil }
  package var readSet: ReadSet { ReadSet(credit: account) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if let amount { try checkAmount(amount, from: 1, .field("amount")) }
    guard let state = snapshot.credits[account] else {
      throw LedgerError(.creditNotFound, LedgerError.Subject("credit", account.text))
    }
    let subject = LedgerError.Subject.credit(state.kind, account)
    var builder = PlanBuilder(command, snapshot, context)
    let left = state.balance - state.held
    switch state.status {
    case .announced, .disabled:
      throw LedgerError(
        .creditDisabled, subject, found: state.status.name, sequence: state.lastSequence)
    case .expired where left == 0:
      throw LedgerError(
        .creditExpired, subject, found: "nothing left", sequence: state.lastSequence)
    case .active, .expired: break
    }
    if let expires = state.expires, expires > builder.time {
      throw LedgerError(
        .creditNotExpired, subject, found: "\(builder.time)", allowed: "from \(expires) on")
    }
    let taken = amount ?? left
    guard taken <= left else {
      throw LedgerError(.insufficientCredit, subject, found: "\(taken)", allowed: "\(left)")
    }
    builder.document = account.text
    builder.changeCredit(
      state, .expire, balance: -taken, status: amount == nil ? .expired : state.status)
    builder.leg(.debit, state.kind.account(of: account), taken, state.currency)
    builder.leg(.credit, Account(.breakage), taken, state.currency)
    return .plan(try builder.finish())
  }
}

private func checkIssue(
  _ amount: Int64, _ currency: Currency, _ expires: Timestamp?, at time: Timestamp
) throws(LedgerError) {
  try checkAmount(amount, from: 1, .field("amount"))
  try checkCurrency(currency)
  try checkExpiry(expires, at: time, "expires")
}

extension Snapshot {
  /// Refuses a name that is taken.
  func checkNew(card: CreditName) throws(LedgerError) {
    guard let taken = credits[card] else { return }
    throw LedgerError(
      .alreadyExists, .credit(taken.kind, card), found: taken.kind.name,
      sequence: taken.lastSequence)
  }

  /// Refuses an account that store credit can't go to. One that there is not yet will be made.
  func checkAccount(_ account: CreditName, _ currency: Currency) throws(LedgerError) {
    guard let state = credits[account] else { return }
    guard state.kind == .storeCredit else {
      throw LedgerError(
        .alreadyExists, .credit(state.kind, account), found: state.kind.name,
        allowed: CreditKind.storeCredit.name, sequence: state.lastSequence)
    }
    try state.checkCurrency(currency)
  }
}
