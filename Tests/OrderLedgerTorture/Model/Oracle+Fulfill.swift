import OrderLedger

extension Oracle {
  /// Why parts of a line are earned, or not any more.
  enum Cause {
    case sent, unsent, givenBack
    /// Not rendered, and kept all the same.
    case kept
  }

  /// Changes what is earned of a line, and books it.
  mutating func change(
    _ number: Int, of order: inout OracleOrder, _ cause: Cause, cancelled: Int64 = 0,
    fulfilled: Int64 = 0, reversed: Int64 = 0, recognized: Int64 = 0
  ) {
    let old = order.lines[number]
    order.lines[number].cancelled += cancelled
    order.lines[number].fulfilled += fulfilled
    order.lines[number].reversed += reversed
    order.lines[number].recognized += recognized
    let new = order.lines[number]
    let before = old.share(from: old.earnedFrom, to: old.parts, rule)
    let after = new.share(from: new.earnedFrom, to: new.parts, rule)
    let net = after.net - before.net
    let discount = after.discount - before.discount
    if let card = old.card {
      post(order.currency, "4090", discount)
      post(order.currency, "2520:\(card)", -(net + discount))
      return changeCard(card, net + discount, cause, isTaken: cancelled > 0 || reversed > 0)
    }
    guard let revenue = old.revenue else { return }
    switch cause {
    case .givenBack: post(order.currency, "4110", -net)
    case .kept: post(order.currency, "4210", -net)
    case .sent, .unsent:
      post(order.currency, "4090", discount)
      let account = order.channel.isEmpty ? revenue : "\(revenue):\(order.channel)"
      post(order.currency, account, -(net + discount))
    }
  }

  private mutating func changeCard(_ card: String, _ value: Int64, _ cause: Cause, isTaken: Bool) {
    if value > 0 {
      credits[card]?.balance += value
      credits[card]?.status = "active"
    } else if value < 0 {
      credits[card]?.balance += value
      credits[card]?.status = cause == .unsent ? "announced" : "disabled"
    } else if isTaken, credits[card]?.status == "announced" {
      credits[card]?.status = "disabled"
    }
  }

  mutating func fulfill(_ action: Fulfill, _ command: Command) throws {
    var wrong = Refusals()
    if let lines = action.lines { Self.check(lines, &wrong) }
    try wrong.settle()
    if fulfillments[action.fulfillment.text] != nil { throw Refused("alreadyExists") }
    var order = try order(action.order.text)
    var selected: [(Int, Int64)] = []
    for line in action.lines ?? [] {
      selected.append((try Self.item(line.line.text, of: order), line.quantity))
    }
    if action.lines == nil {
      selected = order.lines.indices.filter { order.lines[$0].open > 0 }
        .map { ($0, order.lines[$0].open) }
    }
    try checkVersion(order, command)
    if order.status == "cancelled" { throw Refused("alreadyCancelled") }
    if selected.isEmpty { throw Refused("nothingToFulfill") }
    for (number, quantity) in selected { try checkHeld(quantity, of: number, order) }
    for (number, quantity) in selected where quantity > order.lines[number].open {
      throw Refused("overQuantity")
    }
    lapseRequests(of: &order)
    let isFirst = order.fulfilled == 0
    var record = OracleFulfillment(order: order.id, sequence: sequence)
    for (number, quantity) in selected {
      let awaited = max(0, quantity - order.lines[number].open + order.lines[number].backordered)
      if awaited > 0 { try reserve(awaited, of: number, &order) }
      let line = order.lines[number]
      let recognized = min(quantity, line.deferred)
      change(number, of: &order, .sent, fulfilled: quantity, recognized: recognized)
      let place = line.place
      let currency = stock[place]?.currency
      let value = try move(
        quantity, place, from: "reserved", to: "shipped", value: line.isCosted ? nil : 0,
        counter: "5010:\(line.sku)")
      record.moved.append(
        OracleFulfillment.Moved(
          line: number, quantity: quantity, recognized: recognized, value: value,
          currency: currency))
    }
    if isFirst {
      for number in order.lines.indices where !order.lines[number].isItem {
        change(number, of: &order, .sent, recognized: order.lines[number].deferred)
      }
    }
    fulfillments[action.fulfillment.text] = record
    order.sent.append(action.fulfillment.text)
    keep(order)
  }

  static func check(_ lines: [LineQuantity], _ wrong: inout Refusals) {
    wrong.add("emptySelection", if: lines.isEmpty)
    wrong.add("duplicateLine", if: Set(lines.map(\.line.text)).count < lines.count)
    for line in lines { wrong.add("invalidQuantity", if: !isQuantity(line.quantity)) }
  }

  static func item(_ id: String, of order: OracleOrder) throws -> Int {
    guard let number = order.lines.firstIndex(where: { $0.id == id && $0.isItem }) else {
      throw Refused("lineNotFound")
    }
    return number
  }

  mutating func cancel(_ action: CancelFulfillment, _ command: Command) throws {
    var order = try order(action.order.text)
    guard let record = fulfillments[action.fulfillment.text], record.order == order.id else {
      throw Refused("fulfillmentNotFound")
    }
    try checkVersion(order, command)
    if record.isCancelled { throw Refused("fulfillmentCancelled") }
    try checkReturns(of: action.fulfillment.text, order)
    let isAll = order.fulfilled == record.moved.reduce(0) { $0 + $1.quantity }
    for moved in record.moved {
      let line = order.lines[moved.line]
      // What was given back in between stays given back, and units that are still out keep no more
      // than their own.
      let earned = min(
        line.recognized - min(moved.recognized, line.recognized),
        line.fulfilled - moved.quantity - order.returned(moved.line) { $0.settled })
      change(
        moved.line, of: &order, .unsent, fulfilled: -moved.quantity,
        recognized: earned - line.recognized)
      try move(
        moved.quantity, line.place, from: "shipped", to: "reserved", value: moved.value,
        currency: moved.currency, counter: "5010:\(line.sku)")
    }
    if isAll {
      for number in order.lines.indices where !order.lines[number].isItem {
        change(number, of: &order, .unsent, recognized: -order.lines[number].recognized)
      }
    }
    fulfillments[action.fulfillment.text]?.isCancelled = true
    keep(order)
  }

  /// What is or was part of a return has left.
  private func checkReturns(of fulfillment: String, _ order: OracleOrder) throws {
    let portions = order.returns.flatMap(\.portions).filter { $0.sentBy == fulfillment }
    for portion in portions where portion.awaited > 0 || portion.inspecting > 0 {
      throw Refused("activeReturn")
    }
    if portions.contains(where: { $0.taken > 0 }) { throw Refused("overQuantity") }
  }
}
