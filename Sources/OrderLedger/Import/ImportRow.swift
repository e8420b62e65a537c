package import OrderLedgerModel

/// A row of the file as what it is.
package struct ImportRow: Sendable, Hashable {
  /// What a row can be, before any cancellation is matched.
  package enum Kind: Sendable, Hashable {
    /// Units of an item are sold.
    case sale
    /// Shipping of the order.
    case shipping
    /// Units of an item come back.
    case cancellation
    /// A cancellation of something that is no item.
    case cancelledNonItem
    /// Something that is sold and is neither item nor shipping.
    case notItem
    /// A price of zero.
    case adjustment
    /// A price that can't be paid in the currency's minor units.
    case unpayablePrice
    /// A write-off of debt.
    case badDebt
    /// A row that can't be read, and why.
    case malformed(RowFault)
  }

  /// What it is.
  package var kind: Kind
  /// The data row, from 1.
  package var number: Int
  /// The order's number, or the cancellation document's; empty where it can't be read.
  package var order = ""
  /// The line's name.
  package var line = ""
  /// The item's code.
  package var sku = ""
  /// Units as the file has them: negative where they come back.
  package var quantity: Int64 = 0
  /// Minor units for one unit.
  package var price: Int64 = 0
  /// The price as the file has it.
  package var priceText = ""
  /// When it happened.
  package var at = Timestamp.epoch
  /// Who bought.
  package var customer: CustomerID?

  /// Units, without sign.
  package var units: Int64 { abs(quantity) }
}

/// Why a row can't be read.
package enum RowFault: Error, Sendable, Hashable {
  case file(CSVProblem)
  case order, line, sku, quantity, price, date, customer
  /// Quantity times price is more than an order line can be worth.
  case amount
  /// The order number begins like a cancellation's and the quantity says otherwise, or the reverse.
  case sign
  /// The order's number occurred before, too far up to belong together.
  case orderReturns
  /// The line's name occurred before in this order.
  case lineReturns

  /// One clause, without a value from the file.
  package var meaning: String {
    switch self {
    case .file(let problem): problem.meaning
    case .order: "the order number is no identifier of at most \(ImportLimits.nameBytes) bytes"
    case .line: "the line is no identifier of at most \(ImportLimits.nameBytes) bytes"
    case .sku: "the code is no identifier"
    case .quantity: "the quantity is no whole number of units from 1 to \(Limits.maxQuantity)"
    case .price: "the price is no amount"
    case .date: "the date is not as the mapping says"
    case .customer: "the customer is no identifier"
    case .amount: "quantity times price is beyond the limit"
    case .sign: "the quantity's sign does not fit the order number"
    case .orderReturns: "the order number returns after other orders"
    case .lineReturns: "the line occurs twice in its order"
    }
  }
}
