/// Changes a copy of the state step by step, and writes down each change as an entry.
///
/// A planner says what happens to units and payments; the builder keeps the state, moves the cost
/// of goods, and derives the postings.
struct PlanBuilder {
  let command: Command
  let context: PlanContext
  private let basis: OrderState?
  private(set) var order: OrderState?
  private var stock: SmallMap<StockKey, StockLevel>
  var credits: SmallMap<CreditName, CreditState>
  private var entries: [Entry]
  private var messages: [Entry] = []
  private(set) var legs = LegSet()
  var document: String?
  var reason: ReasonCode?
  var note: Note?
  /// The fee that the policy in force takes.
  var policyFee: CancellationPolicy.Fee?
  /// Whether a request is accepted whose fee was fixed before.
  var isAnswering = false
  /// What was decided about the money.
  private(set) var decided: RefundDecision?
  var contact: Contact?

  init(_ command: Command, _ snapshot: borrowing Snapshot, _ context: PlanContext) {
    self.command = command
    self.context = context
    basis = snapshot.order
    order = snapshot.order
    stock = snapshot.stock
    credits = snapshot.credits
    entries = Self.room
  }

  /// No entries yet, and room for those of most commands.
  private static var room: [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(24)
    return entries
  }

  func level(_ key: StockKey) -> StockLevel { stock[key] ?? .none }

  /// Adds a leg that no state of the order explains: cash, cost, revenue, fees.
  mutating func leg(_ side: Side, _ account: Account, _ amount: Int64, _ currency: Currency) {
    legs.add(side, account, amount, currency)
  }

  mutating func pendingLegs(
    debit: Account, credit: Account, _ amount: Int64, _ currency: Currency,
    _ phase: Posting.Phase
  ) {
    legs.add(.debit, debit, amount, currency, phase)
    legs.add(.credit, credit, amount, currency, phase)
  }

  /// Adds an entry that changes nothing of what the builder keeps.
  mutating func record(_ entry: Entry) { entries.append(entry) }

  /// Changes the order in place.
  mutating func update(_ change: (inout OrderState) -> Void) {
    guard var changed = order else { return }
    order = nil
    change(&changed)
    order = changed
  }

  /// Adds a leg as it is.
  mutating func leg(_ posting: Posting) {
    legs.add(posting.side, posting.account, posting.amount, posting.currency, posting.phase)
  }

  /// Adds an amount as the customer sees it.
  mutating func exchange(_ exchange: Exchange) {
    entries.append(.exchange(exchange))
    var presented = order?.presented ?? PresentedAmounts()
    presented.apply(exchange)
    order?.presented = presented
  }

  mutating func open(_ change: LocationChange) {
    entries.append(.location(change))
  }

  // For changes that have files of their own.

  mutating func append(_ entry: Entry) { entries.append(entry) }

  var writtenEntries: [Entry] { entries }

  mutating func updateOrder(_ body: (inout OrderState) -> Void) {
    if var order {
      body(&order)
      self.order = order
    }
  }

  mutating func place(_ placement: OrderPlacement) {
    var lines: [LineState] = []
    lines.reserveCapacity(placement.lines.count)
    for (number, line) in placement.lines.enumerated() {
      lines.append(LineState(placed: line, number: number))
    }
    order = OrderState(
      id: placement.order, currency: placement.currency, customer: placement.customer,
      channel: placement.channel, replaces: placement.replaces, version: 0, lastSequence: 0,
      lines: lines, payments: [],
      refunds: [], attempts: [], received: 0, cancelledBy: nil, row: 0)
    entries.append(.placement(placement))
  }

  mutating func message(_ kind: Message.Kind) {
    messages.append(.message(Message(kind: kind, customer: order?.customer)))
  }

