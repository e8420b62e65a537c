import OrderLedger
import OrderLedgerModel

/// An amount that is read is written as the same amount, and no rounding moves it by a unit.
enum MoneyFuzz {
  /// One of each number of decimals.
  private static let currencies: [Currency] =
    [.gbp, .jpy, .kwd] + ["CLF"].compactMap { try? Currency($0) }

  static func check(_ input: [UInt8]) throws -> Bool {
    var choices = FuzzChoices(input)
    let currency = choices.pick(currencies)
    let rounding = choices.pick([nil, .down, .up, .halfUp, .halfEven] as [Rounding?])
    let text = Array(choices.rest)
    try checkCurrency(text)
    let money: Money
    do throws(MoneyError) {
      money = try Money(parsing: text, currency: currency, rounding: rounding)
    } catch {
      guard error.description.utf8.count < 300 else { throw FuzzFailure("\(error)") }
      // A rounding refuses nothing that is read without.
      if rounding != nil, (try? Money(parsing: text, currency: currency)) != nil {
        throw FuzzFailure("read exactly and refused with a rounding: \(error)")
      }
      return false
    }
    let again = try? Money(parsing: money.decimalString, currency: currency)
    try FuzzFailure.requireEqual(again, money, "an amount's text")
    let asText = String(validating: text, as: UTF8.self).flatMap {
      try? Money(parsing: $0, currency: currency, rounding: rounding)
    }
    try FuzzFailure.requireEqual(asText, money, "text and bytes")
    try checkRounding(text, currency, money)
    return true
  }

  /// Down, up, and to the nearest are at most a unit apart, in this order.
  private static func checkRounding(
    _ text: [UInt8], _ currency: Currency, _ money: Money
  ) throws {
    guard let down = try? Money(parsing: text, currency: currency, rounding: .down),
      let up = try? Money(parsing: text, currency: currency, rounding: .up)
    else { return }
    let least = down.minorUnits.magnitude
    let most = up.minorUnits.magnitude
    guard most >= least, most - least <= 1, (least...most).contains(money.minorUnits.magnitude)
    else { throw FuzzFailure("\(money) is not between \(down) and \(up)") }
  }

  private static func checkCurrency(_ text: [UInt8]) throws {
    guard let currency = try? Currency(utf8: text.prefix(3)) else { return }
    try FuzzFailure.requireEqual(try? Currency(currency.code), currency, "a currency's code")
  }
}
