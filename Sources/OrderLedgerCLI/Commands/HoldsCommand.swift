import ArgumentParser
import OrderLedger

/// Shows holds.
struct HoldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holds",
    abstract: "Show stock that is reserved without an order.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite holds
        order-ledger --db shop.sqlite holds --all --json
      """)

  @Flag(help: "Also those of which nothing is held any more.") var all = false
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let every = try await options.withLedger(.readOnly) { try await $0.holds() }
    let lines = every.filter { all || $0.open > 0 }
    if console.json { return try console.json(HoldsView(lines)) }
    if lines.isEmpty { return try console.line("No holds.") }
    var table = Table([
      .text("Hold", minimum: 8), .text("SKU", minimum: 8), .text("At", minimum: 4),
      .figure("Held"), .figure("Let go"), .figure("Expired"), .figure("Ordered"),
      .figure("Open"), .text("Until"),
    ])
    for line in lines {
      table.row([
        Table.Cell(line.hold.text), Table.Cell(line.key.sku.text),
        Table.Cell(line.key.location.text), Table.Cell(line.held.grouped),
        Table.Cell(line.released.dashed), Table.Cell(line.expired.dashed),
        Table.Cell(line.ordered.dashed), Table.Cell(line.open.dashed),
        Table.Cell(line.expires?.second ?? ""),
      ])
    }
    try console.table(table)
  }
}

/// Holds as JSON.
struct HoldsView: JSONLine {
  struct Line: Encodable {
    let hold: String
    let sku: String
    let location: String
    let held: Int64
    let released: Int64
    let expired: Int64
    let ordered: Int64
    let open: Int64
    let expires: String?
  }

  let holds: [Line]

  init(_ lines: [HoldLine]) {
    holds = lines.map { line in
      Line(
        hold: line.hold.text, sku: line.key.sku.text, location: line.key.location.text,
        held: line.held, released: line.released, expired: line.expired, ordered: line.ordered,
        open: line.open, expires: line.expires?.description)
    }
  }
}
