import OrderLedgerModel
import OrderLedgerSQLite

// What postings by hand and reversals have to see.

extension Loader {
  func loadBooks(_ set: ReadSet, _ snapshot: inout Snapshot) throws(LedgerError) {
    var accounts = set.accounts
    if let sequence = set.original {
      let journal = JournalReader(connection: connection, memory: memory)
      snapshot.original = try journal.transaction(sequence)
      if let order = snapshot.original?.header.transition?.order {
        snapshot.order = try self.order(order)
      }
      snapshot.reversedBy = try connection.ledgerFirst(Catalog.reversedBy) {
        $0.bind(1, sequence)
      } row: {
        try $0.int64(0)
      }
      for case .posting(let posting) in snapshot.original?.entries ?? [] {
        let key = AccountInCurrency(posting.account, posting.currency)
        if !accounts.contains(key) { accounts.append(key) }
      }
    }
    for key in accounts where key.account.code.limitByHand != .none {
      snapshot.rooms.append((key, try room(of: key)))
    }
  }

  /// What the account's row lets be posted; nothing where it has none.
  private func room(of key: AccountInCurrency) throws(LedgerError) -> Int64 {
    let room = try connection.ledgerFirst(Catalog.accountCounters) { statement in
      statement.bind(1, code: key.account.code)
      statement.bind(2, key.account.dimension)
      statement.bind(3, key.currency)
    } row: { row in
      key.account.room(
        debitPosted: try row.total(0), creditPosted: try row.total(1),
        debitPending: try row.total(2), creditPending: try row.total(3))
    }
    return (room ?? 0) ?? 0
  }
}
