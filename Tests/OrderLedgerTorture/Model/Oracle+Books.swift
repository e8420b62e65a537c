import OrderLedger

/// A posting by hand.
struct OracleAdjustment: Sendable {
  let order: String?
  let debit: String
  let credit: String
  let amount: Int64
  let currency: String
  var reversedBy: Int64?
}

extension Oracle {
  /// Accounts that follow from something that has a state of its own.
  private static let derivedAccounts: Set<String> = [
    "1210", "1310", "1410", "2110", "2120", "2220", "2310", "2410", "2510", "2520", "2610",
  ]

  mutating func adjust(_ action: Adjust, _ command: Command) throws {
    let (debit, credit) = (action.debit.description, action.credit.description)
    var wrong = Refusals()
    wrong.add("keyRequired", if: command.key == nil)
    wrong.add("invalidAmount", if: !Self.isAmount(action.amount, from: 1))
    for account in [debit, credit] {
      wrong.add("invalidChoice", if: Self.derivedAccounts.contains(String(account.prefix(4))))
    }
    wrong.add("invalidChoice", if: debit == credit)
    try wrong.settle()
    let order = try action.order.map { try self.order($0.text) }
    if let order { try checkVersion(order, command) }
    let adjustment = OracleAdjustment(
      order: order?.id, debit: debit, credit: credit, amount: action.amount,
      currency: action.currency.code)
    try post(adjustment, adjustment.amount)
    adjustments[sequence] = adjustment
    if let order { keep(order) }
  }

  /// No more tax is remitted under a code than is payable.
  private mutating func post(_ adjustment: OracleAdjustment, _ amount: Int64) throws {
    let (debit, credit) =
      amount > 0
      ? (adjustment.debit, adjustment.credit) : (adjustment.credit, adjustment.debit)
    if debit.hasPrefix("2210") {
      let account = OracleAccount(adjustment.currency, debit)
      let payable = -(posted[account] ?? 0) - (derived[account] ?? 0)
      if abs(amount) > max(0, payable) { throw Refused("accountLimit") }
    }
    post(adjustment.currency, debit, abs(amount))
    post(adjustment.currency, credit, -abs(amount))
  }

  mutating func reverse(_ action: Reverse, _ command: Command) throws {
    guard action.sequence >= 1, action.sequence < sequence else {
      throw Refused("transactionNotFound")
    }
    // Of what it was written for, the version counts.
    let order = byOrder[action.sequence].flatMap { orders[$0] }
    if let order { try checkVersion(order, command) }
    guard let adjustment = adjustments[action.sequence] else { throw Refused("notReversible") }
    if adjustment.reversedBy != nil { throw Refused("alreadyReversed") }
    try post(adjustment, -adjustment.amount)
    adjustments[action.sequence]?.reversedBy = sequence
    if let order { keep(order) }
  }
}
