import OrderLedger
import OrderLedgerTesting
import Testing

// What users of other systems complained about, one test each: each fails where the ledger does what
// they complained of.

/// A shop with one order of 102.00: 3 mugs (A), 2 shirts (B), shipping (S).
struct Complaint {
  let shop: TestLedger

  /// - Parameter isPaid: whether the order is there and paid, or nothing is.
  init(isPaid: Bool = true, discounts: [Discount] = []) async throws {
    shop = try await TestLedger()
    try await shop.stockUp()
    if isPaid { try await shop.placeAndPay("1001", discounts: discounts) }
  }

  var order: OrderState { get async throws { try await shop.ledger.order("1001") } }

  @discardableResult
  func cancel(
    _ name: RefundID = "x", _ lines: [CancelOrder.Line]? = nil, refund: RefundChoice = .original,
    disposition: Disposition = .restock, notify: Bool = false
  ) async throws(LedgerError) -> Receipt {
    try await shop.perform(
      CancelOrder(
        order: "1001", cancellation: name, lines: lines, reason: "customer", refund: refund,
        disposition: disposition, notify: notify))
  }

  static func mugs(_ units: Int64) -> [CancelOrder.Line] {
    [CancelOrder.Line(line: "A", quantity: units)]
  }

  @discardableResult
  func refund(
    _ name: RefundID, mugs: Int64? = nil, amount: Int64? = nil
  ) async throws(LedgerError) -> Receipt {
    try await shop.perform(
      Refund(
        order: "1001", refund: name, lines: mugs.map { [LineQuantity(line: "A", quantity: $0)] },
        amount: amount, reason: "staff"))
  }

  func fulfill(_ name: FulfillmentID = "f", mugs: Int64) async throws {
    try await shop.perform(
      Fulfill(
        order: "1001", fulfillment: name, lines: [LineQuantity(line: "A", quantity: mugs)]))
  }

  func submit(_ attempt: AttemptID, _ refund: RefundID) async throws {
    try await shop.perform(SubmitRefund(attempt: attempt, refund: refund))
  }

  @discardableResult
  func settle(_ attempt: AttemptID, _ outcome: SettleRefund.Outcome) async throws -> Receipt {
    try await shop.perform(SettleRefund(attempt: attempt, outcome: outcome))
  }

  /// Mugs in a bucket.
  func mugs(_ bucket: Bucket, at location: LocationID = "LON") async throws -> Int64 {
    let items = try await shop.ledger.stock(of: "MUG")
    return items.first { $0.key.location == location }?.level[bucket] ?? 0
  }

  /// What a command is refused with.
  func refusal(_ body: () async throws(LedgerError) -> Receipt) async -> LedgerError? {
    await IdempotencyTests.refusal(body)
  }
}
