extension Money {
  /// The amount as a plain decimal, always with all the decimals of its currency: `"12.34"`,
  /// `"-0.05"`, `"1200"` for yen. No grouping, no locale; `init(parsing:currency:)` reads it back.
  public var decimalString: String {
    let sign = minorUnits < 0 ? "-" : ""
    let (major, minor) = minorUnits.magnitude.quotientAndRemainder(
      dividingBy: currency.minorUnitsPerMajor.magnitude)
    guard currency.exponent > 0 else { return "\(sign)\(major)" }
    let digits = String(minor)
    let zeros = String(repeating: "0", count: currency.exponent - digits.utf8.count)
    return "\(sign)\(major).\(zeros)\(digits)"
  }
}

extension Money: CustomStringConvertible {
  /// Code and amount: `"GBP 12.34"`.
  public var description: String {
    "\(currency.code) \(decimalString)"
  }
}
