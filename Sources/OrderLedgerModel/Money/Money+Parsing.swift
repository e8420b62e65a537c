extension Money {
  /// The amount that a decimal text states, exactly.
  ///
  /// The shape is an optional `+` or `-`, ASCII digits, and optionally a `.` with digits on both
  /// sides. Everything else is refused: empty text, spaces, grouping, exponents (`1e5`), digits of
  /// other scripts, a second dot. Decimals beyond the currency's are accepted while they are zero
  /// (`"1.500"` is exact in pounds); otherwise the text is refused, unless `rounding` is named.
  ///
  /// - Throws: `MoneyError.emptyAmount`, or `.malformedAmount` or `.amountTooLong`, whichever fault
  ///   is further left; in a well-formed text `.tooPrecise`, then `.overflow`.
  public init(
    parsing text: some StringProtocol, currency: Currency, rounding: Rounding? = nil
  ) throws(MoneyError) {
    try self.init(parsing: text.utf8, currency: currency, rounding: rounding)
  }

  /// The amount that a decimal text states, from its UTF-8 bytes.
  ///
  /// One pass without allocation: an import calls it for every amount of a file.
  ///
  /// - Throws: as `init(parsing:currency:rounding:)` for text.
  @inlinable
  public init(
    parsing utf8: some Collection<UInt8>, currency: Currency, rounding: Rounding? = nil
  ) throws(MoneyError) {
    var scanner = AmountScanner(exponent: currency.exponent)
    for byte in utf8 {
      try scanner.take(byte)
    }
    self.init(minorUnits: try scanner.minorUnits(rounding: rounding), currency: currency)
  }
}
