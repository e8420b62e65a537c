/// Why an amount of money could not be made, combined or shared out.
///
/// A case carries numbers, positions and currency codes, never the text that was refused: a cell of
/// a file may hold anything, also what is personal.
public enum MoneyError: Error, Hashable, Sendable {
  /// The exact result does not fit 64 bits.
  case overflow
  /// Two amounts of different currencies met.
  case currencyMismatch(found: Currency, expected: Currency)
  /// Three capital letters that ISO 4217 does not list.
  case unknownCurrency(code: String)
  /// Not three ASCII capital letters. The text itself is left out.
  case malformedCurrency(utf8Count: Int)
  /// An exponent outside `Currency.exponents`.
  case unsupportedExponent(found: Int)
  /// The text of an amount is empty.
  case emptyAmount
  /// The text of an amount has a byte that may not stand there, or ends where a digit must follow.
  /// The offset counts UTF-8 bytes from zero.
  case malformedAmount(offset: Int)
  /// The text of an amount is longer than any amount needs.
  case amountTooLong(allowedBytes: Int)
  /// The amount has more decimals than its currency, and no rounding was named.
  case tooPrecise(exponent: Int)
  /// There is not one cap for each weight.
  case capCountMismatch(found: Int, expected: Int)
  /// A weight is below zero.
  case negativeWeight(position: Int)
  /// A cap is below zero.
  case negativeCap(position: Int)
  /// The lines together have less room than the amount to share out.
  case insufficientRoom(total: Int64, room: Int64)
  /// A part that does not lie inside its whole: `0 ≤ done`, `0 ≤ taking`, `done + taking ≤ whole`
  /// does not hold.
  case invalidPart(done: Int64, taking: Int64, whole: Int64)
}

extension MoneyError: CustomStringConvertible {
  /// One sentence: what was found, what is allowed.
  public var description: String {
    switch self {
    case .overflow:
      "The result does not fit 64 bits of minor units."
    case .currencyMismatch(let found, let expected):
      "The currency is \(found), expected \(expected)."
    case .unknownCurrency(let code):
      "ISO 4217 has no currency \(code)."
    case .malformedCurrency(let count):
      "A currency code is three ASCII capital letters; found \(count) bytes of something else."
    case .unsupportedExponent(let found):
      "A currency has 0 to 4 decimals, found \(found)."
    case .emptyAmount:
      "The amount is empty."
    case .malformedAmount(let offset):
      "The amount is malformed at byte \(offset): "
        + "allowed are a sign, ASCII digits and one '.' between digits."
    case .amountTooLong(let allowed):
      "The amount has more than \(allowed) bytes."
    case .tooPrecise(let exponent):
      "The amount has more than \(exponent) decimals; name a rounding to accept it."
    case .capCountMismatch(let found, let expected):
      "There are \(found) caps for \(expected) weights."
    case .negativeWeight(let position):
      "The weight at position \(position) is negative."
    case .negativeCap(let position):
      "The cap at position \(position) is negative."
    case .insufficientRoom(let total, let room):
      "The lines have room for \(room) minor units, \(total) are to be shared out."
    case .invalidPart(let done, let taking, let whole):
      "A part of \(taking) after \(done) does not fit a whole of \(whole)."
    }
  }
}
