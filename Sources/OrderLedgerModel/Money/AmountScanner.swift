/// Reads a decimal byte by byte into minor units.
///
/// The magnitude is gathered unsigned, so that `Int64.min` is read like any other amount. Too much
/// precision and overflow are remembered, not thrown at once: a malformed text is always reported as
/// malformed, wherever its fault lies.
@usableFromInline
struct AmountScanner {
  @usableFromInline let exponent: Int
  @usableFromInline var offset = 0
  @usableFromInline var magnitude: UInt64 = 0
  @usableFromInline var isNegative = false
  @usableFromInline var hasDot = false
  /// Digits since the start or since the dot.
  @usableFromInline var digits = 0
  /// The first decimal that the currency does not have.
  @usableFromInline var firstExcess: UInt8 = 0
  /// Whether a decimal after that one is not zero.
  @usableFromInline var hasMoreExcess = false
  @usableFromInline var didOverflow = false

  @inlinable
  init(exponent: Int) {
    self.exponent = exponent
  }

  @inlinable
  mutating func take(_ byte: UInt8) throws(MoneyError) {
    guard offset < Limits.maxAmountTextBytes else {
      throw .amountTooLong(allowedBytes: Limits.maxAmountTextBytes)
    }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      take(digit: byte &- UInt8(ascii: "0"))
    case UInt8(ascii: ".") where !hasDot && digits > 0:
      hasDot = true
      digits = 0
    case UInt8(ascii: "-") where offset == 0:
      isNegative = true
    case UInt8(ascii: "+") where offset == 0:
      break
    default:
      throw .malformedAmount(offset: offset)
    }
    offset &+= 1
  }

  @inlinable
  mutating func take(digit: UInt8) {
    digits &+= 1
    guard hasDot, digits > exponent else {
      append(digit)
      return
    }
    if digits == exponent &+ 1 {
      firstExcess = digit
    } else if digit != 0 {
      hasMoreExcess = true
    }
  }

  @inlinable
  mutating func append(_ digit: UInt8) {
    let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, carry) = scaled.addingReportingOverflow(UInt64(digit))
    magnitude = sum
    didOverflow = didOverflow || overflow || carry
  }

  @inlinable
  mutating func minorUnits(rounding: Rounding?) throws(MoneyError) -> Int64 {
    guard offset > 0 else { throw .emptyAmount }
    guard digits > 0 else { throw .malformedAmount(offset: offset) }
    var decimals = hasDot ? digits : 0
    while decimals < exponent {
      append(0)
      decimals &+= 1
    }
    if firstExcess != 0 || hasMoreExcess {
      guard let rounding else { throw .tooPrecise(exponent: exponent) }
      if roundsAway(rounding) {
        let (next, overflow) = magnitude.addingReportingOverflow(1)
        magnitude = next
        didOverflow = didOverflow || overflow
      }
    }
    guard !didOverflow else { throw .overflow }
    return try Int64(checkedMagnitude: magnitude, isNegative: isNegative)
  }

  /// Whether the magnitude goes up by one, given that something was cut off.
  @inlinable
  func roundsAway(_ rounding: Rounding) -> Bool {
    switch rounding {
    case .down:
      false
    case .up:
      true
    case .halfUp:
      firstExcess >= 5
    case .halfEven:
      firstExcess > 5
        || (firstExcess == 5 && (hasMoreExcess || !magnitude.isMultiple(of: 2)))
    }
  }
}
