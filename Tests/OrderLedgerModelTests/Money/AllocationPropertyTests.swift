import OrderLedgerModel
import Testing

@Suite struct `Allocation properties` {
  private struct Draw {
    var total: Int64
    var weights: [Int64]
    var caps: [Int64]?

    init(using random: inout SplitMix64) {
      let count = Int.random(in: 1...9, using: &random)
      let isSmall = Bool.random(using: &random)
      let most: Int64 = isSmall ? 12 : .max / 10
      weights = (0..<count).map { _ in
        Bool.random(using: &random) && isSmall ? 0 : Int64.random(in: 0...most, using: &random)
      }
      if Bool.random(using: &random) {
        let drawn = (0..<count).map { _ in Int64.random(in: 0...most, using: &random) }
        total = Int64.random(in: 0...drawn.reduce(0, +), using: &random)
        caps = drawn
      } else {
        total = .anySize(using: &random)
      }
    }
  }

  @Test(arguments: seeds)
  func `shares add up exactly, stay inside their caps and repeat`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let draw = Draw(using: &random)
      let shares = try Allocation.allocate(draw.total, weights: draw.weights, caps: draw.caps)
      let again = try Allocation.allocate(draw.total, weights: draw.weights, caps: draw.caps)
      let fits = zip(shares, draw.caps ?? []).allSatisfy { $0.magnitude <= $1.magnitude }
      let signs = shares.allSatisfy { $0 == 0 || ($0 < 0) == (draw.total < 0) }
      let sum = shares.reduce(Int128(0)) { $0 + Int128($1) }
      if shares != again || !fits || !signs || sum != Int128(draw.total) {
        Issue.record("\(draw) gave \(shares)")
      }
    }
  }

  /// Without caps the shares are within one unit of the exact ratio: Hamilton's quota rule.
  @Test(arguments: seeds)
  func `an uncapped share is its exact ratio rounded down or up`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      var draw = Draw(using: &random)
      draw.weights[0] = max(1, draw.weights[0])
      let shares = try Allocation.allocate(draw.total, weights: draw.weights)
      let weight = draw.weights.reduce(Int128(0)) { $0 + Int128($1) }
      for (share, one) in zip(shares, draw.weights) {
        let exact = Int128(draw.total.magnitude) * Int128(one)
        let error = Int128(share.magnitude) * weight - exact
        if abs(error) >= weight { Issue.record("\(draw) gave \(shares)") }
      }
    }
  }

  /// Every small world, against a slow and obvious allocator.
  @Test func `small worlds agree with sharing out by hand`() throws {
    for total in Int64(0)...6 {
      for code in 0..<(4 * 4 * 4 * 4 * 4 * 4) {
        let digits = (0..<6).map { Int64(code >> ($0 * 2) & 3) }
        let (weights, caps) = (Array(digits[0..<3]), Array(digits[3..<6]))
        guard caps.reduce(0, +) >= total else { continue }
        let shares = try Allocation.allocate(total, weights: weights, caps: caps)
        if shares != Self.byHand(total, weights, caps) {
          Issue.record("\(total) over \(weights), caps \(caps) gave \(shares)")
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `larger worlds agree with sharing out by hand`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let count = Int.random(in: 4...10, using: &random)
      let weights = (0..<count).map { _ in Int64.random(in: 0...9, using: &random) }
      let caps = (0..<count).map { _ in Int64.random(in: 0...5, using: &random) }
      let total = Int64.random(in: 0...caps.reduce(0, +), using: &random)
      let shares = try Allocation.allocate(total, weights: weights, caps: caps)
      if shares != Self.byHand(total, weights, caps) {
        Issue.record("\(total) over \(weights), caps \(caps) gave \(shares)")
      }
    }
  }

  /// Fills one line after the other by fractions of a common denominator.
  private static func byHand(_ total: Int64, _ weights: [Int64], _ caps: [Int64]) -> [Int64] {
    var shares = [Int64](repeating: 0, count: weights.count)
    var left = total
    while left > 0 {
      var open = weights.indices.filter { shares[$0] < caps[$0] }
      let isWeightless = open.allSatisfy { weights[$0] == 0 }
      if !isWeightless { open.removeAll { weights[$0] == 0 } }
      let weight = { (line: Int) in isWeightless ? 1 : weights[line] }
      let sum = open.map(weight).reduce(0, +)
      let over = open.filter { left * weight($0) / sum > caps[$0] - shares[$0] }
      if !over.isEmpty {
        for line in over {
          left -= caps[line] - shares[line]
          shares[line] = caps[line]
        }
        continue
      }
      let whole = left
      for line in open {
        shares[line] += whole * weight(line) / sum
        left -= whole * weight(line) / sum
      }
      let order = open.sorted {
        let (first, second) = (whole * weight($0) % sum, whole * weight($1) % sum)
        return first == second ? $0 < $1 : first > second
      }
      for line in order where left > 0 && shares[line] < caps[line] {
        shares[line] += 1
        left -= 1
      }
    }
    return shares
  }
}
