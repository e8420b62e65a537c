import ArgumentParser
import OrderLedger

/// Shows what can be cancelled, without trying.
struct CancellabilityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancellability",
    abstract: "Show what can be cancelled of an order, and everything that stands in the way.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite cancellability 1001
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID

  @Option(
    help: ArgumentHelp("Who would cancel it, as in staff:ann.", valueName: "kind:name"),
    transform: Read.id) var actor: ActorID?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let answer = try await options.withLedger(.readOnly) {
      try await $0.cancellability(of: order, by: actor)
    }
    if console.json { return try console.json(CancellabilityView(answer)) }
    let verdict = answer.isCancellable ? "can" : "can't"
    try console.line("Order \(order.text.printable()) \(verdict) be cancelled.")
    for blocker in answer.blockers { try console.line("  \(blocker.sentence.printable()).") }
    var table = Table([
      .text("Line", minimum: 8), .figure("Open"), .figure("Fulfilled"), .figure("Cancelled"),
      .text("In the way", minimum: 20),
    ])
    for line in answer.lines {
      table.row([
        Table.Cell(line.line.text), Table.Cell(line.open.dashed), Table.Cell(line.fulfilled.dashed),
        Table.Cell(line.cancelled.dashed),
        Table.Cell(line.blockers.map(\.sentence).joined(separator: "; ")),
      ])
    }
    try console.table(table, indent: 2)
    try console.line("Can be refunded at most: \(answer.currency.amount(answer.refundable))")
    if answer.authorized > 0 {
      try console.line("Promised, not captured:  \(answer.currency.amount(answer.authorized))")
    }
    if let limit = answer.approvalAbove {
      try console.line("Needs an approval above: \(answer.currency.amount(limit))")
    }
  }
}

extension Blocker {
  /// What stands in the way, as a person reads it.
  var sentence: String {
    code.meaning + (subject.map { " (\($0))" } ?? "") + (found.map { ": \($0)" } ?? "")
  }
}

/// What can be cancelled, as JSON.
struct CancellabilityView: JSONLine {
  struct Line: Encodable {
    let line: String
    let open: Int64
    let fulfilled: Int64
    let cancelled: Int64
    let returning: Int64
    let blockers: [BlockerView]
  }

  let order: String
  let version: Int64
  let cancellable: Bool
  let currency: String
  let refundable: Int64
  let authorized: Int64
  let approvalAbove: Int64?
  let blockers: [BlockerView]
  let lines: [Line]

  init(_ answer: Cancellability) {
    order = answer.order.text
    version = answer.version
    cancellable = answer.isCancellable
    currency = answer.currency.code
    refundable = answer.refundable
    authorized = answer.authorized
    approvalAbove = answer.approvalAbove
    blockers = answer.blockers.map(BlockerView.init)
    lines = answer.lines.map { line in
      Line(
        line: line.line.text, open: line.open, fulfilled: line.fulfilled,
        cancelled: line.cancelled, returning: line.returning,
        blockers: line.blockers.map(BlockerView.init))
    }
  }
}
