import ArgumentParser
import OrderLedger

/// Shows balances of accounts.
struct AccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "Show what every account shows now, or those that an order has of its own.",
    discussion: """
      A balance stands on its account's usual side; pending amounts are promised, not yet posted.

      EXAMPLES
        order-ledger --db shop.sqlite accounts
        order-ledger --db shop.sqlite accounts --order 1001 --json
        order-ledger --db shop.sqlite accounts --at 2026-10-31 --effective
      """)

  @Option(help: "Only the accounts of this order.", transform: Read.id) var order: OrderID?
  @OptionGroup var balance: BalanceOptions
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if order != nil, balance.at != nil { throw ValidationError("--at does not go with --order.") }
  }

  func run() async throws {
    let console = options.console
    let order = order
    let (at, basis) = (balance.at, balance.basis)
    let accounts = try await options.withLedger(.readOnly) { ledger in
      try await ledger.read { snapshot throws(LedgerError) in
        if let order { return try snapshot.accounts(of: order) }
        if let at { return try snapshot.accounts(at: at, by: basis) }
        return try snapshot.accounts()
      }
    }
    if console.json { return try console.json(AccountsView(accounts)) }
    if accounts.isEmpty { return try console.line("Nothing was posted.") }
    try console.table(Self.table(accounts))
  }

  private static func table(_ accounts: [AccountBalance]) -> Table {
    var table = Table([
      .text("Account"), .text("Title", minimum: 20), .text(""), .figure("Balance"),
      .text("Side"), .figure("Pending debit"), .figure("Pending credit"),
    ])
    for item in accounts {
      let currency = item.currency
      func pending(_ amount: Int64) -> Table.Cell {
        Table.Cell(amount == 0 ? "" : currency.figure(amount))
      }
      table.row([
        Table.Cell(item.account.description), Table.Cell(item.account.code.title),
        Table.Cell(currency.code),
        Table.Cell(currency.figure(item.balance)),
        Table.Cell(item.account.code.normalSide.rawValue), pending(item.debitPending),
        pending(item.creditPending),
      ])
    }
    return table
  }
}

/// An account as JSON.
struct AccountView: Encodable {
  let account: String
  let code: Int
  let dimension: String?
  let title: String
  let currency: String
  let side: String
  let balance: Int64
  let debitPosted: Int64
  let creditPosted: Int64
  let debitPending: Int64
  let creditPending: Int64

  init(_ item: AccountBalance) {
    account = item.account.description
    code = Int(item.account.code.rawValue)
    dimension = item.account.dimension.isEmpty ? nil : item.account.dimension
    title = item.account.code.title
    currency = item.currency.code
    side = item.account.code.normalSide.rawValue
    balance = item.balance
    debitPosted = item.debitPosted
    creditPosted = item.creditPosted
    debitPending = item.debitPending
    creditPending = item.creditPending
  }
}

/// Accounts as JSON.
struct AccountsView: JSONLine {
  let accounts: [AccountView]

  init(_ accounts: [AccountBalance]) {
    self.accounts = accounts.map(AccountView.init)
  }
}
