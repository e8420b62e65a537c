import OrderLedger

extension Oracle {
  mutating func announce(_ action: ReturnItems, _ command: Command) throws {
    var wrong = Refusals()
    Self.check(action.lines.map { LineQuantity(line: $0.line, quantity: $0.quantity) }, &wrong)
    try wrong.settle()
    let name = action.returnID.text
    if returns[name] != nil { throw Refused("alreadyExists") }
    var order = try order(action.order.text)
    var missing = Refusals()
    for line in action.lines {
      missing.add("lineNotFound", if: (try? Self.item(line.line.text, of: order)) == nil)
      guard let sent = line.fulfillment?.text else { continue }
      let isSent = order.sent.contains(sent) && fulfillments[sent]?.isCancelled == false
      missing.add("fulfillmentNotFound", if: !isSent)
    }
    if let location = action.location?.text {
      missing.add("locationNotFound", if: locations[location] == nil)
    }
    try missing.settle()
    try checkVersion(order, command)
    if let location = action.location {
      try checkOpen(location.text)
    } else if action.received {
      for line in action.lines {
        try checkOpen(order.lines[try Self.item(line.line.text, of: order)].location)
      }
    }
    var document = OracleReturn(id: name)
    for line in action.lines {
      let number = try Self.item(line.line.text, of: order)
      document.portions += try portions(
        of: line, number, at: action.location?.text ?? order.lines[number].location, order)
    }
    order.returns.append(document)
    if action.received { try receive(nil, of: order.returns.count - 1, &order) }
    returns[name] = order.id
    keep(order)
  }

  /// Units as they left, the oldest first.
  private func portions(
    of line: ReturnItems.Line, _ number: Int, at location: String, _ order: OracleOrder
  ) throws -> [OracleReturn.Portion] {
    var left = line.quantity
    var portions: [OracleReturn.Portion] = []
    for sent in order.sent where line.fulfillment == nil || line.fulfillment?.text == sent {
      guard let record = fulfillments[sent], !record.isCancelled else { continue }
      for moved in record.moved where moved.line == number {
        let taken = order.portions(of: number, sentBy: sent).reduce(0) { $0 + $1.taken }
        let part = min(left, moved.quantity - taken)
        if part <= 0 { continue }
        portions.append(
          OracleReturn.Portion(
            line: number, sentBy: sent, location: location, announced: part))
        left -= part
      }
    }
    if left > 0 { throw Refused("overQuantity") }
    return portions
  }

  private func find(
    _ name: String, of id: String, _ lines: [LineID], _ command: Command
  ) throws -> (OracleOrder, Int) {
    let order = try order(id)
    var missing = Refusals()
    let number = order.returns.firstIndex { $0.id == name }
    missing.add("returnNotFound", if: number == nil)
    for line in lines {
      missing.add("lineNotFound", if: (try? Self.item(line.text, of: order)) == nil)
    }
    try missing.settle()
    return (order, number ?? 0)
  }

  mutating func receive(_ action: ReceiveReturn, _ command: Command) throws {
    var wrong = Refusals()
    if let lines = action.lines {
      wrong.add("keyRequired", if: command.key == nil)
      Self.check(lines, &wrong)
    }
    try wrong.settle()
    var (order, number) = try find(
      action.returnID.text, of: action.order.text, action.lines?.map(\.line) ?? [], command)
    try checkVersion(order, command)
    let document = order.returns[number]
    if document.awaited == 0 { throw Refused("returnClosed") }
    for portion in document.portions where portion.awaited > 0 {
      let line = order.lines[portion.line].id
      guard action.lines?.contains(where: { $0.line.text == line }) ?? true else { continue }
      try checkOpen(portion.location)
    }
    try receive(action.lines, of: number, &order)
    keep(order)
  }

  /// Units come in, at the cost that they left with: what is awaited of them, or those named.
  private mutating func receive(
    _ lines: [LineQuantity]?, of number: Int, _ order: inout OracleOrder
  ) throws {
    for line in lines ?? [] {
      let index = try Self.item(line.line.text, of: order)
      let awaited = order.returns[number].portions.reduce(0) {
        $0 + ($1.line == index ? $1.awaited : 0)
      }
      if line.quantity > awaited { throw Refused("overQuantity") }
    }
    for index in order.lines.indices {
      let named = lines?.first { $0.line.text == order.lines[index].id }?.quantity
      var left = named ?? (lines == nil ? Int64.max : 0)
      for portion in order.returns[number].portions.indices
      where order.returns[number].portions[portion].line == index {
        let part = min(left, order.returns[number].portions[portion].awaited)
        guard part > 0 else { continue }
        try receive(part, portion, of: number, &order)
        left -= part
      }
    }
  }

