import OrderLedger
import OrderLedgerTesting

extension TestLedger {
  /// A shop with stock, and order `1001` paid and sent: 3 mugs in `f1`, 2 shirts in `f2`.
  static func withSentOrder() async throws -> TestLedger {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.perform(
      Fulfill(
        order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "A", quantity: 3)]))
    try await shop.perform(
      Fulfill(
        order: "1001", fulfillment: "f2", lines: [LineQuantity(line: "B", quantity: 2)]))
    return shop
  }

  /// Announces a return of `quantity` units of `line`.
  @discardableResult
  func announce(
    _ id: ReturnID = "rt1", _ line: LineID = "A", _ quantity: Int64, received: Bool = false,
    at location: LocationID? = nil
  ) async throws(LedgerError) -> Receipt {
    try await perform(
      ReturnItems(
        order: "1001", return: id, lines: [ReturnItems.Line(line: line, quantity: quantity)],
        reason: "customer", location: location, received: received))
  }

  /// Inspects what came in of a return.
  @discardableResult
  func inspect(
    _ id: ReturnID = "rt1", _ inspection: RefundID? = nil, lines: [InspectReturn.Line]? = nil,
    refund: RefundChoice = .original, shipping: ShippingChoice? = nil,
    fee: CancellationFee? = nil, disposition: Disposition = .restock
  ) async throws(LedgerError) -> Receipt {
    try await perform(
      InspectReturn(
        order: "1001", return: id, inspection: inspection, lines: lines, reason: "customer",
        refund: refund, shipping: shipping, fee: fee, disposition: disposition))
  }

  /// A SKU's level at a location.
  func level(_ sku: SKU, _ location: LocationID = "LON") async throws(LedgerError) -> StockLevel? {
    try await ledger.stock(of: sku).first { $0.key.location == location }?.level
  }
}

extension Receipt {
  /// `Dr 4110 1000`, in the order of the journal.
  var legs: [String] {
    transaction.entries.compactMap { entry in
      guard case .posting(let leg) = entry else { return nil }
      return "\(leg.side == .debit ? "Dr" : "Cr") \(leg.account) \(leg.amount)"
    }
  }

  /// `LON shipped→inspection 2`, in the order of the journal.
  var units: [String] {
    transaction.entries.compactMap { entry in
      guard case .stock(let movement) = entry else { return nil }
      return "\(movement.location) \(movement.from.name)→\(movement.to.name) \(movement.quantity)"
    }
  }

  /// The kinds of messages in it.
  var messages: [Message.Kind] {
    transaction.entries.compactMap { entry in
      if case .message(let message) = entry { message.kind } else { nil }
    }
  }
}
