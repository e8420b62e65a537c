import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// I: what is dated in a period that was closed by then.
  mutating func checkPeriod(_ record: JournalRecord) {
    let header = record.transaction.header
    for case .period(let period) in record.transaction.entries where period.kind == .closed {
      if let closedThrough, period.time <= closedThrough {
        find(.period, at: header.sequence, "closes what was closed already")
      }
      closedThrough = period.time
    }
    if let closedThrough, header.effectiveAt <= closedThrough {
      find(
        .period, at: header.sequence,
        "takes effect at \(header.effectiveAt), and all through \(closedThrough) was closed")
    }
  }

  /// H: a reversal's postings are the opposite of those it names. That no transaction is reversed
  /// twice is a UNIQUE of its table.
  mutating func checkReversal(_ record: JournalRecord) throws(LedgerError) {
    let transaction = record.transaction
    for case .reversal(let reversal) in transaction.entries {
      let sequence = transaction.header.sequence
      guard reversal.sequence < sequence,
        let original = try queries.journal.transaction(reversal.sequence)
      else {
        find(.reversal, at: sequence, "reverses \(reversal.sequence), which is not before it")
        continue
      }
      var left: [Posting: Int] = [:]
      for posting in original.mirroredPostings { left[posting, default: 0] += 1 }
      for case .posting(let posting) in transaction.entries { left[posting, default: 0] -= 1 }
      if left.values.contains(where: { $0 != 0 }) {
        find(
          .reversal, at: sequence,
          "its postings are not the opposite of those of \(reversal.sequence)")
      }
    }
  }
}
