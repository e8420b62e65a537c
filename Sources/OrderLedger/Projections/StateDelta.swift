import OrderLedgerModel

/// What a journal transaction changes in the figures of its order and in stock: a fold over its
/// entries.
struct StateDelta {
  struct StockDelta {
    let key: StockKey
    var units: (Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64) =
      (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var value: Int64 = 0
    var currency: Currency?
  }

  var openUnits: Int64 = 0
  var fulfilledUnits: Int64 = 0
  var cancelledUnits: Int64 = 0
  var value: Int64 = 0
  var received: Int64 = 0
  var authorized: Int64 = 0
  var captured: Int64 = 0
  var decided: Int64 = 0
  var pending: Int64 = 0
  var settled: Int64 = 0
  var payments = 0
  var refunds = 0
  var attempts = 0
  var stock: [StockDelta] = []

  /// Nothing.
  init() {}

  init(_ entries: [Entry]) {
    stock.reserveCapacity(4)
    for entry in entries {
      switch entry {
      case .placement(let placement): add(placement)
      case .line(let change): add(change)
      case .stock(let movement): add(movement)
      case .payment(let payment): add(payment)
      case .decision(let decision): add(decision)
      case .attempt(let change): add(change)
      case .posting, .location, .message: break
      }
    }
  }

  private mutating func add(_ placement: OrderPlacement) {
    value += placement.total
    for line in placement.lines where line.kind == .item { openUnits += line.quantity }
  }

  private mutating func add(_ change: LineChange) {
    openUnits -= change.cancelled + change.fulfilled
    fulfilledUnits += change.fulfilled
    cancelledUnits += change.cancelled
    value -= change.net + change.tax
  }

  private mutating func add(_ payment: PaymentTransaction) {
    switch payment.kind {
    case .authorize:
      payments += 1
      authorized += payment.promised
    case .capture:
      captured += payment.amount
      received += payment.amount
      authorized -= payment.promised
    case .sale:
      payments += 1
      captured += payment.amount
      received += payment.amount
    case .void, .expire:
      authorized -= payment.promised
    }
  }

  private mutating func add(_ decision: RefundDecision) {
    decided += decision.amount
    received -= decision.due
    if decision.number != nil { refunds += 1 }
  }

  private mutating func add(_ change: AttemptChange) {
    if change.previous == nil { attempts += 1 }
    let (pending, settled) = change.shareChange
    self.pending += pending
    self.settled += settled
  }

  private mutating func add(_ movement: StockMovement) {
    let index: Int
    if let found = stock.firstIndex(where: {
      $0.key.location == movement.location && $0.key.sku == movement.sku
    }) {
      index = found
    } else {
      index = stock.count
      stock.append(StockDelta(key: StockKey(sku: movement.sku, location: movement.location)))
    }
    stock[index].add(movement.from, -movement.quantity)
    stock[index].add(movement.to, movement.quantity)
    stock[index].value += movement.valueChange
    if let currency = movement.currency { stock[index].currency = currency }
  }
}

extension StateDelta.StockDelta {
  mutating func add(_ bucket: Bucket, _ quantity: Int64) {
    switch bucket {
    case .available: units.0 += quantity
    case .reserved: units.1 += quantity
    case .inspection: units.2 += quantity
    case .damaged: units.3 += quantity
    case .safety: units.4 += quantity
    case .supplier: units.5 += quantity
    case .shipped: units.6 += quantity
    case .scrapped: units.7 += quantity
    case .countAdjustment: units.8 += quantity
    case .transit: units.9 += quantity
    }
  }
}
