import ArgumentParser
import OrderLedger

/// Lists orders.
struct OrdersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders",
    abstract: "List orders, the newest first.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite orders
        order-ledger --db shop.sqlite orders --status cancelled --reason fraud
        order-ledger --db shop.sqlite orders --sku MUG --from 2026-11-01
        order-ledger --db shop.sqlite orders --owes-refund --json
      """)

  enum Status: String, ExpressibleByArgument, CaseIterable {
    case open, partiallyCancelled, cancelled

    var value: OrderStatus {
      switch self {
      case .open: .open
      case .partiallyCancelled: .partiallyCancelled
      case .cancelled: .cancelled
      }
    }
  }

  @Option(help: "Only orders with this status.") var status: Status?

  @Option(
    help: "Only orders that were cancelled, wholly or in part, for this reason.",
    transform: Read.id) var reason: ReasonCode?

  @Option(help: "Only orders of this customer.", transform: Read.id) var customer: CustomerID?

  @Option(help: "Only orders with a line of this SKU.", transform: Read.id) var sku: SKU?

  @Option(
    help: "Only orders placed on this day (UTC) or at this time, or later.",
    transform: Read.time) var from: Timestamp?

  @Option(help: "Only orders placed before this day or time.", transform: Read.time)
  var until: Timestamp?

  @Option(help: "Only orders whose name, customer or channel contains this.") var text: String?

  @Flag(help: "Only orders with a refund that no one has submitted.") var owesRefund = false

  @Option(help: "The most orders to list, 1 to 1000.") var limit = 50

  @Option(help: "Go on after a page: its cursor.", transform: Read.cursor) var after: OrderCursor?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let page = try await options.withLedger(.readOnly) { ledger in
      try await ledger.orders(filter, after: after, limit: limit)
    }
    if console.json { return try console.json(OrderPageView(page)) }
    if page.orders.isEmpty { return try console.line("No orders.") }
    try console.table(OrderTable.table(page.orders))
    if let next = page.next { try console.line("More: --after \(next.text)") }
  }

  private var filter: OrderFilter {
    var filter = OrderFilter()
    filter.status = status?.value
    filter.reason = reason
    filter.customer = customer
    filter.sku = sku
    filter.from = from
    filter.until = until
    filter.text = text
    filter.owesRefund = owesRefund
    return filter
  }
}

/// Orders, one a row.
enum OrderTable {
  static func table(_ orders: [OrderSummary]) -> Table {
    var table = Table([
      .text("Order"), .text("Placed"), .text("Customer", minimum: 8), .text("Status", minimum: 9),
      .text("Payment", minimum: 9), .text("Goods", minimum: 9), .text(""), .figure("Value"),
      .figure("Refund owed"),
    ])
    for order in orders {
      table.row([
        Table.Cell(order.id.text, .bold), Table.Cell(order.placedAt.day),
        Table.Cell(order.customer?.text ?? ""), Table.Cell(order.status.name.spaced),
        Table.Cell(order.paymentStatus.rawValue.spaced),
        Table.Cell(order.fulfillmentStatus.rawValue.spaced), Table.Cell(order.currency.code),
        Table.Cell(order.currency.figure(order.value)),
        Table.Cell(
          order.refundOwed == 0 ? "" : order.currency.figure(order.refundOwed), .yellow),
      ])
    }
    return table
  }
}

/// A page of orders as JSON.
struct OrderPageView: JSONLine {
  struct Order: Encodable {
    let order: String
    let customer: String?
    let channel: String?
    let currency: String
    let placedAt: String
    let version: Int64
    let status: String
    let paymentStatus: String
    let fulfillmentStatus: String
    let total: Int64
    let value: Int64
    let captured: Int64
    let refundOwed: Int64
    let refundPending: Int64
    let refundSettled: Int64
  }

  let orders: [Order]
  let next: String?

  init(_ page: OrderPage) {
    orders = page.orders.map { order in
      Order(
        order: order.id.text, customer: order.customer?.text, channel: order.channel?.text,
        currency: order.currency.code, placedAt: order.placedAt.description,
        version: order.version, status: order.status.name,
        paymentStatus: order.paymentStatus.rawValue,
        fulfillmentStatus: order.fulfillmentStatus.rawValue, total: order.total,
        value: order.value, captured: order.captured, refundOwed: order.refundOwed,
        refundPending: order.refundPending, refundSettled: order.refundSettled)
    }
    next = page.next?.text
  }
}
