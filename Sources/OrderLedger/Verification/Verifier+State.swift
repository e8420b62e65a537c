import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  mutating func checkFile() throws(LedgerError) {
    do throws(SQLiteError) {
      let problems =
        level == .quick ? try connection.quickCheck() : try connection.integrityCheck()
      for problem in problems { find(.file, problem) }
      guard level == .full else { return }
      for problem in try connection.foreignKeyCheck() {
        find(.references, "\(problem)")
      }
    } catch {
      throw LedgerError(error)
    }
  }

  mutating func checkSchema() {
    do throws(LedgerError) {
      try Schema.check(connection, isShared: isShared)
    } catch {
      find(.schema, error.detailedDescription)
    }
  }

  /// Over all accounts, posted debits equal credits, and so do pending ones.
  mutating func checkTrialBalance() throws(LedgerError) {
    var sums: [Currency: (posted: Int64, pending: Int64)] = [:]
    for account in try LedgerSnapshot(queries: queries).accounts() {
      sums[account.currency, default: (0, 0)].posted += account.debitPosted - account.creditPosted
      sums[account.currency, default: (0, 0)].pending +=
        account.debitPending - account.creditPending
    }
    for (currency, sum) in sums where sum.posted != 0 || sum.pending != 0 {
      find(
        .balance,
        "the trial balance is off by \(sum.posted) posted, \(sum.pending) pending "
          + "\(currency.code)")
    }
  }

  /// C to F, order by order: what the accounts show is what the state says, and stock that is
  /// reserved belongs to open lines.
  mutating func checkOrders() throws(LedgerError) {
    var reserved: [StockKey: Int64] = [:]
    var row: Int64 = 0
    while let (order, total) = try nextOrder(after: row) {
      row = order.row
      countOrder()
      if order.total != total {
        find(
          .record,
          "order \(order.id.text): a total of \(total) is stored, its lines make \(order.total)")
      }
      for line in order.lines where line.reserved > 0 {
        guard let sku = line.placed.sku, let location = line.placed.location else { continue }
        reserved[StockKey(sku: sku, location: location), default: 0] += line.reserved
      }
      try checkAccounts(of: order)
      if order.refundDecided > order.captured {
        find(
          .order, at: order.lastSequence,
          "order \(order.id.text): refunds of \(order.refundDecided) exceed captures of "
            + "\(order.captured)")
      }
    }
    try checkStock(reserved)
  }

  private func nextOrder(
    after row: Int64
  ) throws(LedgerError) -> (order: OrderState, total: Int64)? {
    let next = try connection.ledgerFirst(Catalog.nextOrder) {
      $0.bind(1, row)
    } row: {
      (row: try $0.int64(0), total: try $0.int64(1))
    }
    guard let next, let order = try queries.loader.order(row: next.row) else { return nil }
    return (order, next.total)
  }

  private mutating func checkAccounts(of order: OrderState) throws(LedgerError) {
    var expected: [AccountCode: Int64] = [:]
    for (account, credit) in try OrderBooks(order, policy: queries.identity.policy).balances
    where account.code.isPerOrder {
      expected[account.code, default: 0] += credit
    }
    expected[.refundsPayable, default: 0] += order.refundDecided - order.refundSettled
    var found: [AccountCode: Int64] = [:]
    var pendingRefunds: Int64 = 0
    var pendingDeposits: Int64 = 0
    for account in try queries.accounts(ofRow: order.row) {
      let code = account.account.code
      found[code, default: 0] += account.creditPosted - account.debitPosted
      if code == .refundsPayable { pendingRefunds += account.debitPending }
      if code == .depositsGoods { pendingDeposits += account.creditPending }
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

  /// F.
  private mutating func checkStock(_ reserved: [StockKey: Int64]) throws(LedgerError) {
    var value: [Currency: Int64] = [:]
    var left = reserved
    for item in try LedgerSnapshot(queries: queries).stock() {
      let wanted = left.removeValue(forKey: item.key) ?? 0
      if item.level[.reserved] != wanted {
        find(
          .stock,
          "\(item.key.sku.text) at \(item.key.location.text): \(item.level[.reserved]) reserved, "
            + "open lines need \(wanted)")
      }
      if let currency = item.level.currency { value[currency, default: 0] += item.level.value }
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
  mutating func checkCounts(placements: Int64, lines: Int64, shares: Int64) throws(LedgerError) {
    let counts = try connection.ledgerFirst(Catalog.orderCounts) { _ in
    } row: {
      (
        orders: try $0.int64(0), components: try $0.int64(1), rows: try $0.int64(2),
        lines: try $0.int64(3), shares: try $0.int64(4)
      )
    }
    guard let counts else { return }
    if counts.orders != placements {
      find(.record, "\(counts.orders) orders, but \(placements) were placed")
    }
    if counts.components != counts.rows {
      find(.record, "\(counts.rows) discounts and taxes, but \(counts.components) were placed")
    }
    if counts.lines != lines {
      find(.record, "\(counts.lines) lines, but \(lines) were placed")
    }
    if counts.shares != shares {
      find(.record, "\(counts.shares) shares of refunds, but \(shares) were decided")
    }
  }
}
