import OrderLedgerModel

/// What has become of a line's money, added up from entries alone, and compared with the law's own
/// formula: per component ⌊T·(r+q)/Q⌋ − ⌊T·r/Q⌋.
struct LineTally {
  let placed: PlacedLine
  var reversed: Int64 = 0
  var recognized: Int64 = 0
  var net: Int64 = 0
  var discount: Int64 = 0
  var tax: Int64 = 0

  init(_ placed: PlacedLine) {
    self.placed = placed
  }

  mutating func add(_ change: LineChange) throws {
    try match(min(change.net + change.tax, change.discount, change.tax, 0), 0, "below zero")
    // Taxes inside a price are rounded one by one: the net may lack a minor unit for each.
    let slack = placed.taxIncluded ? Int64(placed.taxes.count) : 0
    try match(min(change.net + slack, 0), 0, "net below zero")
    reversed += change.reversed
    recognized += change.recognized
    net += change.net
    discount += change.discount
    tax += change.tax
  }

  /// The sums so far have to be what they would be had all of it been one step.
  func check() throws {
    try match(discount, discounts(through: reversed), "discount of \(placed.id)")
    try match(tax, taxes(through: reversed), "taxes of \(placed.id)")
    try match(net, self.net(through: reversed), "net of \(placed.id)")
    try match(min(rest, 0), 0, "what is left of \(placed.id)")
    if reversed == placed.parts { try match(rest, 0, "the rest of \(placed.id)") }
  }

  /// The line's price that is neither given back nor written off.
  var rest: Int64 { placed.total - net - tax }

  /// The price of the parts that were recognised, which are those at the end of the line.
  var recognizedTotal: Int64 {
    let start = placed.parts - recognized
    return placed.total - self.net(through: start) - taxes(through: start)
  }

  /// The part of that which stays on the order's liabilities: taxes, and all of a tip or of duty.
  var recognizedLiability: Int64 {
    if placed.kind == .tip || placed.kind == .duty { return recognizedTotal }
    return placed.tax - taxes(through: placed.parts - recognized)
  }

  private func share(_ amount: Int64, _ parts: Int64) -> Int64 {
    if placed.parts == 0 { return 0 }
    return Int64(Int128(amount) * Int128(parts) / Int128(placed.parts))
  }

  private func taxes(through parts: Int64) -> Int64 {
    placed.taxes.reduce(0) { $0 + share($1.amount, parts) }
  }

  private func net(through parts: Int64) -> Int64 {
    let gross = share(placed.gross, parts)
    let tax = placed.taxIncluded ? taxes(through: parts) : 0
    return gross - discounts(through: parts) - tax
  }

  /// Each discount alone, unless that could leave a part that costs less than nothing.
  private func discounts(through parts: Int64) -> Int64 {
    let left = placed.gross - placed.discount
    if left < Int64(placed.discounts.count) * placed.parts { return share(placed.discount, parts) }
    return placed.discounts.reduce(0) { $0 + share($1.amount, parts) }
  }
}
