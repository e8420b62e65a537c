import OrderLedger
import OrderLedgerTesting

// Words and lists that a case expects of an order.

extension ScenarioRun {
  func checkState(
    _ key: String, _ expected: Node, _ moment: Moment, _ ground: Ground
  ) -> Verdict? {
    if key.hasSuffix("_steps_minor") || key.hasSuffix("_steps") || key == "step_amounts_minor" {
      return checkSteps(key, expected, ground)
    }
    guard let order = moment.order else { return nil }
    switch key {
    case "order_state":
      return Verdict(isState(expected.text ?? "", order), key, order.status, expected)
    case "payment_state":
      return Verdict(
        isPaymentState(expected.text ?? "", order), key,
        "captured \(order.captured), settled \(order.refundSettled), owed \(order.refundOwed)",
        expected)
    case "fulfillment_state":
      let isShipped = order.openUnits == 0 && order.fulfilledUnits > 0
      return Verdict(
        isShipped && ["shipped", "fulfilled"].contains(expected.text ?? ""), key,
        order.fulfillmentStatus, expected)
    case "lines": return checkLines(expected, order)
    case "payments": return checkPayments(expected, order)
    case "refunds": return checkRefunds(expected, order, ground)
    case "untouched":
      for node in expected.list {
        let found = moment.orders[node["order"].text ?? ""]
        let isUntouched = found?.captured == node["amount_minor"].int && found?.refundDecided == 0
        if !isUntouched { return Verdict(false, key, found?.refundDecided ?? -1, node) }
      }
      return .holds
    case "amount_exact":
      guard let exact = try? Money(parsing: expected.written, currency: currency, rounding: .down)
      else { return nil }
      // Of a figure between two whole ones, either.
      let found = moment.amount ?? -1
      return Verdict(
        found == exact.minorUnits || found == exact.minorUnits + 1, key, found, expected)
    case "credit_memo": return checkMemo(expected, order, ground)
    case "tax_by_rate_minor":
      let found = order.taxesGivenBack.map(\.amount)
      return Verdict(found == expected.list.compactMap(\.int), key, found, expected)
    case "credit_slip":
      guard expected.keys == ["gross_minor"] else { return nil }
      return Verdict(
        moment.amount == expected["gross_minor"].int, key, moment.amount ?? 0, expected)
    default: return nil
    }
  }

  private func isState(_ word: String, _ order: OrderState) -> Bool {
    switch word {
    case "canceled", "cancelled", "closed": order.status == .cancelled
    case "complete", "active", "open": order.status == .open
    case "payment_authorized": order.authorized > 0 && order.status != .cancelled
    case "partially_refunded":
      order.refundSettled > 0 && order.refundSettled < order.captured
    case "refunded", "fully_refunded":
      order.captured > 0 && order.refundSettled == order.captured
    default: false
    }
  }

  private func isPaymentState(_ word: String, _ order: OrderState) -> Bool {
    let settled = order.refundSettled
    return switch word {
    case "completed": order.payments.contains { $0.captured > 0 }
    case "paid": order.outstanding == 0 && order.refundOwed == 0 && order.captured > settled
    case "credit_owed": order.refundOwed + order.refundPending > 0
    case "fully_charged": order.captured >= order.total && settled == 0
    case "partially_charged": order.captured > 0 && order.captured < order.total && settled == 0
    case "partially_refunded": settled > 0 && settled < order.captured
    case "fully_refunded", "refunded": settled > 0 && settled == order.captured
    default: false
    }
  }

  private func checkLines(_ expected: Node, _ order: OrderState) -> Verdict? {
    for node in expected.list {
      guard
        let line = orders.values.first(where: { $0.id == order.id })?.lines
          .first(where: { $0.sku == node["sku"].text })?.parts.first?.line,
        let state = order.lines.first(where: { $0.placed.id == line })
      else { return Verdict(false, "lines", "no such line", node) }
      for key in node.keys where key != "sku" {
        let found: Int64
        switch key {
        case "qty_canceled": found = state.cancelled
        case "qty": found = state.placed.quantity - state.cancelled
        case "qty_fulfilled": found = state.fulfilled
        case "qty_returned": found = state.returned
        default: return nil
        }
        if found != node[key].int { return Verdict(false, "lines.\(key)", found, node) }
      }
    }
    return .holds
  }

