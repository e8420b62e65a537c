import OrderLedgerModel
import Testing

@Suite struct `Currency code` {
  @Test(arguments: ["XAU", "XTS", "XXX", "ZZZ", "DEM"])
  func `an unknown code is refused by name`(code: String) {
    #expect(throws: MoneyError.unknownCurrency(code: code)) { try Currency(code) }
    #expect(MoneyError.unknownCurrency(code: code).description.contains(code))
  }

  @Test(arguments: ["", "G", "GB", "gbp", "GBPX", "G P", "GB\0", "ＧＢＰ", "ÄÖÜ", " GBP", "GBP\n"])
  func `a malformed code is refused without being repeated`(code: String) {
    #expect(throws: MoneyError.malformedCurrency(utf8Count: code.utf8.count)) {
      try Currency(code)
    }
  }

  @Test func `takes four bytes`() {
    #expect(MemoryLayout<Currency>.size == 4)
    #expect(MemoryLayout<Currency>.stride == 4)
  }

  @Test func `the same code with another exponent is another currency`() throws {
    let gateway = try Currency(code: "CLF", exponent: 0)
    #expect(try Currency("CLF") != gateway)
    #expect(gateway.code == "CLF")
    let four = Money(minorUnits: 1, currency: try Currency("CLF"))
    #expect(throws: MoneyError.self) {
      try four.adding(Money(minorUnits: 1, currency: gateway))
    }
  }

  @Test(arguments: [-1, 5, Int.min, Int.max])
  func `an exponent beyond ISO's is refused`(exponent: Int) {
    #expect(throws: MoneyError.unsupportedExponent(found: exponent)) {
      try Currency(code: "GBP", exponent: exponent)
    }
  }

  @Test(arguments: zip(0...4, [1, 10, 100, 1_000, 10_000]))
  func `a major unit has ten to the exponent minor units`(exponent: Int, units: Int64) throws {
    #expect(try Currency(code: "ABC", exponent: exponent).minorUnitsPerMajor == units)
  }

  @Test func `sorts by code`() {
    #expect([Currency.usd, .eur, .gbp].sorted() == [.eur, .gbp, .usd])
  }
}
