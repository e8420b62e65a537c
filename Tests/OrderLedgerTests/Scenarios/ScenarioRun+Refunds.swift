import OrderLedger
import OrderLedgerTesting

extension ScenarioRun {
  /// Money back: an amount, or units at a price of the caller's.
  func refund(_ action: Node) async throws -> Moment {
    if action["already_performed"].bool == true { return try await alreadyPerformed(action) }
    let order = try order(action)
    if action["split"].isList { return try await refundSplit(action, order) }
    var amount = action["amount_minor"].int ?? 0
    if let unit = action["unit"].int {
      if action["amount"].text == "rest" {
        let gross = order.lines.first?.gross ?? 0
        amount = gross - (refundedByUnit[unit] ?? 0)
      }
      refundedByUnit[unit, default: 0] += max(0, amount)
    }
    if let old = try await state(action).refunds.first(where: { $0.owed >= amount && amount > 0 }) {
      // It is owed already: what failed, or what a cancellation decided.
      var moment = Moment()
      moment.amount = amount
      moment.failure = try await carryOut(old.id, order, action, most: amount)
      return moment
    }
    let name = try RefundID(self.name("refund"))
    let isNamed = action["payment"].exists && order.payments.count > 1
    var target = isNamed ? RefundChoice.later : .original
    switch action["to"].text {
    case nil: break
    case "new_store_credit":
      target = .storeCredit(account: try CreditName(self.name("new")))
    case let other?: throw Unsupported("a refund to \(other)")
    }
    let receipt = try await shop.perform(
      Refund(
        order: order.id, refund: name, amount: amount, to: target, reason: try reason(action)))
    var moment = Moment()
    moment.entries = receipt.transaction.entries
    moment.amount = receipt.refundAmount
    moment.failure = try await carryOut(name, order, action)
    return moment
  }

  /// Carries a refund out: an attempt for each payment that gets some.
  func carryOut(
    _ refund: RefundID, _ order: Order, _ action: Node, most: Int64? = nil
  ) async throws -> Moment.Failure? {
    var left = most ?? .max
    while true {
      let owed = try await owed(refund, of: order.id)
      guard owed > 0, left > 0 else { return nil }
      let attempt = try AttemptID(name("attempt"))
      var payment: PaymentID?
      if let index = action["payment"].int, order.payments.count > 1 {
        payment = order.payments[Int(index)]
      }
      let receipt = try await shop.perform(
        SubmitRefund(
          attempt: attempt, refund: refund, payment: payment,
          amount: most == nil ? nil : min(left, owed)))
      calls += 1
      for case .attempt(let change) in receipt.transaction.entries { left -= change.amount }
      // A later action settles it.
      if scenario.does("settle_refund") || action["gateway"].text == "pending" { continue }
      if action["gateway"].exists {
        try await shop.perform(SettleRefund(attempt: attempt, outcome: .failed))
        return .gateway
      }
      try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    }
  }

  /// The gateway's transaction is known from before: it is told, and told again.
  private func alreadyPerformed(_ action: Node) async throws -> Moment {
    let order = try order(action)
    let refund = try RefundID(name("refund"))
    let attempt = try AttemptID(name("attempt"))
    let reference = try GatewayReference(action["external_id"].text ?? "tx")
    try await shop.perform(
      Refund(
        order: order.id, refund: refund, amount: action["amount_minor"].int, reason: "other"))
    let submit = SubmitRefund(attempt: attempt, refund: refund, reference: reference)
    try await shop.perform(submit)
    try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    var moment = Moment()
    moment.replayed = try await shop.perform(submit).replayed
    return moment
  }

  /// Units at a price of the caller's, net of tax.
  private func refundSplit(_ action: Node, _ order: Order) async throws -> Moment {
    var gross: Int64 = 0
    for part in action["split"].list {
      guard let net = part["net_minor"].int else {
        throw Unsupported("amounts with parts of a minor unit")
      }
      gross += net + (try tax(on: net))
    }
    let goods = action["split"].list.filter { $0["sku"].exists }
    let lines = try selection(goods, of: order)
    let name = try RefundID(self.name("refund"))
    if gross < 0 || action["split"].list.isEmpty || action["restock"].bool != true {
      let receipt = try await shop.perform(
        Refund(
          order: order.id, refund: name,
          lines: goods.isEmpty && !action["split"].list.isEmpty ? nil : lines,
          amount: action["split"].list.isEmpty ? nil : gross, reason: "other"))
      return try await paid(receipt, name, order, action)
    }
    let receipt = try await shop.perform(
      CancelOrder(
        order: order.id, cancellation: name,
        lines: lines.map { CancelOrder.Line(line: $0.line, quantity: $0.quantity) },
        reason: "other", refund: .amount(gross)))
    return try await paid(receipt, name, order, action)
  }

  private func tax(on net: Int64) throws -> Int64 {
    var sum: Int64 = 0
    for rate in scenario.given["taxes"].list {
      let points = try Money(parsing: rate["rate_percent"].written, currency: .usd).minorUnits
      sum += (2 * net * points + 10_000) / 20_000
    }
    return sum
  }

