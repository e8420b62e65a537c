extension OpenLocation: PlannedAction {
  package static var name: String { "openLocation" }

  package var readSet: ReadSet { ReadSet(location: location) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if let name {
      guard name.utf8.count <= Limits.maxNameBytes, !name.utf8.contains(0) else {
        throw LedgerError(
          .invalidText, .field("name"), found: "\(name.utf8.count) bytes",
          allowed: "at most \(Limits.maxNameBytes) bytes without NUL")
      }
    }
    if let old = snapshot.locations[location], old.isOpen, name == nil || name == old.name {
      throw LedgerError(.locationUnchanged, .location(location), found: "open")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = location.text
    builder.open(LocationChange(location: location, name: name, isOpen: true))
    return .plan(try builder.finish())
  }
}

extension CloseLocation: PlannedAction {
  package static var name: String { "closeLocation" }

  package var readSet: ReadSet { ReadSet(location: location) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    guard let old = snapshot.locations[location] else {
      throw LedgerError(.locationNotFound, .location(location))
    }
    guard old.isOpen else {
      throw LedgerError(.locationUnchanged, .location(location), found: "closed")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = location.text
    builder.open(LocationChange(location: location, name: nil, isOpen: false))
    return .plan(try builder.finish())
  }
}

extension ReceiveStock: PlannedAction {
  package static var name: String { "receiveStock" }
  package var needsKey: Bool { true }

  package var readSet: ReadSet { ReadSet(stock: StockKey(sku: sku, location: location)) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let key = StockKey(sku: sku, location: location)
    try checkQuantity(quantity, .field("quantity"))
    var value: Int64 = 0
    if let unitCost {
      try checkAmount(unitCost, .field("unitCost"))
      guard let currency else { throw LedgerError(.missingField, .field("currency")) }
      try checkCurrency(currency)
      let (product, overflow) = unitCost.multipliedReportingOverflow(by: quantity)
      guard !overflow, product <= Limits.maxAmount else {
        throw LedgerError(
          .invalidAmount, .field("unitCost"), found: "\(unitCost) × \(quantity)",
          allowed: "a product of at most \(Limits.maxAmount)")
      }
      value = product
    }
    try snapshot.checkOpen(location)
    if value != 0, let currency, let other = snapshot.stock[key]?.currency, other != currency {
      throw LedgerError(
        .currencyMismatch, .stock(key), found: currency.code, allowed: other.code)
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = reference?.text
    try builder.move(
      quantity, of: key, from: .supplier, to: .available, value: value, currency: currency,
      counter: Account(.opening))
    return .plan(try builder.finish())
  }
}

extension CountStock: PlannedAction {
  package static var name: String { "countStock" }
  /// With `expected` a count is compare-and-set, and a retry can't do it twice.
  package var needsKey: Bool { expected == nil }

  package var readSet: ReadSet { ReadSet(stock: StockKey(sku: sku, location: location)) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let key = StockKey(sku: sku, location: location)
    guard (0...Limits.maxQuantity).contains(quantity) else {
      throw LedgerError(
        .invalidQuantity, .field("quantity"), found: "\(quantity)",
        allowed: "0 to \(Limits.maxQuantity)")
    }
    guard snapshot.locations[location] != nil else {
      throw LedgerError(.locationNotFound, .location(location))
    }
    var builder = PlanBuilder(command, snapshot, context)
    let level = builder.level(key)
    if let expected, expected != level[.available] {
      throw LedgerError(
        .countMismatch, .stock(key), found: "\(level[.available])", allowed: "\(expected)")
    }
    let difference = quantity - level[.available]
    let counter = Account(.inventoryWriteOff, "count")
    if difference > 0 {
      // Found units come in at the average that is there; where there is none, at nothing.
      let value = try builder.averageValue(of: difference, at: key)
      try builder.move(
        difference, of: key, from: .countAdjustment, to: .available, value: value,
        counter: counter)
    } else if difference < 0 {
      try builder.move(
        -difference, of: key, from: .available, to: .countAdjustment, counter: counter)
    }
    return .plan(try builder.finish())
  }
}

extension PlanBuilder {
  /// What units are worth that turn up at a place, by the average of those that are there.
  func averageValue(of quantity: Int64, at key: StockKey) throws(LedgerError) -> Int64 {
    let level = self.level(key)
    guard level.valued > 0, level.value > 0 else { return 0 }
    let product = quantity.multipliedFullWidth(by: level.value)
    // The quotient fits if ⌊product / 2⁶³⌋ is less than the divisor; the product of a quantity and a
    // stock's value has bits to spare for that.
    guard product.high << 1 | Int64(product.low >> 63) < level.valued else {
      throw LedgerError(.overflow, .stock(key))
    }
    return level.valued.dividingFullWidth(product).quotient
  }
}

extension MoveStock: PlannedAction {
  package static var name: String { "moveStock" }
  package var needsKey: Bool { true }

  static let shelves: [Bucket] = [.available, .inspection, .damaged, .safety]
  static let sources: [Bucket] = shelves + [.countAdjustment, .scrapped]
  static let targets: [Bucket] = shelves + [.countAdjustment, .scrapped, .supplier]

  package var readSet: ReadSet {
    var set = ReadSet()
    set.locations = [from.location, to.location]
    set.stock = [
      StockKey(sku: sku, location: from.location), StockKey(sku: sku, location: to.location),
    ]
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkQuantity(quantity, .field("quantity"))
    guard Self.sources.contains(from.bucket) else {
      throw LedgerError(
        .invalidChoice, .field("from.bucket"), found: from.bucket.name,
        allowed: Self.sources.map(\.name).joined(separator: ", "))
    }
    guard Self.targets.contains(to.bucket) else {
      throw LedgerError(
        .invalidChoice, .field("to.bucket"), found: to.bucket.name,
        allowed: Self.targets.map(\.name).joined(separator: ", "))
    }
    guard from != to else { throw LedgerError(.emptySelection, .field("to"), found: "from") }
    guard from.bucket.isOnHand || to.bucket.isOnHand else {
      throw LedgerError(
        .invalidChoice, .field("to.bucket"), found: to.bucket.name,
        allowed: Self.shelves.map(\.name).joined(separator: ", "))
    }
    guard from.location == to.location || (from.bucket.isOnHand && to.bucket.isOnHand) else {
      throw LedgerError(
        .invalidChoice, .field("to.location"), found: to.location.text,
        allowed: from.location.text)
    }
    guard snapshot.locations[from.location] != nil else {
      throw LedgerError(.locationNotFound, .location(from.location))
    }
    if to.bucket.isOnHand { try snapshot.checkOpen(to.location) }
    let source = StockKey(sku: sku, location: from.location)
    let target = StockKey(sku: sku, location: to.location)
    var builder = PlanBuilder(command, snapshot, context)
    builder.reason = reason
    if source == target {
      // What comes back from outside comes at the average that is there.
      let value = try from.bucket.isOnHand ? nil : builder.averageValue(of: quantity, at: source)
      try builder.move(
        quantity, of: source, from: from.bucket, to: to.bucket,
        value: to.bucket.isValued ? value : nil, counter: counterAccount)
    } else {
      let cost = try builder.move(quantity, of: source, from: from.bucket, to: .transit)
      if let mine = snapshot.stock[source]?.currency, let other = snapshot.stock[target]?.currency,
        mine != other
      {
        throw LedgerError(.currencyMismatch, .stock(target), found: mine.code, allowed: other.code)
      }
      try builder.move(
        quantity, of: target, from: .transit, to: to.bucket, value: cost,
        currency: snapshot.stock[source]?.currency)
      if to.bucket == .damaged, cost != 0, let currency = snapshot.stock[source]?.currency {
        builder.leg(.debit, counterAccount, cost, currency)
        builder.leg(.credit, Account(.inventory), cost, currency)
      }
    }
    return .plan(try builder.finish())
  }

  private var counterAccount: Account {
    to.bucket == .supplier
      ? Account(.opening)
      : Account(.inventoryWriteOff, (from.bucket.isOnHand ? to : from).bucket.name)
  }
}
