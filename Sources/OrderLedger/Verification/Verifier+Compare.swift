import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// B, and C to F: the state's rows are what the journal adds up to.
  ///
  /// First by sketches and sums, which read every row once and look nothing up. Only if they differ,
  /// or can't be made, is the journal folded into a database of its own and compared row by row, to
  /// name the row and the column. What the rows say decides.
  mutating func checkState(_ expected: ExpectedState) throws(LedgerError) {
    var differences: [String]?
    var walk: OrderWalk.Sums?
    try stage(.order) { verifier throws(LedgerError) in
      walk = try verifier.walkOrders(expected)
    }
    try stage(.projection) { verifier throws(LedgerError) in
      if let walk { differences = try verifier.differences(walk, expected) }
    }
    if comparison == .sketchesOnly {
      let places = differences ?? ["what can't be read"]
      if !places.isEmpty { find(.projection, "differs in \(places.joined(separator: ", "))") }
    } else if comparison == .always || differences != [] {
      try compareRows()
      try stage(.order) { verifier throws(LedgerError) in try verifier.checkBooks() }
    }
    guard let walk else { return }
    try stage(.stock) { verifier throws(LedgerError) in try verifier.checkStock(walk) }
    try stage(.balance) { verifier throws(LedgerError) in try verifier.checkCredits(walk) }
    try stage(.record) { verifier throws(LedgerError) in
      try verifier.checkCounts(expected, walk)
    }
  }

  private mutating func walkOrders(
    _ expected: ExpectedState
  ) throws(LedgerError) -> OrderWalk.Sums {
    takeOutcome()
    let outcome =
      if let outcome { outcome } else { try queries.walkOrders(expected.secret) }
    for finding in outcome.findings {
      find(finding.invariant, at: finding.sequence, finding.message)
    }
    countOrders(outcome.sums.orders)
    return outcome.sums
  }

  /// Where the state is not what was expected; empty if it is.
  private func differences(
    _ walk: OrderWalk.Sums, _ expected: ExpectedState
  ) throws(LedgerError) -> [String] {
    var found = walk.sketch
    try addNames(to: &found, expected.secret)
    try addRequests(to: &found, expected.secret)
    for line in try queries.loader.holds(Catalog.allHolds, { _ in }) {
      found.add(line, expected.secret)
    }
    var wanted = expected.sketch
    wanted.add(walk.references)
    var places = wanted.differences(from: found).map { "\($0)" }
    if walk.isWrong || expected.isStrange { places.append("orders") }
    if try !hasSameTotals(expected) { places.append("totals") }
    return places
  }

  /// Documents, gateways' references, customers: sets of rows.
  private func addNames(to sketch: inout Sketch, _ secret: SketchSecret) throws(LedgerError) {
    try addCustomers(to: &sketch, secret)
    try addPresented(to: &sketch, secret)
    do throws(SQLiteError) {
      let documents = try connection.statement(Catalog.everyDocument)
      while try documents.step() {
        let kind = try documents.int64(0)
        let name = try documents.string(1)
        sketch.insert(
          .document,
          secret.document(kind, name, try documents.int64(2), try documents.int64(3)))
        guard let closed = try documents.int64OrNil(4) else { continue }
        sketch.close(name, by: closed, secret, kind)
      }
      let references = try connection.statement(Catalog.everyGatewayReference)
      while try references.step() {
        sketch.insert(
          .gatewayReference,
          secret.gatewayReference(
            try references.string(0), try references.int64(1), try references.string(2),
            try references.int64(3)))
      }
    } catch {
      throw LedgerError(error)
    }
  }

  /// Whether what all orders share is as it was added up.
  private func hasSameTotals(_ expected: ExpectedState) throws(LedgerError) -> Bool {
    let snapshot = LedgerSnapshot(queries: queries)
    var stock: [StockKey: StockFigures] = [:]
    for item in try snapshot.stock() { stock[item.key] = StockFigures(item.level) }
    let locations = try snapshot.locations()
    let counts = try connection.ledgerFirst(Catalog.countOfStock) { _ in
    } row: {
      (stock: try $0.int(0), locations: try $0.int(1))
    }
    let accounts = try accounts()
    let days = try days()
    let credits = try credits().mapValues(CreditFigures.init)
    return stock == expected.stock && counts?.stock == stock.count
      && counts?.locations == locations.count && locations.count == expected.locations.count
      && locations.allSatisfy { $0.isSame(as: expected.locations[$0.id]) }
      && accounts == expected.accounts && days == expected.days
      && credits == expected.credits
  }

  /// The accounts' counters; `nil` if one has another guard than its account, also where there should
  /// be no such row.
  private func accounts() throws(LedgerError) -> [AccountKey: AccountFigures]? {
    var accounts: [AccountKey: AccountFigures] = [:]
    var isGuarded = true
    try connection.ledgerForEach(Catalog.everyAccount) { _ in
    } row: { row in
      let account = Account(try row.code(0), try row.string(1))
      if try row.int64(3) != Int64(account.code.limit.rawValue) { isGuarded = false }
      accounts[AccountKey(account: account, currency: try row.currency(2))] = AccountFigures(
        debitPosted: try row.int64(4), creditPosted: try row.int64(5),
        debitPending: try row.int64(6), creditPending: try row.int64(7))
    }
    return isGuarded ? accounts : nil
  }

  private func days() throws(LedgerError) -> [DayKey: DayFigures] {
    var days: [DayKey: DayFigures] = [:]
    try connection.ledgerForEach(Catalog.everyCancellationDay) { _ in
    } row: { row in
      let key = DayKey(day: try row.int64(0), reason: try row.id(1), currency: try row.currency(2))
      days[key] = DayFigures(
        cancellations: try row.int64(3), wholeOrders: try row.int64(4), units: try row.int64(5),
        value: try row.int64(6), refunded: try row.int64(7))
    }
    return days
  }
}

extension LedgerQueries {
  /// Walks the orders and all that belongs to them.
  func walkOrders(_ secret: SketchSecret) throws(LedgerError) -> SideWalk.Outcome {
    var walk = try OrderWalk(self, secret)
    var found: [Finding] = []
    try walk.run { invariant, sequence, message in
      guard found.count < VerificationReport.maxFindings else { return }
      found.append(Finding(invariant: invariant, sequence: sequence, message: message))
    }
    return SideWalk.Outcome(sums: walk.sums, findings: found)
  }
}

extension LocationState {
  /// Byte for byte: names that only look alike are not the same.
  fileprivate func isSame(as other: LocationState?) -> Bool {
    guard let other, id == other.id, isOpen == other.isOpen else { return false }
    return name.map { Array($0.utf8) } == other.name.map { Array($0.utf8) }
  }
}
