import OrderLedgerModel
import OrderLedgerSQLite

/// Proves a ledger from its rows: nothing that the library remembers is trusted.
///
/// Memory is constant in the length of the journal: entries and rows stream by, once each, and what
/// is compared of them are sketches of a few bytes (``Sketch``).
struct Verifier {
  let queries: LedgerQueries
  let level: VerificationLevel
  /// Whether the file is shared with a host's own tables.
  var isShared = false
  /// Who walks the orders and runs SQLite's own check meanwhile.
  var side: SideWalk?
  /// Drawn anew for each run.
  var secret = SketchSecret.random()
  /// How the state is compared.
  var comparison = Comparison.whereSketchesDiffer
  /// Told now and then: transactions done, and how many there are.
  var progress: (@Sendable (Int64, Int64) -> Void)?

  /// What the second reader has found, once it was asked.
  private(set) var outcome: SideWalk.Outcome?
  private var isOutcomeTaken = false

  private(set) var findings: [Finding] = []
  /// What is closed, where the walk is.
  var closedThrough: Timestamp?
  private var transactions: Int64 = 0
  private var entries: Int64 = 0
  private var orders: Int64 = 0

  init(
    _ queries: LedgerQueries, _ level: VerificationLevel,
    progress: (@Sendable (Int64, Int64) -> Void)?
  ) {
    self.queries = queries
    self.level = level
    self.progress = progress
  }

  /// How the state is compared with the journal. All but one is for tests.
  enum Comparison {
    /// By sketches, and row by row where they differ.
    case whereSketchesDiffer
    /// By sketches, and row by row in any case.
    case always
    /// By sketches alone.
    case sketchesOnly
  }

  var connection: Connection { queries.connection }

  mutating func find(_ invariant: Finding.Invariant, at sequence: Int64? = nil, _ message: String) {
    guard findings.count < VerificationReport.maxFindings else { return }
    findings.append(Finding(invariant: invariant, sequence: sequence, message: message))
  }

  /// Runs every check of the level.
  ///
  /// - Throws: only when the database can't be read at all; what is wrong in it is a finding.
  mutating func run() throws(LedgerError) -> VerificationReport {
    if side == nil { try checkFile() }
    try checkSchema()
    var head = JournalHead.empty
    try stage(.chain) { verifier throws(LedgerError) in
      head = try verifier.connection.journalHead()
    }
    try stage(.balance) { verifier throws(LedgerError) in try verifier.checkTrialBalance() }
    if level == .full {
      try stage(.references) { verifier throws(LedgerError) in try verifier.checkStrays() }
    }
    let first = level == .quick ? max(1, head.sequence - 99) : 1
    side?.meet(head)
    var expected = level == .full ? ExpectedState(secret) : nil
    try stage(.chain) { verifier throws(LedgerError) in
      try verifier.checkChain(from: first, to: head.sequence, &expected)
    }
    if let expected {
      try checkState(expected)
      try stage(.record) { verifier throws(LedgerError) in
        try verifier.checkNotes()
        try verifier.checkPersonalData(expected)
      }
      try stage(.references) { verifier throws(LedgerError) in
        try verifier.checkRefundWork(through: head.sequence)
      }
    }
    return VerificationReport(
      level: level, transactions: transactions, entries: entries, orders: orders, head: head,
      findings: findings)
  }

  /// Runs one check. Rows that can't be read as what they have to be are a finding like any other.
  mutating func stage(
    _ invariant: Finding.Invariant, _ body: (inout Verifier) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    do throws(LedgerError) {
      try body(&self)
    } catch {
      switch error.code {
      case .corrupt, .integrity, .overflow:
        find(invariant, at: error.sequence, "can't be checked: \(error.detailedDescription)")
      default: throw error
      }
    }
  }

  private mutating func checkChain(
    from first: Int64, to last: Int64, _ expected: inout ExpectedState?
  ) throws(LedgerError) {
    if level == .full, let side { return try checkParts(side.parts, to: last, &expected) }
    try checkPart(first...(.max), to: last, &expected)
  }

  mutating func walk(
    _ part: ClosedRange<Int64>, to last: Int64, _ chain: inout ChainCheck,
    _ expected: inout ExpectedState?
  ) throws(LedgerError) {
    var copy = self
    var link = chain
    // Not optional: to change what is inside an optional, all of it is moved out and back.
    let isFull = expected != nil
    var sums = expected ?? ExpectedState(secret)
    expected = nil
    do throws(LedgerError) {
      try queries.journal.forEach(
        from: part.lowerBound, through: part.upperBound, isLong: level == .full
      ) { record throws(LedgerError) in
        for message in link.check(record) {
          copy.find(.chain, at: record.transaction.header.sequence, message)
        }
        copy.checkEntries(record)
        copy.checkPeriod(record)
        try copy.checkReversal(record)
        if isFull { sums.add(record) }
        copy.transactions += 1
        copy.entries += Int64(record.transaction.entries.count)
        if copy.transactions % 4_096 == 0 { copy.progress?(copy.transactions, last) }
      }
    } catch {
      guard error.code == .corrupt || error.code == .integrity else { throw error }
      let next = (link.previous?.sequence ?? part.lowerBound - 1) + 1
      copy.find(.record, at: next, "can't be read: \(error.detailedDescription)")
    }
    self = copy
    chain = link
    if isFull { expected = sums }
  }

  /// A, and what an entry has to be in itself.
  private mutating func checkEntries(_ record: JournalRecord) {
    let sequence = record.transaction.header.sequence
    if record.entryCount != record.transaction.entries.count {
      find(
        .chain, at: sequence,
        "\(record.transaction.entries.count) entries found, \(record.entryCount) were written")
    }
    if !record.isNumbered {
      find(.chain, at: sequence, "its entries are not numbered as they were written")
    }
    var sums: [(key: SumKey, sum: Int64)] = []
    for case .posting(let posting) in record.transaction.entries {
      let key = SumKey(currency: posting.currency, phase: posting.phase)
      let amount = posting.side == .debit ? posting.amount : -posting.amount
      // Hardly ever more than two or three: a dictionary would cost more than looking at each.
      let index = sums.firstIndex { $0.key == key } ?? sums.count
      if index == sums.count { sums.append((key, 0)) }
      let (sum, overflow) = sums[index].sum.addingReportingOverflow(amount)
      sums[index].sum = overflow ? .max : sum
    }
    for (key, sum) in sums where sum != 0 {
      find(
        .balance, at: sequence,
        "\(key.phase.name) debits less credits are \(sum) \(key.currency.code), not 0")
    }
  }

  private struct SumKey: Hashable {
    let currency: Currency
    let phase: Posting.Phase
  }

  /// Asks the second reader, and waits for it if it has begun.
  mutating func takeOutcome() {
    guard !isOutcomeTaken else { return }
    isOutcomeTaken = true
    outcome = side?.take()
  }

  mutating func add(_ rest: JournalRest) {
    for finding in rest.findings { find(finding.invariant, at: finding.sequence, finding.message) }
    transactions += rest.transactions
    entries += rest.entries
  }

  /// What was walked, as a part of the journal.
  func rest(_ expected: ExpectedState, from first: Int64) -> JournalRest {
    JournalRest(
      first: first, findings: findings, transactions: transactions, entries: entries,
      expected: expected)
  }

  mutating func countOrders(_ count: Int64) { orders = count }
}
