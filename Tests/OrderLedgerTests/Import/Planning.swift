import Foundation
import OrderLedgerModel
import Testing

@testable import OrderLedger

/// A file in the columns of Online Retail, planned.
struct Planning {
  var steps: [ImportStep] = []
  var summary: ImportSummary
  var audit = PlanAudit()

  init(_ rows: String, mapping: ImportMapping = .onlineRetail) throws {
    let header =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    let directory = FileManager.default.temporaryDirectory.path
    let planner = try ImportPlanner(
      mapping: mapping, index: try SaleIndex(directory: directory)
    ) { () throws(LedgerError) in
      try ImportDocuments(MemoryBytes((header + rows).utf8), mapping: mapping)
    }
    while let step = try planner.next() {
      steps.append(step)
      try audit.take(step)
    }
    summary = planner.summary
  }

  var commands: [Command] { steps.flatMap { $0.commands.map(\.command) } }
  var findings: [ImportFinding] { steps.flatMap(\.findings) }
  var outcomes: [String] { findings.map { "\($0.row) \($0.outcome.rawValue): \($0.detail)" } }

  /// A row: minute, order, code, quantity, price and customer, separated by spaces.
  static func rows(_ lines: String...) -> String {
    lines.map { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      return "\(parts[1]),\(parts[2]),Thing,\(parts[3]),2010-12-01 08:\(parts[0]):00,"
        + "\(parts[4]),\(parts.count > 5 ? parts[5] : ""),UK\n"
    }.joined()
  }
}
