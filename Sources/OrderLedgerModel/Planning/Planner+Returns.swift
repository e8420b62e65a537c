extension ReturnItems: PlannedAction {
  package static var name: String { "returnItems" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.returned, returnID.text)]
    set.shipments = true
    set.lineStock = .lines(lines.map(\.line))
    set.checksLineLocations = received
    if let location {
      set.locations = [location]
      set.alsoAt = [location]
    }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkShape()
    try snapshot.checkFree(DocumentName(.returned, returnID.text), .returned(returnID))
    let order = try snapshot.order(order)
    var selected: [(line: LineState, units: Line)] = []
    for units in lines { selected.append((try order.item(units.line), units)) }
    for units in lines { try snapshot.checkSent(units.fulfillment) }
    if let location, snapshot.locations[location] == nil {
      throw LedgerError(.locationNotFound, .location(location))
    }
    try command.checkVersion(order)
    try checkPlaces(selected.map(\.line), snapshot)
    guard order.returns.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.returns.count) returns",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = returnID.text
    builder.reason = reason
    builder.note = note
    for (line, units) in selected {
      try announce(units, of: line, as: order.returns.count, snapshot, &builder)
    }
    if received { try builder.receive(returnID, of: nil, snapshot) }
    if notify { builder.message(received ? .returnReceived : .returnAnnounced) }
    return .plan(try builder.finish())
  }

  private func checkShape() throws(LedgerError) {
    guard !lines.isEmpty else { throw LedgerError(.emptySelection, .field("lines")) }
    guard lines.count <= Limits.maxLinesPerOrder else {
      throw LedgerError(
        .limitExceeded, .field("lines"), found: "\(lines.count)",
        allowed: "at most \(Limits.maxLinesPerOrder)")
    }
    var seen: Set<LineID> = []
    for line in lines {
      guard seen.insert(line.line).inserted else {
        throw LedgerError(.duplicateLine, .line(line.line))
      }
      try checkQuantity(line.quantity, .line(line.line))
    }
  }

  /// What comes in now needs an open place to come in at.
  private func checkPlaces(_ lines: [LineState], _ snapshot: Snapshot) throws(LedgerError) {
    if let location { return try snapshot.checkOpen(location) }
    guard received else { return }
    for line in lines {
      if let location = line.placed.location { try snapshot.checkOpen(location) }
    }
  }

  /// Takes the units from the fulfillments they left in, the oldest first.
  private func announce(
    _ units: Line, of line: LineState, as number: Int, _ snapshot: Snapshot,
    _ builder: inout PlanBuilder
  ) throws(LedgerError) {
    guard let order = builder.order, let place = location ?? line.placed.location else { return }
    var left = units.quantity
    var allowed: Int64 = 0
    for shipment in snapshot.shipments
    where shipment.line == line.number
      && shipment.fulfillment == units.fulfillment?.text ?? shipment.fulfillment
    {
      let taken = order.portions(of: line.number)
        .sum { $0.shipment == shipment.sequence ? $0.taken : 0 }
      let part = min(left, shipment.quantity - taken)
      allowed += shipment.quantity - taken
      guard part > 0 else { continue }
      builder.returned(
        ReturnChange(
          id: returnID, number: number, kind: .announce, line: line.placed.id,
          lineNumber: line.number, shipment: shipment.sequence, quantity: part, location: place))
      left -= part
    }
    guard left == 0 else {
      throw LedgerError(
        .overQuantity, .line(line.placed.id), found: "\(units.quantity)",
        allowed: "\(allowed) that left and are in no return")
    }
  }
}

extension Snapshot {
  /// Refuses a fulfillment that sent nothing of the order, or was cancelled.
  fileprivate func checkSent(_ fulfillment: FulfillmentID?) throws(LedgerError) {
    guard let fulfillment else { return }
    guard shipments.contains(where: { $0.fulfillment == fulfillment.text }) else {
      throw LedgerError(.fulfillmentNotFound, .fulfillment(fulfillment))
    }
  }
}

extension ReceiveReturn: PlannedAction {
  package static var name: String { "receiveReturn" }
  /// Without quantities, all that is awaited comes in, which can't happen twice.
  package var needsKey: Bool { lines != nil }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.shipments = true
    set.lineStock = lines.map { .lines($0.map(\.line)) } ?? .all
    set.returned = returnID
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if let lines { try lines.check() }
    let order = try snapshot.order(order)
    let document = try order.returned(returnID)
    for units in lines ?? [] { _ = try order.item(units.line) }
    try command.checkVersion(order)
    guard document.awaited > 0 else {
      throw LedgerError(
        .returnClosed, .returned(returnID), found: "0 awaited, \(document.inspecting) to inspect")
    }
    for portion in document.portions where portion.awaited > 0 {
      let line = order.lines[portion.line].placed.id
      if lines?.contains(where: { $0.line == line }) ?? true {
        try snapshot.checkOpen(portion.location)
      }
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = returnID.text
    try builder.receive(returnID, of: lines, snapshot)
    if notify { builder.message(.returnReceived) }
    return .plan(try builder.finish())
  }
}

extension CancelReturn: PlannedAction {
  package static var name: String { "cancelReturn" }

  package var readSet: ReadSet { ReadSet(order: order) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let order = try snapshot.order(order)
    let document = try order.returned(returnID)
    try command.checkVersion(order)
    guard document.awaited > 0 else {
      throw LedgerError(
        .returnClosed, .returned(returnID), found: "0 awaited, \(document.inspecting) to inspect")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = returnID.text
    for portion in document.portions where portion.awaited > 0 {
      builder.step(.cancel, portion.awaited, of: portion, in: document)
    }
    if notify { builder.message(.returnCancelled) }
    return .plan(try builder.finish())
  }
}
