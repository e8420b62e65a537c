import OrderLedger

extension Oracle {
  func compare(_ mine: OracleOrder, _ order: OrderState, _ differences: inout Differences) {
    let name = "order \(mine.id)"
    let value = mine.value(rule)
    differences.expect(
      "\(name) [version, open, fulfilled, cancelled, value, received, captured, refundable, owed, "
        + "pending, settled]",
      [
        order.version, order.openUnits, order.fulfilledUnits, order.cancelledUnits, order.value,
        order.received, order.captured, order.refundable, order.refundOwed, order.refundPending,
        order.refundSettled,
      ],
      [
        mine.version, mine.open, mine.fulfilled, mine.cancelled, value, mine.received,
        mine.captured, mine.refundable, mine.refunds.reduce(0) { $0 + $1.owed },
        mine.refunds.reduce(0) { $0 + $1.pending }, mine.refunds.reduce(0) { $0 + $1.settled },
      ])
    differences.expect("\(name)'s status", order.status.name, mine.status)
    differences.expect(
      "\(name)'s payment status", order.paymentStatus.rawValue, mine.paymentStatus(value))
    differences.expect(
      "\(name)'s shipping status", order.fulfillmentStatus.rawValue, mine.shippingStatus)
    differences.expect(
      "\(name)'s lines",
      order.lines.map { line in
        [line.placed.id.text, line.placed.kind.name, line.placed.sku?.text ?? ""]
      },
      mine.lines.map { [$0.id, $0.kind, $0.sku] })
    for (line, own) in zip(order.lines, mine.lines) {
      differences.expect(
        "\(name)'s line \(own.id) [quantity, total, cancelled, fulfilled, returned, backordered, "
          + "reversed, recognized]",
        [
          line.placed.quantity, line.placed.total, line.cancelled, line.fulfilled, line.returned,
          line.backordered, line.reversed, line.recognized,
        ],
        [
          own.quantity, own.total, own.cancelled, own.fulfilled, own.returned, own.backordered,
          own.reversed, own.recognized,
        ])
    }
    compareMoney(mine, order, &differences)
    compareDocuments(mine, order, &differences)
    comparePresented(mine, order, &differences)
  }

  private func compareMoney(
    _ mine: OracleOrder, _ order: OrderState, _ differences: inout Differences
  ) {
    differences.expect(
      "who paid for \(mine.id)",
      order.payments.map { [$0.id.text, $0.tender.kind.name, $0.tender.name.text] },
      mine.payments.map { [$0.id, $0.kind, $0.tender] })
    differences.expect(
      "\(mine.id)'s payments", order.payments.map { [$0.authorized, $0.captured, $0.open] },
      mine.payments.map { [$0.authorized, $0.captured, $0.open] })
    differences.expect("\(mine.id)'s refunds", order.refunds.map(\.id.text), mine.refunds.map(\.id))
    for (refund, own) in zip(order.refunds, mine.refunds) {
      differences.expect("refund \(own.id)'s amount", refund.amount, own.amount)
      differences.expect(
        "refund \(own.id) [payment, amount, pending, settled]",
        refund.shares.map { [Int64($0.payment), $0.amount, $0.pending, $0.settled] },
        own.shares.map { [Int64($0.payment), $0.amount, $0.pending, $0.settled] })
    }
    // Those that are done at once have a name of the ledger's own behind this.
    let atOnce = "at-once"
    differences.expect(
      "\(mine.id)'s attempts",
      order.attempts.map { $0.id.text.hasPrefix(atOnce) ? atOnce : $0.id.text },
      mine.attempts.map(\.id))
    differences.expect(
      "\(mine.id)'s attempts [refund, payment, amount]",
      order.attempts.map { [Int64($0.refund), Int64($0.payment), $0.amount] },
      mine.attempts.map { [Int64($0.refund), Int64($0.payment), $0.amount] })
    differences.expect(
      "what became of \(mine.id)'s attempts", order.attempts.map(\.status.name),
      mine.attempts.map(\.status))
  }

  private func compareDocuments(
    _ mine: OracleOrder, _ order: OrderState, _ differences: inout Differences
  ) {
    differences.expect(
      "\(mine.id)'s requests", order.requests.map { [$0.id.text, $0.status.name] },
      mine.requests.map { [$0.id, $0.status] })
    for (request, own) in zip(order.requests, mine.requests) {
      differences.expect(
        "request \(own.id) [amount, expires, closed by]",
        [request.request.amount, request.request.expires?.microseconds, request.closedBy],
        [own.amount, own.expires, own.closedBy])
      differences.expect(
        "whether \(own.id) needs approval", request.request.needsApproval, own.needsApproval)
    }
    differences.expect(
      "\(mine.id)'s disputes", order.disputes.map(\.id.text), mine.disputes.map(\.id))
    differences.expect(
      "\(mine.id)'s disputes [payment, amount, fee, refunded]",
      order.disputes.map { [Int64($0.payment), $0.amount, $0.fee, $0.refunded] },
      mine.disputes.map { [Int64($0.payment), $0.amount, $0.fee, $0.refunded] })
    differences.expect(
      "what became of \(mine.id)'s disputes", order.disputes.map(\.status.name),
      mine.disputes.map(\.status))
    differences.expect(
      "\(mine.id)'s returns", order.returns.map { [$0.id.text, $0.status.rawValue] },
      mine.returns.map { [$0.id, $0.status] })
    for (document, own) in zip(order.returns, mine.returns) {
      differences.expect(
        "return \(own.id) [line, shipment, announced, received, restocked, damaged, scrapped, kept, "
          + "cancelled]",
        document.portions.map {
          [
            Int64($0.line), $0.shipment, $0.announced, $0.received, $0.restocked, $0.damaged,
            $0.scrapped, $0.kept, $0.cancelled,
          ]
        },
        own.portions.map {
          [
            Int64($0.line), fulfillments[$0.sentBy]?.sequence ?? 0, $0.announced, $0.received,
            $0.restocked, $0.damaged, $0.scrapped, $0.kept, $0.cancelled,
          ]
        })
      differences.expect(
        "where return \(own.id) comes in", document.portions.map(\.location.text),
        own.portions.map(\.location))
    }
  }
}

extension Oracle {
  private func comparePresented(
    _ mine: OracleOrder, _ order: OrderState, _ differences: inout Differences
  ) {
    let found = order.presented ?? PresentedAmounts()
    let own = mine.presented
    differences.expect("\(mine.id)'s presented currency", found.total?.currency.code, own.currency)
    differences.expect(
      "\(mine.id)'s presented payments [number, amount, units, pending, gone, worth, kept]",
      found.payments.sorted { $0.number < $1.number }.map {
        [
          Int64($0.number), $0.amount, $0.presented, $0.pending, $0.returned, $0.returnedAmount,
          $0.kept,
        ]
      },
      own.payments.sorted { $0.key < $1.key }.map { number, paid in
        [Int64(number), paid.amount, paid.units, paid.pending, paid.gone, paid.worth, paid.kept]
      })
    differences.expect(
      "\(mine.id)'s presented attempts",
      found.attempts.map { [Int64($0.number), $0.amount, $0.presented.minorUnits] },
      own.attempts.sorted { $0.key < $1.key }.map { [Int64($0), $1.amount, $1.units] })
    differences.expect(
      "\(mine.id)'s presented disputes",
      found.disputes.map { [Int64($0.number), $0.amount, $0.presented.minorUnits] },
      own.disputes.sorted { $0.key < $1.key }.map { [Int64($0), $1.amount, $1.units] })
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
