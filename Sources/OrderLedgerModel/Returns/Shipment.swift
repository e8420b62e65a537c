/// Units of a line that left in one fulfillment, and what they cost.
///
/// Read from the journal's own movements: what comes back comes back at the cost it left with,
/// whatever the average is by then.
package struct Shipment: Sendable, Hashable {
  /// The journal transaction in which they left.
  package let sequence: Int64
  /// The fulfillment's name.
  package let fulfillment: String
  /// The line's position in the order.
  package let line: Int
  /// Units, > 0.
  package let quantity: Int64
  /// What they cost together, in minor units of `currency`.
  package let cost: Int64
  /// The currency of `cost`; `nil` where it is 0.
  package let currency: Currency?

  package init(
    sequence: Int64, fulfillment: String, line: Int, quantity: Int64, cost: Int64,
    currency: Currency?
  ) {
    self.sequence = sequence
    self.fulfillment = fulfillment
    self.line = line
    self.quantity = quantity
    self.cost = cost
    self.currency = currency
  }

  /// The cost of `count` units that come back after `received` others:
  /// ⌊cost·(received + count)/quantity⌋ − ⌊cost·received/quantity⌋, so that any sequence of partial
  /// returns adds up to what left.
  func cost(of count: Int64, after received: Int64) -> Int64 {
    Proration.floorShare(of: cost, through: received + count, of: quantity)
      - Proration.floorShare(of: cost, through: received, of: quantity)
  }
}
