import ArgumentParser
import OrderLedger

/// Shows why orders were cancelled.
struct ReasonsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reasons",
    abstract: "Show why orders were cancelled, how often, and what it came to.",
    discussion: """
      A cancellation counts on the day (UTC) of its effective time.
      The share is that of all cancellations of the period, in any currency.

      EXAMPLES
        order-ledger --db shop.sqlite reasons
        order-ledger --db shop.sqlite reasons --by month --from 2026-01-01
        order-ledger --db shop.sqlite reasons --by day --json
      """)

  enum Period: String, ExpressibleByArgument, CaseIterable {
    case day, month, total

    var value: ReportPeriod {
      switch self {
      case .day: .day
      case .month: .month
      case .total: .total
      }
    }
  }

  @Option(help: "Only cancellations on this day (UTC) or later.", transform: Read.day)
  var from: CivilDate?

  @Option(help: "Only cancellations before this day (UTC).", transform: Read.day)
  var until: CivilDate?

  @Option(help: "What is put together: a day, a month, or all of it.") var by = Period.total

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let reasons = try await options.withLedger(.readOnly) { ledger in
      try await ledger.cancellationReasons(from: from, until: until, by: by.value)
    }
    if console.json { return try console.json(ReasonsView(reasons, self)) }
    if reasons.isEmpty { return try console.line("No cancellations.") }
    try console.table(ReasonTable.table(reasons, by: by.value))
  }
}

/// Reasons, one a row, under their periods.
enum ReasonTable {
  static func table(_ reasons: [CancellationReason], by period: ReportPeriod) -> Table {
    var columns: [Table.Column] = [
      .text("Reason", minimum: 12), .figure("Cancellations"), .figure("Share"),
      .figure("Whole orders"), .figure("Units"), .text(""), .figure("Value"), .figure("Refunded"),
    ]
    if period != .total { columns.insert(.text(period == .day ? "Day" : "Month"), at: 0) }
    var totals: [CivilDate?: Int64] = [:]
    for item in reasons { totals[item.period, default: 0] += item.cancellations }
    var table = Table(columns)
    for item in reasons {
      var cells = [
        Table.Cell(item.reason.text, .bold), Table.Cell(item.cancellations.grouped),
        Table.Cell(item.cancellations.share(of: totals[item.period] ?? 0)),
        Table.Cell(item.wholeOrders.grouped), Table.Cell(item.units.grouped),
        Table.Cell(item.currency.code), Table.Cell(item.currency.figure(item.value)),
        Table.Cell(item.currency.figure(item.refunded)),
      ]
      if let start = item.period { cells.insert(Table.Cell(start.text(period)), at: 0) }
      table.row(cells)
    }
    return table
  }
}

extension CivilDate {
  /// The day, or its month: `2026-11-23`, `2026-11`.
  fileprivate func text(_ period: ReportPeriod) -> String {
    period == .month ? String(description.dropLast(3)) : description
  }
}

extension Int64 {
  /// So many of a hundred, rounded down to a tenth: `33.3 %`.
  fileprivate func share(of total: Int64) -> String {
    guard total > 0 else { return "" }
    // Wide, so that no count is too large.
    let tenths = Int64(Int128(self) * 1_000 / Int128(total))
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

/// Reasons as JSON.
struct ReasonsView: JSONLine {
  struct Item: Encodable {
    let period: String?
    let reason: String
    let currency: String
    let cancellations: Int64
    let wholeOrders: Int64
    let units: Int64
    let value: Int64
    let refunded: Int64
  }

  let from: String?
  let until: String?
  let by: String
  let reasons: [Item]

  init(_ reasons: [CancellationReason], _ command: ReasonsCommand) {
    from = command.from?.description
    until = command.until?.description
    by = command.by.rawValue
    let period = command.by.value
    self.reasons = reasons.map { item in
      Item(
        period: item.period?.text(period), reason: item.reason.text, currency: item.currency.code,
        cancellations: item.cancellations, wholeOrders: item.wholeOrders, units: item.units,
        value: item.value, refunded: item.refunded)
    }
  }
}
