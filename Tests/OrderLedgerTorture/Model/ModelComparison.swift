import OrderLedger

/// Where a ledger and the oracle say different things.
struct Divergence: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Oracle {
  /// Everything that a command can have changed: its order, all stock, all accounts and credits.
  func compare(
    _ command: Command, _ ledger: borrowing some LedgerReading & ~Copyable
  ) throws -> Divergence? {
    let head = try ledger.head()
    var differences: [String] = []
    func expect<Value: Equatable>(_ what: String, _ found: Value, _ expected: Value) {
      if found != expected { differences.append("\(what) is \(found), not \(expected)") }
    }
    expect("the journal's length", head.sequence, sequence)
    if sequence > 0 { expect("recordedAt", head.recordedAt.microseconds, recordedAt) }
    if let order = touched(by: command).flatMap({ orders[$0] }) {
      compare(order, try ledger.order(OrderID(unchecked: order.id)), expect)
    }
    try compareStock(ledger, expect)
    try compareAccounts(ledger, expect)
    try compareCredits(ledger, expect)
    guard !differences.isEmpty else { return nil }
    return Divergence(
      "\(command.action.name): \(differences.prefix(6).joined(separator: "; "))"
        + (differences.count > 6 ? " and \(differences.count - 6) more" : ""))
  }

  /// Every order besides.
  func compareAll(_ ledger: borrowing some LedgerReading & ~Copyable) throws -> Divergence? {
    for id in orders.keys.sorted() {
      let visit = Command(VoidAuthorization(order: OrderID(unchecked: id), payment: "none"))
      if let divergence = try compare(visit, ledger) { return divergence }
    }
    var differences: [String] = []
    for location in try ledger.locations() {
      let expected = locations[location.id.text]
      if expected != OracleLocation(name: location.name, isOpen: location.isOpen) {
        differences.append("location \(location.id.text)")
      }
    }
    return differences.isEmpty ? nil : Divergence(differences.joined(separator: "; "))
  }

  private func touched(by command: Command) -> String? {
    switch command.action {
    case .placeOrder(let action): action.order.text
    case .authorizePayment(let action): action.order.text
    case .capturePayment(let action): action.order.text
    case .recordPayment(let action): action.authorization.order.text
    case .voidAuthorization(let action): action.order.text
    case .expireAuthorization(let action): action.order.text
    case .fulfill(let action): action.order.text
    case .cancelFulfillment(let action): action.order.text
    case .cancelOrder(let action): action.order.text
    case .refund(let action): action.order.text
    case .submitRefund(let action): decisions[action.refund.text]
    case .settleRefund(let action): attempts[action.attempt.text]
    case .openDispute(let action): action.order.text
    case .requestCancellation(let action): action.cancel.order.text
    case .answerCancellation(let action): decisions[action.cancellation.text]
    case .expireCancellationRequest(let action): decisions[action.cancellation.text]
    case .closeDispute(let action): disputes[action.dispute.text]?.order
    default: nil
    }
  }

  private typealias Expect = (String, String, String) -> Void

  private func compare(
    _ mine: OracleOrder, _ order: OrderState, _ expect: (String, String, String) -> Void
  ) {
    func figures(_ figures: [Int64]) -> String { "\(figures)" }
    let name = "order \(mine.id)"
    let value = mine.value(rule)
    expect(
      "\(name) [version, open, fulfilled, cancelled, value, received, captured, refundable, owed, "
        + "pending, settled]",
      figures([
        order.version, order.openUnits, order.fulfilledUnits, order.cancelledUnits, order.value,
        order.received, order.captured, order.refundable, order.refundOwed, order.refundPending,
        order.refundSettled,
      ]),
      figures([
        mine.version, mine.open, mine.fulfilled, mine.cancelled, value, mine.received,
        mine.captured, mine.refundable, mine.refunds.reduce(0) { $0 + $1.owed },
        mine.refunds.reduce(0) { $0 + $1.pending }, mine.refunds.reduce(0) { $0 + $1.settled },
      ]))
    expect("\(name)'s status", order.status.name, mine.status)
    expect("\(name)'s payment status", order.paymentStatus.rawValue, mine.paymentStatus(value))
    expect("\(name)'s shipping status", order.fulfillmentStatus.rawValue, mine.shippingStatus)
    for (line, own) in zip(order.lines, mine.lines) {
      expect(
        "\(name)'s line \(own.id) [total, cancelled, fulfilled, reversed, recognized]",
        figures([
          line.placed.total, line.cancelled, line.fulfilled, line.reversed, line.recognized,
        ]),
        figures([own.total, own.cancelled, own.fulfilled, own.reversed, own.recognized]))
    }
    expect(
      "\(name)'s payments",
      "\(order.payments.map { [$0.authorized, $0.captured, $0.open] })",
      "\(mine.payments.map { [$0.authorized, $0.captured, $0.open] })")
    expect(
      "\(name)'s refunds",
      order.refunds.map { "\($0.id.text): \($0.shares.map { [Int64($0.payment), $0.amount] })" }
        .joined(separator: ", "),
      mine.refunds.map { "\($0.id): \($0.shares.map { [Int64($0.payment), $0.amount] })" }
        .joined(separator: ", "))
    expect(
      "\(name)'s attempts",
      "\(order.attempts.map { "\($0.amount) \($0.status.name)" })",
      "\(mine.attempts.map { "\($0.amount) \($0.status)" })")
    expect(
      "\(name)'s requests", "\(order.requests.map { "\($0.id.text) \($0.status.name)" })",
      "\(mine.requests.map { "\($0.id) \($0.status)" })")
    expect(
      "\(name)'s disputes",
      "\(order.disputes.map { "\($0.amount) \($0.fee) \($0.refunded) \($0.status.name)" })",
      "\(mine.disputes.map { "\($0.amount) \($0.fee) \($0.refunded) \($0.status)" })")
  }