  mutating func payment(_ transaction: PaymentTransaction) {
    entries.append(.payment(transaction))
    changeCredit(by: transaction)
    if order?.payments.count == transaction.number {
      order?.payments.append(
        PaymentState(
          id: transaction.payment, number: transaction.number, tender: transaction.tender,
          authorized: transaction.amount, open: 0))
    }
    order?.payments[transaction.number].apply(transaction)
    if transaction.kind == .capture || transaction.kind == .sale {
      order?.received += transaction.amount
    }
  }

  mutating func decide(_ decision: RefundDecision) {
    entries.append(.decision(decision))
    decided = decision
    order?.received -= decision.due
    if let number = decision.number {
      order?.refunds.append(
        RefundState(
          id: decision.id, number: number, amount: decision.amount, shares: decision.shares))
    }
  }

  mutating func returned(_ change: ReturnChange) {
    entries.append(.returned(change))
    order?.apply(change)
  }

  mutating func hold(_ change: HoldChange) {
    entries.append(.hold(change))
  }

  mutating func attempt(_ change: AttemptChange, sequence: Int64) {
    entries.append(.attempt(change))
    order?.apply(change, sequence: sequence)
  }
}

// MARK: - Lines and stock

extension PlanBuilder {
  /// Changes a line and recognises, or takes back, the revenue that goes with it.
  mutating func line(_ change: LineChange) {
    guard !change.isEmpty, let before = order?.lines[change.number],
      let currency = order?.currency
    else { return }
    order?.lines[change.number].apply(change)
    entries.append(.line(change))
    if let card = before.placed.card { return sell(card, before, change, currency) }
    guard change.recognized != 0, let after = order?.lines[change.number],
      let account = after.placed.kind.revenueAccount
    else { return }
    let old = before.recognizedAmounts
    let new = after.recognizedAmounts
    if change.kind == .refund || change.kind == .returned {
      // What was earned is given up again: a contra account, so that sales stay as they were made.
      leg(.debit, Account(.returnsAndAllowances), old.net - new.net, currency)
    } else {
      let discount = new.discount - old.discount
      let channel = order?.channel?.text ?? ""
      leg(.debit, Account(.discounts), discount, currency)
      leg(.credit, Account(account, channel), new.net - old.net + discount, currency)
    }
  }

  /// Selling a gift card earns nothing: its price, before any discount, is owed on the card.
  private mutating func sell(
    _ card: CreditName, _ before: LineState, _ change: LineChange, _ currency: Currency
  ) {
    guard let new = order?.lines[change.number].recognizedAmounts else { return }
    let old = before.recognizedAmounts
    let discount = new.discount - old.discount
    let value = new.net - old.net + discount
    leg(.debit, Account(.discounts), discount, currency)
    leg(.credit, CreditKind.giftCard.account(of: card), value, currency)
    changeCard(card, by: change, value)
  }

  /// Recognises a service that was not rendered: its price is kept as a fee.
  mutating func keep(_ line: LineState) {
    let parts = line.deferred
    guard parts > 0, let currency = order?.currency else { return }
    var change = LineChange(line: line.placed.id, number: line.number, kind: .service)
    change.recognized = parts
    let before = line.recognizedAmounts.net
    order?.lines[line.number].apply(change)
    entries.append(.line(change))
    guard line.placed.kind.revenueAccount != nil, let after = order?.lines[line.number] else {
      return
    }
    leg(.credit, Account(.cancellationFees), after.recognizedAmounts.net - before, currency)
  }

