import OrderLedgerModel

// What all orders share, added up from entries. As many as there are SKUs at locations, accounts,
// and days with reasons: bounded by the catalogue and the calendar, not by the journal's length.

/// Stock of a SKU at a location: units by bucket, and in the lane after them their value.
struct StockFigures: Hashable {
  private var lanes = SIMD16<Int64>()
  private(set) var currency: Currency?
  private static let value = Bucket.allCases.count

  init() {}

  init(_ level: StockLevel) {
    for bucket in Bucket.allCases { lanes[Int(bucket.rawValue)] = level[bucket] }
    lanes[Self.value] = level.value
    currency = level.currency
  }

  mutating func add(_ movement: StockMovement) {
    lanes[Int(movement.from.rawValue)] &-= movement.quantity
    lanes[Int(movement.to.rawValue)] &+= movement.quantity
    lanes[Self.value] &+= movement.valueChange
    if currency == nil { currency = movement.currency }
  }

  /// Adds what was added up later.
  mutating func add(_ later: StockFigures) {
    lanes &+= later.lanes
    if currency == nil { currency = later.currency }
  }
}

struct AccountKey: Hashable {
  let account: Account
  let currency: Currency

  /// By bytes, as in SQLite, and not by what looks alike.
  static func == (left: AccountKey, right: AccountKey) -> Bool {
    left.account == right.account && left.currency == right.currency
      && left.account.dimension.utf8.elementsEqual(right.account.dimension.utf8)
  }

  /// Most accounts have no dimension, and each posting looks for its account.
  func hash(into hasher: inout Hasher) {
    hasher.combine(account.code.rawValue)
    hasher.combine(currency)
    if !account.dimension.isEmpty { hasher.combine(account.dimension) }
  }
}

struct AccountFigures: Hashable {
  var debitPosted: Int64 = 0
  var creditPosted: Int64 = 0
  var debitPending: Int64 = 0
  var creditPending: Int64 = 0

  mutating func add(_ other: AccountFigures) {
    debitPosted &+= other.debitPosted
    creditPosted &+= other.creditPosted
    debitPending &+= other.debitPending
    creditPending &+= other.creditPending
  }

  mutating func add(_ posting: Posting) {
    let amount = posting.phase == .released ? 0 &- posting.amount : posting.amount
    switch (posting.side, posting.phase) {
    case (.debit, .posted): debitPosted &+= amount
    case (.credit, .posted): creditPosted &+= amount
    case (.debit, _): debitPending &+= amount
    case (.credit, _): creditPending &+= amount
    }
  }
}

struct DayKey: Hashable {
  let day: Int64
  let reason: ReasonCode
  let currency: Currency
}

struct DayFigures: Hashable {
  var cancellations: Int64 = 0
  var wholeOrders: Int64 = 0
  var units: Int64 = 0
  var value: Int64 = 0
  var refunded: Int64 = 0

  mutating func add(_ other: DayFigures) {
    cancellations &+= other.cancellations
    wholeOrders &+= other.wholeOrders
    units &+= other.units
    value &+= other.value
    refunded &+= other.refunded
  }

  mutating func add(_ decision: RefundDecision, _ transaction: JournalTransaction) {
    cancellations += 1
    if transaction.header.transition?.status == .cancelled { wholeOrders += 1 }
    refunded &+= decision.amount
    for case .line(let line) in transaction.entries {
      units &+= line.cancelled
      value &+= line.net &+ line.tax
    }
  }
}

extension StockMovement {
  var key: StockKey { StockKey(sku: sku, location: location) }
}
