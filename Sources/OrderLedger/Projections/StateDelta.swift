import OrderLedgerModel

/// What a journal transaction changes in the figures of its order, in stock and in credits: a fold
/// over its entries.
struct StateDelta {
  struct StockDelta {
    let row: StockRow
    var units = BucketCounts()
    var value: Int64 = 0
    var currency: Currency?

    /// Whether units only went from available to reserved or back.
    var isReservation: Bool { value == 0 && currency == nil && units.isReservation }
  }

  /// What a gift card's or an account's row becomes. In between a card may promise more than is on
  /// it: one that is given back, by the order that it has promised to pay for.
  struct CreditDelta {
    /// The last of its changes: how it stands.
    var last: CreditChange
    /// The transaction that changed it before; `nil` for its first.
    let previous: Int64?
    var balance: Int64 = 0
    var held: Int64 = 0
    var breakage: Int64 = 0
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
  /// Whether a request was accepted, which has the name of the cancellation already.
  private(set) var acceptsRequest = false
  var returns = 0
  /// One for each row of the stock that changed.
  private(set) var stock: [StockDelta] = []
  /// One for each gift card or account that changed.
  private(set) var credits: [CreditDelta] = []
  /// The row of each movement, in their order.
  private(set) var movements: [StockRow] = []

  /// Nothing.
  init() {}

  /// Whether units were cancelled with their money, and nothing else changed.
  var isCancellation: Bool {
    fulfilledUnits | authorized | captured | pending | settled == 0
      && payments | attempts | returns == 0
  }

  /// Whether money came in or was promised, and nothing else changed.
  var isPayment: Bool {
    openUnits | fulfilledUnits | cancelledUnits | value | decided | pending | settled == 0
      && refunds | attempts | returns == 0
  }

  /// - Parameter row: the row of a SKU at a location.
  init(
    _ entries: [Entry], row: (SKU, LocationID) throws(LedgerError) -> StockRow
  ) throws(LedgerError) {
    stock.reserveCapacity(4)
    movements.reserveCapacity(4)
    for entry in entries {
      switch entry {
      case .placement(let placement): add(placement)
      case .line(let change): add(change)
      case .stock(let movement): add(movement, try row(movement.sku, movement.location))
      case .payment(let payment): add(payment)
      case .decision(let decision): add(decision)
      case .attempt(let change): add(change)
      // A dispute that is lost takes what was held for goods that have not left.
      case .dispute(let change): received -= change.unfulfilled
      case .credit(let change): add(change)
      case .answer(let answer): if answer.status == .accepted { acceptsRequest = true }
      // A transaction announces at most one return.
      case .returned(let change): if change.kind == .announce { returns = 1 }
      case .posting, .location, .message, .request, .policy, .hold, .period, .reversal, .customer,
        .exchange:
        break
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

  private mutating func add(_ change: CreditChange) {
    let index = credits.firstIndex { $0.last.credit == change.credit } ?? credits.count
    if index == credits.count {
      credits.append(CreditDelta(last: change, previous: change.previous))
    }
    credits[index].last = change
    credits[index].balance += change.balance
    credits[index].held += change.held
    credits[index].breakage += change.breakage
  }

  private mutating func add(_ movement: StockMovement, _ row: StockRow) {
    movements.append(row)
    let index: Int
    if let found = stock.lastIndex(where: { $0.row == row }) {
      index = found
    } else {
      index = stock.count
      stock.append(StockDelta(row: row))
    }
    stock[index].units[movement.from] -= movement.quantity
    stock[index].units[movement.to] += movement.quantity
    stock[index].value += movement.valueChange
    if let currency = movement.currency { stock[index].currency = currency }
  }
}
