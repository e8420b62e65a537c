import ArgumentParser
import OrderLedger

/// Makes the state anew from the journal.
struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the current state anew from the journal's entries alone.",
    discussion: """
      In a sound ledger nothing changes. Writers wait meanwhile; an interruption leaves everything \
      as it was.

      EXAMPLE
        order-ledger --db shop.sqlite rebuild
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let report = try await options.withLedger { ledger in
      try await Progress.during("Rebuilding") { progress in
        try await ledger.rebuild { done, _ in progress.advance(to: done) }
      }
    }
    if console.json { return try console.json(RebuildView(report)) }
    try console.line("Rebuilt from \(report.transactions.counted("transaction")).")
    if report.changedTables.isEmpty {
      try console.line("Nothing had to be changed.")
    } else {
      try console.line("Changed: \(report.changedTables.joined(separator: ", ")).")
    }
  }
}

/// A rebuild as JSON.
struct RebuildView: JSONLine {
  let transactions: Int64
  let changedTables: [String]

  init(_ report: RebuildReport) {
    transactions = report.transactions
    changedTables = report.changedTables
  }
}
