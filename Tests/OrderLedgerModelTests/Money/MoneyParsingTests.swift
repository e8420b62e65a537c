import OrderLedgerModel
import Testing

@Suite struct `Money parsing` {
  static let accepted = """
    GBP 0                      0
    GBP 12.34               1234
    GBP +12.34              1234
    GBP -12.34             -1234
    GBP -0.05                 -5
    GBP -0                     0
    GBP 12.3                1230
    GBP 12                  1200
    GBP 007.10               710
    GBP 1.500                150
    GBP 1.50000000000000000  150
    JPY 1200                1200
    JPY 1200.00             1200
    BHD 1.234               1234
    CLF 1.2345             12345
    GBP 92233720368547758.07  9223372036854775807
    GBP -92233720368547758.08 -9223372036854775808
    JPY 9223372036854775807   9223372036854775807
    """.split(separator: "\n").map(String.init)

  @Test(arguments: accepted)
  func `an exact decimal is read`(row: String) throws {
    let words = row.split(separator: " ")
    let currency = try Currency(words[0])
    let money = try Money(parsing: words[1], currency: currency)
    #expect(money == Money(minorUnits: try #require(Int64(words[2])), currency: currency))
    #expect(try Money(parsing: Array(words[1].utf8), currency: currency) == money)
  }

  static let malformed: [(text: String, offset: Int)] = [
    (".5", 0), ("5.", 2), (".", 0), ("-", 1), ("+", 1), ("-.5", 1), ("--5", 1), ("5-", 1),
    ("1.2.3", 3), ("1..2", 2), (" 1", 0), ("1 ", 1), ("1 000", 1), ("1,000", 1), ("1,5", 1),
    ("1e5", 1), ("1E5", 1), ("0x10", 1), ("1_000", 1), ("1\0", 1), ("\0", 0), ("12.3abc", 4),
    ("١٢", 0), ("１２", 0), ("12٫3", 2), ("−5", 0), ("£5", 0), ("NaN", 0), ("inf", 0), ("\n", 0),
    ("1\r\n", 1), ("5\u{301}", 1), ("\u{FEFF}5", 0), ("99999999999999999999999x", 23),
    ("0.001x", 5),
  ]

  @Test(arguments: malformed)
  func `anything else is malformed at a byte`(text: String, offset: Int) {
    #expect(throws: MoneyError.malformedAmount(offset: offset)) {
      try Money(parsing: text, currency: .gbp, rounding: .halfUp)
    }
  }

  @Test func `empty text is refused`() {
    #expect(throws: MoneyError.emptyAmount) { try Money(parsing: "", currency: .gbp) }
    #expect(throws: MoneyError.emptyAmount) { try Money(parsing: [], currency: .gbp) }
  }

  @Test func `a text is read up to the length limit and not beyond`() throws {
    let zeros = String(repeating: "0", count: Limits.maxAmountTextBytes - 1)
    #expect(try Money(parsing: zeros + "7", currency: .jpy).minorUnits == 7)
    #expect(throws: MoneyError.amountTooLong(allowedBytes: 64)) {
      try Money(parsing: zeros + "07", currency: .jpy)
    }
  }

  @Test(arguments: [
    "92233720368547758.08", "-92233720368547758.09", "9223372036854775807",
    "184467440737095516.16", "-184467440737095516.16", "184467440737095516.2",
    "99999999999999999999999999999999", "-99999999999999999999999999999999.99",
  ])
  func `one unit too many is an overflow`(text: String) {
    #expect(throws: MoneyError.overflow) { try Money(parsing: text, currency: .gbp) }
  }

  @Test func `invalid UTF-8 bytes are malformed, not a trap`() {
    for byte in UInt8(0x80)...0xFF {
      #expect(throws: MoneyError.malformedAmount(offset: 1)) {
        try Money(parsing: [UInt8(ascii: "1"), byte], currency: .gbp)
      }
    }
  }

  @Test(arguments: seeds)
  func `random bytes give an amount or an error`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("0123456789.+-e ,\0".utf8)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...24, using: &random)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      guard let money = try? Money(parsing: bytes, currency: .gbp) else { continue }
      if (try? Money(parsing: money.decimalString, currency: .gbp)) != money {
        Issue.record("\(bytes) was read as \(money)")
      }
    }
  }
}
