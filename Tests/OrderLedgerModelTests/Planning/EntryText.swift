import OrderLedgerModel

// Entries as lines of text, which tables of expectations are made of.

extension [Entry] {
  /// `Dr 2110 967`, `pending Cr 1110:stripe 4000`, in the order of the plan.
  var legs: [String] {
    compactMap { entry in
      guard case .posting(let leg) = entry else { return nil }
      let phase = leg.phase == .posted ? "" : "\(leg.phase.name) "
      return "\(phase)\(leg.side == .debit ? "Dr" : "Cr") \(leg.account) \(leg.amount)"
    }
  }

  /// `LON MUG reserved→available 1`, in the order of the plan.
  var units: [String] {
    compactMap { entry in
      guard case .stock(let movement) = entry else { return nil }
      return "\(movement.location) \(movement.sku) \(movement.from.name)→\(movement.to.name) "
        + "\(movement.quantity)"
    }
  }

  var decisions: [RefundDecision] {
    compactMap { if case .decision(let decision) = $0 { decision } else { nil } }
  }

  var lineChanges: [LineChange] {
    compactMap { if case .line(let change) = $0 { change } else { nil } }
  }

  /// Debits less credits by phase and currency, without what is zero: nothing, or the books are
  /// wrong.
  var imbalances: [String: Int64] {
    var sums: [String: Int64] = [:]
    for case .posting(let leg) in self {
      let amount = leg.side == .debit ? leg.amount : -leg.amount
      sums["\(leg.phase.name) \(leg.currency.code)", default: 0] += amount
    }
    return sums.filter { $0.value != 0 }
  }
}

/// Lines of a text literal, without the empty ones.
func textLines(_ text: String) -> [String] {
  text.split(separator: "\n").map { line in
    line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
}
