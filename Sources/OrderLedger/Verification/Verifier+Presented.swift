import OrderLedgerModel
import OrderLedgerSQLite

// Amounts as the customer sees them: rows of payments are sums, the others are as they were written.

extension ExpectedState {
  mutating func add(_ exchange: Exchange, _ order: Int64, _ figures: inout Figures) {
    figures.presented += 1
    switch exchange.kind {
    case .placed: sketch.insert(.presented, secret.presented(order, 0, 0, exchange))
    case .captured:
      let row = secret.presented(order, payment: exchange.payment, exchange.presented.currency)
      sketch.add(.presented, row, 1, exchange.amount)
      sketch.add(.presented, row, 2, exchange.presented.minorUnits)
    case .submitted, .succeeded, .released, .returned, .disputed, .recovered, .credited:
      if exchange.kind == .submitted {
        let number = Int64(exchange.attempt ?? 0)
        sketch.insert(.presented, secret.presented(order, 2, number, exchange))
      } else if exchange.kind == .disputed {
        let number = Int64(exchange.dispute ?? 0)
        sketch.insert(.presented, secret.presented(order, 3, number, exchange))
      }
      guard exchange.payment != nil else { return }
      let row = secret.presented(order, payment: exchange.payment, exchange.presented.currency)
      let change = exchange.shareChange
      sketch.add(.presented, row, 3, change.pending)
      sketch.add(.presented, row, 4, change.gone)
      sketch.add(.presented, row, 5, change.worth)
      sketch.add(.presented, row, 6, change.kept)
    }
  }
}

extension SketchSecret {
  /// A payment's row, whose figures are sums.
  fileprivate func presented(_ order: Int64, payment: Int?, _ currency: Currency) -> SketchedRow {
    row(.presented) {
      $0.combine(order)
      $0.combine(payment ?? -1)
      $0.combine(bytes: currency.code)
    }
  }

  /// An order's or an attempt's row, which never changes.
  fileprivate func presented(
    _ order: Int64, _ kind: Int64, _ number: Int64, _ exchange: Exchange
  ) -> SketchedRow {
    presented(
      order, kind, number, exchange.payment.map(Int64.init), exchange.amount,
      exchange.presented.minorUnits, exchange.presented.currency)
  }

  fileprivate func presented(
    _ order: Int64, _ kind: Int64, _ number: Int64, _ payment: Int64?, _ amount: Int64,
    _ presented: Int64, _ currency: Currency
  ) -> SketchedRow {
    row(.presented) {
      for figure in [order, kind, number, payment ?? -1, amount, presented] { $0.combine(figure) }
      $0.combine(bytes: currency.code)
    }
  }
}

extension Verifier {
  /// Amounts as the customer sees them, of all orders.
  func addPresented(to sketch: inout Sketch, _ secret: SketchSecret) throws(LedgerError) {
    var sum = sketch
    try connection.ledgerForEach(Catalog.everyPresented) { _ in
    } row: { row in
      let order = try row.int64(0)
      let currency = try row.currency(4)
      guard try row.int64(1) == 1 else {
        let known = secret.presented(
          order, try row.int64(1), try row.int64(2), try row.int64OrNil(3), try row.int64(5),
          try row.int64(6), currency)
        sum.insert(.presented, known)
        // Figures of payments, which are zero in any other row.
        for (column, index) in [7, 8, 9, 10].enumerated() {
          sum.add(.presented, known, column + 3, try row.int64(index))
        }
        return
      }
      let payment = secret.presented(order, payment: try row.int(2), currency)
      for (column, index) in [5, 6, 7, 8, 9, 10].enumerated() {
        sum.add(.presented, payment, column + 1, try row.int64(index))
      }
      // A payment's row names it twice.
      sum.add(.presented, payment, 7, (try row.int64OrNil(3) ?? -1) &- (try row.int64(2)))
    }
    sketch = sum
  }
}
