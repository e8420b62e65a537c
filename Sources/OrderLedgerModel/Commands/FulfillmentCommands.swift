/// A line of an order and a number of its units.
public struct LineQuantity: Sendable, Hashable {
  /// Which line.
  public var line: LineID
  /// Units, > 0.
  public var quantity: Int64

  /// `quantity` units of `line`.
  public init(line: LineID, quantity: Int64) {
    self.line = line
    self.quantity = quantity
  }
}

/// Units leave for the customer. Revenue and cost are recognised.
public struct Fulfill: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// The caller's name for the fulfillment, unique in the ledger.
  public var fulfillment: FulfillmentID
  /// Which units; `nil` is all that are open.
  public var lines: [LineQuantity]?

  /// Units of `order` leave.
  public init(order: OrderID, fulfillment: FulfillmentID, lines: [LineQuantity]? = nil) {
    self.order = order
    self.fulfillment = fulfillment
    self.lines = lines
  }
}

/// Units that were thought to have left did not. They are reserved again.
public struct CancelFulfillment: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which of its fulfillments.
  public var fulfillment: FulfillmentID

  /// `fulfillment` did not leave.
  public init(order: OrderID, fulfillment: FulfillmentID) {
    self.order = order
    self.fulfillment = fulfillment
  }
}