  private func checkPayments(_ expected: Node, _ order: OrderState) -> Verdict? {
    for (index, node) in expected.list.enumerated() {
      guard order.payments.indices.contains(index), node.keys == ["status"] else { return nil }
      let payment = order.payments[index]
      let holds =
        switch node["status"].text {
        case "captured": payment.captured > 0
        case "authorized": payment.open > 0
        case "voided": payment.captured == 0 && payment.open == 0
        default: false
        }
      if !holds { return Verdict(false, "payments[\(index)]", payment, node) }
    }
    return .holds
  }

  /// The refunds that were tried: those of the action, or of all up to it.
  private func checkRefunds(
    _ expected: Node, _ order: OrderState, _ ground: Ground
  ) -> Verdict? {
    var allowed: Set<String> = ["payment", "amount_minor", "state", "order"]
    for node in expected.list { allowed.formUnion(node.keys) }
    guard allowed.count == 4 else { return nil }
    let wanted = expected.list.map { node in
      [node["payment"].written, node["amount_minor"].written, node["state"].text ?? ""]
    }
    func rows(_ moments: [Moment]) -> [[String]] {
      let ids = moments.flatMap(\.attempts)
      return order.attempts.filter { ids.contains($0.id) }.map { attempt in
        let state =
          switch attempt.status {
          case .submitted: "pending"
          case .succeeded: "settled"
          case .failed: "failed"
          case .cancelled: "cancelled"
          }
        return ["\(attempt.payment)", "\(attempt.amount)", state]
      }
    }
    func fits(_ found: [[String]]) -> Bool {
      var left = found
      for row in wanted {
        guard
          let index = left.firstIndex(where: { candidate in
            zip(row, candidate).allSatisfy { $0.isEmpty || $0 == $1 }
          })
        else { return false }
        left.remove(at: index)
      }
      return left.isEmpty
    }
    let found = rows(ground.soFar)
    return Verdict(fits(found) || fits(rows(ground.steps)), "refunds", found, expected)
  }

  private func checkMemo(_ expected: Node, _ order: OrderState, _ ground: Ground) -> Verdict? {
    for key in expected.keys {
      switch key {
      case "net_minor", "tax_minor":
        let value = ground.steps.reduce(0) { $0 + $1.entries.reversedValue }
        let tax = ground.steps.reduce(0) { $0 + $1.entries.reversedTax }
        let found = key == "tax_minor" ? tax : value - tax
        if found != expected[key].int { return Verdict(false, key, found, expected) }
      case "tax_by_rate":
        let found = order.taxesGivenBack
        for node in expected[key].list {
          let amount = found.first { $0.code.text == node["rate"].text }?.amount
          if amount != node["tax_minor"].int { return Verdict(false, key, found, node) }
        }
      default: return nil
      }
    }
    return .holds
  }

  private func checkSteps(_ key: String, _ expected: Node, _ ground: Ground) -> Verdict? {
    let wanted = expected.list.map(\.int)
    let orders = ground.steps.map(\.order)
    var found: [Int64?]
    switch key {
    case "step_amounts_minor":
      found = zip([ground.start.order] + orders, orders).map { before, after in
        after.map { $0.value - (before?.value ?? $0.total) }
      }
    case "refunded_steps_minor": found = orders.map { $0?.refundSettled }
    case "restocked_qty_steps":
      found = orders.map { $0?.lines.reduce(0) { $0 + $1.cancelled + $1.returned } }
    case "still_reduced_qty_steps":
      found = orders.map {
        $0?.lines.filter { $0.placed.kind == .item }
          .reduce(0) { $0 + $1.placed.quantity - $1.cancelled - $1.returned }
      }
    case "line_reserved_steps": found = orders.map { $0?.openUnits }
    default: return nil
    }
    return Verdict(found == wanted, key, found, expected)
  }
}

extension OrderState {
  /// The taxes of lines that were given back wholly, by their codes in the order of the lines.
  var taxesGivenBack: [Tax] {
    var sums: [Tax] = []
    for line in lines where line.reversible == 0 {
      for tax in line.placed.taxes {
        if let index = sums.firstIndex(where: { $0.code == tax.code }) {
          sums[index].amount += tax.amount
        } else {
          sums.append(tax)
        }
      }
    }
    return sums
  }
}
