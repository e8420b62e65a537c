extension AllocateBackorder: PlannedAction {
  package static var name: String { "allocateBackorder" }
  /// With quantities a retry could reserve more than was meant.
  package var needsKey: Bool { lines != nil }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.lineStock = lines.map { .lines($0.map(\.line)) } ?? .all
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if let lines { try lines.check() }
    let order = try snapshot.order(order)
    var wanted: [Int: Int64] = [:]
    for units in lines ?? [] { wanted[try order.item(units.line).number] = units.quantity }
    try command.checkVersion(order)
    guard order.lines.contains(where: { $0.backordered > 0 }) else {
      throw LedgerError(.nothingBackordered, .order(order.id))
    }
    for line in order.lines {
      guard let quantity = wanted[line.number], quantity > line.backordered else { continue }
      throw LedgerError(
        .overQuantity, .line(line.placed.id), found: "\(quantity)",
        allowed: "\(line.backordered) awaited")
    }
    var builder = PlanBuilder(command, snapshot, context)
    var short: LedgerError?
    var isAny = false
    for line in order.lines where line.backordered > 0 {
      guard let sku = line.placed.sku, let location = line.placed.location,
        lines == nil || wanted[line.number] != nil
      else { continue }
      let key = StockKey(sku: sku, location: location)
      let available = max(0, builder.level(key)[.available])
      let quantity = wanted[line.number] ?? min(line.backordered, available)
      if quantity == 0 || quantity > available {
        let error = LedgerError(
          .insufficientStock, .stock(key), found: "\(max(quantity, 1)) backordered",
          allowed: "\(available)")
        if lines != nil { throw error }
        short = short ?? error
        continue
      }
      try builder.allocate(quantity, of: line, key)
      isAny = true
    }
    if let short, !isAny { throw short }
    return .plan(try builder.finish())
  }
}

extension PlanBuilder {
  fileprivate mutating func allocate(
    _ quantity: Int64, of line: LineState, _ key: StockKey
  ) throws(LedgerError) {
    var change = LineChange(line: line.placed.id, number: line.number, kind: .allocate)
    change.backordered = -quantity
    self.line(change)
    try move(quantity, of: key, from: .available, to: .reserved, line: line.number)
  }
}
