import ArgumentParser
import OrderLedger

/// Lists gift cards and store credit accounts.
struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "List gift cards and store credit with what can be spent of them.",
    discussion: """
      In the order of their names. With --json there is one object a line.

      EXAMPLES
        order-ledger --db shop.sqlite credits
        order-ledger --db shop.sqlite credits --after GC-0100 --limit 100
      """)

  @OptionGroup var options: LedgerOptions

  @Option(help: "Begin after this name.", transform: Read.id) var after: CreditName?

  @Option(help: "At most so many, up to 1000.") var limit = 100

  func run() async throws {
    let console = options.console
    let after = after
    let limit = limit
    let credits = try await options.withLedger(.readOnly) {
      try await $0.credits(after: after, limit: limit)
    }
    if console.json {
      for credit in credits { try console.json(credit) }
      return
    }
    if credits.isEmpty { return try console.line("No gift cards and no store credit.") }
    try console.table(CreditSheet.table(credits))
  }
}

/// Shows one gift card or store credit account.
struct CreditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credit",
    abstract: "Show a gift card or store credit, and what happened to it.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite credit GC-0042
      """)

  @OptionGroup var options: LedgerOptions

  @Argument(help: "The card or account.", transform: Read.id) var name: CreditName

  func run() async throws {
    let console = options.console
    let name = name
    let sheet = try await options.withLedger(.readOnly) { ledger in
      try await ledger.read { snapshot throws(LedgerError) in
        CreditSheet(
          credit: try snapshot.credit(name), history: try snapshot.history(ofCredit: name))
      }
    }
    if console.json { return try console.json(sheet) }
    try console.table(CreditSheet.table([sheet.credit]))
    try console.line("")
    for line in sheet.lines(console.style) { try console.line(line) }
  }
}
