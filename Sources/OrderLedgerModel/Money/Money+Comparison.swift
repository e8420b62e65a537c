// Money is not Comparable: `<` cannot throw, and between two currencies there is no answer.
extension Money {
  /// Whether this amount is below the other.
  ///
  /// - Throws: `MoneyError.currencyMismatch`.
  @inlinable
  public func isLess(than other: Money) throws(MoneyError) -> Bool {
    try other.requireCurrency(currency)
    return minorUnits < other.minorUnits
  }

  /// Whether this amount is the other or below it.
  ///
  /// - Throws: `MoneyError.currencyMismatch`.
  @inlinable
  public func isAtMost(_ other: Money) throws(MoneyError) -> Bool {
    try other.requireCurrency(currency)
    return minorUnits <= other.minorUnits
  }

  /// This amount, or the other where that is smaller.
  ///
  /// - Throws: `MoneyError.currencyMismatch`.
  @inlinable
  public func orSmaller(_ other: Money) throws(MoneyError) -> Money {
    try isAtMost(other) ? self : other
  }
}
