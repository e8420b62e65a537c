import OrderLedger
import OrderLedgerTesting

// What a case does, in this library's commands.

extension ScenarioRun {
  /// Carries out an action and notes what came of it.
  func take(_ action: Node) async throws {
    let before = try await attempts()
    if let name = action["order"].text, orders[name] != nil { current = name }
    var moment: Moment
    do {
      moment = try await perform(action)
    } catch let error as LedgerError {
      moment = Moment()
      moment.failure = .ledger(error)
    } catch let malformed as Malformed {
      moment = Moment()
      moment.failure = .ledger(try await refusal(malformed))
    }
    let after = try await attempts()
    moment.attempts = after.filter { !before.contains($0) }
    moments.append(try await look(moment))
  }

  private func attempts() async throws -> [AttemptID] {
    var found: [AttemptID] = []
    for name in orders.keys.sorted() {
      guard let id = orders[name]?.id else { continue }
      found += try await shop.ledger.order(id).attempts.map(\.id)
    }
    return found
  }

  /// What the reader of JSON says to a quantity that is no whole number.
  private func refusal(_ malformed: Malformed) async throws -> LedgerError {
    let order = try order(Node(nil))
    let json = """
      {"command":"refund","order":"\(order.id)","refund":"r","reason":"other",\
      "lines":[{"line":"L0","quantity":\(malformed.quantity)}]}
      """
    do {
      _ = try Command(json: Array(json.utf8))
      return LedgerError(.integrity, found: "a quantity that was accepted")
    } catch {
      return error
    }
  }

  private func perform(_ action: Node) async throws -> Moment {
    switch action["action"].text ?? "" {
    case "cancel_lines": return try await cancel(action, isWhole: false)
    case "cancel_order": return try await cancel(action, isWhole: true)
    case "delete_order": return try await deleteOrder(action)
    case "delete_line": return try await deleteLine(action)
    case "fulfil": return try await fulfill(action)
    case "cancel_fulfillment": return try await cancelFulfillment(action)
    case "place_order": return try await placeOrder(action)
    case "sell": return try await sell(action)
    case "set_status": return try await setStatus(action)
    case "refund": return try await refund(action)
    case "refund_lines", "grant_refund": return try await refundLines(action)
    case "refund_shipping":
      return try await decide(action, lines: nil, shipping: action["amount_minor"].int)
    case "refund_all_rest": return try await refundRest(action)
    case "settle_refund": return try await settle(action)
    case "webhook_refund": return try await webhook(action)
    case "capture": return try await capture(action)
    case "pay": return try await payMore(action)
    case "void": return try await voidPayment(action)
    case "void_or_refund", "cancel_payment": return try await voidOrRefund(action)
    case "allocate", "deallocate", "decrease_allocation", "append_reservation", "adjust_stock",
      "restock", "set_on_hand", "change_cost":
      return try await stock(action)
    case "apply_gift_card": return try await applyCard(action)
    case "remove_gift_card": return try await removeCard(action)
    case "reverse_entry": return try await reverse(action)
    case "return_lines", "receive_return": return try await returnLines(action)
    case "cancel_return": return try await cancelReturn(action)
    case "concurrent": return try await concurrent(action)
    case "chargeback": return try await chargeBack(action)
    case "distribute", "to_minor": return try await compute(action)
    case "quote_refund": return try await quoteRefund(action)
    case "recompute", "quote_total", "begin_snapshot", "quote_refundable", "derive_charge_state",
      "derive_payment_state":
      return Moment()
    case let other: throw Unsupported(other)
    }
  }

  // MARK: Cancelling

  private func cancel(_ action: Node, isWhole: Bool) async throws -> Moment {
    let order = try order(action)
    var lines: [CancelOrder.Line]?
    if isWhole, isSaleThatComesBack { try await undoSale(order) }
    if !isWhole {
      lines = try selection(action["lines"].list, of: order).map {
        CancelOrder.Line(line: $0.line, quantity: $0.quantity)
      }
    }
    let name = try RefundID(self.name("cancel"))
    let receipt = try await shop.perform(
      CancelOrder(
        order: order.id, cancellation: name, lines: lines, reason: try reason(action),
        refund: action["refund"].bool == false ? .none : .original))
    // A cancelled order is paid back unless the case says no; of lines, only if it says so.
    let pays = action["refund"].bool ?? isWhole
    return try await payBack(receipt, name, order, action, pays: pays)
  }

  func reason(_ action: Node) throws -> ReasonCode {
    let text = action["reason"].text ?? "other"
    return try ReasonCode(text.replacing(" ", with: "-"))
  }

