import OrderLedgerModel
import Testing

@Suite struct `Limit values` {
  @Test func `ranges end at their limits`() {
    #expect(Limits.quantities.contains(1) && Limits.quantities.contains(1_000_000_000))
    #expect(!Limits.quantities.contains(0) && !Limits.quantities.contains(1_000_000_001))
    #expect(Limits.amounts.contains(1_000_000_000_000_000))
    #expect(Limits.amounts.contains(-1_000_000_000_000_000))
    #expect(!Limits.amounts.contains(1_000_000_000_000_001))
    #expect(!Limits.amounts.contains(-1_000_000_000_000_001))
  }

  @Test func `an order full of the largest amounts adds up in 64 bits`() throws {
    let lines = repeatElement(Limits.maxAmount, count: Limits.maxLinesPerOrder)
    #expect(try lines.sumChecked() == 5_000_000_000_000_000_000)
  }

  @Test func `the largest part of the largest order is computed`() throws {
    let half = try Proration.share(
      of: Limits.maxAmount, from: 1, count: Limits.maxQuantity - 1, of: Limits.maxQuantity)
    #expect(half == 999_999_999_000_000)
  }
}
