/// A document that exists.
package struct DocumentRecord: Hashable, Sendable {
  /// The row of its order.
  package let orderRow: Int64
  /// The journal transaction that made it.
  package let sequence: Int64
  /// The journal transaction that undid it.
  package let closedBy: Int64?

  package init(orderRow: Int64, sequence: Int64, closedBy: Int64?) {
    self.orderRow = orderRow
    self.sequence = sequence
    self.closedBy = closedBy
  }
}

/// What a planner sees: the state of what its ``ReadSet`` names, all of one moment.
package struct Snapshot: Sendable {
  package var order: OrderState?
  package var documents = SmallMap<DocumentName, DocumentRecord>()
  /// The journal transaction that recorded each gateway transaction.
  package var transactions: [GatewayTransaction: Int64] = [:]
  /// The documents that those journal transactions concern.
  package var transactionDocuments: [Int64: String] = [:]
  package var stock = SmallMap<StockKey, StockLevel>()
  package var locations = SmallMap<LocationID, LocationState>()
  /// The names of all open locations; filled when a named location is closed.
  package var openLocations: [LocationID] = []
  /// Gift cards and store credit accounts.
  package var credits = SmallMap<CreditName, CreditState>()
  /// When the order was placed, in business; read where a policy depends on it.
  package var placedAt: Timestamp?
  /// The order that is to be replaced.
  package var replaced: OrderState?
  /// What the ledger holds of the customer's personal data; `nil` if it has never heard of the id.
  package var customer: CustomerState?
  /// What may still be posted to the accounts of ``ReadSet/accounts`` that have a limit, and to those
  /// of the original.
  package var rooms: [(key: AccountInCurrency, room: Int64)] = []
  /// The journal transaction that is to be reversed …
  package var original: JournalTransaction?
  /// … and the one that reversed it.
  package var reversedBy: Int64?
  /// The entries of the fulfillment's journal transaction.
  package var fulfillment: [Entry] = []
  /// What the order's fulfillments sent, oldest first, those that were cancelled left out.
  package var shipments: [Shipment] = []
  /// The lines of the holds.
  package var holds: [HoldLine] = []

  package init() {}

  // What an engine fills in. Functions, so that the maps behind them are specialised here.

  package mutating func add(_ record: DocumentRecord, named name: DocumentName) {
    documents[name] = record
  }

  package func knowsStock(_ key: StockKey) -> Bool { stock[key] != nil }

  package mutating func add(_ level: StockLevel?, at key: StockKey) { stock[key] = level }

  package func knowsLocation(_ id: LocationID) -> Bool { locations[id] != nil }

  package mutating func add(_ location: LocationState) { locations[location.id] = location }

  package func knowsCredit(_ name: CreditName) -> Bool { credits[name] != nil }

  package mutating func add(_ credit: CreditState) { credits[credit.name] = credit }

  package func document(_ name: DocumentName) -> DocumentRecord? { documents[name] }
}

/// What a planner gets to know besides: nothing in it is read from a clock.
package struct PlanContext: Sendable {
  /// The sequence number that the plan will have if it is the next to be written.
  package var sequence: Int64
  /// How the books are kept.
  package var policy: AccountingPolicy
  /// When it will have been recorded if it is the next to be written.
  package var recordedAt: Timestamp
  /// The last instant of the closed period; `nil` where nothing is closed, or the command need not
  /// know (``Command/seesPeriod``).
  package var closedThrough: Timestamp?
  /// Who may cancel what; `nil` where no policy was ever set.
  package var cancellation: PolicyInForce?

  package init(
    sequence: Int64, policy: AccountingPolicy, recordedAt: Timestamp = .epoch,
    closedThrough: Timestamp? = nil, cancellation: PolicyInForce? = nil
  ) {
    self.sequence = sequence
    self.policy = policy
    self.recordedAt = recordedAt
    self.closedThrough = closedThrough
    self.cancellation = cancellation
  }
}

/// What a planner decides.
package indirect enum Decision: Sendable {
  /// Write this.
  case plan(Plan)
  /// It is recorded already, in this journal transaction: an echo.
  case replay(sequence: Int64)
}
