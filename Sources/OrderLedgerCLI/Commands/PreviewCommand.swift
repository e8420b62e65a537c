import ArgumentParser
import OrderLedger

/// Shows what a command would write.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a command given as JSON would write; nothing is written.",
    discussion: """
      The command stands on one line, and there is no other.

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
    if let more = try lines.round(upTo: 1)?.first {
      throw ToolError.usage("Give one command, on one line; line \(more.number) has more.")
    }
    guard case .command(let command) = try item.request.get() else {
      throw ToolError.usage(
        "A request for several cancellations has no preview; show each as a cancelOrder.")
    }
    try await options.withLedger(.readOnly) { ledger in
      try await console.preview(command, in: ledger)
    }
  }
}

extension Ledger {
  /// What a command would write; `nil` where it was done already, under the same key: performing it
  /// tells more.
  func planIfNew(_ command: Command) async throws(LedgerError) -> Plan? {
    do throws(LedgerError) {
      return try await preview(command)
    } catch {
      guard error.code == .alreadyExists, error.subject?.kind == "key" else { throw error }
      return nil
    }
  }
}

extension Console {
  /// Shows what a command would write.
  ///
  /// - Throws: ``ToolError/alreadyDone``; why it can't be done.
  func preview(_ command: Command, in ledger: Ledger) async throws {
    guard let plan = try await ledger.planIfNew(command) else { throw ToolError.alreadyDone }
    if json { return try self.json(plan) }
    try self.plan(plan)
  }

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
