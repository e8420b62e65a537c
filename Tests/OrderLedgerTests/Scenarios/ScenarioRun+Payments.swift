import OrderLedger
import OrderLedgerTesting

// Payments that a case says are there.

extension ScenarioRun {
  func record(_ node: Node, _ amount: Int64, on name: String) async throws {
    guard let id = orders[name]?.id else { return }
    if node["amount_exact"].exists { throw Unsupported("amounts with parts of a minor unit") }
    if node["processed"].exists { throw Unsupported("a payment in another currency") }
    let payment = try PaymentID("\(name)-p\(orders[name]?.payments.count ?? 0)")
    orders[name]?.payments.append(payment)
    let tender = try await tender(node, amount)
    guard amount > 0 else { return }
    switch node["status"].text {
    case "captured":
      try await shop.perform(
        RecordPayment(order: id, payment: payment, tender: tender, amount: amount))
    case "authorized", "voided":
      try await shop.perform(
        AuthorizePayment(order: id, payment: payment, tender: tender, amount: amount))
      if node["status"].text == "voided" { try await void(payment, of: id) }
    default: break
    }
    if let before = node["refunded_minor"].int, before > 0 {
      try await refundBefore(before, of: id, settles: true)
    }
    if let ongoing = node["refund_ongoing_minor"].int, ongoing > 0 {
      try await refundBefore(ongoing, of: id, settles: false)
    }
  }

  private func tender(_ node: Node, _ amount: Int64) async throws -> Tender {
    let kind = node["kind"].text ?? "card"
    switch kind {
    case "check", "cash": return .manual(try GatewayName(kind))
    case "store_credit": return try await credit(node, amount, .storeCredit)
    case "gift_card": return try await credit(node, amount, .giftCard)
    default: return .gateway(try GatewayName(kind))
    }
  }

  /// Voids under a key that is named after the payment: voiding again is the same request again.
  @discardableResult
  func void(_ payment: PaymentID, of order: OrderID) async throws -> Receipt {
    try await shop.perform(
      VoidAuthorization(order: order, payment: payment),
      key: try IdempotencyKey("void-\(payment.text)"))
  }

  private func refundBefore(_ amount: Int64, of id: OrderID, settles: Bool) async throws {
    let refund = try RefundID(name("before"))
    try await shop.perform(Refund(order: id, refund: refund, amount: amount, reason: "other"))
    oldRefunds += 1
    while try await owed(refund, of: id) > 0 {
      let attempt = try AttemptID(name("attempt"))
      try await shop.perform(SubmitRefund(attempt: attempt, refund: refund))
      oldAttempts.insert(attempt)
      guard settles else { continue }
      try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    }
  }

  func owed(_ refund: RefundID, of id: OrderID) async throws -> Int64 {
    try await shop.ledger.order(id).refunds.first { $0.id == refund }?.owed ?? 0
  }
}
