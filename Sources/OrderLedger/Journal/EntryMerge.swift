import OrderLedgerModel
import OrderLedgerSQLite

/// Walks all entry tables side by side, and gives a transaction's entries as they are numbered.
///
/// Each table is sorted by transaction and place, so that the next entry is always one of those
/// ahead: nothing is gathered to be sorted.
struct EntryMerge: ~Copyable {
  private let walk: Walk
  private let locations: EntryCursor
  private let lines: EntryCursor
  private let movements: EntryCursor
  private let payments: EntryCursor
  private let decisions: EntryCursor
  private let attempts: EntryCursor
  private let postings: EntryCursor
  private let messages: EntryCursor
  private let credits: EntryCursor
  private let disputes: EntryCursor
  private let requests: EntryCursor
  private let returns: EntryCursor
  private let holds: EntryCursor
  private let periods: EntryCursor
  private let reversals: EntryCursor
  private let customers: EntryCursor
  private let exchanges: EntryCursor
  /// What is ahead in each, by ``Table``.
  private var ahead: [EntryCursor.Ahead]

  private enum Table: Int {
    case locations, lines, movements, payments, decisions, attempts, postings, messages
    case credits, disputes, requests, returns, holds, periods, reversals, customers, exchanges
  }

  init(
    _ walk: Walk, from first: Int64, through last: Int64, _ connection: Connection
  ) throws(SQLiteError) {
    // All that can fail first: a struct that is not copied is made whole or not at all.
    let locations = try EntryCursor(Catalog.locationChanges, from: first, through: last, connection)
    let lines = try EntryCursor(Catalog.lineChanges, from: first, through: last, connection)
    let movements = try EntryCursor(Catalog.movements, from: first, through: last, connection)
    let payments = try EntryCursor(Catalog.paymentTxns, from: first, through: last, connection)
    let decisions = try EntryCursor(Catalog.decisions, from: first, through: last, connection)
    let attempts = try EntryCursor(Catalog.attemptChanges, from: first, through: last, connection)
    let postings = try EntryCursor(Catalog.postings, from: first, through: last, connection)
    let messages = try EntryCursor(Catalog.messages, from: first, through: last, connection)
    let credits = try EntryCursor(Catalog.creditChanges, from: first, through: last, connection)
    let disputes = try EntryCursor(Catalog.disputeChanges, from: first, through: last, connection)
    let requests = try EntryCursor(Catalog.requestEntries, from: first, through: last, connection)
    let returns = try EntryCursor(Catalog.returnChanges, from: first, through: last, connection)
    let holds = try EntryCursor(Catalog.holdChanges, from: first, through: last, connection)
    let periods = try EntryCursor(Catalog.periods, from: first, through: last, connection)
    let reversals = try EntryCursor(Catalog.reversals, from: first, through: last, connection)
    let customers = try EntryCursor(
      Catalog.customerChanges, from: first, through: last, connection)
    let exchanges = try EntryCursor(Catalog.exchanges, from: first, through: last, connection)
    ahead = [
      try locations.step(), try lines.step(), try movements.step(), try payments.step(),
      try decisions.step(), try attempts.step(), try postings.step(), try messages.step(),
      try credits.step(), try disputes.step(), try requests.step(), try returns.step(),
      try holds.step(), try periods.step(), try reversals.step(), try customers.step(),
      try exchanges.step(),
    ]
    self.walk = walk
    self.locations = locations
    self.lines = lines
    self.movements = movements
    self.payments = payments
    self.decisions = decisions
    self.attempts = attempts
    self.postings = postings
    self.messages = messages
    self.credits = credits
    self.disputes = disputes
    self.requests = requests
    self.returns = returns
    self.holds = holds
    self.periods = periods
    self.reversals = reversals
    self.customers = customers
    self.exchanges = exchanges
  }

  /// Takes all entries of one transaction.
  ///
  /// - Returns: whether they, and what was in `entries` before, are numbered 0, 1, 2 …
  mutating func take(
    _ sequence: Int64, into entries: inout [Entry]
  ) throws(LedgerError) -> Bool {
    var isNumbered = true
    do {
      while let table = next(of: sequence) {
        if ahead[table.rawValue].place != entries.count { isNumbered = false }
        entries.append(try entry(in: table))
        ahead[table.rawValue] = try step(in: table)
      }
    } catch let error as LedgerError {
      throw error
    } catch let error as SQLiteError {
      throw LedgerError(error)
    } catch {
      throw LedgerError(.corrupt, found: "\(type(of: error))")
    }
    return isNumbered
  }

  /// A transaction that has entries left; `nil` if none has.
  var orphan: Int64? { ahead.lazy.compactMap(\.sequence).first }

  /// The table with the lowest place of this transaction ahead.
  private func next(of sequence: Int64) -> Table? {
    var found: Int?
    var place = Int.max
    for index in ahead.indices where ahead[index].sequence == sequence {
      guard found == nil || ahead[index].place < place else { continue }
      found = index
      place = ahead[index].place
    }
    return found.flatMap(Table.init)
  }

  private func entry(in table: Table) throws -> Entry {
    switch table {
    case .locations: try walk.locationChange(locations.row)
    case .lines: try walk.lineChange(lines.row)
    case .movements: try walk.movement(movements.row)
    case .payments: try Walk.payment(payments.row)
    case .decisions: try walk.decision(decisions.row)
    case .attempts: try Walk.attempt(attempts.row)
    case .postings: .posting(try Walk.posting(postings.row))
    case .messages: try Walk.message(messages.row)
    case .credits: try Walk.creditChange(credits.row)
    case .disputes: try Walk.disputeChange(disputes.row)
    case .requests: try Walk.request(requests.row)
    case .returns: try walk.returnChange(returns.row)
    case .holds: try walk.holdChange(holds.row)
    case .periods: try Walk.period(periods.row)
    case .reversals: .reversal(Reversal(of: try reversals.row.int64(2)))
    case .customers: try Walk.customer(customers.row)
    case .exchanges: try Walk.exchange(exchanges.row)
    }
  }

  private func step(in table: Table) throws(SQLiteError) -> EntryCursor.Ahead {
    switch table {
    case .locations: try locations.step()
    case .lines: try lines.step()
    case .movements: try movements.step()
    case .payments: try payments.step()
    case .decisions: try decisions.step()
    case .attempts: try attempts.step()
    case .postings: try postings.step()
    case .messages: try messages.step()
    case .credits: try credits.step()
    case .disputes: try disputes.step()
    case .requests: try requests.step()
    case .returns: try returns.step()
    case .holds: try holds.step()
    case .periods: try periods.step()
    case .reversals: try reversals.step()
    case .customers: try customers.step()
    case .exchanges: try exchanges.step()
    }
  }
}
