import ArgumentParser
import OrderLedger

/// Proves that the ledger is sound, or says where it is not.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the file, the books and the end of the journal; with --full, everything.",
    discussion: """
      Ends with 70 if anything is wrong. Others can read and write meanwhile.

      EXAMPLES
        order-ledger --db shop.sqlite verify
        order-ledger --db shop.sqlite verify --full --json
      """)

  @Flag(help: "Check every entry, every link of the chain and every figure of the state.")
  var full = false
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let report = try await options.withLedger(.readOnly) { ledger in
      try await Progress.during("Verifying") { progress in
        try await ledger.verify(full ? .full : .quick) { done, _ in progress.advance(to: done) }
      }
    }
    if console.json {
      try console.json(VerificationView(report))
    } else {
      try console.verification(report)
    }
    if !report.isSound { throw ToolError.ended(.integrity) }
  }
}

extension Console {
  func verification(_ report: VerificationReport) throws {
    let words =
      "\(report.transactions.counted("transaction")), "
      + "\(report.entries.counted("entry", "entries")), \(report.orders.counted("order"))"
    if report.isSound {
      let verdict = report.level == .full ? "Sound" : "Sound as far as the quick check goes"
      return try line("\(style(verdict, .green)): \(words).")
    }
    try line("\(style("Not sound", .red)): \(words).")
    var table = Table([.text("Check"), .figure("Transaction"), .text("Finding", minimum: 40)])
    for finding in report.findings {
      table.row([
        Table.Cell(finding.invariant.rawValue),
        Table.Cell(finding.sequence.map { $0.grouped } ?? ""), Table.Cell(finding.message),
      ])
    }
    try self.table(table, indent: 2)
  }
}

/// A verification as JSON.
struct VerificationView: JSONLine {
  struct Finding: Encodable {
    let invariant: String
    let seq: Int64?
    let message: String
  }

  let sound: Bool
  let level: String
  let transactions: Int64
  let entries: Int64
  let orders: Int64
  let head: JournalHead
  let firstBadSeq: Int64?
  let findings: [Finding]

  init(_ report: VerificationReport) {
    sound = report.isSound
    level = report.level == .full ? "full" : "quick"
    transactions = report.transactions
    entries = report.entries
    orders = report.orders
    head = report.head
    firstBadSeq = report.firstBadSequence
    findings = report.findings.map { finding in
      Finding(
        invariant: finding.invariant.rawValue, seq: finding.sequence, message: finding.message)
    }
  }
}
