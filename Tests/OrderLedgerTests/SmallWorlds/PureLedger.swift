import OrderLedger
import OrderLedgerModel

/// A ledger of one order without a database: it hands the planners the state they ask for, and keeps
/// what their plans say. A value, so that a world can be left and entered again.
struct PureLedger: Sendable {
  private(set) var sequence: Int64 = 0
  private(set) var order: OrderState?
  private(set) var stock: [StockKey: StockLevel] = [:]
  private(set) var balances: [Account: Balance] = [:]
  private(set) var documents: [DocumentName: DocumentRecord] = [:]
  private var locations: [LocationID: LocationState] = [:]
  private var fulfillments: [String: [Entry]] = [:]

  /// What an account shows: debits and credits, posted and pending.
  struct Balance: Sendable, Hashable {
    var debit: Int64 = 0
    var credit: Int64 = 0
    var debitPending: Int64 = 0
    var creditPending: Int64 = 0
  }

  /// Plans a command and keeps the plan.
  ///
  /// - Returns: what was planned; `nil` for an echo.
  mutating func perform(_ action: Action) throws(LedgerError) -> Plan? {
    let command = Command(action, key: IdempotencyKey(unchecked: "key-\(sequence + 1)"))
    let context = PlanContext(sequence: sequence + 1, policy: .standard)
    switch try command.plan(snapshot(command.readSet), context) {
    case .replay: return nil
    case .plan(let plan):
      keep(plan)
      return plan
    }
  }

  private func snapshot(_ set: ReadSet) -> Snapshot {
    var snapshot = Snapshot()
    switch set.order {
    case .none: break
    case .order(let id): snapshot.order = order?.id == id ? order : nil
    case .refund(let id):
      if documents[DocumentName(.decision, id.text)] != nil { snapshot.order = order }
    case .attempt(let id):
      if documents[DocumentName(.attempt, id.text)] != nil { snapshot.order = order }
    }
    for (name, record) in documents { snapshot.add(record, named: name) }
    for (key, level) in stock { snapshot.add(level, at: key) }
    for location in locations.values { snapshot.add(location) }
    if let name = set.fulfillment { snapshot.fulfillment = fulfillments[name.text] ?? [] }
    return snapshot
  }

  private mutating func keep(_ plan: Plan) {
    sequence += 1
    if let order = plan.order { self.order = order }
    for entry in plan.entries {
      switch entry {
      case .location(let change):
        locations[change.location] = LocationState(
          id: change.location, name: change.name, isOpen: change.isOpen)
      case .stock(let movement): keep(movement)
      case .payment(let payment):
        if payment.kind == .authorize || payment.kind == .sale {
          take(.payment, payment.payment.text)
        }
      case .decision(let decision): take(.decision, decision.id.text)
      case .attempt(let change):
        if change.previous == nil { take(.attempt, change.attempt.text) }
      case .posting(let posting): keep(posting)
      default: break
      }
    }
    switch plan.command.action {
    case .fulfill(let action):
      take(.fulfillment, action.fulfillment.text)
      fulfillments[action.fulfillment.text] = plan.entries
    case .cancelFulfillment(let action):
      let name = DocumentName(.fulfillment, action.fulfillment.text)
      documents[name] = documents[name].map {
        DocumentRecord(orderRow: 0, sequence: $0.sequence, closedBy: sequence)
      }
    default: break
    }
  }

  private mutating func take(_ kind: DocumentName.Kind, _ name: String) {
    documents[DocumentName(kind, name)] = DocumentRecord(
      orderRow: 0, sequence: sequence, closedBy: nil)
  }

  private mutating func keep(_ movement: StockMovement) {
    let key = StockKey(sku: movement.sku, location: movement.location)
    let old = stock[key] ?? .none
    var units = BucketCounts()
    for bucket in Bucket.allCases { units[bucket] = old[bucket] }
    units[movement.from] -= movement.quantity
    units[movement.to] += movement.quantity
    var value = old.value
    if movement.from.isValued, !movement.to.isValued { value -= movement.value }
    if movement.to.isValued, !movement.from.isValued { value += movement.value }
    stock[key] = StockLevel(
      units: units, value: value, currency: old.currency ?? movement.currency)
  }

  private mutating func keep(_ posting: Posting) {
    var balance = balances[posting.account] ?? Balance()
    let amount = posting.phase == .released ? -posting.amount : posting.amount
    switch (posting.side, posting.phase) {
    case (.debit, .posted): balance.debit += amount
    case (.credit, .posted): balance.credit += amount
    case (.debit, _): balance.debitPending += amount
    case (.credit, _): balance.creditPending += amount
    }
    balances[posting.account] = balance
  }

  /// What a fulfillment said.
  func entries(of fulfillment: String) -> [Entry] { fulfillments[fulfillment] ?? [] }

  /// Credits less debits that are posted, over all dimensions.
  func credit(_ code: AccountCode) -> Int64 {
    var sum: Int64 = 0
    for (account, balance) in balances where account.code == code {
      sum += balance.credit - balance.debit
    }
    return sum
  }
}
