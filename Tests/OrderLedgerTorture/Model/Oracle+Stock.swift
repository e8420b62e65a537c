import OrderLedger

extension Oracle {
  mutating func open(_ action: OpenLocation) throws {
    let old = locations[action.location.text]
    if let name = action.name, name.utf8.count > 256 || name.utf8.contains(0) {
      throw Refused("invalidText")
    }
    if let old, old.isOpen, action.name == nil || action.name == old.name {
      throw Refused("locationUnchanged")
    }
    locations[action.location.text] = OracleLocation(name: action.name ?? old?.name, isOpen: true)
  }

  mutating func close(_ action: CloseLocation) throws {
    guard let old = locations[action.location.text] else { throw Refused("locationNotFound") }
    if !old.isOpen { throw Refused("locationUnchanged") }
    locations[action.location.text]?.isOpen = false
  }

  func checkOpen(_ location: String) throws {
    guard let known = locations[location] else { throw Refused("locationNotFound") }
    if !known.isOpen { throw Refused("locationClosed") }
  }

  mutating func receive(_ action: ReceiveStock, hasKey: Bool) throws {
    var wrong = Refusals()
    wrong.add("keyRequired", if: !hasKey)
    wrong.add("invalidQuantity", if: !Self.isQuantity(action.quantity))
    var value: Int64 = 0
    if let cost = action.unitCost {
      wrong.add("missingField", if: action.currency == nil)
      let product = Int128(cost) * Int128(action.quantity)
      wrong.add("invalidAmount", if: !Self.isAmount(cost) || product > Int128(Self.mostAmount))
      try wrong.settle()
      value = Int64(product)
    }
    try wrong.settle()
    try checkOpen(action.location.text)
    let place = OraclePlace(sku: action.sku.text, location: action.location.text)
    if value != 0, let other = stock[place]?.currency, other != action.currency?.code {
      throw Refused("currencyMismatch")
    }
    try move(
      action.quantity, place, from: "supplier", to: "available", value: value,
      currency: action.currency?.code, counter: "3900")
  }

  mutating func count(_ action: CountStock, hasKey: Bool) throws {
    var wrong = Refusals()
    wrong.add("keyRequired", if: !hasKey && action.expected == nil)
    wrong.add("invalidQuantity", if: action.quantity < 0 || action.quantity > Self.mostUnits)
    try wrong.settle()
    if locations[action.location.text] == nil { throw Refused("locationNotFound") }
    let place = OraclePlace(sku: action.sku.text, location: action.location.text)
    let available = stock[place]?.units["available"] ?? 0
    if let expected = action.expected, expected != available { throw Refused("countMismatch") }
    let difference = action.quantity - available
    if difference > 0 {
      try move(
        difference, place, from: "countAdjustment", to: "available",
        value: average(of: difference, at: place), counter: "5410:count")
    } else if difference < 0 {
      try move(-difference, place, from: "available", to: "countAdjustment", counter: "5410:count")
    }
  }

  /// What units are worth that turn up: as much as those that are there.
  func average(of quantity: Int64, at place: OraclePlace) -> Int64 {
    guard let level = stock[place], level.valuedUnits > 0, level.value > 0 else { return 0 }
    return OracleLine.share(level.value, quantity, level.valuedUnits)
  }

  mutating func move(_ action: MoveStock, hasKey: Bool) throws {
    let (from, to) = (action.from.bucket.name, action.to.bucket.name)
    let hand: Set<String> = ["available", "inspection", "damaged", "safety"]
    var wrong = Refusals()
    wrong.add("keyRequired", if: !hasKey)
    wrong.add("invalidQuantity", if: !Self.isQuantity(action.quantity))
    let mayLeave = hand.union(["countAdjustment", "scrapped"])
    wrong.add("invalidChoice", if: !mayLeave.contains(from))
    wrong.add("invalidChoice", if: !mayLeave.union(["supplier"]).contains(to))
    wrong.add("emptySelection", if: action.from == action.to)
    wrong.add("invalidChoice", if: !hand.contains(from) && !hand.contains(to))
    let isHere = action.from.location == action.to.location
    wrong.add("invalidChoice", if: !isHere && !(hand.contains(from) && hand.contains(to)))
    try wrong.settle()
    if locations[action.from.location.text] == nil { throw Refused("locationNotFound") }
    if hand.contains(to) { try checkOpen(action.to.location.text) }
    let source = OraclePlace(sku: action.sku.text, location: action.from.location.text)
    let target = OraclePlace(sku: action.sku.text, location: action.to.location.text)
    let outside = hand.contains(from) ? to : from
    let counter = to == "supplier" ? "3900" : "5410:\(outside)"
    if isHere {
      var value: Int64?
      if !hand.contains(from), OracleStock.valuable.contains(to) {
        value = average(of: action.quantity, at: source)
      }
      try move(
        action.quantity, source, from: from, to: to, value: value, counter: counter)
      return
    }
    try carry(action.quantity, from: (source, from), to: (target, to), counter: counter)
  }

  /// Takes units to another location; what they cost goes with them, or is written off.
  mutating func carry(
    _ quantity: Int64, from source: (place: OraclePlace, bucket: String),
    to target: (place: OraclePlace, bucket: String), counter: String
  ) throws {
    let currency = stock[source.place]?.currency
    let other = stock[target.place]?.currency
    let cost = try move(quantity, source.place, from: source.bucket, to: "transit")
    if let currency, let other, currency != other { throw Refused("currencyMismatch") }
    let arrives = OracleStock.valuable.contains(target.bucket)
    try move(
      quantity, target.place, from: "transit", to: target.bucket, value: arrives ? cost : 0,
      currency: currency)
    if !arrives, cost != 0, let currency {
      post(currency, counter, cost)
      post(currency, "1310", -cost)
    }
  }

  /// Moves units from one bucket to another, and the cost of those that leave or come to the
  /// buckets that have one: ⌊value·quantity/units⌋ when they leave.
  @discardableResult
  mutating func move(
    _ quantity: Int64, _ place: OraclePlace, from: String, to: String, value: Int64? = nil,
    currency: String? = nil, counter: String? = nil
  ) throws -> Int64 {
    var level = stock[place] ?? OracleStock()
    let leaves = OracleStock.valuable.contains(from)
    let arrives = OracleStock.valuable.contains(to)
    var cost: Int64 = 0
    if leaves != arrives {
      let units = level.valuedUnits
      let average = units > 0 ? OracleLine.share(level.value, quantity, units) : 0
      cost = value ?? (leaves ? average : 0)
    }
    let currency = currency ?? level.currency
    level.units[from, default: 0] -= quantity
    level.units[to, default: 0] += quantity
    if OracleStock.shelves.contains(from), level.units[from, default: 0] < 0 {
      throw Refused("stockBelowZero")
    }
    level.value += leaves ? -cost : cost
    if cost != 0, level.currency == nil { level.currency = currency }
    stock[place] = level
    if cost != 0, let counter, let currency {
      post(currency, counter, leaves ? cost : -cost)
      post(currency, "1310", leaves ? -cost : cost)
    }
    return cost
  }
}
