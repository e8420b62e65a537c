extension ClosePeriod: PlannedAction {
  package static var name: String { "closePeriod" }
  package var readSet: ReadSet { ReadSet() }
  package var seesPeriod: Bool { true }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkCalendar(through, "through")
    guard through < context.recordedAt else {
      throw LedgerError(
        .invalidChoice, .field("through"), found: "\(through)",
        allowed: "a time before \(context.recordedAt)")
    }
    if let closed = context.closedThrough, through <= closed {
      throw LedgerError(
        .periodClosed, .field("through"), found: "\(through)", allowed: "after \(closed)")
    }
    if let at = command.at, at <= through {
      throw LedgerError(
        .periodClosed, .field("at"), found: "\(at)", allowed: "after \(through)")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = "\(through)"
    builder.record(.period(PeriodEntry(.closed, through)))
    return .plan(try builder.finish())
  }
}

extension Adjust: PlannedAction {
  package static var name: String { "adjust" }
  package var needsKey: Bool { true }

  package var readSet: ReadSet {
    var set = ReadSet()
    if let order { set.order = .order(order) }
    set.accounts = [AccountInCurrency(debit, currency), AccountInCurrency(credit, currency)]
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkCurrency(currency)
    try checkAmount(amount, from: 1, .field("amount"))
    for (field, account) in [("debit", debit), ("credit", credit)] {
      guard account.code.isAdjustable else {
        throw LedgerError(
          .invalidChoice, .field(field), found: "\(account.code.rawValue)",
          allowed: AccountCode.allCases.filter(\.isAdjustable).map { "\($0.rawValue)" }
            .joined(separator: ", "))
      }
    }
    guard debit != credit else {
      throw LedgerError(.invalidChoice, .field("credit"), found: "\(credit)", allowed: "another")
    }
    if let order { try command.checkVersion(try snapshot.order(order)) }
    var legs = LegSet()
    legs.debit(debit, amount, currency)
    legs.credit(credit, amount, currency)
    let postings = try legs.postings()
    try snapshot.checkRoom(for: postings)
    var builder = PlanBuilder(command, snapshot, context)
    builder.reason = reason
    builder.note = note
    for posting in postings { builder.leg(posting) }
    return .plan(try builder.finish())
  }
}

extension Reverse: PlannedAction {
  package static var name: String { "reverse" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.original = sequence
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let subject = LedgerError.Subject("journal transaction", "\(sequence)")
    guard let original = snapshot.original else {
      throw LedgerError(.transactionNotFound, subject)
    }
    if let order = snapshot.order { try command.checkVersion(order) }
    if let reversedBy = snapshot.reversedBy {
      throw LedgerError(.alreadyReversed, subject, sequence: reversedBy)
    }
    guard original.isReversible else {
      let name = original.header.command
      throw LedgerError(
        .notReversible, subject, found: name, allowed: Action.undoing(name), sequence: sequence)
    }
    let postings = original.mirroredPostings
    try snapshot.checkRoom(for: postings)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = "\(sequence)"
    builder.reason = reason
    builder.note = note
    builder.record(.reversal(Reversal(of: sequence)))
    for posting in postings { builder.leg(posting) }
    return .plan(try builder.finish())
  }
}

extension JournalTransaction {
  /// Whether it did nothing but post to accounts that a person may post to.
  var isReversible: Bool {
    var hasPosting = false
    for entry in entries {
      switch entry {
      case .posting(let posting):
        guard posting.account.code.isAdjustable else { return false }
        hasPosting = true
      case .period(let period) where period.kind == .late: break
      default: return false
      }
    }
    return hasPosting
  }

  /// Its postings with the sides exchanged, as a reversal has them.
  package var mirroredPostings: [Posting] {
    var mirrored: [Posting] = []
    for case .posting(let posting) in entries {
      mirrored.append(
        Posting(
          account: posting.account, side: posting.side.opposite, amount: posting.amount,
          currency: posting.currency, phase: posting.phase))
    }
    return mirrored
  }
}

extension Snapshot {
  /// Refuses postings that take an account past its limit.
  func checkRoom(for postings: [Posting]) throws(LedgerError) {
    for (key, room) in rooms {
      let side: Side = key.account.code.limitByHand == .debitsWithinCredits ? .debit : .credit
      var taken: Int64 = 0
      for posting in postings
      where posting.account == key.account && posting.currency == key.currency {
        taken += posting.side == side ? posting.amount : -posting.amount
      }
      guard taken <= max(0, room) else {
        throw LedgerError(
          .accountLimit, .init("account", "\(key.account)"), found: "\(taken)",
          allowed: "\(max(0, room)) \(key.currency.code)")
      }
    }
  }
}

extension Action {
  /// What undoes a command that can't be reversed, as half a sentence for a refusal.
  static func undoing(_ name: String) -> String {
    switch name {
    case OpenLocation.name: CloseLocation.name
    case CloseLocation.name: OpenLocation.name
    case ReceiveStock.name: "\(MoveStock.name) to the supplier"
    case MoveStock.name: "\(MoveStock.name) back"
    case CountStock.name: "another \(CountStock.name)"
    case PlaceOrder.name: CancelOrder.name
    case AuthorizePayment.name: VoidAuthorization.name
    case CapturePayment.name, RecordPayment.name: Refund.name
    case VoidAuthorization.name, ExpireAuthorization.name: "another \(AuthorizePayment.name)"
    case Fulfill.name: CancelFulfillment.name
    case CancelFulfillment.name: "another \(Fulfill.name)"
    case CancelOrder.name: "a new \(PlaceOrder.name)"
    case SubmitRefund.name: "\(SettleRefund.name) as cancelled"
    case SettleRefund.name: "\(SettleRefund.name) as failed, or another \(SubmitRefund.name)"
    case ClosePeriod.name, Reverse.name: Adjust.name
    case IssueStoreCredit.name, IssueGiftCard.name: ExpireCredit.name
    case OpenDispute.name: CloseDispute.name
    default: "nothing; \(Adjust.name) posts beside it"
    }
  }
}
