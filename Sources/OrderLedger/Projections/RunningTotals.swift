import OrderLedgerModel
import OrderLedgerSQLite

/// Figures that all orders share, the accounts and the cancellations by day, as one database
/// transaction changes them.
///
/// Every command moves the same few rows. Their changes are added up here and written once: before
/// the commit, and before anything of the transaction reads the rows.
struct RunningTotals {
  private struct AccountKey: Hashable {
    let account: Account
    let currency: Currency
  }

  private struct AccountChange {
    var debitPosted: Int64 = 0
    var creditPosted: Int64 = 0
    var debitPending: Int64 = 0
    var creditPending: Int64 = 0
  }

  private struct DayKey: Hashable {
    let day: Int64
    let reason: ReasonCode
    let currency: Currency
  }

  private struct DayChange {
    var cancellations: Int64 = 0
    var wholeOrders: Int64 = 0
    var units: Int64 = 0
    var value: Int64 = 0
    var refunded: Int64 = 0
  }

  private var accounts: [AccountKey: AccountChange] = [:]
  private var days: [DayKey: DayChange] = [:]

  var isEmpty: Bool { accounts.isEmpty && days.isEmpty }

  /// Forgets what was added.
  mutating func removeAll() {
    accounts.removeAll(keepingCapacity: true)
    days.removeAll(keepingCapacity: true)
  }

  /// Adds what a journal transaction changes.
  ///
  /// - Parameter currency: that of its order.
  mutating func add(_ transaction: JournalTransaction, currency: Currency?) throws(LedgerError) {
    for entry in transaction.entries {
      switch entry {
      case .posting(let posting): try add(posting)
      case .decision(let decision) where decision.kind == .cancellation:
        guard let currency else { break }
        try add(decision, transaction, currency)
      default: break
      }
    }
  }

  /// What was added to an account's room for more postings.
  func room(of key: AccountInCurrency) -> Int64 {
    guard
      let change = accounts[AccountKey(account: key.account, currency: key.currency)],
      let room = key.account.room(
        debitPosted: change.debitPosted, creditPosted: change.creditPosted,
        debitPending: change.debitPending, creditPending: change.creditPending)
    else { return 0 }
    return room
  }

  private mutating func add(_ posting: Posting) throws(LedgerError) {
    let amount = posting.phase == .released ? -posting.amount : posting.amount
    let key = AccountKey(account: posting.account, currency: posting.currency)
    let fits =
      switch (posting.side, posting.phase) {
      case (.debit, .posted): accounts[key, default: AccountChange()].debitPosted.add(amount)
      case (.credit, .posted): accounts[key, default: AccountChange()].creditPosted.add(amount)
      case (.debit, _): accounts[key, default: AccountChange()].debitPending.add(amount)
      case (.credit, _): accounts[key, default: AccountChange()].creditPending.add(amount)
      }
    guard fits else { throw .overflow(posting.account) }
  }

  private mutating func add(
    _ decision: RefundDecision, _ transaction: JournalTransaction, _ currency: Currency
  ) throws(LedgerError) {
    let header = transaction.header
    let key = DayKey(
      day: header.effectiveAt.dayNumber, reason: decision.reason, currency: currency)
    var change = days[key] ?? DayChange()
    change.cancellations += 1
    if header.transition?.status == .cancelled { change.wholeOrders += 1 }
    var fits = change.refunded.add(decision.amount)
    for case .line(let line) in transaction.entries {
      fits = change.units.add(line.cancelled) && change.value.add(line.net + line.tax) && fits
    }
    guard fits else {
      throw LedgerError(.overflow, .init("reason", decision.reason.text), found: "a day's sum")
    }
    days[key] = change
  }
}

// MARK: - Writing

extension RunningTotals {
  /// Writes what was added, and forgets it.
  mutating func write(to connection: Connection) throws(LedgerError) {
    for (key, change) in accounts { try Self.write(key, change, connection) }
    for (key, change) in days { try Self.write(key, change, connection) }
    removeAll()
  }

  private static func write(
    _ key: AccountKey, _ change: AccountChange, _ connection: Connection
  ) throws(LedgerError) {
    func bind(_ statement: inout Statement) {
      statement.bind(1, code: key.account.code)
      statement.bind(2, key.account.dimension)
      statement.bind(3, key.currency)
      statement.bind(4, code: key.account.code.limit)
      statement.bind(5, change.debitPosted)
      statement.bind(6, change.creditPosted)
      statement.bind(7, change.debitPending)
      statement.bind(8, change.creditPending)
    }
    // CHECKs look at a row before its conflict is resolved, so an upsert of changes would be
    // refused: update first, and insert where there was nothing to update.
    if try connection.ledgerRun(Catalog.updateAccount, bind) == 1 { return }
    try connection.ledgerChangeOne(Catalog.insertAccount, bind)
  }

  private static func write(
    _ key: DayKey, _ change: DayChange, _ connection: Connection
  ) throws(LedgerError) {
    try connection.ledgerRun(Catalog.countCancellation) { statement in
      statement.bind(1, key.day)
      statement.bind(2, key.reason)
      statement.bind(3, key.currency)
      statement.bind(4, change.cancellations)
      statement.bind(5, change.wholeOrders)
      statement.bind(6, change.units)
      statement.bind(7, change.value)
      statement.bind(8, change.refunded)
    }
  }
}

extension Int64 {
  /// Adds, and tells whether the sum fits; it stays as it was if not.
  fileprivate mutating func add(_ other: Int64) -> Bool {
    let (sum, overflow) = addingReportingOverflow(other)
    if !overflow { self = sum }
    return !overflow
  }
}
