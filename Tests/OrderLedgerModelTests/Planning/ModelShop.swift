import OrderLedgerModel
import Testing

/// A ledger without a database: it hands planners the state they ask for, and keeps what their
/// plans say. Holds one order, because accounts of orders have no dimension here.
///
/// It sums up postings by itself and never asks `OrderBooks`, so that it can contradict it.
struct ModelShop {
  /// What an account shows: credits less debits.
  struct Balance: Hashable {
    var posted: Int64 = 0
    var pending: Int64 = 0
  }

  let policy: AccountingPolicy
  /// The policy in force.
  var rules: PolicyInForce?
  private var placed: [OrderID: Timestamp] = [:]
  private(set) var sequence: Int64 = 0
  private(set) var orders: [OrderID: OrderState] = [:]
  private(set) var stock: [StockKey: StockLevel] = [:]
  private(set) var credits: [CreditName: CreditState] = [:]
  private(set) var balances: [Account: Balance] = [:]
  private(set) var journal: [[Entry]] = []
  private var headers: [JournalHeader] = []
  private var reversed: [Int64: Int64] = [:]
  private var closedThrough: Timestamp?
  /// When the next command is recorded.
  var now = Timestamp(microseconds: 1_767_225_600_000_000)
  private var locations: [LocationID: LocationState] = [:]
  private var owners: [DocumentName: OrderID] = [:]
  private var documents: [DocumentName: DocumentRecord] = [:]
  private var transactions: [GatewayTransaction: Int64] = [:]
  private var transactionDocuments: [Int64: String] = [:]
  private var shipments: [OrderID: [Shipment]] = [:]
  private(set) var holds: [HoldLine] = []

  init(policy: AccountingPolicy = .standard) {
    self.policy = policy
  }

  /// Plans the action and keeps the plan. Every action gets a key of its own.
  @discardableResult
  mutating func perform(
    _ action: Action, expectedVersion: Int64? = nil
  ) throws(LedgerError) -> [Entry] {
    let key = IdempotencyKey(unchecked: "key-\(sequence + 1)")
    return try perform(Command(action, key: key, expectedVersion: expectedVersion))
  }

  @discardableResult
  mutating func perform(_ command: Command) throws(LedgerError) -> [Entry] {
    switch try plan(command) {
    case .replay(let sequence): return journal[Int(sequence) - 1]
    case .plan(let plan):
      keep(plan)
      return plan.entries
    }
  }

  func plan(_ command: Command) throws(LedgerError) -> Decision {
    try command.plan(
      snapshot(command.readSet),
      PlanContext(
        sequence: sequence + 1, policy: policy, recordedAt: now,
        closedThrough: command.seesPeriod ? closedThrough : nil, cancellation: rules))
  }

  /// Credits less debits that are posted.
  func credit(_ code: AccountCode) -> Int64 {
    var sum: Int64 = 0
    for (account, balance) in balances where account.code == code { sum += balance.posted }
    return sum
  }

  func level(_ sku: SKU, _ location: LocationID) -> StockLevel {
    stock[StockKey(sku: sku, location: location)] ?? .none
  }
}

// MARK: - State for planners

extension ModelShop {
  private func snapshot(_ set: ReadSet) -> Snapshot {
    var snapshot = Snapshot()
    switch set.order {
    case .none: break
    case .order(let id): snapshot.order = orders[id]
    case .refund(let id):
      snapshot.order = owners[DocumentName(.decision, id.text)].flatMap { orders[$0] }
    case .attempt(let id):
      snapshot.order = owners[DocumentName(.attempt, id.text)].flatMap { orders[$0] }
    case .dispute(let id):
      snapshot.order = owners[DocumentName(.dispute, id.text)].flatMap { orders[$0] }
    }
    snapshot.replaced = set.replaced.flatMap { orders[$0] }
    snapshot.placedAt = snapshot.order.flatMap { placed[$0.id] }
    snapshot.documents = SmallMap(documents)
    snapshot.stock = SmallMap(stock)
    snapshot.credits = SmallMap(credits)
    snapshot.locations = SmallMap(locations)
    snapshot.openLocations = locations.values.filter(\.isOpen).map(\.id).sorted()
    if let wanted = set.transaction?.reference ?? set.reference?.reference {
      snapshot.transactions = transactions.filter { $0.key.reference == wanted }
      snapshot.transactionDocuments = transactionDocuments
    }
    if let fulfillment = set.fulfillment,
      let record = documents[DocumentName(.fulfillment, fulfillment.text)]
    {
      snapshot.fulfillment = journal[Int(record.sequence) - 1]
    }
    if set.shipments, let order = snapshot.order {
      snapshot.shipments = shipments[order.id] ?? []
    }
    snapshot.holds = holds.filter { set.holds.contains($0.hold) }
    if let due = set.holdsDue {
      snapshot.holds = holds.filter { ($0.expires.map { $0 <= due } ?? false) && $0.open > 0 }
    }
    snapshotBooks(set, &snapshot)
    return snapshot
  }

  private func snapshotBooks(_ set: ReadSet, _ snapshot: inout Snapshot) {
    var accounts = set.accounts
    if let number = set.original, (1...Int64(journal.count)).contains(number) {
      let index = Int(number) - 1
      let original = JournalTransaction(header: headers[index], entries: journal[index])
      snapshot.original = original
      snapshot.order = original.header.transition.flatMap { orders[$0.order] }
      snapshot.reversedBy = reversed[number]
      for case .posting(let posting) in original.entries {
        accounts.append(AccountInCurrency(posting.account, posting.currency))
      }
    }
    for key in accounts where key.account.code.limitByHand != .none {
      let sign: Int64 = key.account.code.limitByHand == .debitsWithinCredits ? 1 : -1
      snapshot.rooms.append((key, sign * (balances[key.account]?.posted ?? 0)))
    }
  }

