import OrderLedgerModel
import Testing

@Suite struct `Money formatting` {
  static let table = """
    GBP                    0 0.00
    GBP                    5 0.05
    GBP                   -5 -0.05
    GBP                 1234 12.34
    GBP                 1230 12.30
    GBP                 -100 -1.00
    JPY                 1200 1200
    JPY                   -1 -1
    BHD                    1 0.001
    CLF               -12345 -1.2345
    GBP  9223372036854775807 92233720368547758.07
    GBP -9223372036854775808 -92233720368547758.08
    JPY -9223372036854775808 -9223372036854775808
    """.split(separator: "\n").map(String.init)

  @Test(arguments: table)
  func `an amount is written with all its decimals`(row: String) throws {
    let words = row.split(separator: " ")
    let money = Money(
      minorUnits: try #require(Int64(words[1])), currency: try Currency(words[0]))
    #expect(money.decimalString == words[2])
    #expect(money.description == "\(words[0]) \(words[2])")
  }

  @Test(arguments: seeds)
  func `every amount is read back as it was written`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let currencies = Currency.all
    for _ in 0..<20_000 {
      let currency = try #require(currencies.randomElement(using: &random))
      let money = Money(minorUnits: .anySize(using: &random), currency: currency)
      if try Money(parsing: money.decimalString, currency: currency) != money {
        Issue.record("\(money)")
      }
    }
  }
}