  private mutating func receive(
    _ quantity: Int64, _ index: Int, of number: Int, _ order: inout OracleOrder
  ) throws {
    let portion = order.returns[number].portions[index]
    let line = order.lines[portion.line]
    guard let moved = fulfillments[portion.sentBy]?.moved.first(where: { $0.line == portion.line })
    else { throw Refused("integrity") }
    let before = order.portions(of: portion.line, sentBy: portion.sentBy)
      .reduce(0) { $0 + $1.received }
    let cost =
      OracleLine.share(moved.value, before + quantity, moved.quantity)
      - OracleLine.share(moved.value, before, moved.quantity)
    let home = OraclePlace(sku: line.sku, location: line.location)
    let target = OraclePlace(sku: line.sku, location: portion.location)
    if cost != 0, let currency = moved.currency, let other = stock[target]?.currency,
      other != currency
    {
      throw Refused("currencyMismatch")
    }
    if home != target { try move(quantity, home, from: "shipped", to: "transit") }
    try move(
      quantity, target, from: home == target ? "shipped" : "transit", to: "inspection",
      value: cost, currency: moved.currency, counter: "5010:\(line.sku)")
    order.returns[number].portions[index].received += quantity
    order.lines[portion.line].returned += quantity
  }

  mutating func cancel(_ action: CancelReturn, _ command: Command) throws {
    var (order, number) = try find(action.returnID.text, of: action.order.text, [], command)
    try checkVersion(order, command)
    if order.returns[number].awaited == 0 { throw Refused("returnClosed") }
    for index in order.returns[number].portions.indices {
      order.returns[number].portions[index].cancelled +=
        order.returns[number].portions[index].awaited
    }
    keep(order)
  }

  // MARK: What became of them

  private struct Inspected {
    let portion: Int
    let quantity: Int64
    let disposition: Disposition
  }

  mutating func inspect(_ action: InspectReturn, _ command: Command) throws {
    try checkShape(action)
    let name = action.inspection?.text ?? action.returnID.text
    if decisions[name] != nil { throw Refused("alreadyExists") }
    var (order, number) = try find(
      action.returnID.text, of: action.order.text, action.lines?.map(\.line) ?? [], command)
    for disposition in [action.disposition] + (action.lines ?? []).compactMap(\.disposition) {
      if let location = disposition.location?.text, locations[location] == nil {
        throw Refused("locationNotFound")
      }
    }
    try checkTarget(action.refund, of: order)
    try checkVersion(order, command)
    let before = order
    let items = try selection(action, of: order, order.returns[number])
    for item in items {
      order.returns[number].portions[item.portion].settle(item.quantity, item.disposition.kind)
    }
    for index in order.lines.indices {
      let own = items.filter { before.returns[number].portions[$0.portion].line == index }
      let quantity = own.reduce(0) { $0 + $1.quantity }
      guard quantity > 0 else { continue }
      let line = order.lines[index]
      // Units whose money went back already are the first to return.
      let settled = before.returned(index) { $0.settled }
      let refunded = max(0, line.fulfilled - settled - line.recognized)
      let parts = max(0, quantity - refunded)
      order.lines[index].returned += own.reduce(0) {
        $0 + ($1.disposition.kind == .kept ? $1.quantity : 0)
      }
      change(index, of: &order, .givenBack, reversed: parts, recognized: -parts)
    }
    if let shipping = action.shipping { try refundShipping(shipping, of: &order) }
    for item in items where item.disposition.kind != .kept {
      let portion = before.returns[number].portions[item.portion]
      try dispose(
        item.quantity,
        at: OraclePlace(sku: order.lines[portion.line].sku, location: portion.location),
        from: "inspection", item.disposition)
    }
    try settle(action, as: name, before: before, &order)
    denyRefund(order.currency)
    decisions[name] = order.id
    keep(order)
  }

