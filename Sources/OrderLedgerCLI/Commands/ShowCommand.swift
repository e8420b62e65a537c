import ArgumentParser
import OrderLedger

/// Shows an order as a merchant's order page does.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an order: its status, lines, money, payments, refunds and history.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite show 1001
        order-ledger --db shop.sqlite show 1001 --json
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let page = try await options.withLedger(.readOnly) { try await OrderPageContent($0, order) }
    if console.json { return try console.json(OrderView(page)) }
    try console.line(OrderSheet(page).lines(console.style).joined(separator: "\n"))
  }
}

/// An order and its history, of one moment.
struct OrderPageContent: Sendable {
  let order: OrderState
  let timeline: [TimelineItem]
  /// The orders that were placed in its place.
  let replacements: [Replacement]

  init(_ ledger: Ledger, _ id: OrderID) async throws {
    (order, timeline, replacements) = try await ledger.read { snapshot throws(LedgerError) in
      (try snapshot.order(id), try snapshot.timeline(of: id), try snapshot.replacements(of: id))
    }
  }
}