  private func compareStock(
    _ ledger: borrowing some LedgerReading & ~Copyable,
    _ expect: (String, String, String) -> Void
  ) throws {
    var found: Set<OraclePlace> = []
    for item in try ledger.stock(of: nil) {
      let place = OraclePlace(sku: item.key.sku.text, location: item.key.location.text)
      found.insert(place)
      let mine = stock[place] ?? OracleStock()
      let buckets = Bucket.allCases
      expect(
        "stock of \(place.sku) at \(place.location)",
        "\(buckets.map { item.level[$0] }) worth \(item.level.value) "
          + "\(item.level.currency?.code ?? "-")",
        "\(buckets.map { mine.units[$0.name] ?? 0 }) worth \(mine.value) \(mine.currency ?? "-")")
    }
    for (place, level) in stock where !found.contains(place) {
      expect("stock of \(place.sku) at \(place.location)", "missing", "\(level.units)")
    }
  }

  private func compareAccounts(
    _ ledger: borrowing some LedgerReading & ~Copyable,
    _ expect: (String, String, String) -> Void
  ) throws {
    var mine = posted
    for (account, debit) in derived { mine[account, default: 0] += debit }
    var waiting = pending
    for row in try ledger.accounts() {
      let account = OracleAccount(row.currency.code, row.account.description)
      expect(
        "account \(account.name) \(account.currency)", "\(row.debitPosted - row.creditPosted)",
        "\(mine.removeValue(forKey: account) ?? 0)")
      expect(
        "account \(account.name) \(account.currency), pending",
        "\(row.debitPending - row.creditPending)",
        "\(waiting.removeValue(forKey: account) ?? 0)")
    }
    for (account, debit) in mine where debit != 0 {
      expect("account \(account.name) \(account.currency)", "missing", "\(debit)")
    }
    for (account, debit) in waiting where debit != 0 {
      expect("account \(account.name) \(account.currency), pending", "missing", "\(debit)")
    }
  }

  private func compareCredits(
    _ ledger: borrowing some LedgerReading & ~Copyable,
    _ expect: (String, String, String) -> Void
  ) throws {
    guard !credits.isEmpty else { return }
    let found = try ledger.credits(after: nil, limit: 1_000)
    expect("the number of credits", "\(found.count)", "\(credits.count)")
    for credit in found {
      let mine = credits[credit.name.text]
      expect(
        "credit \(credit.name.text)",
        "\(credit.balance), \(credit.held) held, \(credit.breakage) taken, \(credit.status.name)",
        mine.map { "\($0.balance), \($0.held) held, \($0.breakage) taken, \($0.status)" } ?? "none")
      expect(
        "credit \(credit.name.text)'s end", "\(credit.expires?.microseconds ?? 0)",
        "\(mine?.expires ?? 0)")
    }
  }
}

extension OracleOrder {
  func paymentStatus(_ value: Int64) -> String {
    let settled = refunds.reduce(0) { $0 + $1.settled }
    if captured == 0 {
      if payments.contains(where: { $0.open > 0 }) { return "authorized" }
      return payments.isEmpty ? "unpaid" : "voided"
    }
    if settled >= captured { return "refunded" }
    if settled > 0 { return "partiallyRefunded" }
    return value > received ? "partiallyPaid" : "paid"
  }

  var shippingStatus: String {
    if fulfilled == 0 { return open == 0 ? "notNeeded" : "unfulfilled" }
    return open == 0 ? "fulfilled" : "partiallyFulfilled"
  }
}
