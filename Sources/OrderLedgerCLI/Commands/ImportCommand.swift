import ArgumentParser
import OrderLedger

/// Imports histories.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a history of orders and cancellations.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite import csv orders.csv --mapping online-retail
      """,
    subcommands: [ImportCSVCommand.self])

  @OptionGroup var options: LedgerOptions
}

/// Imports a history from a CSV file.
struct ImportCSVCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv",
    abstract: "Import a history of orders and cancellations from a CSV file.",
    discussion: """
      A ledger that is not there is made. A second run over the same file changes nothing, and a \
      run that was interrupted is continued by running it again.

      MAPPINGS
      \(ImportMapping.builtIn.map { "  " + $0.name }.joined(separator: "\n"))
        Anything with a '.' or a '/' is a file that holds a mapping as JSON.

      EXAMPLES
        order-ledger --db shop.sqlite import csv orders.csv --mapping online-retail
        order-ledger --db shop.sqlite import csv orders.csv \\
          --mapping mine.json --report discrepancies.csv --json
      """)

  @Argument(help: "The CSV file, with a header line.") var path: String

  @Option(help: ArgumentHelp("What its columns mean.", valueName: "name|file.json"))
  var mapping: String

  @Option(
    help: ArgumentHelp("Where the discrepancy report goes; made or emptied.", valueName: "file.csv")
  )
  var report: String?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let mapping = try readMapping()
    // Looked at before the ledger is opened, so that a slip of the pen costs nothing.
    try refuseReport(on: try LineReader(path: path), "the file that is imported")
    let summary = try await options.withLedger(.createOrOpen) { ledger in
      try await Progress.during("Importing") { progress in
        try await ledger.importCSV(path: path, mapping: mapping, report: report) { rows in
          progress.advance(to: Int64(rows))
        }
      }
    }
    if console.json { return try console.json(ImportView(summary: summary)) }
    try show(summary, mapping.currency, console)
  }

  private func readMapping() throws -> ImportMapping {
    if let known = ImportMapping.named(mapping) { return known }
    guard mapping.contains(where: { $0 == "." || $0 == "/" }) else {
      let known = ImportMapping.builtIn.map(\.name).joined(separator: ", ")
      throw ToolError.usage(
        "There is no mapping called \(mapping); there are: \(known), or a file of your own.")
    }
    var reader = try LineReader(path: mapping, limit: 1 << 20)
    try refuseReport(on: reader, "the mapping")
    var bytes: [UInt8] = []
    while case .bytes(let line)? = try reader.next() {
      bytes += line + [UInt8(ascii: "\n")]
      guard bytes.count <= 1 << 20 else {
        throw LedgerError(.limitExceeded, .init("file", mapping), allowed: "at most 1 MiB")
      }
    }
    return try ImportMapping(json: bytes)
  }

  /// The report is made or emptied, so it may be none of the files that are read.
  private func refuseReport(on input: borrowing LineReader, _ name: String) throws {
    guard let report, let target = FileStatus(at: report), let source = input.status,
      target.isSameFile(as: source)
    else { return }
    throw ToolError.usage("--report \(report) is \(name), which it would empty; name another file.")
  }

  private func show(_ summary: ImportSummary, _ currency: Currency, _ console: Console) throws {
    let cancelled = summary.cancellations
    let rows: [(String, String)] = [
      ("Rows read", Int64(summary.rows).grouped),
      ("Orders", Int64(summary.orders).grouped),
      ("Lines of goods", Int64(summary.lines).grouped),
      ("Lines of shipping", Int64(summary.shippingLines).grouped),
      ("Units ordered", summary.units.grouped),
      ("Sold", currency.amount(summary.sold)),
      ("Cancellation documents", Int64(cancelled.documents).grouped),
      ("  their lines", Int64(cancelled.lines).grouped),
      ("  accepted", Int64(cancelled.accepted).grouped),
      ("  refused: more than is left", Int64(cancelled.overCancel).grouped),
      ("  refused: no sale found", Int64(cancelled.noSale).grouped),
      ("  refused: not an item", Int64(cancelled.notItem).grouped),
      ("Units cancelled", cancelled.units.grouped),
      ("Refunded", currency.amount(summary.refunded)),
      ("Stock adjustments", Int64(summary.adjustments.rows).grouped),
      ("Items with opening stock", Int64(summary.opening.items).grouped),
      ("Rows refused: not an item", Int64(summary.notItem).grouped),
      ("Rows refused: price", Int64(summary.unpayable).grouped),
      ("Rows refused: unreadable", Int64(summary.malformed).grouped),
      ("Rows of bad debt", Int64(summary.badDebt).grouped),
    ]
    let width = rows.map(\.1.displayWidth).max() ?? 0
    try console.line(
      rows.map { $0.0.padded(to: 30) + $0.1.padded(to: width, right: true) }
        .joined(separator: "\n"))
    if let report { try console.line("What was refused, row by row: \(report.printable())") }
  }
}

/// An import as JSON.
struct ImportView: JSONLine {
  let summary: ImportSummary

  func encode(to encoder: any Encoder) throws { try summary.encode(to: encoder) }
}
