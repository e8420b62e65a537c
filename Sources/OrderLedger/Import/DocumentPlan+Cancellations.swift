import OrderLedgerModel

extension DocumentPlan {
  /// Decides about a cancellation row. What is refused consumes nothing.
  mutating func match(
    _ row: ImportRow, _ summary: inout ImportSummary
  ) throws(LedgerError) {
    summary.cancellations.lines += 1
    switch try planner.index.match(row) {
    case .accepted(let shape, let hits):
      summary.cancellations.accepted += 1
      try summary.cancellations.units.add(row.units, times: 1)
      switch shape {
      case .wholeLine: summary.cancellations.wholeLine += 1
      case .partLine: summary.cancellations.partLine += 1
      case .spread: summary.cancellations.spread += 1
      }
      let lines = hits.map { "\($0.units) of \($0.order)/\($0.line)" }.joined(separator: "; ")
      report(.accepted, row, "\(shape.rawValue): \(lines)")
      cancelled.append((row, hits))
    case .overCancel(let left):
      summary.cancellations.overCancel += 1
      report(.overCancel, row, "\(row.units) asked, \(left) left")
    case .noSale(let reason):
      summary.cancellations.noSale += 1
      switch reason {
      case .otherPrice: summary.cancellations.otherPrice += 1
      case .neverBought: summary.cancellations.neverBought += 1
      case .noCustomer: summary.cancellations.noCustomer += 1
      }
      report(.noSale, row, reason.rawValue)
    }
  }

  /// Cancels and refunds, once for each order that the document hits: `C536379-1`, `C536379-2` …
  mutating func cancelOrders(_ summary: inout ImportSummary) throws(LedgerError) {
    for (position, group) in try groups().enumerated() {
      let number = position + 1
      let refund = ImportNames.cancellation(document.order, number)
      let attempt = ImportNames.attempt(document.order, number)
      let names = planner.names
      let row = group.rows[0]
      step.add(
        .cancelOrder(
          CancelOrder(
            order: OrderID(unchecked: group.order), cancellation: refund,
            lines: group.lines.map {
              CancelOrder.Line(line: LineID(unchecked: $0.line), quantity: $0.units)
            },
            // The file's cancellations never name shipping, so that it is never given back.
            reason: mapping.reason, refund: .original, shipping: .keep)),
        key: names.key("cancel-\(number)", document.order, row: row), at: group.at,
        rows: group.rows)
      if group.refund > 0 {
        step.add(
          .submitRefund(SubmitRefund(attempt: attempt, refund: refund)),
          key: names.key("submit-\(number)", document.order, row: row), at: group.at,
          rows: group.rows)
        step.add(
          .settleRefund(SettleRefund(attempt: attempt, outcome: .succeeded)),
          key: names.key("settle-\(number)", document.order, row: row), at: group.at,
          rows: group.rows)
      }
      summary.cancellations.orders += 1
      try summary.refunded.add(group.refund, times: 1)
    }
  }

  private struct Group {
    let order: String
    let at: Timestamp
    var rows: [Int] = []
    var lines: [SaleHit] = []
    var refund: Int64 = 0
  }

  /// The hits by order, in the order in which the document names them; a line that is hit twice is
  /// one entry, as ``CancelOrder`` asks.
  private func groups() throws(LedgerError) -> [Group] {
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for (row, hits) in cancelled {
      for hit in hits {
        let place = places[hit.order] ?? groups.count
        if place == groups.count {
          places[hit.order] = place
          groups.append(Group(order: hit.order, at: row.at))
        }
        if groups[place].rows.last != row.number { groups[place].rows.append(row.number) }
        if let line = groups[place].lines.firstIndex(where: { $0.line == hit.line }) {
          groups[place].lines[line].units += hit.units
        } else {
          groups[place].lines.append(hit)
        }
        try groups[place].refund.add(row.price, times: hit.units)
      }
    }
    return groups
  }
}
