import OrderLedger

/// An order as the oracle keeps it.
struct OracleOrder: Sendable {
  struct Payment: Sendable {
    let id: String
    let kind: String
    let tender: String
    let authorized: Int64
    var captured: Int64 = 0
    var open: Int64 = 0

    var isCredit: Bool { kind == "giftCard" || kind == "storeCredit" }
  }

  struct Share: Sendable {
    let payment: Int
    var amount: Int64
    var pending: Int64 = 0
    var settled: Int64 = 0

    var owed: Int64 { amount - pending - settled }
  }

  struct Refund: Sendable {
    let id: String
    let amount: Int64
    var shares: [Share]

    var pending: Int64 { shares.reduce(0) { $0 + $1.pending } }
    var settled: Int64 { shares.reduce(0) { $0 + $1.settled } }
    var owed: Int64 { amount - pending - settled }
    var unassigned: Int64 { amount - shares.reduce(0) { $0 + $1.amount } }
  }

  struct Attempt: Sendable {
    let id: String
    let refund: Int
    let payment: Int
    let amount: Int64
    var status: String
    var sequence: Int64
    /// The ledger's own, where nobody else had to do anything.
    var isAtOnce = false
  }

  struct Dispute: Sendable {
    let id: String
    let payment: Int
    let amount: Int64
    var fee: Int64
    var status = "open"
    var refunded: Int64 = 0
    var sequence: Int64
  }

  struct Request: Sendable {
    /// What is asked for: each line with its units.
    let cancel: CancelOrder
    let expires: Int64?
    let needsApproval: Bool
    /// What would have gone back when it was asked for.
    let amount: Int64
    var status = "open"
    var closedBy: Int64?

    var id: String { cancel.cancellation.text }

    func isHolding(at time: Int64) -> Bool {
      status == "open" && expires.map { time < $0 } ?? true
    }
  }

  let id: String
  let currency: String
  let customer: String?
  let channel: String
  var lines: [OracleLine]
  var payments: [Payment] = []
  var refunds: [Refund] = []
  var attempts: [Attempt] = []
  var disputes: [Dispute] = []
  var requests: [Request] = []
  /// The fulfillments that sent something of it, the oldest first.
  var sent: [String] = []
  var returns: [OracleReturn] = []
  var presented = OraclePresented()
  var version: Int64 = 0
  /// In business time.
  var placedAt: Int64 = 0
  /// Money received for what the order is worth.
  var received: Int64 = 0
}

extension OracleOrder {
  var open: Int64 { lines.reduce(0) { $0 + $1.open } }
  var fulfilled: Int64 { lines.reduce(0) { $0 + $1.fulfilled } }
  var cancelled: Int64 { lines.reduce(0) { $0 + $1.cancelled } }
  var captured: Int64 { payments.reduce(0) { $0 + $1.captured } }
  var decided: Int64 { refunds.reduce(0) { $0 + $1.amount } }
  /// Lost in disputes beyond any refund.
  var lost: Int64 {
    disputes.reduce(0) { $0 + ($1.status == "lost" ? $1.amount - $1.refunded : 0) }
  }
  var refundable: Int64 { captured - decided - lost }
  var hasDispute: Bool { disputes.contains { $0.status == "open" } }

  var status: String {
    if cancelled == 0 { return "open" }
    return open == 0 && fulfilled == 0 ? "cancelled" : "partiallyCancelled"
  }

  /// Nothing of it will be sent any more, and something was cancelled.
  var isOver: Bool { open == 0 && cancelled > 0 }

  /// What it is worth now.
  func value(_ rule: OracleLine.Rule) -> Int64 {
    lines.reduce(0) { $0 + $1.share(from: $1.reversed, to: $1.parts, rule).total }
  }

  /// Settled, under way and owed of a payment; in dispute, and lost by disputes.
  func claims(on payment: Int) -> OracleClaims {
    var claims = OracleClaims()
    for refund in refunds {
      for share in refund.shares where share.payment == payment {
        claims.settled += share.settled
        claims.pending += share.pending
        claims.owed += share.owed
      }
    }
    for dispute in disputes where dispute.payment == payment {
      if dispute.status == "open" { claims.disputed += dispute.amount }
      if dispute.status == "lost" { claims.lost += dispute.amount - dispute.refunded }
    }
    return claims
  }

  /// What a new refund can still claim of a payment.
  func capacity(of payment: Int) -> Int64 {
    let claims = claims(on: payment)
    return max(
      0,
      payments[payment].captured - claims.settled - claims.pending - claims.lost
        - max(claims.owed, claims.disputed))
  }

  /// What can be sent back to a payment while disputes hold their part.
  func sendable(to payment: Int) -> Int64 {
    let claims = claims(on: payment)
    return max(
      0,
      payments[payment].captured - claims.settled - claims.pending - claims.lost
        - claims.disputed)
  }

  /// What a refund can still send to a payment: its share there, and what has none.
  func room(of refund: Int, on payment: Int) -> Int64 {
    let share = refunds[refund].shares.first { $0.payment == payment }
    return (share?.owed ?? 0) + min(refunds[refund].unassigned, capacity(of: payment))
  }

  /// What the policy names first; then balances that the ledger keeps; then gateways, the newest
  /// first.
  func refundOrder(_ first: [Tender.Kind]) -> [Int] {
    var order = first.flatMap { kind in
      let some = payments.indices.filter { payments[$0].kind == kind.name }
      return kind.isCredit ? some : some.reversed()
    }
    order += payments.indices.filter { payments[$0].isCredit && !order.contains($0) }
    return order + payments.indices.reversed().filter { !order.contains($0) }
  }

  /// Splits an amount over the payments.
  func split(_ amount: Int64, _ first: [Tender.Kind]) -> [Share] {
    var left = amount
    var shares: [Share] = []
    for payment in refundOrder(first) where left > 0 {
      let part = min(left, capacity(of: payment))
      if part > 0 { shares.append(Share(payment: payment, amount: part)) }
      left -= part
    }
    return shares
  }
}

struct OracleClaims {
  var settled: Int64 = 0
  var pending: Int64 = 0
  var owed: Int64 = 0
  var disputed: Int64 = 0
  var lost: Int64 = 0
}
