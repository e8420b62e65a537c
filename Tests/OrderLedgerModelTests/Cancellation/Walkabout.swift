import OrderLedgerModel
import Testing

/// A random life of a random order. After each step the books are compared with sums of its own.
struct Walkabout {
  var make: RandomOrder
  var shop: ModelShop
  let order: PlaceOrder
  private var tallies: [LineTally] = []
  private var captured: Int64 = 0
  private var due: Int64 = 0
  private var decided: Int64 = 0
  private var kept: Int64 = 0
  private var openFulfillments: [FulfillmentID] = []
  private(set) var steps = 0

  init(seed: UInt64, policy: AccountingPolicy = .standard) throws {
    make = RandomOrder(seed: seed)
    shop = ModelShop(policy: policy)
    order = make.make()
    try shop.perform(.openLocation(OpenLocation(location: "LON")))
    for line in order.lines {
      try shop.perform(
        .receiveStock(
          ReceiveStock(
            sku: line.sku, location: "LON", quantity: make.int64(40...50),
            unitCost: make.int64(0...5_000), currency: order.currency)))
    }
    try perform(.placeOrder(order))
    tallies = try state.lines.map { LineTally($0.placed) }
  }

  var state: OrderState {
    get throws { try #require(shop.orders["1001"]) }
  }

  /// Carries out an action. Refusals are as good as success, when they are the business's.
  mutating func attempt(
    _ action: Action, orRefused codes: Set<LedgerError.Code> = []
  ) throws {
    do {
      try perform(action)
    } catch let error as LedgerError {
      let isRefusal: Set<LedgerError.Code> = [
        .nothingToRefund, .nothingToCancel, .nothingToFulfill, .alreadyCancelled, .overRefund,
        .nothingToCapture, .feeExceedsRefund, .emptySelection,
      ]
      if !isRefusal.union(codes).contains(error.code) { throw error }
    }
  }

  private mutating func perform(_ action: Action) throws {
    let entries = try shop.perform(action)
    steps += 1
    for change in entries.lineChanges { try tallies[change.number].add(change) }
    for decision in entries.decisions {
      due += decision.due
      decided += decision.amount
      kept += decision.fee + decision.retained
      let shared = decision.choice == .later ? 0 : decision.amount
      try match(decision.shares.reduce(0) { $0 + $1.amount }, shared, "shares")
    }
    for case .payment(let payment) in entries
    where payment.kind == .capture || payment.kind == .sale {
      captured += payment.amount
    }
    try check(entries)
  }
}

// MARK: - Random steps

extension Walkabout {
  /// Between 3 and 9 steps of all sorts.
  mutating func wander() throws {
    for step in 0..<make.int(3...9) {
      switch make.int(0...6) {
      case 0, 1: try cancelSome(step)
      case 2: try fulfillSome(step)
      case 3: try takeBack()
      case 4: try refundSome(step)
      default: try pay(step)
      }
    }
  }

  mutating func pay(_ step: Int) throws {
    let outstanding = try state.outstanding
    let most = make.int(0...5) == 0 ? outstanding + 1_000 : max(1, outstanding)
    let amount = make.int(0...1) == 0 ? max(1, outstanding) : make.int64(1...most)
    try attempt(Sample.pay(amount, PaymentID(unchecked: "p\(step)")))
  }

  mutating func cancelSome(_ step: Int) throws {
    var lines: [CancelOrder.Line] = []
    for line in try state.lines where line.open > 0 && make.int(0...1) == 0 {
      lines.append(CancelOrder.Line(line: line.placed.id, quantity: make.int64(1...line.open)))
    }
    guard !lines.isEmpty else { return }
    let choice: ShippingChoice = make.int(0...2) == 0 ? .proportional : .auto
    let refund: RefundChoice = make.int(0...3) == 0 ? .none : .original
    try attempt(
      Sample.cancel(lines, RefundID(unchecked: "x\(step)"), refund: refund, shipping: choice))
  }

  mutating func fulfillSome(_ step: Int) throws {
    var lines: [LineQuantity] = []
    for line in try state.lines where line.open > 0 && make.int(0...1) == 0 {
      lines.append(LineQuantity(line: line.placed.id, quantity: make.int64(1...line.open)))
    }
    guard !lines.isEmpty else { return }
    let name = FulfillmentID(unchecked: "f\(step)")
    try attempt(Sample.fulfill(lines, name))
    openFulfillments.append(name)
  }

