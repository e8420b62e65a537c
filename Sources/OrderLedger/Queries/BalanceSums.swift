import OrderLedgerModel

/// What accounts show, added up from what parts of the journal did to them.
struct BalanceSums {
  private struct Key: Hashable {
    let account: Account
    let currency: Currency
  }

  private var balances: [Key: AccountBalance] = [:]

  var inChartOrder: [AccountBalance] {
    balances.values.sorted { ($0.account, $0.currency) < ($1.account, $1.currency) }
  }

  /// - Throws: `overflow` where a sum has more than 64 bits.
  mutating func add(_ part: AccountBalance) throws(LedgerError) {
    let key = Key(account: part.account, currency: part.currency)
    guard var sum = balances[key] else {
      balances[key] = part
      return
    }
    do throws(MoneyError) {
      sum.debitPosted = try sum.debitPosted.adding(checked: part.debitPosted)
      sum.creditPosted = try sum.creditPosted.adding(checked: part.creditPosted)
      sum.debitPending = try sum.debitPending.adding(checked: part.debitPending)
      sum.creditPending = try sum.creditPending.adding(checked: part.creditPending)
    } catch {
      throw .overflow(part.account)
    }
    balances[key] = sum
  }
}

extension LedgerError {
  /// A sum over an account that has more than 64 bits.
  static func overflow(_ account: Account) -> LedgerError {
    LedgerError(.overflow, .init("account", "\(account)"), found: "a sum of more than 64 bits")
  }
}
