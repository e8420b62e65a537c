import ArgumentParser
import OrderLedger

/// Shows posted debits and credits of all accounts.
struct TrialBalanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trial-balance",
    abstract: "Show posted debits and credits of all accounts, and that they are equal.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite trial-balance
        order-ledger --db shop.sqlite trial-balance --at 2026-10-31 --effective
      """)

  @OptionGroup var time: BalanceOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let balance = try await options.withLedger(.readOnly) { ledger in
      if let at = time.at { return try await ledger.trialBalance(at: at, by: time.basis) }
      return try await ledger.trialBalance()
    }
    if console.json {
      try console.json(TrialBalanceView(balance))
    } else if balance.accounts.isEmpty {
      try console.line("Nothing was posted.")
    } else {
      try console.table(TrialBalanceTable.table(balance))
    }
    if !balance.isBalanced { throw ToolError.ended(.integrity) }
  }
}

/// Each account's balance on its side, and the sums.
enum TrialBalanceTable {
  static func table(_ balance: TrialBalance) -> Table {
    var table = Table([
      .text("Account"), .text("Title", minimum: 20), .text(""), .figure("Debit"),
      .figure("Credit"),
    ])
    for item in balance.accounts {
      table.row([
        Table.Cell(item.account.description), Table.Cell(item.account.code.title),
        Table.Cell(item.currency.code),
        Table.Cell(item.debitPosted == 0 ? "" : item.currency.figure(item.debitPosted)),
        Table.Cell(item.creditPosted == 0 ? "" : item.currency.figure(item.creditPosted)),
      ])
    }
    table.rule()
    for total in balance.totals {
      table.row([
        "Total", Table.Cell(total.difference == 0 ? "" : "does not balance", .red),
        Table.Cell(total.currency.code), Table.Cell(total.currency.figure(total.debit), .bold),
        Table.Cell(total.currency.figure(total.credit), .bold),
      ])
    }
    return table
  }
}

/// The trial balance as JSON.
struct TrialBalanceView: JSONLine {
  struct Total: Encodable {
    let currency: String
    let debit: Int64
    let credit: Int64
    let difference: Int64
  }

  let accounts: [AccountView]
  let totals: [Total]
  let balanced: Bool

  init(_ balance: TrialBalance) {
    accounts = balance.accounts.map(AccountView.init)
    totals = balance.totals.map { total in
      Total(
        currency: total.currency.code, debit: total.debit, credit: total.credit,
        difference: total.difference)
    }
    balanced = balance.isBalanced
  }
}
