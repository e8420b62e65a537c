import OrderLedger

extension ModelGenerator {
  /// What the customer sees of an amount in another currency: mostly at a rate that moves.
  mutating func presentment(of amount: Int64, in currency: String?) -> Money? {
    guard let code = currency, let currency = try? Currency(code) else {
      return dice.chance(40) ? Money(minorUnits: 1_350, currency: .cad) : nil
    }
    if dice.chance(25) { return dice.chance(2) ? nil : Money(minorUnits: 100, currency: .gbp) }
    let capped = max(1, min(amount, 1_000_000_000))
    let rate = Int64(dice.chance(6) ? 1 : 120 + dice.below(60))
    let units = dice.chance(40) ? 0 : max(1, capped * rate / 100)
    return Money(minorUnits: units, currency: currency)
  }

  /// Coins for an amount; most payments are not in cash.
  mutating func cash(for amount: Int64, _ kind: String) -> Int64? {
    guard kind == "manual" ? dice.chance(2) : dice.chance(60) else { return nil }
    if dice.chance(9) { return amount + one([250, 251, -250, -251]) }
    return amount + Int64(dice.below(7)) - 3
  }

  /// What a refund or a dispute says that the customer gets, or has got.
  mutating func part(
    _ amount: Int64?, of number: Int?, _ order: OracleOrder?, _ oracle: Oracle
  ) -> Money? {
    guard let order, let number, let paid = order.presented.payments[number] else {
      return dice.chance(60) ? Money(minorUnits: 100, currency: .cad) : nil
    }
    guard dice.chance(3), let currency = try? Currency(paid.currency) else { return nil }
    if dice.chance(20) { return Money(minorUnits: 100, currency: .eur) }
    let units = oracle.units(of: max(1, amount ?? Int64.max), on: number, order)
    return Money(
      minorUnits: dice.chance(2) ? max(1, units) : units + Int64(dice.below(9)) - 4,
      currency: currency)
  }
}
