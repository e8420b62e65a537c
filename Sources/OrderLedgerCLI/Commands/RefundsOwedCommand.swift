import ArgumentParser
import OrderLedger

/// Shows what is owed to customers.
struct RefundsOwedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refunds-owed",
    abstract: "Show what is owed to customers in all, under way and settled.",
    discussion: """
      What came to be owed was decided, or came back after it was settled.
      'orders --owes-refund' lists the orders that are owed some of it.

      EXAMPLES
        order-ledger --db shop.sqlite refunds-owed
        order-ledger --db shop.sqlite refunds-owed --json
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let refunds = try await options.withLedger(.readOnly) { try await $0.refundsOwed() }
    if console.json { return try console.json(RefundsOwedView(refunds)) }
    if refunds.isEmpty { return try console.line("No refunds.") }
    try console.table(Self.table(refunds))
  }

  private static func table(_ refunds: [RefundsOwed]) -> Table {
    var table = Table([
      .text(""), .figure("Came to be owed"), .figure("Settled"), .figure("Under way"),
      .figure("Owed"),
    ])
    for item in refunds {
      let currency = item.currency
      table.row([
        Table.Cell(currency.code), Table.Cell(currency.figure(item.incurred)),
        Table.Cell(currency.figure(item.settled)), Table.Cell(currency.figure(item.pending)),
        Table.Cell(currency.figure(item.owed), item.owed == 0 ? nil : .yellow),
      ])
    }
    return table
  }
}

/// What is owed to customers as JSON.
struct RefundsOwedView: JSONLine {
  struct Item: Encodable {
    let currency: String
    let incurred: Int64
    let settled: Int64
    let pending: Int64
    let owed: Int64
  }

  let refunds: [Item]

  init(_ refunds: [RefundsOwed]) {
    self.refunds = refunds.map { item in
      Item(
        currency: item.currency.code, incurred: item.incurred, settled: item.settled,
        pending: item.pending, owed: item.owed)
    }
  }
}
