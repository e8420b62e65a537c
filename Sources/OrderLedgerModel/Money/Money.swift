/// An exact amount of money: a whole number of minor units in one currency.
///
/// `Money(minorUnits: 1234, currency: .gbp)` is £12.34. There is no floating point on any way in or
/// out, and no integer literal, whose unit nobody could tell. Arithmetic is checked: what does not
/// fit, or mixes currencies, is a thrown `MoneyError`, never a trap and never a wrapped number.
///
/// Any `Int64` is a valid amount here; what an order may hold is bounded by `Limits.amounts`.
public struct Money: Hashable, Sendable {
  /// The amount in the smallest unit of the currency: pence, yen, fils.
  public let minorUnits: Int64
  /// The currency, which says how many decimals the amount has.
  public let currency: Currency

  /// An amount from its minor units.
  @inlinable
  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Nothing, in a currency.
  @inlinable
  public static func zero(_ currency: Currency) -> Money {
    Money(minorUnits: 0, currency: currency)
  }

  /// Whether the amount is zero.
  @inlinable
  public var isZero: Bool { minorUnits == 0 }

  /// Whether the amount is below zero.
  @inlinable
  public var isNegative: Bool { minorUnits < 0 }

  /// Refuses an amount of another currency.
  ///
  /// - Throws: `MoneyError.currencyMismatch`.
  @inlinable
  public func requireCurrency(_ expected: Currency) throws(MoneyError) {
    guard currency == expected else {
      throw .currencyMismatch(found: currency, expected: expected)
    }
  }
}
