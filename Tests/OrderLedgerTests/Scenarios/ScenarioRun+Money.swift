import OrderLedger
import OrderLedgerTesting

extension ScenarioRun {
  func payment(
    _ action: Node, _ word: String = "payment"
  ) throws -> (order: Order, payment: PaymentID, index: Int) {
    let order = try order(action)
    let index = Int(action[word].int ?? 0)
    guard order.payments.indices.contains(index) else {
      throw Unsupported("a payment that is not there")
    }
    return (order, order.payments[index], index)
  }

  func capture(_ action: Node) async throws -> Moment {
    let (order, payment, _) = try payment(action)
    let key = try IdempotencyKey("capture-\(action["key"].text ?? name("key"))")
    let receipt = try await shop.perform(
      CapturePayment(order: order.id, payment: payment, amount: action["amount_minor"].int),
      key: key)
    // Where credit is captured once, what is not taken is let go.
    let state = try await state(action).payments.first { $0.id == payment }
    if let state, state.tender.kind.credit != nil, state.open > 0 {
      try await void(payment, of: order.id)
    }
    var moment = Moment()
    moment.replayed = receipt.replayed
    moment.amount = action["amount_minor"].int
    return moment
  }

  /// What came in counts, whatever was asked for.
  func payMore(_ action: Node) async throws -> Moment {
    let order = try order(action)
    let payment = try PaymentID(name("pay"))
    try await shop.perform(
      RecordPayment(
        order: order.id, payment: payment, tender: .gateway("card"),
        amount: action["processed_minor"].int ?? action["amount_minor"].int ?? 0))
    change(action) { $0.payments.append(payment) }
    return Moment()
  }

  func voidPayment(_ action: Node) async throws -> Moment {
    let (order, payment, _) = try payment(action)
    var moment = Moment()
    if action["gateway"].exists {
      // The service refused: nothing happened that could be recorded.
      moment.failure = .gateway
      return moment
    }
    let receipt = try await void(payment, of: order.id)
    moment.replayed = receipt.replayed
    if !receipt.replayed { calls += 1 }
    return moment
  }

  /// Lets go what is promised, and gives back what was taken.
  func voidOrRefund(_ action: Node) async throws -> Moment {
    let (order, payment, index) = try payment(action)
    let state = try await state(action)
    guard let found = state.payments.first(where: { $0.id == payment }) else { return Moment() }
    if found.open > 0, !action["void"].exists {
      calls += 1
      try await void(payment, of: order.id)
      return Moment()
    }
    let left = min(found.captured, state.refundable)
    guard left > 0 else { return Moment() }
    return try await refund(
      Node(["payment": index, "amount_minor": left] as [String: Any]))
  }

  // MARK: Figures without a ledger

  func compute(_ action: Node) async throws -> Moment {
    Moment()
  }

  func quoteRefund(_ action: Node) async throws -> Moment {
    let order = try order(action)
    let plan = try await shop.ledger.preview(
      Refund(
        order: order.id, refund: try RefundID(name("quote")),
        lines: try selection(action["lines"].list, of: order), amount: 1, reason: "other"))
    var moment = Moment()
    moment.entries = plan.entries
    moment.amount = plan.entries.reversedValue
    return moment
  }
}