  /// Moves units and the cost that goes with them.
  ///
  /// - Parameters:
  ///   - value: The cost that comes in with the units; `nil` is what the location's average says
  ///     when units leave the valued buckets, and nothing otherwise.
  ///   - counter: The account on the other side of 1310; `nil` where the cost only changes place.
  /// - Throws: `.stockBelowZero` when a bucket on hand would go below zero, `.overflow`.
  @discardableResult
  mutating func move(
    _ quantity: Int64, of key: StockKey, from: Bucket, to: Bucket, value: Int64? = nil,
    currency: Currency? = nil, counter: Account? = nil, line: Int? = nil
  ) throws(LedgerError) -> Int64 {
    var level = self.level(key)
    var cost: Int64 = 0
    if from.isValued != to.isValued {
      cost = value ?? (from.isValued ? level.cost(of: quantity) : 0)
    }
    let currency = currency ?? level.currency
    let movement = StockMovement(
      sku: key.sku, location: key.location, from: from, to: to, quantity: quantity, value: cost,
      currency: currency, line: line)
    level.apply(movement)
    if from.isOnHand, level[from] < 0 {
      throw LedgerError(
        .stockBelowZero, .stock(key), found: "\(quantity) \(from.name)",
        allowed: "at most \(level[from] + quantity)")
    }
    if to.isOnHand, level[to] > Limits.maxStock || level.value > Limits.maxStockValue {
      throw LedgerError(.overflow, .stock(key), allowed: "at most \(Limits.maxStock) units")
    }
    stock[key] = level
    entries.append(.stock(movement))
    if cost != 0, let counter, let currency {
      leg(from.isValued ? .debit : .credit, counter, cost, currency)
      leg(from.isValued ? .credit : .debit, Account(.inventory), cost, currency)
    }
    return cost
  }
}

// MARK: - The end

extension PlanBuilder {
  /// The plan: all entries, and the postings that take the order's accounts from what its state
  /// was to what it is.
  mutating func finish() throws(LedgerError) -> Plan {
    try checkCredits()
    var transition: OrderTransition?
    if var order {
      var diff = try OrderBooks(order, policy: context.policy).balances
      if let basis {
        for old in try OrderBooks(basis, policy: context.policy).balances {
          if let index = diff.firstIndex(where: { $0.account == old.account }) {
            diff[index].credit -= old.credit
          } else {
            diff.append((old.account, -old.credit))
          }
        }
      }
      for (account, credit) in diff { legs.add(.credit, account, credit, order.currency) }
      order.version += 1
      order.lastSequence = context.sequence
      let status = order.status
      if status == .cancelled, order.cancelledBy == nil { order.cancelledBy = context.sequence }
      self.order = order
      transition = OrderTransition(
        order: order.id, version: order.version, status: status, previous: basis?.lastSequence)
    }
    for posting in try legs.postings() { entries.append(.posting(posting)) }
    entries += messages
    guard entries.count <= Limits.maxEntries else {
      throw LedgerError(
        .limitExceeded, found: "\(entries.count) entries", allowed: "at most \(Limits.maxEntries)")
    }
    return Plan(
      command: command, basis: basis?.version, transition: transition, entries: entries,
      order: order, document: document, reason: reason, note: note,
      contact: contact)
  }
}

extension OrderState {
  mutating func apply(_ change: AttemptChange, sequence: Int64) {
    if change.previous == nil {
      attempts.append(
        AttemptState(
          id: change.attempt, number: change.number, refund: change.refundNumber,
          payment: change.payment, amount: change.amount, status: change.status,
          sequence: sequence))
    } else if let index = attempts.firstIndex(where: { $0.number == change.number }) {
      attempts[index].status = change.status
      attempts[index].sequence = sequence
    }
    let (pending, settled) = change.shareChange
    refunds[change.refundNumber].apply(
      payment: change.payment, pending: pending, settled: settled)
  }
}

extension RefundState {
  mutating func apply(payment: Int, pending: Int64, settled: Int64) {
    if let index = shares.firstIndex(where: { $0.payment == payment }) {
      shares[index].pending += pending
      shares[index].settled += settled
      let used = shares[index].pending + shares[index].settled
      // An attempt on what was not assigned to a payment assigns it.
      if used > shares[index].amount { shares[index].amount = used }
    } else {
      shares.append(
        RefundShare(payment: payment, amount: pending + settled, pending: pending, settled: settled)
      )
    }
  }
}