  private func payBack(
    _ receipt: Receipt, _ refund: RefundID, _ order: Order, _ action: Node, pays: Bool
  ) async throws -> Moment {
    var moment = Moment()
    moment.replayed = receipt.replayed
    moment.entries = receipt.transaction.entries
    moment.amount = receipt.refundAmount
    if pays, receipt.refundAmount > 0 {
      moment.failure = try await carryOut(refund, order, action)
    }
    return moment
  }

  private func deleteOrder(_ action: Node) async throws -> Moment {
    // What is cancelled stays as it is; the ledger forgets nothing.
    if try await state(action).status == .cancelled { return Moment() }
    return try await cancel(action, isWhole: true)
  }

  private func deleteLine(_ action: Node) async throws -> Moment {
    let state = try await state(action)
    let sku = action["sku"].text ?? ""
    let order = try order(action)
    guard let line = order.lines.first(where: { $0.sku == sku })?.parts.first?.line,
      let open = state.lines.first(where: { $0.placed.id == line })?.open
    else { throw Unsupported("a line that is not there") }
    let lines = Node(
      ["lines": [["sku": sku, "qty": open] as [String: Any]]] as [String: Any])
    return try await cancel(lines, isWhole: false)
  }

  // MARK: Fulfilling and placing

  private func fulfill(_ action: Node) async throws -> Moment {
    if let sku = action["sku"].text, orders.isEmpty {
      return try await fulfillHeld(sku, action["qty"].int ?? 1)
    }
    let order = try order(action)
    var lines =
      action["lines"].isList ? try selection(action["lines"].list, of: order) : nil
    if action["sku"].exists { lines = try selection([action], of: order) }
    let name = try FulfillmentID(self.name("f"))
    try await shop.perform(Fulfill(order: order.id, fulfillment: name, lines: lines))
    change(action) { $0.fulfillments.append(name) }
    return Moment()
  }

  private func fulfillHeld(_ sku: String, _ units: Int64) async throws -> Moment {
    guard let hold = holds.first(where: { $0.sku.text == sku }) else {
      throw Unsupported("shipping what nobody ordered")
    }
    try await shop.perform(
      Fulfill(
        order: hold.order, fulfillment: try FulfillmentID(name("f")),
        lines: [LineQuantity(line: "L", quantity: units)]))
    return Moment()
  }

  private func cancelFulfillment(_ action: Node) async throws -> Moment {
    let order = try order(action)
    guard let last = order.fulfillments.last else {
      throw Unsupported("a fulfillment that is only planned")
    }
    try await shop.perform(CancelFulfillment(order: order.id, fulfillment: last))
    if try await state(action).status != .cancelled, order.fulfillments.count > 1 {
      change(action) { $0.fulfillments.removeLast() }
    }
    return Moment()
  }

  private func placeOrder(_ action: Node) async throws -> Moment {
    let name = action["order"].text ?? action["cart"].text ?? self.name("o")
    let lines = action["lines"].list
    for line in lines {
      guard let sku = line["sku"].text, places[sku] == nil else { continue }
      places[sku] = ["default"]
      try await receive(sku, 100, at: "default")
    }
    let order = try await ScenarioOrder(
      self, name, lines.isEmpty ? scenario.given["lines"].list : lines, isGiven: lines.isEmpty)
    try await shop.perform(order.command)
    orders[name] = Order(id: order.command.order, lines: order.lines)
    current = name
    return Moment()
  }

  private func sell(_ action: Node) async throws -> Moment {
    try await place("sale", scenario.given["lines"].list)
    try await pay("sale")
    let name = try FulfillmentID(self.name("f"))
    let receipt = try await shop.perform(
      Fulfill(order: try order(action).id, fulfillment: name))
    change(action) { $0.fulfillments.append(name) }
    var moment = Moment()
    moment.entries = receipt.transaction.entries
    return moment
  }

  /// Systems that know only one status for an order: what it means for goods and money.
  private func setStatus(_ action: Node) async throws -> Moment {
    let status = action["status"].text ?? ""
    if current == nil {
      guard status == "processing" else { throw Unsupported("status \(status) of no order") }
      try await place("given", scenario.given["lines"].list)
      try await pay("given")
      return Moment()
    }
    switch status {
    case "completed": return try await fulfill(Node(nil))
    case "cancelled":
      if try await state(action).openUnits == 0 { throw Unsupported("cancelling what has left") }
      return try await cancel(Node(nil), isWhole: true)
    case "refunded":
      guard try await state(action).refundable > 0 else { return Moment() }
      return try await refundRest(Node(nil))
    case "pending", "processing": return Moment()
    default: throw Unsupported("status \(status)")
    }
  }
}
