import OrderLedgerModel
import OrderLedgerSQLite

/// Reads what a planner has to see, all on one connection and in one transaction.
struct Loader {
  let connection: Connection
  let memory: EngineMemory

  var names: Names { memory.names }

  /// Puts the state that `set` names into a snapshot: a large value, which is not copied on the way.
  func load(_ set: ReadSet, into snapshot: inout Snapshot) throws(LedgerError) {
    for name in set.documents {
      if let record = try document(name) { snapshot.add(record, named: name) }
    }
    let loaded = try order(set.order)
    snapshot.order = loaded?.order
    if set.isCancelling, let row = snapshot.order?.row,
      try memory.policy(connection)?.needsPlacingTime == true
    {
      snapshot.placedAt = try placedAt(row)
    }
    if let replaced = set.replaced { snapshot.replaced = try order(replaced) }
    if let request = set.request,
      let held = snapshot.order?.requests.first(where: { $0.id == request })
    {
      var more = set
      more.add(held.request.cancel)
      try loadReferences(more, &snapshot)
      try loadPlaces(more, loaded, &snapshot)
      try loadCredits(more, &snapshot)
      return
    }
    try loadReferences(set, &snapshot)
    if let returned = set.returned, let order = snapshot.order {
      // Only now it is known where they are.
      var more = set
      places(of: returned, &more, order)
      try loadPlaces(more, loaded, &snapshot)
    } else {
      try loadPlaces(set, loaded, &snapshot)
    }
    try loadCredits(set, &snapshot)
    if let customer = set.customer {
      snapshot.customer = try self.customer(customer, notes: set.seesNotes)
    }
    if set.original != nil || !set.accounts.isEmpty { try loadBooks(set, &snapshot) }
    if let fulfillment = set.fulfillment,
      let record = snapshot.document(DocumentName(.fulfillment, fulfillment.text))
    {
      let reader = JournalReader(connection: connection, memory: memory)
      snapshot.fulfillment = try reader.transaction(record.sequence)?.entries ?? []
    }
    if set.shipments || !set.holds.isEmpty || set.holdsDue != nil {
      try loadRest(set, &snapshot)
    }
  }

  private func loadPlaces(
    _ set: ReadSet, _ loaded: LoadedOrder?, _ snapshot: inout Snapshot
  ) throws(LedgerError) {
    try loadStock(set, loaded?.stock ?? [], &snapshot)
    try loadLocations(set, &snapshot)
  }

  func document(_ name: DocumentName) throws(LedgerError) -> DocumentRecord? {
    try connection.ledgerFirst(Catalog.document) { statement in
      statement.bind(1, code: name.kind)
      statement.bind(2, name.text)
    } row: { row in
      DocumentRecord(
        orderRow: try row.figure(0), sequence: try row.figure(1), closedBy: try row.figureOrNil(2))
    }
  }

  private func order(_ source: ReadSet.OrderSource) throws(LedgerError) -> LoadedOrder? {
    switch source {
    case .none: return nil
    case .order(let id): return try loadedOrder(id)
    case .refund(let id):
      guard let record = try document(DocumentName(.decision, id.text)) else { return nil }
      return try loadedOrder(row: record.orderRow)
    case .attempt(let id):
      guard let record = try document(DocumentName(.attempt, id.text)) else { return nil }
      return try loadedOrder(row: record.orderRow)
    case .dispute(let id):
      guard let record = try document(DocumentName(.dispute, id.text)) else { return nil }
      return try loadedOrder(row: record.orderRow)
    }
  }

  private func loadReferences(_ set: ReadSet, _ snapshot: inout Snapshot) throws(LedgerError) {
    var wanted: [GatewayTransaction] = []
    if let transaction = set.transaction { wanted.append(transaction) }
    if let (kind, reference) = set.reference {
      for payment in snapshot.order?.payments ?? [] {
        let transaction = GatewayTransaction(
          gateway: payment.tender.name, kind: kind, reference: reference)
        if !wanted.contains(transaction) { wanted.append(transaction) }
      }
    }
    for transaction in wanted {
      let found = try connection.ledgerFirst(Catalog.gatewayReference) { statement in
        statement.bind(1, transaction.gateway)
        statement.bind(2, code: transaction.kind)
        statement.bind(3, transaction.reference)
      } row: { row in
        (sequence: try row.figure(0), document: try row.stringOrNil(1))
      }
      guard let found else { continue }
      snapshot.transactions[transaction] = found.sequence
      snapshot.transactionDocuments[found.sequence] = found.document
    }
  }

  private func loadStock(
    _ set: ReadSet, _ rows: [StockRow?], _ snapshot: inout Snapshot
  ) throws(LedgerError) {
    for key in set.stock where !snapshot.knowsStock(key) {
      snapshot.add(try stock(key), at: key)
    }
    for line in snapshot.order?.lines ?? [] where set.lineStock.names(line) {
      guard let sku = line.placed.sku, let location = line.placed.location else { continue }
      let key = StockKey(sku: sku, location: location)
      if !snapshot.knowsStock(key), let row = rows[line.number] {
        snapshot.add(try stock(row), at: key)
      }
      for other in set.alsoAt {
        let key = StockKey(sku: sku, location: other)
        if !snapshot.knowsStock(key) { snapshot.add(try stock(key), at: key) }
      }
    }
  }

  private func loadLocations(_ set: ReadSet, _ snapshot: inout Snapshot) throws(LedgerError) {
    for location in set.locations { try load(location, &snapshot) }
    guard set.checksLineLocations else { return }
    for line in snapshot.order?.lines ?? [] where set.lineStock.names(line) {
      if let location = line.placed.location { try load(location, &snapshot) }
    }
  }

  private func load(
    _ location: LocationID, _ snapshot: inout Snapshot
  ) throws(LedgerError) {
    guard !snapshot.knowsLocation(location), let state = try self.location(location) else { return }
    snapshot.add(state)
    if !state.isOpen, snapshot.openLocations.isEmpty {
      snapshot.openLocations = try connection.ledgerAll(Catalog.openLocations) { row in
        try row.id(0, LocationID.self)
      }
    }
  }

  /// A SKU at a location, or `nil` if it was never there.
  func stock(_ key: StockKey) throws(LedgerError) -> StockLevel? {
    guard let sku = try names.id(of: key.sku, connection),
      let location = try names.id(of: key.location, connection)
    else { return nil }
    return try stock(StockRow(sku: sku, location: location))
  }

  private func stock(_ row: StockRow) throws(LedgerError) -> StockLevel? {
    try memory.stock(row) { () throws(LedgerError) in
      try connection.ledgerFirst(Catalog.stock) {
        $0.bind(1, row.id)
      } row: { row in
        try row.stockLevel(from: 0)
      }
    }
  }

  private func location(_ id: LocationID) throws(LedgerError) -> LocationState? {
    try memory.location(id, connection) { () throws(LedgerError) in
      guard let row = try names.id(of: id, connection) else { return nil }
      return try connection.ledgerFirst(Catalog.locationState) {
        $0.bind(1, row)
      } row: { row in
        LocationState(id: id, name: try row.stringOrNil(0), isOpen: try row.bool(1))
      }
    }
  }
}

extension ReadSet.LineStock {
  func names(_ line: LineState) -> Bool {
    switch self {
    case .none: false
    case .all: line.open > 0 || line.fulfilled > 0
    case .lines(let ids): ids.contains(line.placed.id)
    }
  }
}
