package import OrderLedgerModel

/// What each item needs to have in stock before the file's first row, so that no later row takes
/// it below zero.
///
/// One pass over the file in its order. Sales, gifts and write-offs take units, found units bring
/// them. Cancellations bring nothing here, although accepted ones do in the import: whether one is
/// accepted is known only when it is matched, and a refused one must not have been counted on. The
/// opening stock is therefore never too small, and too large by at most what is cancelled before
/// the item's lowest point. Rows that are refused and codes that are no items do not count.
///
/// (The README of the data set takes every row's −quantity, also those of refused cancellations
/// and with write-offs bringing units: 3,904 of 4,059 codes fall below zero. By the rule here,
/// which moves what the import moves, more do.)
///
/// Memory: O(distinct codes).
package struct OpeningStock: Sendable {
  fileprivate struct Running {
    var sum: Int64 = 0
    var least: Int64 = 0
  }

  /// Units to receive, by code, sorted by code; those that need none are left out.
  package private(set) var receipts: [(sku: String, quantity: Int64)] = []
  /// How many codes the file moves.
  package private(set) var codes = 0
  /// The first readable row's time, at which the opening stock is booked.
  package private(set) var at: Timestamp?
  /// The first document's number, which tells this file's opening stock from another's.
  package private(set) var firstOrder = ""

  /// The opening stock of the file behind `documents`.
  ///
  /// - Throws: `LedgerError` where the file can't be read, and `.overflow`.
  package init(
    _ documents: consuming ImportDocuments, mapping: ImportMapping
  ) throws(LedgerError) {
    var stock: [String: Running] = [:]
    // Without opening stock only the first document is of interest.
    let isNeeded = mapping.openingStock == .minimumOfRunningSum
    while isNeeded || at == nil, let document = try documents.next() {
      if at == nil { (at, firstOrder) = (document.at, document.order) }
      for row in document.rows {
        let change: Int64
        switch row.effect(in: document, mapping) {
        case .sold, .gift, .writtenOff: change = -row.units
        case .found: change = row.units
        case .none, .returned: continue
        }
        try stock[row.sku, default: Running()].add(change)
      }
    }
    codes = stock.count
    receipts = stock.filter { isNeeded && $0.value.least < 0 }
      .map { (sku: $0.key, quantity: -$0.value.least) }
      .sorted { $0.sku.utf8.lexicographicallyPrecedes($1.sku.utf8) }
  }
}

extension OpeningStock.Running {
  fileprivate mutating func add(_ change: Int64) throws(LedgerError) {
    let (next, overflow) = sum.addingReportingOverflow(change)
    guard !overflow, abs(next) <= Limits.maxStock else {
      throw LedgerError(.overflow, LedgerError.Subject("field", "openingStock"))
    }
    sum = next
    least = min(least, next)
  }
}
