import OrderLedger

extension ModelGenerator {
  mutating func note() -> Note? { dice.chance(6) ? one(["Called.", "Wrote.", ""]) : nil }

  /// Postings by hand and their reversals, and what is personal.
  mutating func book(_ oracle: Oracle) -> Action {
    switch dice.below(8) {
    case 0...2: return .adjust(adjustment(oracle))
    case 3:
      let adjusted = oracle.adjustments.keys.sorted()
      let some = adjusted.isEmpty || dice.chance(4) ? 1 + dice.below(40) : Int(one(adjusted))
      return .reverse(
        Reverse(
          sequence: dice.chance(9) ? oracle.sequence + Int64(dice.below(3)) : Int64(some),
          reason: "staff", note: note()))
    case 4, 5:
      let contact = Contact(
        name: dice.chance(9)
          ? String(repeating: "n", count: 256 + dice.below(2)) : maybe(2, "Ann"),
        email: maybe(3, "ann@example.org"), language: maybe(3, "de"))
      return .setContact(SetContact(customer: customer(), contact: contact))
    default: return .eraseCustomer(EraseCustomer(customer: customer()))
    }
  }

  /// One of few, so that they meet; some come only once or twice.
  mutating func customer() -> CustomerID {
    CustomerID(
      unchecked: dice.chance(3) ? "cust-\(3 + dice.below(40))" : "cust-\(1 + dice.below(2))")
  }

  private mutating func adjustment(_ oracle: Oracle) -> Adjust {
    let accounts: [Account] = [
      Account(.bank), Account(.processorClearing, "stripe"), Account(.salesTax, "VAT"),
      Account(.salesTax, "VAT"), Account(.opening), Account(.productRevenue, "web"),
      Account(.goodwill, "other"), Account(.fxDifference),
    ]
    let derived: [Account] = [
      Account(.refundsPayable), Account(.giftCards, "card-1"), Account(.inventory),
    ]
    let debit = dice.chance(20) ? one(derived) : one(accounts)
    let payable = OracleAccount("GBP", debit.description)
    let room = -(oracle.posted[payable] ?? 0) - (oracle.derived[payable] ?? 0)
    // Mostly for no order; then for any, or one that is not there.
    let order = dice.chance(3) ? OrderID(unchecked: known("order")) : nil
    return Adjust(
      order: order, debit: debit, credit: dice.chance(20) ? one(derived) : one(accounts),
      amount: amount(upTo: debit.code == .salesTax ? max(1, room) : 500),
      currency: dice.chance(12) ? .eur : .gbp, reason: "staff", note: note())
  }
}
