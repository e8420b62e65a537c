/// Sharing one amount out over lines: an order discount, a shipping discount, the tax of an order.
///
/// Done once, when the order is placed, and stored; a later cancellation takes parts of what is
/// stored (`Proration`) and never shares out again. Done again over fewer lines it would give
/// other shares, and one cancelled line would change another's price.
public enum Allocation {
  /// Shares in proportion to the weights that add up to the total exactly.
  ///
  /// The largest remainder method (Hamilton's): every line gets its share rounded down, and the
  /// units left over go, one each, to the lines with the largest remainders; of equal remainders the
  /// earlier line is first. Products have 128 bits, so no total is too large.
  ///
  /// A share never exceeds its cap. What a full line cannot take is shared among the others with
  /// weight, by the same rule, and only when those are full among the lines without weight. Where
  /// all weights are zero, every line weighs the same. A negative total is shared as its positive
  /// counterpart, so that a reversal mirrors what it reverses.
  ///
  /// - Parameters:
  ///   - total: What to share out, in minor units.
  ///   - weights: One for each line, zero or more; mostly the lines' net amounts.
  ///   - caps: The most each line can take, as a distance from zero; `nil` for no caps.
  /// - Returns: One share for each line, each with the sign of the total or zero.
  /// - Throws: `MoneyError.capCountMismatch`, `.negativeWeight`, `.negativeCap`, `.overflow` when
  ///   the weights do not add up in 64 bits, `.insufficientRoom` when the caps, or no lines at all,
  ///   leave no place for the total.
  /// - Complexity: O(*n* log *n*) without caps; each full line adds one pass.
  public static func allocate(
    _ total: Int64, weights: [Int64], caps: [Int64]? = nil
  ) throws(MoneyError) -> [Int64] {
    var shares: [Int64] = []
    try allocate(total, weights: weights, caps: caps, into: &shares)
    return shares
  }

  /// As `allocate(_:weights:caps:)`, into an array whose storage is used again.
  ///
  /// On an error the array is as it was.
  public static func allocate(
    _ total: Int64, weights: [Int64], caps: [Int64]? = nil, into shares: inout [Int64]
  ) throws(MoneyError) {
    try check(total, weights: weights, caps: caps)
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: repeatElement(0, count: weights.count))
    var pass = AllocationPass(weights: weights, caps: caps, remaining: total.magnitude)
    while pass.remaining > 0 {
      pass.run(&shares)
    }
    guard total < 0 else { return }
    for position in shares.indices {
      shares[position] = 0 &- shares[position]
    }
  }

  private static func check(
    _ total: Int64, weights: [Int64], caps: [Int64]?
  ) throws(MoneyError) {
    if let position = weights.firstIndex(where: { $0 < 0 }) {
      throw .negativeWeight(position: position)
    }
    _ = try weights.sumChecked()
    guard let caps else {
      guard total == 0 || !weights.isEmpty else {
        throw .insufficientRoom(total: total, room: 0)
      }
      return
    }
    guard caps.count == weights.count else {
      throw .capCountMismatch(found: caps.count, expected: weights.count)
    }
    if let position = caps.firstIndex(where: { $0 < 0 }) {
      throw .negativeCap(position: position)
    }
    var room: UInt64 = 0
    for cap in caps {
      let (sum, overflow) = room.addingReportingOverflow(cap.magnitude)
      room = overflow ? .max : sum
    }
    guard room >= total.magnitude else {
      throw .insufficientRoom(total: total, room: Int64(clamping: room))
    }
  }
}
