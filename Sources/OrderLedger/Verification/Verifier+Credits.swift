import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// Gift cards and store credit accounts as their rows say.
  func credits() throws(LedgerError) -> [CreditName: CreditState] {
    var credits: [CreditName: CreditState] = [:]
    try connection.ledgerForEach(Catalog.everyCredit) { _ in
    } row: { row in
      let state = try CreditState(row: row)
      credits[state.name] = state
    }
    return credits
  }

  /// What cards and accounts hold is what accounts 2510 and 2520 show, and what is in dispute is
  /// what account 1410 shows.
  mutating func checkCredits(_ walk: OrderWalk.Sums) throws(LedgerError) {
    var left = try credits()
    var disputed = walk.disputed
    for item in try LedgerSnapshot(queries: queries).accounts() {
      switch item.account.code {
      case .giftCards, .storeCredit:
        let state = left.removeValue(forKey: CreditName(unchecked: item.account.dimension))
        check(item, state)
      case .disputedFunds: disputed[item.currency, default: 0] &-= item.balance
      default: break
      }
    }
    for state in left.values where state.balance != 0 || state.held != 0 {
      find(
        .balance, at: state.lastSequence,
        "\(state.kind.name) \(state.name.text) holds \(state.balance), its account nothing")
    }
    for (currency, difference) in disputed where difference != 0 {
      find(
        .balance,
        "account 1410 differs from the open disputes by \(difference) \(currency.code)")
    }
  }

  private mutating func check(_ item: AccountBalance, _ state: CreditState?) {
    guard let state, state.kind.account(of: state.name) == item.account,
      state.currency == item.currency, state.balance == item.balance,
      state.held == item.debitPending
    else {
      find(
        .balance, at: state?.lastSequence,
        "account \(item.account) shows \(item.balance), \(item.debitPending) of it promised; "
          + (state.map { "its row says \($0.balance) and \($0.held)" } ?? "there is no row"))
      return
    }
  }
}
