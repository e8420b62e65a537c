import OrderLedgerModel
import Testing

@Suite struct `Amount-based proration` {
  @Test func `shipping tax comes back with shipping`() throws {
    // 4.99 with 0.83 tax, refunded as 2.00, 2.00 and 0.99.
    let parts = [
      try Proration.amountShare(tax: 83, done: 0, taking: 200, of: 499),
      try Proration.amountShare(tax: 83, done: 200, taking: 200, of: 499),
      try Proration.amountShare(tax: 83, done: 400, taking: 99, of: 499),
    ]
    #expect(parts == [33, 33, 17])
  }

  @Test func `another system's rounding is made good by the last part`() throws {
    #expect(
      try Proration.amountShare(tax: 83, done: 200, taking: 200, of: 499, already: 34) == 32)
    #expect(
      try Proration.amountShare(tax: 83, done: 400, taking: 99, of: 499, already: 90) == -7)
    #expect(throws: MoneyError.overflow) {
      try Proration.amountShare(tax: 83, done: 0, taking: 499, of: 499, already: .min)
    }
  }

  @Test func `a free component has no parts and no tax`() throws {
    #expect(try Proration.amountShare(tax: 0, done: 0, taking: 0, of: 0) == 0)
    #expect(try Proration.amountShare(tax: 0, done: 0, taking: 0, of: 0, already: 2) == -2)
    #expect(throws: MoneyError.invalidPart(done: 0, taking: 0, whole: 0)) {
      try Proration.amountShare(tax: 5, done: 0, taking: 0, of: 0)
    }
  }
}
