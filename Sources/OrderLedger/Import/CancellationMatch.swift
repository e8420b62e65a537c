package import OrderLedgerModel

/// What a cancellation line was found to cancel.
package enum CancellationMatch: Sendable, Hashable {
  /// How an accepted cancellation meets the sales it cancels.
  package enum Shape: String, Sendable, Hashable, CaseIterable {
    /// All of one line, of which nothing was cancelled before.
    case wholeLine
    /// Some of one line.
    case partLine
    /// Units of several lines.
    case spread
  }

  /// Why there is nothing to cancel.
  package enum NoSale: String, Sendable, Hashable, CaseIterable {
    /// The customer bought the item, at other prices.
    case otherPrice
    /// The customer never bought the item before.
    case neverBought
    /// The row names no customer.
    case noCustomer
  }

  /// Accepted: these units are cancelled.
  case accepted(Shape, [SaleHit])
  /// Refused whole, never clipped: so many of the units sold are left.
  case overCancel(left: Int64)
  /// Refused: there is no sale that it could cancel.
  case noSale(NoSale)
}

/// Units of a sale line that a cancellation cancels.
package struct SaleHit: Sendable, Hashable {
  /// The order's number.
  package var order: String
  /// The line's name.
  package var line: String
  /// Units.
  package var units: Int64

  /// `units` of `line` of `order`.
  package init(order: String, line: String, units: Int64) {
    self.order = order
    self.line = line
    self.units = units
  }
}

/// Remembers sales and finds those that cancellations cancel.
package protocol SaleMatching: AnyObject {
  /// Remembers a document's number: false if it was there before.
  func open(_ document: String) throws(LedgerError) -> Bool
  /// Remembers a sale line that cancellations can hit from now on.
  func add(_ row: ImportRow, order: String) throws(LedgerError)
  /// Decides about a cancellation, and takes the units that it accepts.
  func match(_ row: ImportRow) throws(LedgerError) -> CancellationMatch
}
