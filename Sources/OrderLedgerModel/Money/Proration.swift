/// The part of a stored amount that belongs to part of its line.
///
/// Cumulative: the share of the units from *r* to *r + q* is what *r + q* units are worth less what
/// *r* units are worth, each rounded toward zero. However a line is cancelled or returned, unit by
/// unit or at once, the parts add up to the whole, and what a part is worth depends on where it
/// starts and ends, not on how the earlier ones were cut. Price times quantity has neither property:
/// a third of 10.00 three times over is 9.99.
///
/// Use it for every component on its own (gross, each discount, each tax, duty). A total is the sum
/// of its components and never prorated itself, since the floor of a sum is not the sum of floors.
public enum Proration {
  /// The share of `q` units, after the first `r`, of an amount for `Q` units:
  /// ⌊T·(r+q)/Q⌋ − ⌊T·r/Q⌋ with a product of 128 bits.
  ///
  /// Negative totals are shared as their positive counterpart (quotients go toward zero), so that a
  /// discount kept as a negative amount splits like one kept as a positive.
  ///
  /// - Parameters:
  ///   - total: The stored amount of the whole line, in minor units.
  ///   - r: The units already reversed.
  ///   - q: The units to reverse now.
  ///   - Q: The units of the line.
  /// - Throws: `MoneyError.invalidPart` unless `0 ≤ r`, `0 ≤ q`, `r + q ≤ Q` and `0 < Q`. It cannot
  ///   overflow.
  @inlinable
  public static func share(
    of total: Int64, from r: Int64, count q: Int64, of Q: Int64
  ) throws(MoneyError) -> Int64 {
    guard Q > 0, r >= 0, r <= Q, q >= 0, q <= Q &- r else {
      throw .invalidPart(done: r, taking: q, whole: Q)
    }
    let magnitude = total.magnitude
    let before = r.magnitude.multiplying(magnitude, dividingBy: Q.magnitude).quotient
    let after = (r &+ q).magnitude.multiplying(magnitude, dividingBy: Q.magnitude).quotient
    return Int64(wrappingMagnitude: after &- before, isNegative: total < 0)
  }

  /// The tax inside a part of an amount-based component (shipping, tip, fee), where what was taken
  /// before was prorated in the same way.
  ///
  /// - Parameters:
  ///   - tax: The stored tax of the whole component.
  ///   - done: The amount already refunded.
  ///   - taking: The amount to refund now.
  ///   - amount: The stored amount of the whole component. Where it is zero there are no parts: the
  ///     tax must be zero too, and so is the share.
  /// - Throws: `MoneyError.invalidPart` unless `0 ≤ done`, `0 ≤ taking`, `done + taking ≤ amount`.
  @inlinable
  public static func amountShare(
    tax: Int64, done: Int64, taking: Int64, of amount: Int64
  ) throws(MoneyError) -> Int64 {
    if amount == 0, tax == 0, done == 0, taking == 0 { return 0 }
    return try share(of: tax, from: done, count: taking, of: amount)
  }

  /// As `amountShare(tax:done:taking:of:)`, less the tax that is on record as refunded already:
  /// ⌊tax·(done+x)/amount⌋ − already.
  ///
  /// For histories that another system began, whose earlier parts were cut by its own rule: from
  /// here on the sum comes out right. The result has the other sign where too much was given before.
  ///
  /// - Throws: `MoneyError.invalidPart`, `.overflow`.
  @inlinable
  public static func amountShare(
    tax: Int64, done: Int64, taking: Int64, of amount: Int64, already: Int64
  ) throws(MoneyError) -> Int64 {
    // This also refuses parts whose sum would overflow in the next line.
    _ = try amountShare(tax: tax, done: done, taking: taking, of: amount)
    return try amountShare(tax: tax, done: 0, taking: done &+ taking, of: amount)
      .subtracting(checked: already)
  }
}

extension Proration {
  /// The share of the first `x` of an amount for `whole` parts: ⌊T·x/whole⌋ toward zero.
  ///
  /// For callers that keep the cumulative figure themselves, `0 ≤ x ≤ whole` and `0 < whole`.
  @inlinable
  package static func floorShare(of total: Int64, through x: Int64, of whole: Int64) -> Int64 {
    if x == whole || total == 0 { return total }
    let share = x.magnitude.multiplying(total.magnitude, dividingBy: whole.magnitude).quotient
    return Int64(wrappingMagnitude: share, isNegative: total < 0)
  }
}
