import OrderLedger
import OrderLedgerModel

extension SmallWorld {
  /// What is wrong after a step, if anything is.
  func problem(after entries: [Entry]) -> String? {
    imbalance(in: entries) ?? moneyProblem ?? lineProblem ?? stockProblem ?? accountProblem
  }

  /// The legs of a journal transaction sum to zero in each phase.
  private func imbalance(in entries: [Entry]) -> String? {
    var sums: [Posting.Phase: Int64] = [:]
    for case .posting(let posting) in entries {
      guard posting.amount > 0 else { return "a posting of \(posting.amount)" }
      sums[posting.phase, default: 0] += posting.side == .debit ? posting.amount : -posting.amount
    }
    return sums.values.allSatisfy { $0 == 0 } ? nil : "unbalanced: \(sums)"
  }

  private func expect(_ what: String, _ found: Int64, _ expected: Int64) -> String? {
    found == expected ? nil : "\(what): \(found), not \(expected)"
  }

  private var moneyProblem: String? {
    let state = self.state
    let isWithin =
      state.refundSettled >= 0 && state.refundPending >= 0
      && state.refundSettled + state.refundPending <= state.refundDecided
      && state.refundDecided <= state.captured
    if !isWithin { return "refunds beyond what was captured" }
    return expect("captured", state.captured, tally.captured)
      ?? expect("received", state.received, tally.captured - tally.due)
      ?? expect("decided", state.refundDecided, tally.decided)
      ?? expect("settled", state.refundSettled, tally.settled)
      ?? expect("refunds payable", ledger.credit(.refundsPayable), tally.decided - tally.settled)
      ?? expect("clearing", ledger.credit(.processorClearing), tally.settled - tally.captured)
      ?? expect("fees", ledger.credit(.cancellationFees), tally.kept)
      ?? expect("value", state.value, valueLeft)
      ?? expect("unapplied", ledger.credit(.unappliedReceipts), max(0, state.received - valueLeft))
  }

  /// What is left of the order's value, from the prices: each component's share is rounded down to
  /// whole units, from the bottom.
  private var valueLeft: Int64 {
    var left: Int64 = 0
    for line in state.lines {
      let placed = line.placed
      func rest(_ amount: Int64) -> Int64 {
        placed.parts == 0 ? amount : amount - amount * line.reversed / placed.parts
      }
      left += rest(placed.gross) - rest(placed.discount) + rest(placed.tax)
    }
    return left
  }

  private var lineProblem: String? {
    for line in state.lines {
      let placed = line.placed
      let isSound =
        line.cancelled >= 0 && line.fulfilled >= 0 && line.returned >= 0
        && line.cancelled + line.fulfilled <= placed.quantity && line.returned <= line.fulfilled
        && line.reversed >= 0 && line.recognized >= 0
        && line.reversed + line.recognized <= placed.parts
      if !isSound { return "line \(placed.id): \(line)" }
    }
    return nil
  }

  private var stockProblem: String? {
    var value: Int64 = 0
    for (key, level) in ledger.stock {
      let sum = Bucket.allCases.reduce(0) { $0 + level[$1] }
      if sum != 0 { return "\(key) sums to \(sum)" }
      if Bucket.allCases.contains(where: { $0.isOnHand && level[$0] < 0 }) {
        return "\(key) below zero"
      }
      let open = state.lines.filter { $0.placed.sku == key.sku }.reduce(0) { $0 + $1.open }
      if let problem = expect("\(key) reserved", level[.reserved], open) { return problem }
      value += level.value
    }
    return expect("inventory", -ledger.credit(.inventory), value)
      ?? expect("cost", value - ledger.credit(.costOfGoodsSold), 3 * 301 + 3 * 77)
  }

  private var accountProblem: String? {
    var sum: Int64 = 0
    for (account, balance) in ledger.balances {
      sum += balance.debit - balance.credit
      if balance.debitPending < 0 || balance.creditPending < 0 { return "\(account) pending" }
      if account.code.limit == .debitsWithinCredits,
        balance.debit + balance.debitPending > balance.credit
      {
        return "\(account) beyond its limit"
      }
    }
    if sum != 0 { return "the trial balance is off by \(sum)" }
    guard state.status == .cancelled else { return nil }
    // Nothing of a cancelled order is on its accounts but what is owed back.
    for (account, balance) in ledger.balances
    where account.code.isPerOrder && account.code != .refundsPayable
      && balance.credit != balance.debit && account.code != .unappliedReceipts
    {
      return "\(account) shows \(balance.credit - balance.debit) of a cancelled order"
    }
    return nil
  }
}
