import OrderLedgerModel
import Testing

@Suite struct `Money rounding` {
  /// The amount in pounds; what it is in pence, by halfEven, halfUp, down, up.
  static let table = """
    0.001       0   0   0   1
    0.005       0   1   0   1
    0.0050      0   1   0   1
    0.00501     1   1   0   1
    0.0049999   0   0   0   1
    0.006       1   1   0   1
    0.015       2   2   1   2
    0.025       2   3   2   3
    0.0250001   3   3   2   3
    0.994      99  99  99 100
    0.995     100 100  99 100
    0.985      98  99  98  99
    9.9999   1000 1000 999 1000
    1.500     150 150 150 150
    """.split(separator: "\n").map(String.init)

  @Test(arguments: table)
  func `a named rounding is applied to the distance from zero`(row: String) throws {
    let words = row.split(separator: " ")
    let modes: [Rounding] = [.halfEven, .halfUp, .down, .up]
    for (mode, word) in zip(modes, words.dropFirst()) {
      let expected = try #require(Int64(word))
      #expect(
        try Money(parsing: words[0], currency: .gbp, rounding: mode).minorUnits == expected,
        "\(mode)")
      #expect(
        try Money(parsing: "-" + words[0], currency: .gbp, rounding: mode).minorUnits == -expected,
        "minus, \(mode)")
    }
  }

  @Test(arguments: zip(["0.001", "1.2345", "-0.005"], [Currency.gbp, .kwd, .jpy]))
  func `too many decimals are refused when no rounding is named`(text: String, currency: Currency) {
    #expect(throws: MoneyError.tooPrecise(exponent: currency.exponent)) {
      try Money(parsing: text, currency: currency)
    }
  }

  @Test func `rounding past the largest amount is an overflow`() throws {
    let most = "92233720368547758.07"
    #expect(
      try Money(parsing: most + "4", currency: .gbp, rounding: .halfUp).minorUnits == .max)
    #expect(throws: MoneyError.overflow) {
      try Money(parsing: most + "5", currency: .gbp, rounding: .halfUp)
    }
    #expect(throws: MoneyError.overflow) {
      try Money(parsing: "184467440737095516.159", currency: .gbp, rounding: .up)
    }
  }

  @Test func `yen round to whole ones`() throws {
    #expect(try Money(parsing: "0.5", currency: .jpy, rounding: .halfEven).minorUnits == 0)
    #expect(try Money(parsing: "1.5", currency: .jpy, rounding: .halfEven).minorUnits == 2)
    #expect(try Money(parsing: "0.5", currency: .jpy, rounding: .halfUp).minorUnits == 1)
  }
}
