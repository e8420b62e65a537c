import OrderLedger
import OrderLedgerTesting

extension ExampleShop {
  /// Pays with the gift card GC-1.
  @discardableResult
  fileprivate func payByCard(_ amount: Int64) async throws -> Receipt {
    try await ledger.perform(
      RecordPayment(
        order: "1001", payment: "p2", tender: Tender(.giftCard, name: "GC-1"), amount: amount))
  }

  fileprivate func openDispute(_ amount: Int64 = 10_200) async throws -> Receipt {
    try await ledger.perform(
      OpenDispute(order: "1001", dispute: "d1", payment: "p1", amount: amount, fee: 1_500))
  }
}

let creditExamples = [
  WorkedExample("Gift card issued, spent and restored") { shop in
    let issued = try await shop.ledger.perform(
      IssueGiftCard(account: "GC-1", amount: 6_000, currency: .gbp, tender: .manual("till")))
    try await shop.place()
    try await shop.pay(4_200)
    return [issued, try await shop.payByCard(6_000), try await shop.cancel()]
  },
  WorkedExample("Gift card sold in an order") { shop in
    try await shop.ledger.perform(
      PlaceOrder(
        order: "1001", currency: .gbp, channel: "web",
        lines: [
          PlaceOrder.Line(
            line: "G", sku: "SHIRT", quantity: 1, unitPrice: 5_000,
            discounts: [Discount(amount: 500)], location: "LON", costed: false,
            giftCard: "GC-2")
        ]))
    return [try await shop.pay(4_500), try await shop.fulfill()]
  },
  WorkedExample("Refund to store credit") { shop in
    try await shop.place()
    try await shop.pay()
    return [try await shop.cancel(refund: .storeCredit)]
  },
  WorkedExample("Credit expires, and is good again") { shop in
    try await shop.ledger.perform(
      IssueGiftCard(account: "GC-1", amount: 12_000, currency: .gbp, tender: .manual("till")))
    try await shop.place()
    try await shop.payByCard(10_200)
    return [
      try await shop.ledger.perform(ExpireCredit(account: "GC-1")), try await shop.cancel(),
    ]
  },
]

let disputeExamples = [
  WorkedExample("Dispute opened, then won") { shop in
    try await shop.place()
    try await shop.pay()
    return [
      try await shop.openDispute(),
      try await shop.ledger.perform(
        CloseDispute(dispute: "d1", outcome: .won, feeReturned: 500)),
    ]
  },
  WorkedExample("Dispute lost before anything left") { shop in
    try await shop.place()
    try await shop.pay()
    _ = try await shop.openDispute()
    return [
      try await shop.ledger.perform(
        CloseDispute(dispute: "d1", outcome: .lost, cancellation: "x1"))
    ]
  },
  WorkedExample("Dispute lost after it left") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.fulfill()
    _ = try await shop.openDispute()
    return [try await shop.ledger.perform(CloseDispute(dispute: "d1", outcome: .lost))]
  },
  WorkedExample("Dispute while a refund is owed") { shop in
    try await shop.place()
    try await shop.pay()
    try await shop.cancel()
    try await shop.submit("a1")
    return [
      try await shop.openDispute(),
      try await shop.ledger.perform(CloseDispute(dispute: "d1", outcome: .lost)),
    ]
  },
]
