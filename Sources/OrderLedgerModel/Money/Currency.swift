/// A currency: its ISO 4217 code and the number of decimals its amounts have.
///
/// Four bytes (three ASCII letters and the exponent), so that it is copied and compared like an
/// integer. The exponent is part of the identity: `CLF` with four decimals, as ISO 4217 has it, is
/// not the `CLF` with none that some gateways speak, and adding the two is a mismatch, not a sum
/// that is wrong by a factor of ten thousand.
public struct Currency: Hashable, Sendable {
  /// Code in the upper three bytes, first letter uppermost; exponent in the lowest.
  @usableFromInline let bits: UInt32

  /// The numbers of decimals a currency can have: those that ISO 4217 uses lie in here.
  public static let exponents: ClosedRange<Int> = 0...4

  @usableFromInline
  init(bits: UInt32) {
    self.bits = bits
  }

  /// The currency with this ISO 4217 code, with the exponent ISO 4217 gives it.
  ///
  /// The code is three ASCII capital letters. Codes without a minor unit (`XAU`, `XTS`, `XXX`) are
  /// refused: no order can be priced in them. Codes that ISO withdrew from 2021 on are accepted,
  /// because past orders keep their currency; see `isWithdrawn`.
  ///
  /// - Throws: `MoneyError.unknownCurrency` with the code, or `.malformedCurrency` with its length.
  @inlinable
  public init(_ code: some StringProtocol) throws(MoneyError) {
    try self.init(utf8: code.utf8)
  }

  /// The currency with this ISO 4217 code, from its UTF-8 bytes.
  ///
  /// - Throws: as `init(_:)`.
  @inlinable
  public init(utf8 code: some Collection<UInt8>) throws(MoneyError) {
    try self.init(key: try Self.key(of: code))
  }

  @usableFromInline
  init(key: UInt32) throws(MoneyError) {
    guard let bits = ISO4217.shared.bits(forKey: key) else {
      throw .unknownCurrency(code: Self.code(ofKey: key))
    }
    self.bits = bits
  }

  /// The currency of a code that is read from a file: the number of letters in the highest byte and
  /// the letters in the lowest three, the first uppermost. `nil` if ISO 4217 has no such code.
  package init?(packedCode: UInt64) {
    guard packedCode >> 24 == 3 << 32,
      let bits = ISO4217.shared.bits(forKey: UInt32(truncatingIfNeeded: packedCode & 0xFF_FFFF))
    else { return nil }
    self.bits = bits
  }

  /// A currency with an exponent of the caller's choice, known to ISO 4217 or not.
  ///
  /// For amounts that were stored or sent with another exponent than ISO 4217 has (gateways differ
  /// on `CLF`, `UGX` and others), and for currencies newer than the table.
  ///
  /// - Throws: `MoneyError.malformedCurrency`, `.unsupportedExponent`.
  public init(code: some StringProtocol, exponent: Int) throws(MoneyError) {
    let key = try Self.key(of: code.utf8)
    guard Self.exponents.contains(exponent) else {
      throw .unsupportedExponent(found: exponent)
    }
    self.init(bits: key << 8 | UInt32(exponent))
  }

  /// The three letters.
  public var code: String {
    Self.code(ofKey: bits >> 8)
  }

  /// The number of decimals: 2 for `GBP`, 0 for `JPY`, 3 for `BHD`, 4 for `CLF`.
  @inlinable
  public var exponent: Int {
    Int(truncatingIfNeeded: bits & 0xFF)
  }

  /// The minor units in one major unit: ten to the power of the exponent.
  @inlinable
  public var minorUnitsPerMajor: Int64 {
    switch bits & 0xFF {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1_000
    default: 10_000
    }
  }

  /// The three letters as a number, first letter uppermost.
  @inlinable
  static func key(of code: some Collection<UInt8>) throws(MoneyError) -> UInt32 {
    var key: UInt32 = 0
    var count = 0
    for byte in code {
      guard count < 3, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else {
        throw .malformedCurrency(utf8Count: code.count)
      }
      key = key << 8 | UInt32(byte)
      count += 1
    }
    guard count == 3 else { throw .malformedCurrency(utf8Count: count) }
    return key
  }

  private static func code(ofKey key: UInt32) -> String {
    // Three bytes fit into the string itself: no memory is asked for.
    // unsafe: all three are written, and the count says so.
    unsafe String(unsafeUninitializedCapacity: 3) { bytes in
      unsafe bytes[0] = UInt8(truncatingIfNeeded: key >> 16)
      unsafe bytes[1] = UInt8(truncatingIfNeeded: key >> 8)
      unsafe bytes[2] = UInt8(truncatingIfNeeded: key)
      return 3
    }
  }
}

extension Currency: Comparable {
  /// Alphabetical by code, for lists and reports; not by worth.
  public static func < (left: Currency, right: Currency) -> Bool {
    left.bits < right.bits
  }
}

extension Currency: CustomStringConvertible {
  /// The code.
  public var description: String { code }
}