  private mutating func keep(_ plan: Plan) {
    sequence += 1
    journal.append(plan.entries)
    headers.append(
      JournalHeader(
        sequence: sequence, recordedAt: now, effectiveAt: plan.effectiveAt ?? now,
        command: plan.command.action.name, actor: nil, key: nil, requestDigest: nil,
        document: plan.document, reason: plan.reason, transition: plan.transition,
        noteDigest: nil))
    if let order = plan.order { orders[order.id] = order }
    for entry in plan.entries {
      switch entry {
      case .location(let change):
        locations[change.location] = LocationState(
          id: change.location, name: change.name, isOpen: change.isOpen)
      case .stock(let movement): keep(movement)
      case .payment(let payment): keep(payment, plan)
      case .decision(let decision): take(.decision, decision.id.text, plan)
      case .attempt(let change):
        if change.previous == nil { take(.attempt, change.attempt.text, plan) }
      case .posting(let posting): keep(posting)
      case .credit(let change): keep(change)
      case .dispute(let change):
        if change.previous == nil { take(.dispute, change.dispute.text, plan) }
      case .request(let request): take(.decision, request.id.text, plan)
      case .answer(let answer): close(DocumentName(.decision, answer.cancellation.text))
      case .placement(let placement): placed[placement.order] = plan.effectiveAt ?? now
      case .policy(let policy):
        rules = PolicyInForce(version: policy.version, policy: policy.policy)
      case .hold(let change): keep(change)
      case .period(let period):
        if period.kind == .closed { closedThrough = period.time }
      case .reversal(let reversal): reversed[reversal.sequence] = sequence
      case .line, .message, .returned, .customer, .exchange: break
      }
    }
    keepFulfillment(plan)
  }

  private mutating func take(_ kind: DocumentName.Kind, _ name: String, _ plan: Plan) {
    let document = DocumentName(kind, name)
    documents[document] = DocumentRecord(orderRow: 0, sequence: sequence, closedBy: nil)
    owners[document] = plan.order?.id
  }

  private mutating func close(_ name: DocumentName) {
    documents[name] = documents[name].map {
      DocumentRecord(orderRow: 0, sequence: $0.sequence, closedBy: sequence)
    }
  }

  private mutating func keepFulfillment(_ plan: Plan) {
    switch plan.command.action {
    case .returnItems(let action): take(.returned, action.returnID.text, plan)
    case .fulfill(let action):
      take(.fulfillment, action.fulfillment.text, plan)
      for case .stock(let movement) in plan.entries where movement.to == .shipped {
        shipments[action.order, default: []].append(
          Shipment(
            sequence: sequence, fulfillment: action.fulfillment.text, line: movement.line ?? -1,
            quantity: movement.quantity, cost: movement.value, currency: movement.currency))
      }
    case .cancelFulfillment(let action):
      shipments[action.order]?.removeAll { $0.fulfillment == action.fulfillment.text }
      let name = DocumentName(.fulfillment, action.fulfillment.text)
      documents[name] = documents[name].map {
        DocumentRecord(orderRow: 0, sequence: $0.sequence, closedBy: sequence)
      }
    default: break
    }
  }

  private mutating func keep(_ payment: PaymentTransaction, _ plan: Plan) {
    if payment.kind == .authorize || payment.kind == .sale {
      take(.payment, payment.payment.text, plan)
    }
    guard let reference = payment.reference else { return }
    let kind: GatewayTransaction.Kind = payment.kind == .authorize ? .authorization : .capture
    let transaction = GatewayTransaction(
      gateway: payment.tender.name, kind: kind, reference: reference)
    transactions[transaction] = sequence
    transactionDocuments[sequence] = payment.payment.text
  }

  private mutating func keep(_ change: CreditChange) {
    let old = credits[change.credit]
    credits[change.credit] = CreditState(
      name: change.credit, kind: change.kind, currency: change.currency,
      balance: (old?.balance ?? 0) + change.balance, held: (old?.held ?? 0) + change.held,
      breakage: (old?.breakage ?? 0) + change.breakage, status: change.status,
      expires: change.expires, lastSequence: sequence)
  }

  private mutating func keep(_ movement: StockMovement) {
    let key = StockKey(sku: movement.sku, location: movement.location)
    let old = stock[key] ?? .none
    var units = BucketCounts()
    for bucket in Bucket.allCases { units[bucket] = old[bucket] }
    units[movement.from] -= movement.quantity
    units[movement.to] += movement.quantity
    stock[key] = StockLevel(
      units: units, value: old.value + movement.valueChange,
      currency: old.currency ?? movement.currency)
  }

  private mutating func keep(_ change: HoldChange) {
    guard
      let index = holds.firstIndex(where: { $0.hold == change.hold && $0.key == change.key })
    else {
      holds.append(
        HoldLine(
          hold: change.hold, key: change.key, held: change.quantity, released: 0, expired: 0,
          ordered: 0, expires: change.expires))
      return
    }
    let old = holds[index]
    holds[index] = HoldLine(
      hold: old.hold, key: old.key, held: old.held,
      released: old.released + (change.kind == .release ? change.quantity : 0),
      expired: old.expired + (change.kind == .expire ? change.quantity : 0),
      ordered: old.ordered + (change.kind == .order ? change.quantity : 0), expires: old.expires)
  }

  private mutating func keep(_ posting: Posting) {
    let amount = posting.side == .credit ? posting.amount : -posting.amount
    switch posting.phase {
    case .posted: balances[posting.account, default: Balance()].posted += amount
    case .pending: balances[posting.account, default: Balance()].pending += amount
    case .released: balances[posting.account, default: Balance()].pending -= amount
    }
  }
}
