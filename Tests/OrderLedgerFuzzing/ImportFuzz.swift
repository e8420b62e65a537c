import OrderLedger
import OrderLedgerModel

/// A history of orders becomes commands that can be written, the same ones each time.
enum ImportFuzz {
  /// The columns of the mapping that fits a data set which is public.
  static let header =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"

  /// A sale, its shipping, a cancellation and something given away.
  static let history = Array(
    (header + """
      536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
      536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.00,17850,United Kingdom
      C536379,85123A,HOLDER,-2,2010-12-01 09:41:00,2.55,17850,United Kingdom
      536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom

      """).utf8)

  static func check(_ input: [UInt8]) throws -> Bool {
    var mapping = ImportMapping.onlineRetail
    var choices = FuzzChoices(input)
    let options = choices.byte()
    if options & 1 != 0 { mapping.openingStock = .none }
    if options & 2 != 0 { mapping.zeroPrice = .refuse }
    if options & 4 != 0 { mapping.cancellations?.orderPrefix = nil }
    if options & 8 != 0 { mapping.cancellations = nil }
    if options & 16 != 0 { mapping.currency = .jpy }
    if options & 32 != 0 { mapping.date.format = .iso8601 }
    if options & 64 != 0 { mapping.columns.line = "Description" }
    // Few inputs would come upon eight names by themselves.
    let text = options & 128 != 0 ? Array(choices.rest) : Array(header.utf8) + choices.rest
    return try plan(text, by: mapping)
  }

  /// - Returns: whether the file can be read to its end.
  static func plan(_ text: [UInt8], by mapping: ImportMapping) throws -> Bool {
    var commands: [[UInt8]] = []
    do throws(LedgerError) {
      commands = try Self.commands(text, mapping)
    } catch {
      try FuzzFailure.requireReadable(error)
      return false
    }
    for command in commands {
      do throws(LedgerError) {
        guard try Command(json: command).json() == command else {
          throw LedgerError(.integrity, found: "another command")
        }
      } catch {
        throw FuzzFailure(
          "a planned command is no command: \(error.detailedDescription): "
            + String(decoding: command, as: UTF8.self))
      }
    }
    return true
  }

  private static func commands(
    _ text: [UInt8], _ mapping: ImportMapping
  ) throws(LedgerError) -> [[UInt8]] {
    let planner = try ImportPlanner(mapping: mapping, index: RememberedSales()) {
      () throws(LedgerError) in
      try ImportDocuments(MemoryBytes(text), mapping: mapping)
    }
    var commands: [[UInt8]] = []
    var findings = 0
    while let step = try planner.next() {
      commands += step.commands.map { $0.command.json() }
      for finding in step.findings { findings += finding.csv.utf8.count }
    }
    return commands
  }
}

/// Sales in memory: the importer's own index is a database, which would be most of the time.
private final class RememberedSales: SaleMatching {
  private var documents: Set<String> = []
  private var sales: [(row: ImportRow, order: String, left: Int64)] = []

  func open(_ document: String) -> Bool { documents.insert(document).inserted }

  func add(_ row: ImportRow, order: String) {
    if row.customer != nil { sales.append((row, order, row.units)) }
  }

  func match(_ row: ImportRow) -> CancellationMatch {
    guard let customer = row.customer else { return .noSale(.noCustomer) }
    let own = sales.indices.filter {
      sales[$0].row.customer == customer && sales[$0].row.sku == row.sku
    }
    guard !own.isEmpty else { return .noSale(.neverBought) }
    let same = own.filter { sales[$0].row.price == row.price }
    guard !same.isEmpty else { return .noSale(.otherPrice) }
    guard let hit = same.last(where: { sales[$0].left >= row.units }) else {
      return .overCancel(left: same.map { sales[$0].left }.max() ?? 0)
    }
    sales[hit].left -= row.units
    let line = SaleHit(order: sales[hit].order, line: sales[hit].row.line, units: row.units)
    return .accepted(.partLine, [line])
  }
}
