extension InspectReturn: PlannedAction {
  package static var name: String { "inspectReturn" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.decision, decision.text)]
    set.lineStock = lines.map { .lines($0.map(\.line)) } ?? .all
    set.returned = returnID
    for location in [disposition.location] + (lines ?? []).map(\.disposition?.location) {
      if let location, !set.locations.contains(location) { set.locations.append(location) }
    }
    set.alsoAt = set.locations
    set.add(target: refund)
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkShape()
    try checkExpiry(refund.expires, at: context.time(of: command), "refund.expires")
    try snapshot.checkFree(DocumentName(.decision, decision.text), .refund(decision))
    let order = try snapshot.order(order)
    let document = try order.returned(returnID)
    for line in lines ?? [] { _ = try order.item(line.line) }
    for location in readSet.locations where snapshot.locations[location] == nil {
      throw LedgerError(.locationNotFound, .location(location))
    }
    try snapshot.checkTarget(refund, of: order, "refund.account")
    try command.checkVersion(order)
    let wanted = try self.wanted(order, document)
    for (line, _, disposition) in wanted where disposition.kind.bucket.isOnHand {
      for portion in document.portions where portion.line == line.number && portion.inspecting > 0 {
        try snapshot.checkOpen(disposition.location ?? portion.location)
      }
    }
    let items = try selection(wanted, document)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = decision.text
    builder.reason = reason
    builder.note = note
    for item in items {
      builder.step(
        .inspect, item.quantity, of: item.portion, in: document,
        disposition: item.disposition.kind)
    }
    for line in order.lines {
      let own = items.filter { $0.portion.line == line.number }
      guard !own.isEmpty else { continue }
      builder.takeBack(
        own.sum { $0.quantity }, kept: own.sum { $0.disposition.kind == .kept ? $0.quantity : 0 },
        of: line, settled: order.returnsSettled(line.number))
    }
    if let shipping { try builder.refundShipping(shipping) }
    for item in items { try builder.dispose(item) }
    try builder.settleReturn(self, before: order)
    try builder.checkRefundLimit()
    if notify { builder.message(.returnInspected) }
    return .plan(try builder.finish())
  }
}

/// Units of a portion, and what becomes of them.
struct InspectedUnits {
  let portion: ReturnPortion
  let quantity: Int64
  let disposition: Disposition
}

extension PlanBuilder {
  /// Takes inspected units to where they belong. Those that the customer keeps never came.
  mutating func dispose(_ item: InspectedUnits) throws(LedgerError) {
    guard item.disposition.kind != .kept, let sku = order?.lines[item.portion.line].placed.sku
    else { return }
    try dispose(
      item.quantity, of: StockKey(sku: sku, location: item.portion.location), from: .inspection,
      as: item.disposition, line: item.portion.line)
  }
}

extension InspectReturn {
  private func checkShape() throws(LedgerError) {
    try RefundDecision.checkName(decision, "inspection")
    if let lines {
      guard !lines.isEmpty else { throw LedgerError(.emptySelection, .field("lines")) }
      var seen: Set<Line> = []
      for line in lines {
        var key = line
        key.quantity = nil
        key.disposition = line.disposition ?? disposition
        guard seen.insert(key).inserted else {
          throw LedgerError(.duplicateLine, .line(line.line))
        }
        if let quantity = line.quantity { try checkQuantity(quantity, .line(line.line)) }
      }
    }
    if let amount = refund.amount { try checkAmount(amount, .field("refund.amount")) }
    if let amount = shipping?.amount { try checkAmount(amount, .field("shipping.amount")) }
    guard shipping?.kind != .proportional else {
      throw LedgerError(
        .invalidChoice, .field("shipping.kind"), found: "proportional",
        allowed: "auto, amount, keep")
    }
    try fee?.check(beside: refund)
  }

  /// The units, taken from the return's portions in their order.
  private func selection(
    _ wanted: [(LineState, Int64?, Disposition)], _ document: ReturnState
  ) throws(LedgerError) -> [InspectedUnits] {
    // What is left to inspect, or for those kept to wait for, a portion.
    var waiting = document.portions.map(\.inspecting)
    var awaited = document.portions.map(\.awaited)
    var items: [InspectedUnits] = []
    for (line, quantity, disposition) in wanted {
      let isKept = disposition.kind == .kept
      let own = document.portions.indices.filter { document.portions[$0].line == line.number }
      let allowed = own.sum { isKept ? awaited[$0] : waiting[$0] }
      var left = quantity ?? max(1, allowed)
      guard left <= allowed else {
        throw LedgerError(
          .overQuantity, .line(line.placed.id), found: "\(left)",
          allowed: "\(allowed) \(isKept ? "awaited" : "to inspect")")
      }
      for index in own where left > 0 {
        let part = min(left, isKept ? awaited[index] : waiting[index])
        guard part > 0 else { continue }
        items.append(
          InspectedUnits(
            portion: document.portions[index], quantity: part, disposition: disposition))
        left -= part
        if isKept { awaited[index] -= part } else { waiting[index] -= part }
      }
    }
    return items
  }

  private func wanted(
    _ order: OrderState, _ document: ReturnState
  ) throws(LedgerError) -> [(LineState, Int64?, Disposition)] {
    if let lines {
      var wanted: [(LineState, Int64?, Disposition)] = []
      for line in lines {
        wanted.append(
          (try order.item(line.line), line.quantity, line.disposition ?? disposition))
      }
      return wanted
    }
    let isKept = disposition.kind == .kept
    let open = Set(
      document.portions.filter { (isKept ? $0.awaited : $0.inspecting) > 0 }.map(\.line))
    guard !open.isEmpty else {
      throw LedgerError(
        isKept ? .returnClosed : .nothingToInspect, .returned(returnID),
        found: "\(document.awaited) awaited, \(document.inspecting) to inspect")
    }
    return order.lines.filter { open.contains($0.number) }.map { ($0, nil, disposition) }
  }
}
