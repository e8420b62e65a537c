import ArgumentParser
import OrderLedger

/// Lists the journal.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List the journal's transactions, the oldest first.",
    discussion: """
      With --json, one transaction a line, as its receipt. With --reproducible too, without what \
      differs from run to run, so that two journals can be compared: recorded times, effective \
      times that are recorded times, and the salted digests of notes.

      EXAMPLES
        order-ledger --db shop.sqlite journal
        order-ledger --db shop.sqlite journal --after 100 --limit 20 --entries
        order-ledger --db shop.sqlite journal --json --reproducible > journal.jsonl
      """)

  @Option(help: "Only transactions after this sequence number.") var after: Int64 = 0
  @Option(help: "At most so many transactions.") var limit: Int?
  @Flag(help: "With all entries, as a person wants to read them.") var entries = false
  @Flag(help: "With --json: leave out what differs from run to run.") var reproducible = false
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more.") }
    if reproducible, !options.json { throw ValidationError("--reproducible goes with --json.") }
  }

  func run() async throws {
    let console = options.console
    try await options.withLedger(.readOnly) { ledger in
      var position = after
      var left = limit ?? .max
      while left > 0 {
        let page = try await JournalPage(ledger, after: position, limit: min(left, 256))
        guard let last = page.transactions.last else { break }
        try show(page, console, isFirst: position == after)
        position = last.header.sequence
        left -= page.transactions.count
      }
      if position == after, !console.json { try console.line("Nothing there.") }
    }
  }

  private func show(_ page: JournalPage, _ console: Console, isFirst: Bool) throws {
    if console.json {
      let lines = page.transactions.map { JournalLine($0, reproducible: reproducible).text }
      return try Console.write(lines.joined(), to: .output)
    }
    if entries {
      for transaction in page.transactions {
        try console.receipt(Receipt(transaction: transaction), page.order(of: transaction))
      }
      return
    }
    var lines = page.transactions.map { line($0, page, console.style) }
    if isFirst {
      let title =
        "Seq".padded(to: 6, right: true) + "  " + "Effective (UTC)".padded(to: 16) + "  "
        + "Order".padded(to: 10) + "  What"
      lines.insert(console.style(title, .bold), at: 0)
    }
    try console.line(lines.joined(separator: "\n"))
  }

  /// A row of a table that can't wait for its widest cell.
  private func line(
    _ transaction: JournalTransaction, _ page: JournalPage, _ style: Style
  ) -> String {
    let header = transaction.header
    let order = header.transition?.order.text ?? "–"
    let what = transaction.headline(StoryContext(page.order(of: transaction)))
    let row =
      String(header.sequence).padded(to: 6, right: true) + "  " + header.effectiveAt.minute + "  "
      + order.printable().padded(to: 10) + "  "
    return row + what.printable().truncated(to: max(20, Table.width - row.displayWidth))
  }
}

/// Some transactions of the journal, and the orders they belong to as these are now.
struct JournalPage: Sendable {
  let transactions: [JournalTransaction]
  private let orders: [OrderID: OrderState]

  init(_ ledger: Ledger, after: Int64, limit: Int) async throws {
    (transactions, orders) = try await ledger.read { snapshot throws(LedgerError) in
      var transactions: [JournalTransaction] = []
      do throws(LedgerError) {
        try snapshot.forEachTransaction(after: after) { transaction throws(LedgerError) in
          // The walk has no other way to be ended early.
          if transactions.count == limit { throw LedgerError(.cancelled) }
          transactions.append(transaction)
        }
      } catch {
        guard error.code == .cancelled, transactions.count == limit else { throw error }
      }
      var orders: [OrderID: OrderState] = [:]
      for case let order? in transactions.map(\.header.transition?.order)
      where orders[order] == nil {
        orders[order] = try snapshot.order(order)
      }
      return (transactions, orders)
    }
  }

  func order(of transaction: JournalTransaction) -> OrderState? {
    transaction.header.transition.flatMap { orders[$0.order] }
  }
}

/// A transaction of the journal as a line of JSON.
struct JournalLine {
  let text: String

  init(_ transaction: JournalTransaction, reproducible: Bool) {
    var line = Receipt(transaction: transaction).jsonLine
    if reproducible {
      // Quotes inside JSON strings are escaped, so that this can only match the fields themselves.
      let header = transaction.header
      line = line.removing(",\"recordedAt\":\"\(header.recordedAt)\"")
      if header.effectiveAt == header.recordedAt {
        line = line.removing(",\"effectiveAt\":\"\(header.effectiveAt)\"")
      }
      if let digest = header.noteDigest {
        let hex = digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        line = line.removing(",\"noteDigest\":\"\(hex)\"")
      }
    }
    text = line
  }
}

extension String {
  /// The text without the first occurrence of `part`.
  func removing(_ part: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + self[range.upperBound...]
  }
}
