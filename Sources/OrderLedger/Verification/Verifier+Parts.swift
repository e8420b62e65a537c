import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// Walks the journal together with the second reader, or alone.
  mutating func checkParts(
    _ parts: JournalParts, to last: Int64, _ expected: inout ExpectedState?
  ) throws(LedgerError) {
    var next: Int64? = 1
    while let part = parts.takeFirst() {
      try checkPart(part, to: last, &expected)
      next = part.upperBound == .max ? nil : part.upperBound + 1
    }
    // Both readers' parts meet: whatever this one has not walked, the other has.
    guard let next else { return }
    takeOutcome()
    if let rest = outcome?.rest, rest.first == next {
      add(rest)
      expected?.add(following: rest.expected)
    } else {
      try checkPart(next...(.max), to: last, &expected)
    }
  }

  mutating func checkPart(
    _ part: ClosedRange<Int64>, to last: Int64, _ expected: inout ExpectedState?
  ) throws(LedgerError) {
    var chain = ChainCheck(store: queries.identity.store)
    if part.lowerBound > 1 { chain.previous = try link(before: part.lowerBound) }
    closedThrough = try connection.closedThrough(before: part.lowerBound)
    try walk(part, to: last, &chain, &expected)
  }

  /// The link that the next one follows on, as it stands; `nil` if it can't be read, which is found
  /// where it is.
  private func link(before sequence: Int64) throws(LedgerError) -> JournalHead? {
    do throws(LedgerError) {
      return try connection.ledgerFirst(Catalog.linkBefore) {
        $0.bind(1, sequence)
      } row: { row in
        let hash = try row.blob(2)
        return JournalHead(
          sequence: try row.figure(0), recordedAt: try row.time(1),
          hash: hash.count == SHA256Digest.zero.count ? hash : SHA256Digest.zero,
          policy: try row.figureOrNil(3) ?? 0)
      }
    } catch {
      guard error.code == .corrupt || error.code == .integrity else { throw error }
      return nil
    }
  }
}

extension LedgerQueries {
  /// Walks what is left of the journal, from its end on.
  func walkRest(
    _ parts: JournalParts, _ secret: SketchSecret
  ) throws(LedgerError) -> JournalRest {
    var rest = JournalRest(expected: ExpectedState(secret))
    while let part = parts.takeLast() {
      var verifier = Verifier(self, .full, progress: nil)
      var expected: ExpectedState? = ExpectedState(secret)
      try verifier.checkPart(part, to: .max, &expected)
      var sum = verifier.rest(expected ?? ExpectedState(secret), from: part.lowerBound)
      // What was walked before comes after it.
      sum.add(following: rest)
      rest = sum
    }
    return rest
  }
}

extension JournalRest {
  fileprivate mutating func add(following other: JournalRest) {
    findings += other.findings
    transactions += other.transactions
    entries += other.entries
    expected.add(following: other.expected)
  }
}
