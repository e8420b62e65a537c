import OrderLedgerModel
import Testing

@Suite struct `Money arithmetic` {
  private func gbp(_ minorUnits: Int64) -> Money {
    Money(minorUnits: minorUnits, currency: .gbp)
  }

  @Test func `adds, subtracts, negates and multiplies`() throws {
    #expect(try gbp(1_234).adding(gbp(-34)) == gbp(1_200))
    #expect(try gbp(1_234).subtracting(gbp(2_000)) == gbp(-766))
    #expect(try gbp(1_234).negated() == gbp(-1_234))
    #expect(try gbp(333).multiplied(by: -3) == gbp(-999))
    #expect(try Money.sum([gbp(1), gbp(2), gbp(3)], in: .gbp) == gbp(6))
    #expect(try Money.sum([], in: .gbp) == .zero(.gbp))
  }

  @Test func `overflow is an error at the limit's next unit`() throws {
    #expect(try gbp(.max - 1).adding(gbp(1)) == gbp(.max))
    #expect(throws: MoneyError.overflow) { try gbp(.max).adding(gbp(1)) }
    #expect(try gbp(.min + 1).subtracting(gbp(1)) == gbp(.min))
    #expect(throws: MoneyError.overflow) { try gbp(.min).subtracting(gbp(1)) }
    #expect(try gbp(.max).negated() == gbp(.min + 1))
    #expect(throws: MoneyError.overflow) { try gbp(.min).negated() }
    #expect(throws: MoneyError.overflow) { try gbp(.min).multiplied(by: -1) }
    #expect(throws: MoneyError.overflow) { try gbp(.max).multiplied(by: 2) }
    #expect(throws: MoneyError.overflow) { try Money.sum([gbp(.max), gbp(1)], in: .gbp) }
  }

  @Test func `currencies do not mix, and the error names both`() {
    let expected = MoneyError.currencyMismatch(found: .eur, expected: .gbp)
    let eur = Money(minorUnits: 1, currency: .eur)
    #expect(throws: expected) { try gbp(1).adding(eur) }
    #expect(throws: expected) { try gbp(1).subtracting(eur) }
    #expect(throws: expected) { try gbp(1).isLess(than: eur) }
    #expect(throws: expected) { try gbp(1).isAtMost(eur) }
    #expect(throws: expected) { try gbp(1).orSmaller(eur) }
    #expect(throws: expected) { try Money.sum([gbp(1), eur], in: .gbp) }
    #expect(expected.description == "The currency is EUR, expected GBP.")
  }

  @Test func `compares inside one currency`() throws {
    #expect(try gbp(1).isLess(than: gbp(2)))
    #expect(try !gbp(2).isLess(than: gbp(2)))
    #expect(try gbp(2).isAtMost(gbp(2)))
    #expect(try gbp(.max).orSmaller(gbp(.min)) == gbp(.min))
    #expect(gbp(0).isZero && gbp(-1).isNegative && !gbp(0).isNegative)
  }

  @Test func `plain integers have the same checks`() throws {
    #expect(try Int64(2).adding(checked: 3) == 5)
    #expect(try Int64(2).subtracting(checked: 3) == -1)
    #expect(try Int64(2).multiplied(checked: 3) == 6)
    #expect(try Int64.max.negated() == .min + 1)
    #expect(try [Int64.max, -1, 1].sumChecked() == .max)
    #expect(throws: MoneyError.overflow) { try Int64.max.adding(checked: 1) }
    #expect(throws: MoneyError.overflow) { try Int64.min.subtracting(checked: 1) }
    #expect(throws: MoneyError.overflow) { try Int64.max.multiplied(checked: .max) }
    #expect(throws: MoneyError.overflow) { try Int64.min.negated() }
    #expect(throws: MoneyError.overflow) { try [Int64.max, 1, -1].sumChecked() }
  }
}
