import OrderLedger

/// Where a ledger and the oracle say different things.
struct Divergence: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Collects what is not as it should be.
struct Differences {
  private(set) var texts: [String] = []

  mutating func expect<Value: Equatable>(
    _ what: @autoclosure () -> String, _ found: Value, _ expected: Value
  ) {
    if found != expected { texts.append("\(what()) is \(found), not \(expected)") }
  }

  func divergence(_ name: String) -> Divergence? {
    guard !texts.isEmpty else { return nil }
    return Divergence(
      "\(name): \(texts.prefix(6).joined(separator: "; "))"
        + (texts.count > 6 ? " and \(texts.count - 6) more" : ""))
  }
}

extension Oracle {
  /// Everything that a command can have changed: its order, all stock, all accounts and credits.
  func compare(
    _ command: Command, _ ledger: borrowing some LedgerReading & ~Copyable
  ) throws -> Divergence? {
    let head = try ledger.head()
    var differences = Differences()
    differences.expect("the journal's length", head.sequence, sequence)
    if sequence > 0 {
      differences.expect("recordedAt", head.recordedAt.microseconds, recordedAt)
    }
    if let order = touched(by: command).flatMap({ orders[$0] }) {
      compare(order, try ledger.order(OrderID(unchecked: order.id)), &differences)
    }
    try compareStock(ledger, &differences)
    try compareAccounts(ledger, &differences)
    try compareCredits(ledger, &differences)
    if Self.isAboutHolds(command.action) { try compareHolds(ledger, &differences) }
    switch command.action {
    case .setContact(let action): try compare(action.customer, ledger, &differences)
    case .eraseCustomer(let action): try compare(action.customer, ledger, &differences)
    default: break
    }
    return differences.divergence(command.action.name)
  }

  /// Every order besides.
  func compareAll(_ ledger: borrowing some LedgerReading & ~Copyable) throws -> Divergence? {
    var differences = Differences()
    for order in orders.values.sorted(by: { $0.id < $1.id }) {
      compare(order, try ledger.order(OrderID(unchecked: order.id)), &differences)
    }
    // A timeline is long to read; most orders have no note in theirs.
    for order in Set(notes.values.compactMap(\.order)).sorted() {
      try compareNotes(of: OrderID(unchecked: order), ledger, &differences)
    }
    for customer in customers.keys.sorted() {
      try compare(CustomerID(unchecked: customer), ledger, &differences)
    }
    for location in try ledger.locations() {
      differences.expect(
        "location \(location.id.text)",
        OracleLocation(name: location.name, isOpen: location.isOpen), locations[location.id.text])
    }
    try compareHolds(ledger, &differences)
    return differences.divergence("at the end")
  }