  func paid(
    _ receipt: Receipt, _ refund: RefundID, _ order: Order, _ action: Node
  ) async throws -> Moment {
    var moment = Moment()
    moment.entries = receipt.transaction.entries
    moment.amount = receipt.refundAmount
    moment.failure = try await carryOut(refund, order, action)
    return moment
  }

  // MARK: Lines

  func refundLines(_ action: Node) async throws -> Moment {
    if action["kind"].exists { throw Unsupported("refunds that depend on the delivery") }
    // What came back is given back by its inspection.
    if let moment = try await inspect(action) { return moment }
    let order = try order(action)
    let nodes = action["lines"].list
    var shipping = action["shipping_minor"].int
    if action["shipping"].text == "all" { shipping = .max }
    if let amount = action["amount_minor"].int {
      return try await refund(Node(["amount_minor": amount] as [String: Any]))
    }
    let lines = nodes.isEmpty && shipping != nil ? nil : try selection(nodes, of: order)
    if action["restock"].bool == true, let lines, try await state(action).fulfilledUnits == 0 {
      // Units that come back without having left are cancelled.
      let name = try RefundID(self.name("cancel"))
      let receipt = try await shop.perform(
        CancelOrder(
          order: order.id, cancellation: name,
          lines: lines.map { CancelOrder.Line(line: $0.line, quantity: $0.quantity) },
          reason: "other"))
      return try await paid(receipt, name, order, action)
    }
    return try await decide(action, lines: lines, shipping: shipping)
  }

  /// Refunds lines and shipping at their price.
  func decide(
    _ action: Node, lines: [LineQuantity]?, shipping: Int64?
  ) async throws -> Moment {
    let order = try order(action)
    let name = try RefundID(self.name("refund"))
    var request = Refund(
      order: order.id, refund: name, lines: lines,
      shipping: try await choice(shipping, action), reason: try reason(action))
    let state = try await state(action)
    // Of an order that is partly paid the units' price is claimed, as far as it was paid.
    if state.received < state.value, state.refundable > 0 {
      request.amount = 1
      let plan = try await shop.ledger.preview(request)
      request.amount = min(plan.entries.reversedValue, state.refundable)
    }
    let receipt = try await shop.perform(request)
    return try await paid(receipt, name, order, action)
  }

  /// Shipping charges are given with their tax; a choice is without it.
  private func choice(_ gross: Int64?, _ action: Node) async throws -> ShippingChoice? {
    guard let gross, gross > 0 else { return nil }
    if gross == .max { return .auto }
    let lines = try await state(action).lines.filter { $0.placed.kind == .shipping }
    let net = lines.reduce(0) { $0 + $1.placed.gross - $1.placed.discount }
    let total = lines.reduce(0) { $0 + $1.placed.total }
    return .amount(total == 0 ? gross : gross * net / total)
  }

  func refundRest(_ action: Node) async throws -> Moment {
    let state = try await state(action)
    let lines = state.lines.filter { $0.placed.kind == .item && $0.reversible > 0 }
      .map { LineQuantity(line: $0.placed.id, quantity: $0.reversible) }
    let name = try RefundID(self.name("refund"))
    let receipt = try await shop.perform(
      Refund(
        order: state.id, refund: name, lines: lines.isEmpty ? nil : lines, shipping: .auto,
        reason: "other"))
    return try await paid(receipt, name, try order(action), action)
  }

  // MARK: What gateways tell

  func settle(_ action: Node) async throws -> Moment {
    let attempts = try await state(action).attempts.filter { !oldAttempts.contains($0.id) }
    let index = Int(action["refund"].int ?? 0)
    guard attempts.indices.contains(index) else { throw Unsupported("a refund that is not there") }
    try await shop.perform(SettleRefund(attempt: attempts[index].id, outcome: .succeeded))
    return Moment()
  }

  /// A webhook tells of a refund that was made at the gateway. Its own name is the key to it.
  func webhook(_ action: Node) async throws -> Moment {
    let order = try order(action)
    let external = action["external_id"].text ?? ""
    let amount = action["amount_minor"].int
    let name = try RefundID("webhook-\(external)")
    let first = try await shop.perform(
      Refund(order: order.id, refund: name, amount: amount, reason: "other"),
      key: try IdempotencyKey("webhook-\(external)"))
    let attempt = try AttemptID("webhook-\(external)")
    try await shop.perform(
      SubmitRefund(
        attempt: attempt, refund: name, amount: amount,
        reference: try GatewayReference(external)))
    try await shop.perform(SettleRefund(attempt: attempt, outcome: .succeeded))
    var moment = Moment()
    moment.replayed = first.replayed
    return moment
  }
}

extension [Entry] {
  /// What the lines that were reversed are worth, tax included.
  var reversedValue: Int64 {
    var sum: Int64 = 0
    for case .line(let change) in self where change.reversed > 0 { sum += change.net + change.tax }
    return sum
  }

  /// The tax in that.
  var reversedTax: Int64 {
    var sum: Int64 = 0
    for case .line(let change) in self where change.reversed > 0 { sum += change.tax }
    return sum
  }
}
