@testable import OrderLedgerModel

enum ErrorSamples {
  static let all: [LedgerError] = [
    LedgerError(.overRefund, .order("1001"), found: "500", allowed: "450", sequence: 9),
    LedgerError(.busy),
    LedgerError(.unknownField, .field("lines[0].colour"), found: "colour", allowed: "line"),
    blocked, inBulk,
  ]

  private static let inBulk: LedgerError = {
    var error = LedgerError(.overQuantity, .line("A"), found: "4", allowed: "3 open")
    error.index = 2
    return error
  }()

  private static let blocked: LedgerError = {
    var error = LedgerError(.notCancellable, .order("1001"))
    error.blockers = [Blocker(.locationClosed, .location("LON")), Blocker(.periodClosed)]
    return error
  }()
}

enum OrderSamples {
  /// Two mugs and shipping; one mug cancelled, its 900 partly given back.
  static let order = OrderState(
    id: "1001", currency: .gbp, customer: "c-9", channel: "web", version: 3, lastSequence: 17,
    lines: [
      LineState(
        placed: PlacedLine(
          id: "A", kind: .item, sku: "MUG", location: "LON", quantity: 2, unitPrice: 1_000,
          discounts: [Discount(code: "TEN", amount: 201)],
          taxes: [Tax(code: "VAT-20", amount: 300)], taxIncluded: true, costed: true,
          backordered: 0),
        number: 0, cancelled: 1, reversed: 1),
      LineState(
        placed: PlacedLine(
          id: "S", kind: .shipping, sku: nil, location: nil, quantity: 1, unitPrice: 499,
          discounts: [], taxes: [], taxIncluded: false, costed: false, backordered: 0),
        number: 1),
    ],
    payments: [
      PaymentState(
        id: "p1", number: 0, tender: .gateway("stripe"), authorized: 2_298, captured: 2_298,
        open: 0),
      PaymentState(
        id: "p2", number: 1, tender: Tender(.giftCard, name: "GC-1"), authorized: 100, open: 100),
    ],
    refunds: [
      RefundState(
        id: "c1", number: 0, amount: 900,
        shares: [RefundShare(payment: 0, amount: 700, pending: 200, settled: 400)])
    ],
    attempts: [
      AttemptState(
        id: "a1", number: 0, refund: 0, payment: 0, amount: 400, status: .succeeded, sequence: 16)
    ],
    disputes: [
      DisputeState(
        id: "d1", number: 0, payment: 0, amount: 300, fee: 15, status: .lost, refunded: 100,
        sequence: 17)
    ],
    received: 1_398, cancelledBy: nil, row: 1)
}
