/// Collects the legs of one journal transaction, and turns them into balanced postings.
struct LegSet {
  private struct Leg {
    let account: Account
    let side: Side
    let phase: Posting.Phase
    let currency: Currency
    var amount: Int64

    /// Released, then pending, then posted; debits before credits.
    private var group: UInt8 { (2 - phase.rawValue) * 2 + (side == .debit ? 0 : 1) }

    static func < (left: Leg, right: Leg) -> Bool {
      (left.group, left.currency, left.account) < (right.group, right.currency, right.account)
    }
  }

  private var legs: [Leg] = []

  /// Adds to what the legs already say of the account on this side; 0 says nothing.
  mutating func add(
    _ side: Side, _ account: Account, _ amount: Int64, _ currency: Currency,
    _ phase: Posting.Phase = .posted
  ) {
    guard amount != 0 else { return }
    // A negative amount is the same on the other side: postings are positive.
    let side = amount > 0 ? side : side.opposite
    let amount = amount > 0 ? amount : -amount
    for index in legs.indices
    where legs[index].account == account && legs[index].side == side
      && legs[index].phase == phase && legs[index].currency == currency
    {
      legs[index].amount += amount
      return
    }
    legs.append(
      Leg(account: account, side: side, phase: phase, currency: currency, amount: amount))
  }

  mutating func debit(_ account: Account, _ amount: Int64, _ currency: Currency) {
    add(.debit, account, amount, currency)
  }

  mutating func credit(_ account: Account, _ amount: Int64, _ currency: Currency) {
    add(.credit, account, amount, currency)
  }

  /// The postings: released, then pending, then posted; debits before credits, by account.
  ///
  /// - Throws: `.integrity` when a phase does not sum to zero in a currency, which is an error in
  ///   this library: nothing is written.
  func postings() throws(LedgerError) -> [Posting] {
    for leg in legs {
      var sum: Int64 = 0
      for other in legs where other.phase == leg.phase && other.currency == leg.currency {
        sum += other.side == .debit ? other.amount : -other.amount
      }
      guard sum == 0 else {
        throw LedgerError(
          .integrity, .init("currency", leg.currency.code),
          found: "debits less credits of \(sum)", allowed: "0")
      }
    }
    var postings: [Posting] = []
    postings.reserveCapacity(legs.count)
    for leg in legs.sorted(by: <) {
      postings.append(
        Posting(
          account: leg.account, side: leg.side, amount: leg.amount, currency: leg.currency,
          phase: leg.phase))
    }
    return postings
  }
}
