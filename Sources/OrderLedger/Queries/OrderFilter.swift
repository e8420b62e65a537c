public import OrderLedgerModel

/// Which orders to list.
public struct OrderFilter: Sendable, Hashable {
  /// Orders with this status.
  public var status: OrderStatus?
  /// Orders of this customer.
  public var customer: CustomerID?
  /// Orders that were cancelled, wholly or in part, for this reason.
  public var reason: ReasonCode?
  /// Orders with a line of this SKU.
  public var sku: SKU?
  /// Orders placed at this time or later.
  public var from: Timestamp?
  /// Orders placed before this time.
  public var until: Timestamp?
  /// Orders whose name, customer or channel contains this text, ASCII letters in either case.
  public var text: String?
  /// Orders that are owed a refund that is neither under way nor settled.
  public var owesRefund = false

  /// All orders.
  public init() {}
}

/// Where a list of orders goes on.
public struct OrderCursor: Sendable, Hashable {
  let row: Int64

  /// The text form, for command lines and web pages.
  public var text: String { String(row) }

  /// The cursor that ``text`` stands for, or `nil` if it is none.
  public init?(text: String) {
    guard let row = Int64(text), row > 0 else { return nil }
    self.row = row
  }

  init(row: Int64) { self.row = row }
}

/// An order in a list.
public struct OrderSummary: Sendable, Hashable {
  /// The caller's name for it.
  public let id: OrderID
  /// Whose it is.
  public let customer: CustomerID?
  /// Where it was sold.
  public let channel: Channel?
  /// The currency of its amounts.
  public let currency: Currency
  /// When it was placed.
  public let placedAt: Timestamp
  /// Its version.
  public let version: Int64
  /// Where it stands as a document.
  public let status: OrderStatus
  /// Where it stands with its customer's money.
  public let paymentStatus: PaymentStatus
  /// Where it stands with its goods.
  public let fulfillmentStatus: FulfillmentStatus
  /// Worth when placed, in minor units.
  public let total: Int64
  /// Worth now, in minor units.
  public let value: Int64
  /// Captured, in minor units.
  public let captured: Int64
  /// Refunds decided and neither under way nor settled, in minor units.
  public let refundOwed: Int64
  /// Refunds under way, in minor units.
  public let refundPending: Int64
  /// Refunds settled, in minor units.
  public let refundSettled: Int64
}

/// A page of a list of orders, the newest first.
public struct OrderPage: Sendable, Hashable {
  /// The orders.
  public let orders: [OrderSummary]
  /// Where the list goes on; `nil` at its end.
  public let next: OrderCursor?
}
