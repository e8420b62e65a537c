import OrderLedger

/// What was asked for and is done in one transaction of the database, whatever it is in the journal.
enum RecordedStep {
  case command(Command)
  /// Several cancellations, all or none.
  case bulk(CancelOrders)
  /// What a host does in one `write { }`.
  case block([Command])

  /// Its journal transactions.
  var count: Int {
    switch self {
    case .command: 1
    case .bulk(let bulk): bulk.cancellations.count
    case .block(let commands): commands.count
    }
  }

  /// In words, of a failure.
  var name: String {
    switch self {
    case .command(let command): command.action.name
    case .bulk: CancelOrders.name
    case .block: "write"
    }
  }

  /// Carries it out, or finds that this was done.
  ///
  /// Not inlined, and its error is not typed: the compiler (6.3.1) crashes otherwise when it optimizes.
  @inline(never)
  func perform(_ ledger: Ledger) async throws -> [Receipt] {
    switch self {
    case .command(let command): return [try await ledger.perform(command)]
    case .bulk(let bulk): return try await ledger.perform(bulk).receipts
    case .block(let commands):
      return try await ledger.write { transaction in
        try commands.map { try transaction.perform($0) }
      }
    }
  }
}