  mutating func takeBack() throws {
    guard let name = openFulfillments.popLast() else { return }
    try attempt(Sample.cancelFulfillment(name))
  }

  mutating func refundSome(_ step: Int) throws {
    var lines: [LineQuantity] = []
    for line in try state.lines
    where line.placed.kind == .item && line.reversible > 0 && make.int(0...2) == 0 {
      lines.append(LineQuantity(line: line.placed.id, quantity: make.int64(1...line.reversible)))
    }
    var shipping: ShippingChoice?
    let room = try state.lines.filter { $0.placed.kind == .shipping }
      .reduce(0) { $0 + $1.reversible }
    if room > 0, make.int(0...1) == 0 { shipping = .amount(make.int64(1...room)) }
    guard !lines.isEmpty || shipping != nil else { return }
    try attempt(
      Sample.refund(
        lines.isEmpty ? nil : lines, shipping: shipping, RefundID(unchecked: "r\(step)")))
  }

  /// Takes all fulfillments back and cancels what is open: nothing of the order is left.
  mutating func undoAll() throws {
    while !openFulfillments.isEmpty { try takeBack() }
    if try state.openUnits > 0 { try attempt(Sample.cancel(nil, "x-last")) }
  }
}

// MARK: - What has to hold after every step

/// Two figures that should be the same.
struct Mismatch: Error, CustomStringConvertible {
  let description: String
}

/// As `#expect`, which costs too much for millions of comparisons.
func match(_ found: Int64, _ expected: Int64, _ what: @autoclosure () -> String) throws {
  guard found != expected else { return }
  throw Mismatch(description: "\(what()): found \(found), expected \(expected)")
}

extension Walkabout {
  func check(_ entries: [Entry]) throws {
    guard entries.imbalances.isEmpty else { throw Mismatch(description: "\(entries.legs)") }
    guard let state = shop.orders["1001"], !tallies.isEmpty else { return }
    var rest: Int64 = 0
    var recognized: Int64 = 0
    var liability: Int64 = 0
    for tally in tallies {
      try tally.check()
      rest += tally.rest
      recognized += tally.recognizedTotal
      liability += tally.recognizedLiability
    }
    let received = captured - due
    try match(state.value, rest, "value")
    try match(state.received, received, "received")
    try match(min(0, received), 0, "received below zero")
    try match(max(decided, captured), captured, "decided beyond captured")
    try match(shop.credit(.refundsPayable), decided, "2310")
    try match(shop.credit(.processorClearing), -captured, "1110")
    try match(shop.credit(.unappliedReceipts), max(0, received - rest), "2610")
    let isAccrued = shop.policy.accrual == .order
    let claim = max(0, (isAccrued ? rest : recognized) - received)
    try match(shop.credit(.receivable), -claim, "1210")
    let deferred = rest - recognized
    let deposits = isAccrued ? deferred : min(deferred, max(0, received - recognized))
    let liabilities: [AccountCode] = [
      .depositsGoods, .depositsServices, .salesTax, .taxOnDeposits, .tipsPayable,
    ]
    let found = liabilities.reduce(0) { $0 + shop.credit($1) }
    try match(found, deposits + liability, "deposits, taxes and tips")
    for (account, balance) in shop.balances where account.code.limit == .debitsWithinCredits {
      try match(min(0, balance.posted), 0, "\(account) below zero")
    }
  }

  /// Nothing is left on any account of the order's but what is owed back.
  func expectDrained() throws {
    var drained = AccountCode.allCases.filter(\.isPerOrder).filter { $0 != .refundsPayable }
    drained.append(.salesTax)
    for code in drained { try match(shop.credit(code), 0, code.title) }
    // What was earned and given up again stays visible as both.
    let revenue: [AccountCode] = [
      .productRevenue, .serviceRevenue, .discounts, .returnsAndAllowances,
    ]
    try match(revenue.reduce(0) { $0 + shop.credit($1) }, 0, "revenue")
    let notPaidOut = kept + shop.credit(.goodwill)
    try match(decided + notPaidOut, captured, "refunds and fees")
    try match(shop.credit(.cancellationFees), kept, "fees")
    guard try state.status == .cancelled else { throw Mismatch(description: "not cancelled") }
    for line in order.lines {
      try match(shop.level(line.sku, "LON")[.reserved], 0, "reserved \(line.sku)")
    }
  }
}
