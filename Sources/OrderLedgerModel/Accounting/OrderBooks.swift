/// What the accounts of an order have to show, as a function of the order's state alone.
///
/// A planner does not compose the postings of an event by hand. It changes the order's state, and
/// what the accounts show after it less what they showed before are the postings. So any sequence
/// of events drains the accounts exactly, and `verify()` can ask of every order whether its
/// accounts show what its state says.
///
/// With *M* the money received for the order's value, *L* what is recognised (shipped) and *O* what
/// is still deferred:
///
/// - receivable 1210 = max(0, *L* − *M*): shipped before it was paid;
/// - deposits 2110, 2120, 2410, tax = min(*O*, max(0, *M* − *L*)), split over the deferred
///   components by largest remainder while the order is only partly paid;
/// - unapplied receipts 2610 = max(0, *M* − *L* − *O*): paid beyond the order's value.
package struct OrderBooks: Hashable {
  /// Credit balances by account, in chart order, without zeros. A debit balance is negative.
  package private(set) var balances: [(account: Account, credit: Int64)] = []

  package static func == (left: OrderBooks, right: OrderBooks) -> Bool {
    left.balances.elementsEqual(right.balances) {
      $0.account == $1.account && $0.credit == $1.credit
    }
  }

  package func hash(into hasher: inout Hasher) {
    for balance in balances {
      hasher.combine(balance.account)
      hasher.combine(balance.credit)
    }
  }

  /// The books of `order` under `policy`.
  package init(_ order: OrderState, policy: AccountingPolicy) throws(LedgerError) {
    var sums = ComponentSums()
    for line in order.lines { sums.add(line) }
    let recognized = sums.recognizedTotal
    let deferred = sums.deferredTotal
    let received = order.received
    let receivable: Int64
    switch policy.accrual {
    case .fulfillment: receivable = max(0, recognized - received)
    case .order: receivable = max(0, recognized + deferred - received)
    }
    set(Account(.receivable), -receivable)
    let paid =
      policy.accrual == .order ? deferred : min(deferred, max(0, received - recognized))
    set(Account(.unappliedReceipts), max(0, received - recognized - deferred))
    for (component, deposit) in try sums.deposits(paid: paid, of: deferred) {
      switch component.account {
      case .salesTax where policy.taxPoint == .fulfillment:
        set(Account(.taxOnDeposits), deposit)
        set(Account(.salesTax, component.dimension), component.recognized)
      case .salesTax, .tipsPayable:
        set(Account(component.account, component.dimension), deposit + component.recognized)
      default:
        set(Account(component.account), deposit)
      }
    }
    balances.sort { $0.account < $1.account }
  }

  private mutating func set(_ account: Account, _ credit: Int64) {
    guard credit != 0 else { return }
    if let index = balances.firstIndex(where: { $0.account == account }) {
      balances[index].credit += credit
    } else {
      balances.append((account, credit))
    }
  }
}

/// The order's money by what it is, deferred and recognised.
private struct ComponentSums {
  struct Component {
    let account: AccountCode
    let dimension: String
    var deferred: Int64 = 0
    var recognized: Int64 = 0
  }

  var components: [Component] = []
  var deferredTotal: Int64 = 0
  var recognizedTotal: Int64 = 0

  mutating func add(_ line: LineState) {
    let deferred = line.deferredAmounts
    let recognized = line.recognizedAmounts
    let (account, dimension) = line.placed.kind.depositAccount
    add(account, dimension, deferred.net, recognized.net)
    // Revenue is not the order's own account: recognised goods leave the order's books.
    for row in line.placed.taxes {
      add(
        .salesTax, row.code.text,
        line.placed.tax(row, from: line.reversed, through: line.recognizedFloor),
        line.placed.tax(row, from: line.recognizedFloor, through: line.placed.parts))
    }
  }

  private mutating func add(
    _ account: AccountCode, _ dimension: String, _ deferred: Int64, _ recognized: Int64
  ) {
    deferredTotal += deferred
    recognizedTotal += recognized
    if let index = components.firstIndex(where: {
      $0.account == account && $0.dimension == dimension
    }) {
      components[index].deferred += deferred
      components[index].recognized += recognized
    } else {
      components.append(
        Component(
          account: account, dimension: dimension, deferred: deferred, recognized: recognized))
    }
  }

  /// Each component with its part of what was paid.
  func deposits(
    paid: Int64, of deferred: Int64
  ) throws(LedgerError) -> [(Component, Int64)] {
    var result: [(Component, Int64)] = []
    // Taxes inside a price are rounded down one by one, so that when hardly anything is left of a
    // line its net can be a minor unit or two below zero. An account is not: it shares what there
    // is with the others.
    let rooms = components.map { max(0, $0.deferred) }
    if paid == 0 || (paid == deferred && components.allSatisfy { $0.deferred >= 0 }) {
      for component in components {
        result.append((component, paid == 0 ? 0 : component.deferred))
      }
      return result
    }
    let shares: [Int64]
    do {
      shares = try Allocation.allocate(paid, weights: rooms, caps: rooms)
    } catch {
      throw LedgerError(.integrity, found: "\(error)")
    }
    for (component, share) in zip(components, shares) { result.append((component, share)) }
    return result
  }
}

extension LineKind {
  /// The account that holds the customer's money for a line of this kind until it ships.
  var depositAccount: (AccountCode, dimension: String) {
    switch self {
    case .item: (.depositsGoods, "")
    case .shipping, .fee, .giftWrap: (.depositsServices, "")
    case .tip: (.tipsPayable, "")
    // Collected for the customs, like a tax: owed on, and never revenue.
    case .duty: (.salesTax, "duty")
    }
  }

  /// The account that a line of this kind is recognised on; `nil` where the money is owed on.
  var revenueAccount: AccountCode? {
    switch self {
    case .item: .productRevenue
    case .shipping, .fee, .giftWrap: .serviceRevenue
    case .tip, .duty: nil
    }
  }
}
