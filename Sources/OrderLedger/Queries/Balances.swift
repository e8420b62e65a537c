public import OrderLedgerModel
import OrderLedgerSQLite

/// What an account shows: four counters, in minor units.
public struct AccountBalance: Sendable, Hashable {
  /// Which account.
  public let account: Account
  /// The currency of the counters.
  public let currency: Currency
  /// Debits posted.
  public internal(set) var debitPosted: Int64
  /// Credits posted.
  public internal(set) var creditPosted: Int64
  /// Debits promised.
  public internal(set) var debitPending: Int64
  /// Credits promised.
  public internal(set) var creditPending: Int64

  /// What is posted, on the account's usual side.
  public var balance: Int64 {
    account.code.normalSide == .debit ? debitPosted - creditPosted : creditPosted - debitPosted
  }
}

/// Posted debits and credits of all accounts, by currency.
public struct TrialBalance: Sendable, Hashable {
  /// The sums of one currency.
  public struct Total: Sendable, Hashable {
    /// Which currency.
    public let currency: Currency
    /// All posted debits, in minor units.
    public let debit: Int64
    /// All posted credits, in minor units.
    public let credit: Int64
    /// Zero, or the books are wrong.
    public var difference: Int64 { debit - credit }
  }

  /// All accounts that were ever posted to, in chart order.
  public let accounts: [AccountBalance]
  /// One row a currency.
  public let totals: [Total]

  /// Whether debits equal credits in every currency.
  public var isBalanced: Bool { totals.allSatisfy { $0.difference == 0 } }
}

/// A SKU at a location, in a list.
public struct StockItem: Sendable, Hashable {
  /// What and where.
  public let key: StockKey
  /// How many, and what they cost.
  public let level: StockLevel
}

extension LedgerReading where Self: ~Copyable {
  /// What every account shows now.
  public func accounts() throws(LedgerError) -> [AccountBalance] {
    try _queries.engine?.settle()
    return try _queries.connection.ledgerAll(Catalog.accounts) { _ in
    } row: {
      try AccountBalance($0)
    }
  }

  /// What an order's own postings add up to on the accounts that concern one order at a time:
  /// receivable, deposits, refunds payable, tips, unapplied receipts.
  ///
  /// - Throws: `orderNotFound`.
  public func accounts(of id: OrderID) throws(LedgerError) -> [AccountBalance] {
    try _queries.accounts(ofRow: try order(id).row)
  }

  /// Posted debits and credits of all accounts.
  ///
  /// - Throws: `overflow` where a sum has more than 64 bits.
  public func trialBalance() throws(LedgerError) -> TrialBalance {
    try TrialBalance(try accounts())
  }

  /// The stock of a SKU at every location where it ever was; of all SKUs without one.
  public func stock(of sku: SKU? = nil) throws(LedgerError) -> [StockItem] {
    try _queries.connection.ledgerAll(sku == nil ? Catalog.allStock : Catalog.stockOfSKU) {
      statement in
      if let sku { statement.bind(1, sku) }
    } row: { row in
      StockItem(
        key: StockKey(sku: try row.id(0), location: try row.id(1)),
        level: try row.stockLevel(from: 2))
    }
  }

  /// All locations, by name.
  public func locations() throws(LedgerError) -> [LocationState] {
    try _queries.connection.ledgerAll(Catalog.locations) { _ in
    } row: { row in
      LocationState(id: try row.id(0), name: try row.stringOrNil(1), isOpen: try row.bool(2))
    }
  }
}

extension LedgerQueries {
  /// See ``LedgerReading/accounts(of:)``.
  func accounts(ofRow order: Int64) throws(LedgerError) -> [AccountBalance] {
    var sums = BalanceSums()
    try connection.ledgerForEach(Catalog.postingsOfOrder) {
      $0.bind(1, order)
    } row: { row in
      let posting = try Walk.posting(row)
      if posting.account.code.isPerOrder { try sums.add(AccountBalance(posting)) }
    }
    return sums.inChartOrder
  }
}

extension TrialBalance {
  /// The accounts and their sums.
  init(_ accounts: [AccountBalance]) throws(LedgerError) {
    var totals: [Currency: (debit: Int64, credit: Int64)] = [:]
    for account in accounts {
      let total = totals[account.currency] ?? (0, 0)
      do throws(MoneyError) {
        totals[account.currency] = (
          try total.debit.adding(checked: account.debitPosted),
          try total.credit.adding(checked: account.creditPosted)
        )
      } catch {
        throw .overflow(account.account)
      }
    }
    self.init(
      accounts: accounts,
      totals: totals.sorted { $0.key < $1.key }.map {
        Total(currency: $0.key, debit: $0.value.debit, credit: $0.value.credit)
      })
  }
}

extension AccountBalance {
  /// A row of number, dimension, currency, and the four counters.
  init(_ row: borrowing Statement) throws(SQLiteError) {
    self.init(
      account: Account(try row.code(0), try row.string(1)), currency: try row.currency(2),
      debitPosted: try row.total(3), creditPosted: try row.total(4),
      debitPending: try row.int64(5), creditPending: try row.int64(6))
  }

  /// What one posting does to its account.
  init(_ posting: Posting) {
    self.init(
      account: posting.account, currency: posting.currency, debitPosted: 0, creditPosted: 0,
      debitPending: 0, creditPending: 0)
    let amount = posting.phase == .released ? -posting.amount : posting.amount
    switch (posting.side, posting.phase) {
    case (.debit, .posted): debitPosted = amount
    case (.credit, .posted): creditPosted = amount
    case (.debit, _): debitPending = amount
    case (.credit, _): creditPending = amount
    }
  }
}
