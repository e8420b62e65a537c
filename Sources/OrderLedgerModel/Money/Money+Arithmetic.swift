extension Money {
  /// The sum.
  ///
  /// - Throws: `MoneyError.currencyMismatch`, `.overflow`.
  @inlinable
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    try other.requireCurrency(currency)
    return Money(
      minorUnits: try minorUnits.adding(checked: other.minorUnits), currency: currency)
  }

  /// The difference.
  ///
  /// - Throws: `MoneyError.currencyMismatch`, `.overflow`.
  @inlinable
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    try other.requireCurrency(currency)
    return Money(
      minorUnits: try minorUnits.subtracting(checked: other.minorUnits), currency: currency)
  }

  /// The same amount on the other side of zero.
  ///
  /// - Throws: `MoneyError.overflow` for the one amount without a counterpart, `Int64.min`.
  @inlinable
  public func negated() throws(MoneyError) -> Money {
    Money(minorUnits: try minorUnits.negated(), currency: currency)
  }

  /// The amount `factor` times, as in price × quantity.
  ///
  /// - Throws: `MoneyError.overflow`.
  @inlinable
  public func multiplied(by factor: Int64) throws(MoneyError) -> Money {
    Money(minorUnits: try minorUnits.multiplied(checked: factor), currency: currency)
  }

  /// The sum of any number of amounts; zero for none, which is why the currency is asked for.
  ///
  /// - Throws: `MoneyError.currencyMismatch`, `.overflow` (also of an intermediate sum).
  @inlinable
  public static func sum(
    _ amounts: some Sequence<Money>, in currency: Currency
  ) throws(MoneyError) -> Money {
    var total = Money.zero(currency)
    for amount in amounts {
      total = try total.adding(amount)
    }
    return total
  }
}
