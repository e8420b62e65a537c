import OrderLedger

extension Oracle {
  /// Units of a line, and what becomes of them.
  struct Cancelled {
    let line: Int
    let quantity: Int64
    let disposition: Disposition
  }

  mutating func cancel(_ action: CancelOrder, _ command: Command) throws {
    try checkShape(action)
    let action = shaped(action)
    var (order, selected) = try prepare(action, command)
    lapseRequests(of: &order)
    let policyFee = judge(action, order)
    try carryOut(action, selected, of: &order, policyFee)
    if deny(action, policyFee, order) { denied.insert("approvalRequired") }
    keep(order)
  }

  /// The order, and what can be cancelled of it.
  func prepare(
    _ action: CancelOrder, _ command: Command
  ) throws -> (OracleOrder, [Cancelled]) {
    let name = action.cancellation.text
    if let taken = decisions[name] {
      let isSame = taken == action.order.text && orders[taken]?.status == "cancelled"
      throw Refused(isSame ? "alreadyCancelled" : "alreadyExists")
    }
    let order = try order(action.order.text)
    let selected = try selection(action, of: order)
    try checkTarget(action.refund, of: order)
    try checkVersion(order, command)
    try checkState(selected, of: order)
    for item in selected where item.quantity > order.lines[item.line].open {
      throw Refused("overQuantity")
    }
    return (order, selected)
  }

  func checkShape(_ action: CancelOrder, _ isWrong: Bool = false) throws {
    var wrong = Refusals()
    wrong.add("invalidTime", if: isWrong)
    wrong.add("invalidIdentifier", if: action.cancellation.text.hasPrefix("late-capture-"))
    if let lines = action.lines {
      wrong.add("emptySelection", if: lines.isEmpty)
      wrong.add("duplicateLine", if: Set(lines.map(\.line.text)).count < lines.count)
      for line in lines {
        wrong.add("invalidQuantity", if: line.quantity.map { !Self.isQuantity($0) } ?? false)
      }
    }
    for amount in [action.refund.amount, action.shipping.amount] {
      wrong.add("invalidAmount", if: amount.map { !Self.isAmount($0) } ?? false)
    }
    Self.check(action.fee, beside: action.refund, &wrong)
    if let expires = action.refund.expires {
      wrong.add("invalidTime", if: expires.microseconds <= time)
    }
    try wrong.settle()
  }

  static func check(
    _ fee: CancellationFee?, beside refund: RefundChoice, _ wrong: inout Refusals
  ) {
    guard let fee else { return }
    wrong.add("invalidAmount", if: !isAmount(fee.amount, from: 1))
    wrong.add("invalidAmount", if: fee.tax < 0 || fee.tax > fee.amount)
    wrong.add("missingField", if: fee.tax > 0 && fee.taxCode == nil)
    wrong.add("invalidChoice", if: refund.kind == .none)
  }

  func selection(_ action: CancelOrder, of order: OracleOrder) throws -> [Cancelled] {
    var selected: [Cancelled] = []
    for line in action.lines ?? [] {
      let number = try Self.item(line.line.text, of: order)
      selected.append(
        Cancelled(
          line: number, quantity: line.quantity ?? max(1, order.lines[number].open),
          disposition: line.disposition ?? action.disposition))
    }
    if action.lines == nil {
      for number in order.lines.indices where order.lines[number].open > 0 {
        selected.append(
          Cancelled(
            line: number, quantity: order.lines[number].open, disposition: action.disposition))
      }
    }
    for item in selected {
      if let location = item.disposition.location, locations[location.text] == nil {
        throw Refused("locationNotFound")
      }
    }
    return selected
  }

  func checkState(_ selected: [Cancelled], of order: OracleOrder) throws {
    if order.status == "cancelled" { throw Refused("alreadyCancelled") }
    let isActive = order.returns.contains { $0.awaited + $0.inspecting > 0 }
    if order.open == 0 { throw Refused(isActive ? "activeReturn" : "nothingToCancel") }
    for item in selected { try checkHeld(item.quantity, of: item.line, order) }
    for item in selected {
      let beyond = item.quantity - order.lines[item.line].open
      if beyond > 0, beyond <= order.returning(item.line) { throw Refused("activeReturn") }
    }
    for item in selected
    where item.quantity > order.lines[item.line].backordered
      && (item.disposition.kind == .restock || item.disposition.kind == .damaged)
    {
      try checkOpen(item.disposition.location?.text ?? order.lines[item.line].location)
    }
  }

