import OrderLedgerModel
import Testing

@Suite struct `Proration by units` {
  @Test func `a third of ten pounds three times over is ten pounds`() throws {
    let thirds = try (0..<3).map { try Proration.share(of: 1_000, from: $0, count: 1, of: 3) }
    #expect(thirds == [333, 333, 334])
    #expect(try Proration.share(of: 1_000, from: 0, count: 2, of: 3) == 666)
    #expect(try Proration.share(of: 1_000, from: 2, count: 1, of: 3) == 334)
  }

  /// Magento 2 issue 38388: three equal one-unit refunds gave tax 19.00, 19.01 and 18.99.
  @Test func `ten units of 179.25 come back to the penny`() throws {
    let parts = try (0..<10).map { try Proration.share(of: 17_925, from: $0, count: 1, of: 10) }
    #expect(parts.reduce(0, +) == 17_925)
    #expect(Set(parts) == [1_792, 1_793])
  }

  @Test func `the ends of 64 bits are shared without overflow`() throws {
    #expect(try Proration.share(of: .max, from: 0, count: .max, of: .max) == .max)
    #expect(try Proration.share(of: .min, from: 0, count: .max, of: .max) == .min)
    #expect(try Proration.share(of: .min, from: 0, count: 1, of: 1) == .min)
    #expect(try Proration.share(of: .min, from: 1, count: 1, of: 2) == .min / 2)
    #expect(try Proration.share(of: .max, from: .max - 1, count: 1, of: .max) == 1)
    #expect(try Proration.share(of: .max, from: .max, count: 0, of: .max) == 0)
  }

  static let invalid: [(r: Int64, q: Int64, whole: Int64)] = [
    (0, 0, 0), (0, 1, 0), (0, 1, -1), (-1, 1, 3), (0, -1, 3), (0, 4, 3), (3, 1, 3), (4, 0, 3),
    (.max, .max, .max), (.min, 1, 3), (0, .min, 3), (1, .max, .max), (0, 1, .min),
    (4, -1, 3), (.max, 1, 3),
  ]

  @Test(arguments: invalid)
  func `a part outside its whole is refused`(r: Int64, q: Int64, whole: Int64) {
    let expected = MoneyError.invalidPart(done: r, taking: q, whole: whole)
    #expect(throws: expected) { try Proration.share(of: 1_000, from: r, count: q, of: whole) }
    #expect(throws: expected) {
      try Proration.amountShare(tax: 1_000, done: r, taking: q, of: whole)
    }
    #expect(throws: expected) {
      try Proration.amountShare(tax: 1_000, done: r, taking: q, of: whole, already: 0)
    }
  }

  @Test(arguments: seeds)
  func `any split adds up to the whole and does not depend on the path`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let total = Int64.anySize(using: &random)
      let most: Int64 = Bool.random(using: &random) ? 40 : .max
      let units = Int64.random(in: 1...most, using: &random)
      var (done, sum) = (Int64(0), Int64(0))
      while done < units {
        let few = max(1, units / 8)
        let count = min(units - done, Int64.random(in: 1...few, using: &random) &+ few / 2)
        let part = try Proration.share(of: total, from: done, count: count, of: units)
        let mirrored =
          total == .min
          ? part
          : try Proration.share(
            of: -total, from: done, count: count, of: units)
        if (part < 0) != (total < 0), part != 0 { Issue.record("\(total) gave \(part)") }
        if total > .min, mirrored != -part { Issue.record("\(total) is not symmetric") }
        done += count
        sum += part
        let direct = try Proration.share(of: total, from: 0, count: done, of: units)
        if direct != sum { Issue.record("\(total): \(done) of \(units) is \(sum) or \(direct)") }
      }
      if sum != total { Issue.record("\(total) over \(units) became \(sum)") }
    }
  }
}