  private static func isAboutHolds(_ action: Action) -> Bool {
    switch action {
    case .holdStock, .releaseHold, .expireHolds, .placeOrder: true
    default: false
    }
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
    case .returnItems(let action): action.order.text
    case .receiveReturn(let action): action.order.text
    case .inspectReturn(let action): action.order.text
    case .cancelReturn(let action): action.order.text
    case .allocateBackorder(let action): action.order.text
    case .adjust(let action): action.order?.text
    case .reverse(let action): byOrder[action.sequence]
    case .closeDispute(let action): disputes[action.dispute.text]?.order
    default: nil
    }
  }

  private func compareStock(
    _ ledger: borrowing some LedgerReading & ~Copyable,
    _ differences: inout Differences
  ) throws {
    var found: Set<OraclePlace> = []
    for item in try ledger.stock(of: nil) {
      let place = OraclePlace(sku: item.key.sku.text, location: item.key.location.text)
      found.insert(place)
      let mine = stock[place] ?? OracleStock()
      let buckets = Bucket.allCases
      differences.expect(
        "stock of \(place.sku) at \(place.location)", buckets.map { item.level[$0] },
        buckets.map { mine.units[$0.name] ?? 0 })
      differences.expect(
        "the value of \(place.sku) at \(place.location)", item.level.value, mine.value)
      differences.expect(
        "the currency of \(place.sku) at \(place.location)", item.level.currency?.code,
        mine.currency)
    }
    for (place, level) in stock where !found.contains(place) {
      differences.expect("stock of \(place.sku) at \(place.location)", "missing", "\(level.units)")
    }
  }

  private func compareAccounts(
    _ ledger: borrowing some LedgerReading & ~Copyable,
    _ differences: inout Differences
  ) throws {
    var mine = posted
    for (account, debit) in derived { mine[account, default: 0] += debit }
    var waiting = pending
    for row in try ledger.accounts() {
      let account = OracleAccount(row.currency.code, row.account.description)
      differences.expect(
        "account \(account.name) \(account.currency)", row.debitPosted - row.creditPosted,
        mine.removeValue(forKey: account) ?? 0)
      differences.expect(
        "account \(account.name) \(account.currency), pending",
        row.debitPending - row.creditPending, waiting.removeValue(forKey: account) ?? 0)
    }
    for (account, debit) in mine where debit != 0 {
      differences.expect("account \(account.name) \(account.currency)", "missing", "\(debit)")
    }
    for (account, debit) in waiting where debit != 0 {
      differences.expect(
        "account \(account.name) \(account.currency), pending", "missing", "\(debit)")
    }
  }

  private func compareCredits(
    _ ledger: borrowing some LedgerReading & ~Copyable,
    _ differences: inout Differences
  ) throws {
    guard !credits.isEmpty else { return }
    let found = try ledger.credits(after: nil, limit: 1_000)
    differences.expect("the number of credits", found.count, credits.count)
    for credit in found {
      let mine = credits[credit.name.text]
      differences.expect(
        "credit \(credit.name.text)",
        [credit.balance, credit.held, credit.breakage],
        mine.map { [$0.balance, $0.held, $0.breakage] } ?? [])
      differences.expect(
        "credit \(credit.name.text)'s status", credit.status.name, mine?.status ?? "none")
      differences.expect(
        "credit \(credit.name.text)'s end", credit.expires?.microseconds ?? 0,
        mine?.expires ?? 0)
    }
  }

  private func compareHolds(
    _ ledger: borrowing some LedgerReading & ~Copyable, _ differences: inout Differences
  ) throws {
    var found = 0
    for line in try ledger.holds() {
      found += 1
      let place = OraclePlace(sku: line.key.sku.text, location: line.key.location.text)
      let hold = holds[line.hold.text]
      let mine = hold?.lines.first { $0.place == place }
      differences.expect(
        "hold \(line.hold.text) of \(place.sku) at \(place.location)",
        [line.held, line.released, line.expired, line.ordered, line.expires?.microseconds ?? -1],
        mine.map { [$0.held, $0.released, $0.expired, $0.ordered, hold?.expires ?? -1] } ?? [])
    }
    differences.expect(
      "the number of lines held", found, holds.values.reduce(0) { $0 + $1.lines.count })
  }

  private func compare(
    _ customer: CustomerID, _ ledger: borrowing some LedgerReading & ~Copyable,
    _ differences: inout Differences
  ) throws {
    let found = try ledger.customer(customer)
    let mine = customers[customer.text]
    differences.expect("contact of \(customer.text)", found?.contact, mine?.contact)
    differences.expect("erasure of \(customer.text)", found?.erasedBy, mine?.erasedBy)
  }

  private func compareNotes(
    of order: OrderID, _ ledger: borrowing some LedgerReading & ~Copyable,
    _ differences: inout Differences
  ) throws {
    for item in try ledger.timeline(of: order) {
      let sequence = item.transaction.header.sequence
      let mine = notes[sequence]
      differences.expect("the note of \(sequence)", item.note, mine?.text)
      differences.expect("the erasure of note \(sequence)", item.noteErasedBy, mine?.erasedBy)
      differences.expect("the order of \(sequence)", byOrder[sequence], order.text)
    }
  }
}
