// Checks of what a caller hands in, one line each where they are used.

/// Refuses a quantity outside 1…`Limits.maxQuantity`.
func checkQuantity(_ quantity: Int64, _ subject: LedgerError.Subject) throws(LedgerError) {
  guard Limits.quantities.contains(quantity) else {
    throw LedgerError(
      .invalidQuantity, subject, found: "\(quantity)", allowed: "1 to \(Limits.maxQuantity)")
  }
}

/// Refuses an amount outside `lowest`…`Limits.maxAmount`.
func checkAmount(
  _ amount: Int64, from lowest: Int64 = 0, _ subject: LedgerError.Subject
) throws(LedgerError) {
  guard amount >= lowest, amount <= Limits.maxAmount else {
    throw LedgerError(
      .invalidAmount, subject, found: "\(amount)", allowed: "\(lowest) to \(Limits.maxAmount)")
  }
}

/// Refuses a currency whose decimals are not those of ISO 4217: the ledger stores only its letters.
func checkCurrency(_ currency: Currency) throws(LedgerError) {
  let known = try? Currency(currency.code)
  guard known == currency else {
    throw LedgerError(
      .unknownCurrency, .field("currency"),
      found: "\(currency.code) with \(currency.exponent) decimals",
      allowed: "the decimals of ISO 4217")
  }
}

extension Snapshot {
  /// The order, or `.orderNotFound`.
  func order(_ id: OrderID) throws(LedgerError) -> OrderState {
    guard let order else { throw LedgerError(.orderNotFound, .order(id)) }
    return order
  }

  /// Refuses a name that is taken.
  func checkFree(_ name: DocumentName, _ subject: LedgerError.Subject) throws(LedgerError) {
    guard let record = documents[name] else { return }
    throw LedgerError(.alreadyExists, subject, sequence: record.sequence)
  }

  /// Refuses a location that is not there, or closed. An error names the open ones.
  func checkOpen(_ id: LocationID) throws(LedgerError) {
    guard let location = locations[id] else {
      throw LedgerError(.locationNotFound, .location(id))
    }
    guard location.isOpen else {
      let names = openLocations.map(\.text)
      throw LedgerError(
        .locationClosed, .location(id),
        allowed: names.isEmpty ? "no location is open" : names.joined(separator: ", "))
    }
  }
}

extension OrderState {
  /// The line of this name, or `.lineNotFound`.
  func line(_ id: LineID) throws(LedgerError) -> LineState {
    for line in lines where line.placed.id == id { return line }
    throw LedgerError(
      .lineNotFound, .line(id), allowed: Self.some(lines.map(\.placed.id.text)))
  }

  /// The goods line of this name, or `.lineNotFound`.
  func item(_ id: LineID) throws(LedgerError) -> LineState {
    let line = try self.line(id)
    guard line.placed.kind == .item else {
      throw LedgerError(
        .lineNotFound, .line(id), found: line.placed.kind.name, allowed: "a line of goods")
    }
    return line
  }

  /// The payment of this name, or `.paymentNotFound`.
  func payment(_ id: PaymentID) throws(LedgerError) -> PaymentState {
    for payment in payments where payment.id == id { return payment }
    throw LedgerError(
      .paymentNotFound, .payment(id), allowed: Self.some(payments.map(\.id.text)))
  }

  private static func some(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    return names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
  }
}

extension Sequence<LineQuantity> {
  /// Refuses a selection that is empty, names a line twice, or has an impossible quantity.
  func check() throws(LedgerError) {
    var seen: Set<LineID> = []
    for selected in self {
      guard seen.insert(selected.line).inserted else {
        throw LedgerError(.duplicateLine, .line(selected.line))
      }
      try checkQuantity(selected.quantity, .line(selected.line))
    }
    if seen.isEmpty { throw LedgerError(.emptySelection, .field("lines")) }
  }
}

/// Refuses an expiry that is over already, or that no calendar has.
func checkExpiry(
  _ expires: Timestamp?, at time: Timestamp, _ field: String
) throws(LedgerError) {
  try checkCalendar(expires, field)
  guard let expires, expires <= time else { return }
  throw LedgerError(.invalidTime, .field(field), found: "\(expires)", allowed: "after \(time)")
}

/// Refuses an instant that has no text: an app can hand in any, also that of a clock that counts
/// nanoseconds, and whoever reads it back would take the file for damaged.
func checkCalendar(_ time: Timestamp?, _ field: String) throws(LedgerError) {
  guard let time, time < .earliest || time > .latest else { return }
  throw LedgerError(
    .invalidTime, .field(field), found: "\(time.microseconds) microseconds since 1970",
    allowed: "\(Timestamp.earliest) to \(Timestamp.latest)")
}
