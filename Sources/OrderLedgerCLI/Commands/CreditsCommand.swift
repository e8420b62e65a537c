import ArgumentParser
import OrderLedger

/// Lists gift cards and store credit accounts.
struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "List gift cards and store credit with what can be spent of them.",
    discussion: """
      In the order of their names. With --json there is one object a line, and if there are more \
      than --limit a last one that holds nothing but the name to go on after: {"next":"GC-0100"}.

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
    let page = try await options.withLedger(.readOnly) { ledger in
      try await ledger.read { snapshot throws(LedgerError) in
        try CreditPage(snapshot, after: after, limit: limit)
      }
    }
    if console.json {
      for credit in page.credits { try console.json(credit) }
      if let next = page.next { try console.json(NextView(next: next.text)) }
      return
    }
    if page.credits.isEmpty {
      return try console.line(after == nil ? "No gift cards and no store credit." : "No more.")
    }
    try console.table(CreditSheet.table(page.credits))
    if let next = page.next { try console.line("More: --after \(next.text.printable())") }
  }
}

/// Gift cards and store credit, and after which name there are more.
private struct CreditPage: Sendable {
  let credits: [CreditState]
  let next: CreditName?

  init(
    _ snapshot: borrowing LedgerSnapshot, after name: CreditName?, limit: Int
  ) throws(LedgerError) {
    let credits = try snapshot.credits(after: name, limit: limit)
    self.credits = credits
    guard credits.count == limit, let last = credits.last?.name else {
      next = nil
      return
    }
    // Not one more at once: the limit may be the largest there is.
    let isEnd = try snapshot.credits(after: last, limit: 1).isEmpty
    next = isEnd ? nil : last
  }
}

/// Where a list goes on, as JSON.
struct NextView: JSONLine {
  let next: String
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
