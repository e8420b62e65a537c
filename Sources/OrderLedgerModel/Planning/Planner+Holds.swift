extension HoldStock: PlannedAction {
  package static var name: String { "holdStock" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.holds = [hold]
    set.stock = lines.map(\.key)
    for line in lines where !set.locations.contains(line.location) {
      set.locations.append(line.location)
    }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try lines.checkHold()
    try checkCalendar(expires, "expires")
    if let expires, let at = command.at, expires <= at {
      throw LedgerError(
        .invalidTime, .field("expires"), found: "\(expires)", allowed: "later than \(at)")
    }
    guard !snapshot.holds.contains(where: { $0.hold == hold }) else {
      throw LedgerError(.alreadyExists, .hold(hold))
    }
    for line in lines where snapshot.locations[line.location] == nil {
      throw LedgerError(.locationNotFound, .location(line.location))
    }
    for line in lines { try snapshot.checkOpen(line.location) }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = hold.text
    builder.reason = reason
    for line in lines {
      let available = builder.level(line.key)[.available]
      guard line.quantity <= available else {
        throw LedgerError(
          .insufficientStock, .stock(line.key), found: "\(line.quantity)",
          allowed: "\(max(0, available))")
      }
      builder.hold(
        HoldChange(
          hold: hold, kind: .hold, sku: line.sku, location: line.location,
          quantity: line.quantity, expires: expires))
      try builder.move(line.quantity, of: line.key, from: .available, to: .reserved)
    }
    return .plan(try builder.finish())
  }
}

extension ReleaseHold: PlannedAction {
  package static var name: String { "releaseHold" }
  /// Without quantities, all of it is let go, which can't happen twice.
  package var needsKey: Bool { lines != nil }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.holds = [hold]
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try lines?.checkHold()
    try snapshot.checkKnown([hold])
    for line in lines ?? [] where !snapshot.holds.contains(where: { $0.key == line.key }) {
      throw LedgerError(
        .skuNotFound, .stock(line.key), found: "not in hold \(hold.text)")
    }
    try snapshot.checkOpen([hold])
    for line in lines ?? [] {
      for held in snapshot.holds where held.key == line.key && line.quantity > held.open {
        throw LedgerError(
          .overQuantity, .stock(line.key), found: "\(line.quantity)",
          allowed: "\(held.open) held")
      }
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = hold.text
    for held in snapshot.holds {
      let wanted = lines?.first { $0.key == held.key }?.quantity ?? (lines == nil ? held.open : 0)
      if wanted > 0 { try builder.end(held, .release, wanted) }
    }
    return .plan(try builder.finish())
  }
}

extension ExpireHolds: PlannedAction {
  package static var name: String { "expireHolds" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.holdsDue = through
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    guard snapshot.holds.contains(where: { $0.open > 0 }) else {
      throw LedgerError(.nothingDue, .field("through"), found: "\(through)")
    }
    var builder = PlanBuilder(command, snapshot, context)
    for held in snapshot.holds where held.open > 0 {
      try builder.end(held, .expire, held.open)
    }
    return .plan(try builder.finish())
  }
}

extension PlanBuilder {
  /// Held units are for sale again.
  mutating func end(
    _ line: HoldLine, _ kind: HoldChange.Kind, _ quantity: Int64
  ) throws(LedgerError) {
    hold(
      HoldChange(
        hold: line.hold, kind: kind, sku: line.key.sku, location: line.key.location,
        quantity: quantity))
    try move(quantity, of: line.key, from: .reserved, to: .available)
  }
}

extension Snapshot {
  /// Units that the holds still hold, by SKU and location.
  var held: [StockKey: Int64] {
    var held: [StockKey: Int64] = [:]
    for line in holds where line.open > 0 { held[line.key, default: 0] += line.open }
    return held
  }

  /// Refuses a hold that is not there.
  func checkKnown(_ names: [HoldID]) throws(LedgerError) {
    for name in names where !holds.contains(where: { $0.hold == name }) {
      throw LedgerError(.holdNotFound, .hold(name))
    }
  }

  /// Refuses a hold that is not there, or that holds nothing any more.
  func checkOpen(_ names: [HoldID]) throws(LedgerError) {
    try checkKnown(names)
    for name in names where !holds.contains(where: { $0.hold == name && $0.open > 0 }) {
      let lines = holds.filter { $0.hold == name }
      throw LedgerError(
        .holdClosed, .hold(name),
        found: "\(lines.sum { $0.released }) released, \(lines.sum { $0.expired }) expired, "
          + "\(lines.sum { $0.ordered }) ordered")
    }
  }
}

extension [HoldStock.Line] {
  /// Refuses lines that are none, too many, or name a SKU at a location twice.
  func checkHold() throws(LedgerError) {
    guard !isEmpty else { throw LedgerError(.emptySelection, .field("lines")) }
    guard count <= Limits.maxHoldLines else {
      throw LedgerError(
        .limitExceeded, .field("lines"), found: "\(count)",
        allowed: "at most \(Limits.maxHoldLines)")
    }
    var seen: Set<StockKey> = []
    for line in self {
      guard seen.insert(line.key).inserted else {
        throw LedgerError(.duplicateLine, .stock(line.key))
      }
      try checkQuantity(line.quantity, .stock(line.key))
    }
  }
}
