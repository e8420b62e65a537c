import ArgumentParser
import OrderLedger

/// Shows stock.
struct StockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stock",
    abstract: "Show how many units there are, where, and what they cost.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite stock
        order-ledger --db shop.sqlite stock MUG --json
      """)

  @Argument(help: "The SKU; all of them without one.", transform: Read.id) var sku: SKU?
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let items = try await options.withLedger(.readOnly) { try await $0.stock(of: sku) }
    if console.json { return try console.json(StockView(items)) }
    if items.isEmpty { return try console.line("No stock.") }
    try console.table(StockTable.table(items))
  }
}

/// Stock, one row for a SKU at a location. Buckets that are empty everywhere are left out, but for
/// those that are always asked for.
enum StockTable {
  private static let always: Set<Bucket> = [.available, .reserved]

  static func table(_ items: [StockItem]) -> Table {
    let buckets = Bucket.allCases.filter { bucket in
      bucket.isOnHand
        && (always.contains(bucket) || items.contains { $0.level[bucket] != 0 })
    }
    var table = Table(
      [.text("SKU", minimum: 8), .text("At", minimum: 8)]
        + buckets.map { .figure($0.name.capitalizedFirst) }
        + [.figure("On hand"), .text(""), .figure("Cost")])
    for item in items {
      table.row(
        [Table.Cell(item.key.sku.text), Table.Cell(item.key.location.text)]
          + buckets.map { Table.Cell(item.level[$0].dashed) }
          + [
            Table.Cell(item.level.onHand.grouped), Table.Cell(item.level.currency?.code ?? ""),
            Table.Cell(item.level.currency?.figure(item.level.value) ?? ""),
          ])
    }
    return table
  }
}

/// Stock as JSON.
struct StockView: JSONLine {
  struct Item: Encodable {
    let sku: String
    let location: String
    let onHand: Int64
    let buckets: [String: Int64]
    let value: Int64
    let currency: String?
  }

  let stock: [Item]

  init(_ items: [StockItem]) {
    stock = items.map { item in
      Item(
        sku: item.key.sku.text, location: item.key.location.text, onHand: item.level.onHand,
        buckets: Dictionary(
          uniqueKeysWithValues: Bucket.allCases.map { ($0.name, item.level[$0]) }),
        value: item.level.value, currency: item.level.currency?.code)
    }
  }
}
