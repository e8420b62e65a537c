import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// Random lives of orders that are paid with gift cards, store credit and two gateways, disputed,
/// cancelled and refunded in any order.
@Suite struct CreditLifeTests {
  struct Random {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }

    mutating func amount(_ most: Int64) -> Int64 { Int64(next(Int(most))) + 1 }
  }

  static let orders: [OrderID] = ["1", "2", "3"]

  /// Something that may be done to the order next, and seldom something that may not.
  static func step(_ random: inout Random, _ n: Int, _ order: OrderState) -> Action {
    let attempt = order.attempts.isEmpty ? nil : order.attempts[random.next(order.attempts.count)]
    let dispute = order.disputes.last { $0.status == .open } ?? order.disputes.last
    let refund = order.refunds.isEmpty ? nil : order.refunds[random.next(order.refunds.count)]
    let payment = order.payments.isEmpty ? nil : order.payments[random.next(order.payments.count)]
    let tender = [
      Tender(.giftCard, name: "GC-1"), Tender(.storeCredit, name: "cust-1"), .gateway("stripe"),
      .gateway("adyen"), Tender(.giftCard, name: "GC-2"),
    ][random.next(5)]
    let new = RefundID(unchecked: "x\(n)")
    let pay = RecordPayment(
      order: order.id, payment: PaymentID(unchecked: "p\(n)"), tender: tender,
      amount: random.amount(4_000))
    switch random.next(16) {
    case 0: return pay.action
    case 1:
      return AuthorizePayment(
        order: order.id, payment: PaymentID(unchecked: "p\(n)"), tender: tender,
        amount: random.amount(4_000)
      ).action
    case 2:
      guard let payment else { return pay.action }
      return CapturePayment(order: order.id, payment: payment.id).action
    case 3:
      guard let payment else { return pay.action }
      return VoidAuthorization(order: order.id, payment: payment.id).action
    case 4, 5: return cancel(&random, order, new).action
    case 6:
      return Refund(
        order: order.id, refund: new, amount: random.amount(2_000),
        to: [.original, .later, .storeCredit][random.next(3)], reason: "staff"
      ).action
    case 7:
      return Fulfill(
        order: order.id, fulfillment: FulfillmentID(unchecked: "f\(n)"),
        lines: [LineQuantity(line: ["A", "B"][random.next(2)], quantity: 1)]
      ).action
    case 8, 9:
      guard let refund else { return cancel(&random, order, new).action }
      return SubmitRefund(attempt: AttemptID(unchecked: "a\(n)"), refund: refund.id).action
    case 10:
      guard let attempt else { return pay.action }
      return SettleRefund(
        attempt: attempt.id, outcome: [.succeeded, .failed, .cancelled][random.next(3)]
      ).action
    case 11, 12:
      guard let payment else { return pay.action }
      return OpenDispute(
        order: order.id, dispute: DisputeID(unchecked: "d\(n)"), payment: payment.id,
        amount: random.amount(3_000), fee: Int64(random.next(2)) * 1_500
      ).action
    case 13, 14:
      guard let dispute else { return pay.action }
      return CloseDispute(
        dispute: dispute.id, outcome: random.next(3) == 0 ? .won : .lost
      ).action
    default:
      guard let dispute, random.next(2) == 0 else {
        return ExpireCredit(account: ["GC-1", "GC-2", "cust-1"][random.next(3)]).action
      }
      return CloseDispute(dispute: dispute.id, outcome: .lost, cancellation: new).action
    }
  }

  private static func cancel(
    _ random: inout Random, _ order: OrderState, _ name: RefundID
  ) -> CancelOrder {
    let choice = [
      RefundChoice.original, .later, .storeCredit, .later, .amount(random.amount(3_000)),
    ][random.next(5)]
    return CancelOrder(
      order: order.id, cancellation: name,
      lines: random.next(6) == 0
        ? nil : [.init(line: ["A", "B"][random.next(2)], quantity: 1)],
      reason: "customer", refund: choice)
  }

  @Test(arguments: 0..<12) func `random lives never pay twice nor below zero`(
    seed: Int
  ) async throws {
    var random = Random(state: UInt64(seed) &* 7_919 &+ 1)
    let shop = try await TestLedger(verifying: .quick)
    try await shop.stockUp()
    for card in ["GC-1", "GC-2"] as [CreditName] {
      try await shop.perform(IssueGiftCard(account: card, amount: 9_000, currency: .gbp))
    }
    try await shop.perform(
      IssueStoreCredit(account: "cust-1", amount: 5_000, currency: .gbp), key: "credit")
    for order in Self.orders { try await shop.perform(shop.order(order)) }
    var carriedOut = 0
    for n in 0..<150 {
      let order = try await shop.ledger.order(Self.orders[random.next(3)])
      let action = Self.step(&random, n, order)
      do throws(LedgerError) {
        try await shop.perform(action, key: IdempotencyKey(unchecked: "k\(n)"))
        carriedOut += 1
      } catch {
        // Refused for a reason, and never because the ledger can't go on.
        let isRefusal =
          error.code.category != .database && error.code.category != .malformed
          || error.code == .invalidChoice && action.name == OpenDispute.name
        #expect(isRefusal, "seed \(seed), step \(n), \(action.name): \(error.detailedDescription)")
      }
      if n % 12 == 0 { try await Self.check(shop, "seed \(seed), step \(n)") }
    }
    #expect(carriedOut > 40)
    try await Self.check(shop, "seed \(seed)")
    try await shop.ledger.expectBalanced()
    #expect(try await shop.ledger.verify(rowByRow: true).isSound)
    #expect(try await shop.ledger.rebuild().changedTables.isEmpty)
    await shop.close()
  }

  private static func check(_ shop: TestLedger, _ place: String) async throws {
    for credit in try await shop.ledger.credits() {
      #expect(credit.balance >= 0 && credit.held >= 0 && credit.available >= 0, "\(place)")
    }
    for id in orders {
      let order = try await shop.ledger.order(id)
      #expect(order.refundDecided + order.chargedBack <= order.captured, "\(place)")
      for payment in order.payments {
        var gone: Int64 = 0
        for refund in order.refunds {
          for share in refund.shares where share.payment == payment.number {
            gone += share.settled + share.pending
          }
        }
        for dispute in order.disputes where dispute.payment == payment.number {
          gone += dispute.disputed + dispute.charged
        }
        #expect(gone <= payment.captured, "\(place), payment \(payment.id)")
      }
    }
  }
}