  /// All that is open, as a part of a dispute that was lost.
  mutating func cancelRest(of order: inout OracleOrder, as name: String) throws {
    if decisions[name] != nil { throw Refused("alreadyExists") }
    let action = CancelOrder(
      order: OrderID(unchecked: order.id), cancellation: RefundID(unchecked: name),
      reason: "fraud", refund: order.hasDispute ? .later : .original)
    let selected = try selection(action, of: order)
    try checkState(selected, of: order)
    try carryOut(action, selected, of: &order)
  }

  mutating func carryOut(
    _ action: CancelOrder, _ selected: [Cancelled], of order: inout OracleOrder,
    _ policyFee: CancellationPolicy.Fee? = nil, isAnswer: Bool = false
  ) throws {
    let before = order
    for item in selected {
      let line = order.lines[item.line]
      // Units whose money went back already are the first to be cancelled.
      let refunded = max(0, line.open - line.deferred)
      change(
        item.line, of: &order, .givenBack, cancelled: item.quantity,
        reversed: max(0, item.quantity - refunded))
    }
    try giveBackServices(action.shipping, of: &order)
    for item in selected {
      // Those that are still awaited are the first to go, and leave nothing.
      let awaited = min(item.quantity, before.lines[item.line].backordered)
      order.lines[item.line].backordered -= awaited
      guard item.quantity > awaited else { continue }
      try dispose(
        item.quantity - awaited, at: before.lines[item.line].place, from: "reserved",
        item.disposition)
    }
    try settle(action, before: before, policyFee, isAnswer: isAnswer, &order)
    decisions[action.cancellation.text] = order.id
  }

  /// Takes units to where a disposition puts them.
  mutating func dispose(
    _ quantity: Int64, at home: OraclePlace, from bucket: String, _ disposition: Disposition
  ) throws {
    let counter = "5410:\(disposition.kind.name)"
    let place = OraclePlace(
      sku: home.sku, location: disposition.location?.text ?? home.location)
    switch disposition.kind {
    case .scrapped, .kept:
      try move(quantity, home, from: bucket, to: "scrapped", counter: counter)
    case .restock, .damaged:
      let target = disposition.kind == .restock ? "available" : "damaged"
      if place == home {
        try move(quantity, home, from: bucket, to: target, counter: counter)
      } else {
        try carry(quantity, from: (home, bucket), to: (place, target), counter: counter)
      }
    }
  }

  /// Money that the order's value needs no longer is due; of it the fee is kept, and what the
  /// choice says goes back.
  private mutating func settle(
    _ action: CancelOrder, before: OracleOrder, _ policyFee: CancellationPolicy.Fee?,
    isAnswer: Bool, _ order: inout OracleOrder
  ) throws {
    let value = order.value(rule)
    let excess = max(0, order.received - value)
    let due = order.open == 0 ? excess : min(excess, before.value(rule) - value)
    var taken = action.fee
    if taken == nil, action.refund.kind != .none { taken = Self.fee(policyFee, of: due) }
    if let fee = taken, fee.amount > due {
      guard isAnswer else { throw Refused("feeExceedsRefund") }
      // Fixed when it was asked for; less is due by now.
      taken?.tax = OracleLine.share(fee.tax, due, fee.amount)
      taken?.amount = due
    }
    let fee = taken?.amount ?? 0
    var amount: Int64 = 0
    var kept = fee
    switch action.refund.kind {
    case .original, .later, .storeCredit: amount = min(due - fee, order.refundable)
    case .none: kept = due
    case .amount:
      amount = action.refund.amount ?? 0
      if amount > order.refundable { throw Refused("overRefund") }
    }
    releaseAll(of: &order)
    keepFee(kept, tax: taken?.tax ?? 0, code: taken?.taxCode, order.currency)
    try decide(
      action.cancellation.text, due: due, amount: amount, kept: kept, fee: taken, action.refund,
      reason: action.reason.text, &order)
  }

  /// An order that needs nothing more and is paid needs no promises.
  mutating func releaseAll(of order: inout OracleOrder) {
    guard order.open == 0, order.value(rule) <= order.received else { return }
    for number in order.payments.indices where order.payments[number].open > 0 {
      release(number, &order)
    }
  }

  mutating func keepFee(_ kept: Int64, tax: Int64, code: TaxCode?, _ currency: String) {
    post(currency, "4210", -(kept - tax))
    if let code { post(currency, "2210:\(code.text)", -tax) }
  }
}
