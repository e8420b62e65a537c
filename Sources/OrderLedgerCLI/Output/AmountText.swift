import OrderLedger

extension Money {
  /// The amount with all decimals of its currency and thousands set apart: `1,234.50`.
  var grouped: String {
    let plain = decimalString
    let sign = plain.hasPrefix("-") ? "-" : ""
    let parts = plain.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return plain }
    var digits = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { digits.append(",") }
      digits.append(digit)
    }
    return sign + digits + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// Code and amount, as in a sentence: `GBP 1,234.50`.
  var sentence: String { "\(currency.code) \(grouped)" }
}

extension Currency {
  /// An amount in this currency, without the code, for a column.
  func figure(_ minorUnits: Int64) -> String {
    Money(minorUnits: minorUnits, currency: self).grouped
  }

  /// An amount in this currency, with the code.
  func amount(_ minorUnits: Int64) -> String {
    Money(minorUnits: minorUnits, currency: self).sentence
  }
}

extension Int64 {
  /// A count with thousands set apart.
  var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
