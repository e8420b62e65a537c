/// The money of some of a line's parts, by what it is: sums of prorated components.
///
/// Each component (gross, the discounts, each tax row) is prorated alone by
/// ⌊T·x/parts⌋ and the total is the sum of the components, so any order of partial steps adds up
/// to the whole (`domain.md`, section 3).
///
/// A line's discounts are one component. Rounded one by one, two promotions that make 2 × 5.00
/// free by 3.33 and 6.67 would take 4.99 from the first unit and 5.01 from the second, whose price
/// would be −0.01.
struct LineAmounts: Hashable {
  /// Net of discount and of included tax; what becomes revenue.
  var net: Int64 = 0
  /// The discount inside `net`'s gross.
  var discount: Int64 = 0
  /// All taxes.
  var tax: Int64 = 0

  /// What the customer pays for these parts.
  var total: Int64 { net + tax }
}

extension PlacedLine {
  /// The money of the first `x` of the line's parts.
  func amounts(through x: Int64) -> LineAmounts {
    let parts = self.parts
    if x == 0 || parts == 0 { return LineAmounts() }
    let grossShare =
      kind == .item ? unitPrice * x : Proration.floorShare(of: gross, through: x, of: parts)
    var amounts = LineAmounts(net: grossShare)
    amounts.discount = discount(through: x)
    for row in taxes {
      amounts.tax += Proration.floorShare(of: row.amount, through: x, of: parts)
    }
    amounts.net -= amounts.discount
    if taxIncluded { amounts.net -= amounts.tax }
    return amounts
  }

  /// The discount of the first `x` of the line's parts: each of its discounts prorated alone.
  ///
  /// Where what is left of the price is less than a minor unit a discount in each part, the floors
  /// of several could together outrun it and leave a part that costs less than nothing (2 × 5.00
  /// less 3.33 and 6.67: 0.01, then −0.01). There they are prorated as one.
  private func discount(through x: Int64) -> Int64 {
    if discounts.isEmpty { return 0 }
    let parts = self.parts
    let count = Int64(discounts.count)
    if count > 1, gross - discount >= count * parts {
      return discounts.sum { Proration.floorShare(of: $0.amount, through: x, of: parts) }
    }
    return Proration.floorShare(of: discount, through: x, of: parts)
  }

  /// The money of the parts after the first `lower`, up to and including `upper`.
  func amounts(from lower: Int64, through upper: Int64) -> LineAmounts {
    if lower == upper { return LineAmounts() }
    let low = amounts(through: lower)
    let high = amounts(through: upper)
    return LineAmounts(
      net: high.net - low.net, discount: high.discount - low.discount, tax: high.tax - low.tax)
  }

  /// One tax row's share of the parts after the first `lower`, up to and including `upper`.
  func tax(_ row: Tax, from lower: Int64, through upper: Int64) -> Int64 {
    let parts = self.parts
    if parts == 0 { return 0 }
    return Proration.floorShare(of: row.amount, through: upper, of: parts)
      - Proration.floorShare(of: row.amount, through: lower, of: parts)
  }
}

extension LineState {
  // Reversed parts are counted from the bottom of the line (1…reversed), recognised parts from its
  // top, and what lies between is deferred. Whatever the order of cancelling, shipping and
  // refunding, the three always add up to the placed amounts.

  /// Where the recognised parts begin.
  var recognizedFloor: Int64 { placed.parts - recognized }

  /// The money still deferred.
  var deferredAmounts: LineAmounts { placed.amounts(from: reversed, through: recognizedFloor) }

  /// The money recognised and standing.
  var recognizedAmounts: LineAmounts {
    placed.amounts(from: recognizedFloor, through: placed.parts)
  }

  /// The money already reversed.
  var reversedAmounts: LineAmounts { placed.amounts(through: reversed) }
}
