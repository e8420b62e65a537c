import OrderLedger

extension Exchange {
  func sentence(_ context: StoryContext) -> String {
    var text = "\(presented.sentence) for \(context.amount(amount))"
    guard let currency = context.currency else { return text }
    if presented.currency == currency {
      return text + ", rounded to coins"
    }
    if let rate = presented.rate(to: Money(minorUnits: amount, currency: currency)) {
      text += ", at \(rate)"
    }
    switch kind {
    case .placed: return "The customer sees " + text
    case .captured: return "Came in as " + text
    case .submitted: return "Goes back as " + text
    case .succeeded: return "Went back as " + text
    case .released: return "Did not go back: " + text
    case .returned: return "Came back as " + text
    case .disputed: return "The dispute took " + text
    case .recovered: return "The dispute gave back " + text
    case .credited: return "Stays with the shop, as store credit was given for it: " + text
    }
  }
}

extension Money {
  /// How much of this currency is one of another, with four decimals, rounded down; `nil` where the
  /// figures are too large for it.
  func rate(to other: Money) -> String? {
    guard other.minorUnits > 0 else { return nil }
    var (left, right) = (minorUnits, other.minorUnits)
    // Four decimals more, and both in major units.
    for _ in 0..<(4 + other.currency.exponent) {
      let (product, overflow) = left.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      left = product
    }
    for _ in 0..<currency.exponent {
      let (product, overflow) = right.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      right = product
    }
    let rate = left / right
    let decimals = String(rate % 10_000)
    return "\(rate / 10_000)." + String(repeating: "0", count: 4 - decimals.utf8.count) + decimals
  }
}
