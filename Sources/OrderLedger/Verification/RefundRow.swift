import OrderLedgerModel

/// A row of `ledger_refund`.
struct RefundRow: Hashable {
  let refund: Int
  let payment: Int
  let position: Int
  let name: RefundID
  let total: Int64
  var amount: Int64
  var pending: Int64 = 0
  var settled: Int64 = 0

  /// Stands for the payment of a refund that was given to none.
  static let noPayment = -1

  /// The rows that a decision makes.
  static func rows(of decision: RefundDecision) -> [RefundRow] {
    guard let number = decision.number else { return [] }
    var shares = decision.shares
    if shares.isEmpty { shares.append(RefundShare(payment: noPayment, amount: 0)) }
    return shares.enumerated().map { position, share in
      RefundRow(
        refund: number, payment: share.payment, position: position, name: decision.id,
        total: decision.amount, amount: share.amount)
    }
  }
}
