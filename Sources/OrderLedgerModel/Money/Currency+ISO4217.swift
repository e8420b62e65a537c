extension Currency {
  /// Whether ISO 4217 has withdrawn the code (a country changed its currency). Past orders keep it.
  public var isWithdrawn: Bool {
    ISO4217.shared.withdrawn.contains(bits)
  }

  /// Every currency that `init(_:)` accepts, by code, the withdrawn ones included.
  public static var all: [Currency] {
    ISO4217.shared.bits.map { Currency(bits: $0) }
  }
}

/// The codes of ISO 4217 (list one, and the withdrawals since 2021 of list three) that have a minor
/// unit, with its exponent.
///
/// Source: SIX, the maintenance agency, https://www.six-group.com/en/products-services/financial-information/market-reference-data/data-standards.html
struct ISO4217: Sendable {
  /// Ascending; see `Currency.bits`.
  let bits: [UInt32]
  let withdrawn: Set<UInt32>

  static let shared = ISO4217()

  /// Exponent and codes, a group a line.
  private static let current = """
    0 BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
    2 AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
    2 CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP
    2 GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
    2 LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
    2 NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
    2 SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS
    2 UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    3 BHD IQD JOD KWD LYD OMR TND
    4 CLF UYW
    """

  /// Cuba 2021, Croatia 2023, Sierra Leone 2023, Zimbabwe 2024, Curaçao 2025, Bulgaria 2026.
  private static let past = """
    2 ANG BGN CUC HRK SLL ZWL
    """

  private init() {
    let past = Self.bits(inTable: Self.past)
    withdrawn = Set(past)
    bits = (Self.bits(inTable: Self.current) + past).sorted()
  }

  private static func bits(inTable table: String) -> [UInt32] {
    table.split(separator: "\n").flatMap { line in
      let words = line.split(separator: " ")
      let exponent = words.first.flatMap { UInt32($0) } ?? 0
      return words.dropFirst().map { code in
        code.utf8.reduce(0) { $0 << 8 | UInt32($1) } << 8 | exponent
      }
    }
  }

  /// Binary search by code.
  func bits(forKey key: UInt32) -> UInt32? {
    var low = 0
    var high = bits.count
    while low < high {
      let middle = (low + high) / 2
      if bits[middle] >> 8 < key {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < bits.count && bits[low] >> 8 == key ? bits[low] : nil
  }
}
