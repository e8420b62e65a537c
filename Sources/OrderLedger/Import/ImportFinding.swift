/// A row of the discrepancy report: what became of one row of the file that is not simply a line of
/// an order.
package struct ImportFinding: Sendable, Hashable {
  /// What became of it.
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case accepted, overCancel, noSale, notItem, unpayablePrice, adjustment, badDebt, malformed
  }

  /// What became of the row.
  package var outcome: Outcome
  /// The data row, from 1.
  package var row: Int
  /// The order's number, or the cancellation document's.
  package var order: String
  /// The item's code.
  package var sku: String
  /// Units as the file has them.
  package var quantity: Int64
  /// The price as the file has it.
  package var price: String
  /// Which lines were hit, or why not.
  package var detail: String

  /// The outcome of a row.
  package init(_ outcome: Outcome, _ row: ImportRow, _ detail: String = "") {
    self.outcome = outcome
    self.row = row.number
    order = row.order
    sku = row.sku
    quantity = row.quantity
    price = row.priceText
    self.detail = detail
  }
}
