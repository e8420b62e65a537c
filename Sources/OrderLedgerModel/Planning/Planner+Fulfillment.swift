extension Fulfill: PlannedAction {
  package static var name: String { "fulfill" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.fulfillment, fulfillment.text)]
    set.lineStock = lines.map { .lines($0.map(\.line)) } ?? .all
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if let lines { try lines.check() }
    try snapshot.checkFree(
      DocumentName(.fulfillment, fulfillment.text), .fulfillment(fulfillment))
    let order = try snapshot.order(order)
    let selected = try selection(order)
    try command.checkVersion(order)
    if order.status == .cancelled {
      throw LedgerError(.alreadyCancelled, .order(order.id), sequence: order.cancelledBy)
    }
    guard !selected.isEmpty else {
      throw LedgerError(
        .nothingToFulfill, .order(order.id), found: "0 open, \(order.fulfilledUnits) fulfilled")
    }
    let time = context.time(of: command)
    for (line, quantity) in selected { try order.checkHeld(quantity, of: line, at: time) }
    for (line, quantity) in selected where quantity > line.open {
      throw LedgerError(
        .overQuantity, .line(line.placed.id), found: "\(quantity)", allowed: "\(line.open) open")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = fulfillment.text
    builder.lapseRequests()
    let isFirst = order.fulfilledUnits == 0
    for (line, quantity) in selected { try ship(quantity, of: line, &builder) }
    if isFirst { builder.renderServices(of: order) }
    return .plan(try builder.finish())
  }

  private func selection(
    _ order: OrderState
  ) throws(LedgerError) -> [(line: LineState, quantity: Int64)] {
    var selected: [(line: LineState, quantity: Int64)] = []
    if let lines {
      for line in lines { selected.append((try order.item(line.line), line.quantity)) }
    } else {
      for line in order.lines where line.open > 0 { selected.append((line, line.open)) }
    }
    return selected
  }

  private func ship(
    _ quantity: Int64, of line: LineState, _ builder: inout PlanBuilder
  ) throws(LedgerError) {
    guard let sku = line.placed.sku, let location = line.placed.location else { return }
    let key = StockKey(sku: sku, location: location)
    let awaited = max(0, quantity - line.reserved)
    var change = LineChange(line: line.placed.id, number: line.number, kind: .fulfill)
    change.fulfilled = quantity
    change.backordered = -awaited
    // Units whose money went back already earn nothing.
    change.recognized = min(quantity, line.deferred)
    builder.line(change)
    if awaited > 0 {
      let available = builder.level(key)[.available]
      guard awaited <= available else {
        throw LedgerError(
          .insufficientStock, .stock(key), found: "\(awaited) backordered",
          allowed: "\(max(0, available))")
      }
      try builder.move(awaited, of: key, from: .available, to: .reserved, line: line.number)
    }
    try builder.move(
      quantity, of: key, from: .reserved, to: .shipped, value: line.placed.costed ? nil : 0,
      counter: Account(.costOfGoodsSold, sku.text), line: line.number)
  }
}

extension PlanBuilder {
  /// Shipping and the other services are rendered with the first fulfillment.
  mutating func renderServices(of order: OrderState) {
    for service in order.lines where service.placed.kind != .item && service.deferred > 0 {
      var change = LineChange(line: service.placed.id, number: service.number, kind: .service)
      change.recognized = service.deferred
      line(change)
    }
  }
}

extension CancelFulfillment: PlannedAction {
  package static var name: String { "cancelFulfillment" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.fulfillment, fulfillment.text)]
    set.fulfillment = fulfillment
    set.lineStock = .all
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let order = try snapshot.order(order)
    guard let record = snapshot.documents[DocumentName(.fulfillment, fulfillment.text)],
      record.orderRow == order.row
    else { throw LedgerError(.fulfillmentNotFound, .fulfillment(fulfillment)) }
    try command.checkVersion(order)
    if let closedBy = record.closedBy {
      throw LedgerError(.fulfillmentCancelled, .fulfillment(fulfillment), sequence: closedBy)
    }
    var sent: [LineChange] = []
    for case .line(let change) in snapshot.fulfillment where change.kind == .fulfill {
      sent.append(change)
    }
    try order.checkReturns(of: sent, sentBy: record.sequence)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = fulfillment.text
    var shipped: Int64 = 0
    for change in sent {
      let line = order.lines[change.number]
      var back = LineChange(line: change.line, number: change.number, kind: .unfulfill)
      back.fulfilled = -change.fulfilled
      // Money that was given back in between stays given back, and units that are still out keep no
      // more than their own.
      let standing = line.fulfilled - change.fulfilled - order.returnsSettled(change.number)
      let left = line.recognized - min(change.recognized, line.recognized)
      back.recognized = min(left, standing) - line.recognized
      builder.line(back)
      shipped += change.fulfilled
    }
    for case .stock(let movement) in snapshot.fulfillment where movement.to == .shipped {
      // The cost comes back as it left, whatever the average is by now.
      try builder.move(
        movement.quantity, of: StockKey(sku: movement.sku, location: movement.location),
        from: .shipped, to: .reserved, value: movement.value, currency: movement.currency,
        counter: Account(.costOfGoodsSold, movement.sku.text), line: movement.line)
    }
    if order.fulfilledUnits == shipped {
      for service in order.lines where service.placed.kind != .item && service.recognized > 0 {
        var back = LineChange(line: service.placed.id, number: service.number, kind: .service)
        back.recognized = -service.recognized
        builder.line(back)
      }
    }
    return .plan(try builder.finish())
  }
}
