import ArgumentParser
import OrderLedger

/// Shows what a command would write.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a command given as JSON would write; nothing is written.",
    discussion: """
      EXAMPLE
        echo '{"command":"cancelOrder","order":"1001","cancellation":"c1","reason":"customer"}' \\
          | order-ledger --db shop.sqlite preview
      """)

  @Argument(help: "The file with the command, or - for standard input.") var input = "-"
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    var lines = CommandLines(reader: try LineReader(path: input))
    guard let item = try lines.round(upTo: 1)?.first else {
      throw LedgerError(.malformedJSON, found: "no command")
    }
    guard case .command(let command) = try item.request.get() else {
      throw ToolError.usage(
        "A request for several cancellations has no preview; show each as a cancelOrder.")
    }
    let plan = try await options.withLedger(.readOnly) { try await $0.preview(command) }
    if console.json { return try console.json(plan) }
    try console.plan(plan)
  }
}

extension Console {
  /// Shows what would be written.
  func plan(_ plan: Plan) throws {
    try line(style("Preview of \(plan.command.action.name.spaced); nothing is written yet", .bold))
    try line(
      Story(plan.entries, plan.order).lines(style, indent: 2).joined(separator: "\n"))
  }

  /// Shows what was written, or had been before, with the order as it is in `ledger`.
  func receipt(_ receipt: Receipt, in ledger: Ledger) async throws {
    if json { return try self.json(receipt) }
    var order: OrderState?
    if let id = receipt.transaction.header.transition?.order { order = try await ledger.order(id) }
    try self.receipt(receipt, order)
  }

  /// Shows what was written, or had been before.
  func receipt(_ receipt: Receipt, _ order: OrderState?) throws {
    let header = receipt.transaction.header
    var title = "Transaction \(header.sequence.grouped): \(header.command.spaced)"
    if let document = header.document { title += " \(document)" }
    try line(style(title.printable(), .bold))
    if receipt.replayed {
      try line(
        "  Already done on \(header.recordedAt.second); nothing was written now.")
    }
    try line(
      Story(receipt.transaction.entries, order).lines(style, indent: 2).joined(separator: "\n"))
  }
}
