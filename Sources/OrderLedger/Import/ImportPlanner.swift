package import OrderLedgerModel

/// Turns a CSV history into commands, one document at a time, without touching the ledger.
///
/// Deterministic: the same file and mapping give the same commands with the same idempotency keys,
/// so that a second run changes nothing and a killed run continues by running again. Two passes
/// over the file: one for the opening stock, one for the commands. Memory: O(distinct codes) and
/// one window of documents; sales are kept in a scratch database.
///
///     let planner = try ImportPlanner(path: path, mapping: .onlineRetail, scratch: "/tmp")
///     while let step = try planner.next() {
///       // run step.commands, then write step.findings
///     }
///     print(planner.summary)
package final class ImportPlanner {
  /// What was planned so far.
  package private(set) var summary: ImportSummary

  let mapping: ImportMapping
  let names: ImportNames
  let index: any SaleMatching
  private let opening: OpeningStock
  private var documents: ImportDocuments
  private var openingDone = 0
  private var hasLocation = false

  /// A planner of the file at `path`, read once here for its opening stock.
  ///
  /// - Parameter scratch: a directory for the sale index, whose files have no name while it runs.
  /// - Throws: `LedgerError` where the file or the mapping is wrong.
  package convenience init(
    path: String, mapping: ImportMapping, scratch: String
  ) throws(LedgerError) {
    try self.init(mapping: mapping, index: try SaleIndex(directory: scratch)) {
      () throws(LedgerError) in
      try ImportDocuments(path: path, mapping: mapping)
    }
  }

  /// A planner of what `open` gives, which is asked twice and has to give the same.
  package init(
    mapping: ImportMapping, index: any SaleMatching,
    open: () throws(LedgerError) -> ImportDocuments
  ) throws(LedgerError) {
    try mapping.check()
    self.mapping = mapping
    self.index = index
    names = ImportNames(mapping: mapping.name)
    opening = try OpeningStock(try open(), mapping: mapping)
    documents = try open()
    summary = ImportSummary(mapping: mapping.name, currency: mapping.currency.code)
    summary.opening.items = opening.receipts.count
    summary.opening.units = opening.receipts.reduce(0) { $0 + $1.quantity }
  }

  /// What the next document asks for, or nil at the end. First come the location and the opening
  /// stock.
  ///
  /// - Throws: `LedgerError` where the file can't be read on. What was planned before stands.
  package func next() throws(LedgerError) -> ImportStep? {
    if !hasLocation {
      hasLocation = true
      var step = ImportStep(document: "")
      step.add(
        .openLocation(OpenLocation(location: mapping.location)),
        key: names.key(location: mapping.location), at: opening.at, rows: [])
      return step
    }
    if openingDone < opening.receipts.count { return try nextOpening() }
    guard let document = try documents.next() else { return nil }
    var plan = DocumentPlan(document, self)
    try plan.run(&summary)
    return plan.step
  }

  private func nextOpening() throws(LedgerError) -> ImportStep {
    let end = min(openingDone + ImportLimits.openingBatch, opening.receipts.count)
    var step = ImportStep(document: "")
    for receipt in opening.receipts[openingDone..<end] {
      let sku = SKU(unchecked: receipt.sku)
      guard receipt.quantity <= Limits.maxQuantity else {
        throw LedgerError(
          .limitExceeded, LedgerError.Subject("sku", receipt.sku), found: "\(receipt.quantity)",
          allowed: "an opening stock of at most \(Limits.maxQuantity)")
      }
      step.add(
        .receiveStock(
          ReceiveStock(sku: sku, location: mapping.location, quantity: receipt.quantity)),
        key: names.key(opening: receipt.sku, firstOrder: opening.firstOrder), at: opening.at,
        rows: [])
    }
    openingDone = end
    return step
  }
}
