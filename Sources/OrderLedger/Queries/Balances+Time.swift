public import OrderLedgerModel
import OrderLedgerSQLite

/// By which of a transaction's two times the balances of another day are asked for.
public enum BalanceTime: String, Sendable, Hashable, CaseIterable {
  /// When the ledger recorded it: what one could see in the books at the time.
  case recorded
  /// When it took effect in business: what is known today of that time.
  case effective
}

extension LedgerReading where Self: ~Copyable {
  /// What every account showed at a time: the sum of the postings of all transactions that were
  /// recorded, or had taken effect, by then. Accounts that nothing was posted to by then are left out.
  ///
  /// Reads the postings up to then, so it costs what they cost, in constant memory; ``accounts()``
  /// reads sums.
  ///
  /// - Parameters:
  ///   - time: what happened at this very instant counts.
  ///   - basis: which of the two times.
  /// - Throws: `overflow` where a sum has more than 64 bits.
  public func accounts(
    at time: Timestamp, by basis: BalanceTime = .recorded
  ) throws(LedgerError) -> [AccountBalance] {
    try accounts(at: time, by: basis, inPartsOf: 16_384)
  }

  /// - Parameter size: how many transactions SQLite, which sorts their postings in memory, is given at
  ///   once.
  func accounts(
    at time: Timestamp, by basis: BalanceTime, inPartsOf size: Int64
  ) throws(LedgerError) -> [AccountBalance] {
    let connection = _queries.connection
    let isRecorded = basis == .recorded
    let last =
      isRecorded
      ? try _queries.lastSequence(recordedBy: time) : try connection.journalHead().sequence
    var sums = BalanceSums()
    for first in stride(from: 1, through: last, by: Int(size)) {
      let part = try connection.ledgerAll(
        isRecorded ? Catalog.accountChanges : Catalog.effectiveAccountChanges
      ) {
        $0.bind(1, first)
        $0.bind(2, min(last, first + size - 1))
        if !isRecorded { $0.bind(3, time.microseconds) }
      } row: {
        try AccountBalance($0)
      }
      for change in part { try sums.add(change) }
    }
    return sums.inChartOrder
  }

  /// Posted debits and credits of all accounts at a time; see ``accounts(at:by:)``.
  public func trialBalance(
    at time: Timestamp, by basis: BalanceTime = .recorded
  ) throws(LedgerError) -> TrialBalance {
    try TrialBalance(try accounts(at: time, by: basis))
  }

  /// The last instant of the closed period; `nil` where nothing was closed.
  public func closedThrough() throws(LedgerError) -> Timestamp? {
    try _queries.connection.closedThrough(before: .max)
  }
}

extension Ledger {
  /// What every account showed at a time; see ``LedgerReading/accounts(at:by:)``.
  public func accounts(
    at time: Timestamp, by basis: BalanceTime = .recorded
  ) async throws(LedgerError) -> [AccountBalance] {
    try await read { snapshot throws(LedgerError) in try snapshot.accounts(at: time, by: basis) }
  }

  /// Posted debits and credits of all accounts at a time; see ``LedgerReading/accounts(at:by:)``.
  public func trialBalance(
    at time: Timestamp, by basis: BalanceTime = .recorded
  ) async throws(LedgerError) -> TrialBalance {
    try await read { snapshot throws(LedgerError) in
      try snapshot.trialBalance(at: time, by: basis)
    }
  }

  /// The last instant of the closed period; `nil` where nothing was closed.
  public func closedThrough() async throws(LedgerError) -> Timestamp? {
    try await read { snapshot throws(LedgerError) in try snapshot.closedThrough() }
  }
}

extension LedgerQueries {
  /// The last transaction that was recorded at this time or before; 0 if none was.
  ///
  /// Recorded times strictly increase with the sequence number, which has no gaps: halving finds it
  /// without an index.
  fileprivate func lastSequence(recordedBy time: Timestamp) throws(LedgerError) -> Int64 {
    var low: Int64 = 0
    var high = try connection.journalHead().sequence
    while low < high {
      let middle = low + (high - low + 1) / 2
      if try recordedAt(middle) <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func recordedAt(_ sequence: Int64) throws(LedgerError) -> Timestamp {
    let found = try connection.ledgerFirst(Catalog.recordedAt) {
      $0.bind(1, sequence)
    } row: {
      try $0.time(0)
    }
    guard let found else {
      throw LedgerError(
        .integrity, .init("journal transaction", "\(sequence)"), found: "not in the journal")
    }
    return found
  }
}

extension Connection {
  /// The last instant of the period that was closed before a transaction.
  func closedThrough(before sequence: Int64) throws(LedgerError) -> Timestamp? {
    try ledgerFirst(Catalog.closedThrough) {
      $0.bind(1, sequence)
    } row: {
      try $0.time(0)
    }
  }
}