  private func checkShape(_ action: InspectReturn) throws {
    var wrong = Refusals()
    let name = action.inspection?.text ?? action.returnID.text
    wrong.add("invalidIdentifier", if: name.hasPrefix("late-capture-"))
    if let lines = action.lines {
      wrong.add("emptySelection", if: lines.isEmpty)
      let kinds = lines.map { ($0.line, $0.disposition ?? action.disposition) }
      for (index, kind) in kinds.enumerated() {
        wrong.add("duplicateLine", if: kinds[..<index].contains { $0 == kind })
      }
      for line in lines {
        wrong.add("invalidQuantity", if: line.quantity.map { !Self.isQuantity($0) } ?? false)
      }
    }
    for amount in [action.refund.amount, action.shipping?.amount] {
      wrong.add("invalidAmount", if: amount.map { !Self.isAmount($0) } ?? false)
    }
    wrong.add("invalidChoice", if: action.shipping?.kind == .proportional)
    Self.check(action.fee, beside: action.refund, &wrong)
    wrong.add("invalidTime", if: action.refund.expires.map { $0.microseconds <= time } ?? false)
    try wrong.settle()
  }

  /// The units, from the portions in their order.
  private func selection(
    _ action: InspectReturn, of order: OracleOrder, _ document: OracleReturn
  ) throws -> [Inspected] {
    func count(_ portion: OracleReturn.Portion, _ disposition: Disposition) -> Int64 {
      disposition.kind == .kept ? portion.awaited : portion.inspecting
    }
    var wanted: [(line: Int, quantity: Int64?, disposition: Disposition)] = []
    for line in action.lines ?? [] {
      wanted.append(
        (
          try Self.item(line.line.text, of: order), line.quantity,
          line.disposition ?? action.disposition
        ))
    }
    if action.lines == nil {
      let lines = Set(
        document.portions.filter { count($0, action.disposition) > 0 }.map(\.line))
      if lines.isEmpty {
        throw Refused(action.disposition.kind == .kept ? "returnClosed" : "nothingToInspect")
      }
      wanted = lines.sorted().map { ($0, nil, action.disposition) }
    }
    for (line, _, disposition) in wanted
    where disposition.kind == .restock || disposition.kind == .damaged {
      for portion in document.portions where portion.line == line && portion.inspecting > 0 {
        try checkOpen(disposition.location?.text ?? portion.location)
      }
    }
    var left = document
    var items: [Inspected] = []
    for (line, quantity, disposition) in wanted {
      var missing =
        quantity
        ?? max(1, left.portions.reduce(0) { $0 + ($1.line == line ? count($1, disposition) : 0) })
      for index in left.portions.indices where left.portions[index].line == line {
        let part = min(missing, count(left.portions[index], disposition))
        guard part > 0 else { continue }
        left.portions[index].settle(part, disposition.kind)
        items.append(Inspected(portion: index, quantity: part, disposition: disposition))
        missing -= part
      }
      if missing > 0 { throw Refused("overQuantity") }
    }
    return items
  }

  /// What the units were worth and was paid goes back, less the fee. What a lost dispute has taken is
  /// the customer's already: so much less of a loss.
  private mutating func settle(
    _ action: InspectReturn, as name: String, before: OracleOrder, _ order: inout OracleOrder
  ) throws {
    let value = order.value(rule)
    let due = min(max(0, order.received - value), before.value(rule) - value)
    let fee = action.fee?.amount ?? 0
    if fee > due { throw Refused("feeExceedsRefund") }
    var amount: Int64 = 0
    var kept = fee
    var recovered: Int64 = 0
    switch action.refund.kind {
    case .original, .later, .storeCredit:
      amount = min(due - fee, order.refundable)
      recovered = min(due - fee - amount, order.lost)
    case .none: kept = due
    case .amount:
      amount = action.refund.amount ?? 0
      if amount > order.refundable { throw Refused("overRefund") }
    }
    releaseAll(of: &order)
    keepFee(kept, tax: action.fee?.tax ?? 0, code: action.fee?.taxCode, order.currency)
    post(order.currency, "5340", -recovered)
    try decide(
      name, due: due, amount: amount, kept: kept + recovered, action.refund,
      reason: action.reason.text, &order)
  }
}
