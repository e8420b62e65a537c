import OrderLedger

/// Gift cards, store credit and disputes.
extension Workload {
  static let credits: [Action] = [
    .issueStoreCredit(IssueStoreCredit(account: "cust-1", amount: 3_000, currency: .gbp)),
    .issueGiftCard(
      IssueGiftCard(
        account: "card-1", amount: 5_000, currency: .gbp, tender: Tender(.manual, name: "till"))),
    .placeOrder(order("gift", discount: 0)),
    recordPayment("gift", of: 5_000, with: Tender(.giftCard, name: "card-1")),
    recordPayment("gift", of: 3_000, with: Tender(.storeCredit, name: "cust-1")),
    recordPayment("gift", of: 1_107, with: .gateway("stripe")),
    // To the tenders it came from, and then to credit.
    .cancelOrder(
      CancelOrder(
        order: "gift", cancellation: "gift-1", lines: [CancelOrder.Line(line: "B")],
        reason: "customer")),
    .cancelOrder(
      CancelOrder(
        order: "gift", cancellation: "gift-2", reason: "customer", refund: .storeCredit)),
    .expireCredit(ExpireCredit(account: "cust-1", amount: 100)),
  ]

  static let disputes: [Action] = [
    .placeOrder(order("disputed", discount: 0)),
    recordPayment("disputed", of: 9_107, with: .gateway("stripe")),
    .openDispute(
      OpenDispute(
        order: "disputed", dispute: "d1", payment: "gateway-disputed", amount: 2_000, fee: 15)),
    .closeDispute(CloseDispute(dispute: "d1", outcome: .won, feeReturned: 15)),
    .openDispute(
      OpenDispute(order: "disputed", dispute: "d2", payment: "gateway-disputed", amount: 9_107)),
    .closeDispute(CloseDispute(dispute: "d2", outcome: .lost, cancellation: "lost")),
  ]

  private static func recordPayment(
    _ order: OrderID, of amount: Int64, with tender: Tender
  ) -> Action {
    .recordPayment(
      RecordPayment(
        order: order, payment: PaymentID(unchecked: "\(tender.kind)-\(order.text)"),
        tender: tender, amount: amount))
  }
}
