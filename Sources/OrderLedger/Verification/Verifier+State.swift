import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  mutating func checkFile() throws(LedgerError) {
    do throws(SQLiteError) {
      let problems =
        level == .quick ? try connection.quickCheck() : try connection.integrityCheck()
      for problem in problems { find(.file, problem) }
    } catch {
      // SQLite gives its own check up when it meets a page that it can't make sense of.
      let failure = LedgerError(error)
      guard failure.code == .corrupt else { throw failure }
      find(.file, "can't be checked: \(failure.detailedDescription)")
    }
  }

  mutating func checkSchema() throws(LedgerError) {
    do throws(LedgerError) {
      try Schema.check(connection, isShared: isShared)
    } catch {
      switch error.code {
      case .schemaMismatch, .corrupt, .integrity: find(.schema, error.detailedDescription)
      // It could not be looked at.
      default: throw error
      }
    }
  }

  /// Over all accounts, posted debits equal credits, and so do pending ones.
  mutating func checkTrialBalance() throws(LedgerError) {
    // Sums wrap around: what a sound ledger has is equal on both sides then, too.
    var sums: [Currency: (posted: Int64, pending: Int64)] = [:]
    for account in try LedgerSnapshot(queries: queries).accounts() {
      sums[account.currency, default: (0, 0)].posted &+=
        account.debitPosted &- account.creditPosted
      sums[account.currency, default: (0, 0)].pending &+=
        account.debitPending &- account.creditPending
    }
    for (currency, sum) in sums where sum.posted != 0 || sum.pending != 0 {
      find(
        .balance,
        "the trial balance is off by \(sum.posted) posted, \(sum.pending) pending "
          + "\(currency.code)")
    }
  }

  /// C to E, order by order, from the order's own postings: which order and which account it is
  /// that ``OrderWalk`` has found to differ.
  mutating func checkBooks() throws(LedgerError) {
    var row: Int64 = 0
    while let order = try nextOrder(after: row) {
      row = order.row
      try checkAccounts(of: order)
    }
  }

  private func nextOrder(after row: Int64) throws(LedgerError) -> OrderState? {
    let next = try connection.ledgerFirst(Catalog.nextOrder) {
      $0.bind(1, row)
    } row: {
      try $0.int64(0)
    }
    return try next.flatMap { row throws(LedgerError) in try queries.loader.order(row: row) }
  }

  private mutating func checkAccounts(of order: OrderState) throws(LedgerError) {
    var expected: [AccountCode: Int64] = [:]
    for (account, credit) in try OrderBooks(order, policy: queries.identity.policy).balances
    where account.code.isPerOrder {
      expected[account.code, default: 0] &+= credit
    }
    expected[.refundsPayable, default: 0] &+= order.refundDecided &- order.refundSettled
    var found: [AccountCode: Int64] = [:]
    var pendingRefunds: Int64 = 0
    var pendingDeposits: Int64 = 0
    try connection.ledgerForEach(Catalog.postingsOfOrderOnce) {
      $0.bind(1, order.row)
    } row: { row in
      let posting = try Walk.posting(row)
      let code = posting.account.code
      guard code.isPerOrder else { return }
      let amount = posting.side == .credit ? posting.amount : 0 &- posting.amount
      switch posting.phase {
      case .posted: found[code, default: 0] &+= amount
      case .pending, .released:
        let change = posting.phase == .pending ? posting.amount : 0 &- posting.amount
        if code == .refundsPayable, posting.side == .debit { pendingRefunds &+= change }
        if code == .depositsGoods, posting.side == .credit { pendingDeposits &+= change }
      }
    }
    for code in Set(expected.keys).union(found.keys)
    where expected[code, default: 0] != found[code, default: 0] {
      find(
        .order, at: order.lastSequence,
        "order \(order.id.text): account \(code.rawValue) shows \(found[code, default: 0]), "
          + "its state says \(expected[code, default: 0])")
    }
    if pendingRefunds != order.refundPending || pendingDeposits != order.authorized {
      find(
        .order, at: order.lastSequence,
        "order \(order.id.text): pending figures differ from its payments and refunds")
    }
  }

  /// F: stock that is reserved belongs to open lines and holds, and is worth what account 1310 shows.
  mutating func checkStock(_ walk: OrderWalk.Sums) throws(LedgerError) {
    var value: [Currency: Int64] = [:]
    var left: [StockKey: Int64] = [:]
    for (row, units) in walk.reserved {
      let names = queries.memory.names
      let key = StockKey(
        sku: try names.sku(row.sku, connection),
        location: try names.location(row.location, connection))
      left[key] = units
    }
    for line in try queries.loader.holds(Catalog.allHolds, { _ in }) where line.open != 0 {
      left[line.key, default: 0] &+= line.open
    }
    for item in try LedgerSnapshot(queries: queries).stock() {
      let wanted = left.removeValue(forKey: item.key) ?? 0
      if item.level[.reserved] != wanted {
        find(
          .stock,
          "\(item.key.sku.text) at \(item.key.location.text): \(item.level[.reserved]) reserved, "
            + "open lines and holds need \(wanted)")
      }
      if let currency = item.level.currency { value[currency, default: 0] &+= item.level.value }
    }
    for (key, wanted) in left {
      find(.stock, "\(key.sku.text) at \(key.location.text): nothing reserved, need \(wanted)")
    }
    for account in try LedgerSnapshot(queries: queries).accounts()
    where account.account.code == .inventory {
      let worth = value.removeValue(forKey: account.currency) ?? 0
      if worth != account.balance {
        find(
          .stock,
          "stock is worth \(worth) \(account.currency.code), account 1310 shows "
            + "\(account.balance)")
      }
    }
    for (currency, worth) in value where worth != 0 {
      find(.stock, "stock is worth \(worth) \(currency.code), account 1310 shows nothing")
    }
  }

  /// Notes that were not erased are the ones whose digests are in the chain.
  mutating func checkNotes() throws(LedgerError) {
    var wrong: [Int64] = []
    try connection.ledgerForEach(Catalog.notes) { _ in
    } row: { row in
      let digest = SHA256Digest.of(try row.blob(1) + Array(try row.string(2).utf8))
      if try row.blobOrNil(3) != digest { wrong.append(try row.int64(0)) }
    }
    for sequence in wrong { find(.record, at: sequence, "its note is not the one that was hashed") }
  }

  /// Rows that no entry brought in.
  mutating func checkCounts(
    _ expected: ExpectedState, _ walk: OrderWalk.Sums
  ) throws(LedgerError) {
    let shares = try connection.ledgerFirst(Catalog.countOfShares) { _ in
    } row: {
      try $0.int64(0)
    }
    let policies = try connection.ledgerFirst(Catalog.countOfPolicies) { _ in
    } row: {
      try $0.int64(0)
    }
    if let policies, policies != expected.policies {
      find(.record, "\(policies) policies, but \(expected.policies) were set")
    }
    if walk.orders != expected.placements {
      find(.record, "\(walk.orders) orders, but \(expected.placements) were placed")
    }
    if walk.lines != expected.lines {
      find(.record, "\(walk.lines) lines, but \(expected.lines) were placed")
    }
    if let shares, shares != expected.shares {
      find(.record, "\(shares) shares of refunds, but \(expected.shares) were decided")
    }
  }
}
