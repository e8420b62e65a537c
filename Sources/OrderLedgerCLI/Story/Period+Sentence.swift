import OrderLedger

extension PeriodEntry {
  var sentence: String {
    switch kind {
    case .closed: "The books are closed through \(time.second)"
    case .late: "It was on \(time.second), in a closed period"
    }
  }
}

extension Reversal {
  var sentence: String { "Reverses journal transaction \(sequence)" }
}

extension JournalTransaction {
  /// A posting by hand, for a timeline.
  var adjustment: String? {
    guard header.command == "adjust" else { return nil }
    var debit: Posting?
    var credit: Posting?
    for case .posting(let posting) in entries {
      if posting.side == .debit { debit = posting } else { credit = posting }
    }
    guard let debit, let credit else { return nil }
    return "\(debit.currency.amount(debit.amount)) posted to \(debit.account) "
      + "from \(credit.account)"
  }
}
