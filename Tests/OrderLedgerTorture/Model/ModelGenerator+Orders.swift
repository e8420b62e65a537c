import OrderLedger

extension ModelGenerator {
  // MARK: Orders

  mutating func placement(_ oracle: Oracle) -> PlaceOrder {
    let price = one([1_000, 999, 333, 7, 1, 0, 2_500] as [Int64])
    var lines: [PlaceOrder.Line] = []
    for number in 0...dice.below(3) {
      let location: LocationID =
        dice.chance(30) ? one(Self.locations) : dice.chance(4) ? "PAR" : "LON"
      let quantity = quantity(upTo: 1 + Int64(dice.below(7)))
      var line = PlaceOrder.Line(
        line: LineID(unchecked: dice.chance(60) ? "L0" : "L\(number)"), sku: one(Self.skus),
        quantity: dice.chance(40) ? quantity : min(max(quantity, 1), 9),
        unitPrice: dice.chance(60) ? amount(upTo: 5_000) : price + Int64(number),
        location: location, costed: !dice.chance(6))
      // Impossible quantities have no gross to speak of.
      let gross = line.quantity > 9 ? 9 : max(0, line.unitPrice) * max(0, line.quantity)
      line.discounts = discounts(of: gross)
      let net = max(0, gross - line.discounts.reduce(0) { $0 + max(0, $1.amount % 100_000) })
      line.taxIncluded = dice.chance(3)
      line.taxes = taxes(of: net)
      if dice.chance(15) {
        line.giftCard = CreditName(unchecked: new("card"))
        if !dice.chance(6) {
          line.quantity = 1
          line.taxes = []
        }
      }
      lines.append(line)
    }
    if dice.chance(80) { lines = [] }
    var order = PlaceOrder(
      order: OrderID(unchecked: new("order")), currency: dice.chance(20) ? .eur : .gbp,
      customer: dice.chance(2) ? customer() : nil,
      channel: maybe(3, "web"), lines: lines)
    if dice.chance(3) { order.discounts = discounts(of: lines.reduce(0) { $0 + room(of: $1) }) }
    for number in 0..<(dice.chance(2) ? 1 + dice.below(2) : 0) {
      order.shipping.append(service(LineID(unchecked: "S\(number)"), .shipping))
    }
    for number in 0..<(dice.chance(4) ? 1 + dice.below(2) : 0) {
      order.charges.append(
        service(LineID(unchecked: "C\(number)"), one([.tip, .duty, .fee, .giftWrap])))
    }
    if dice.chance(5) {
      let currency: Currency = dice.chance(20) ? .gbp : dice.chance(3) ? .jpy : .cad
      order.presentment = Money(minorUnits: amount(upTo: 20_000), currency: currency)
    }
    if dice.chance(5) {
      order.backorder = true
      if !lines.isEmpty, dice.chance(2) { order.lines[0].quantity = 20 + quantity(upTo: 40) }
    }
    if dice.chance(6) {
      order.holds = (0...dice.below(2)).map { _ in HoldID(unchecked: hold(of: oracle)) }
    }
    if dice.chance(30) { order.replaces = OrderID(unchecked: known("order")) }
    return order
  }

  private func room(of line: PlaceOrder.Line) -> Int64 {
    guard line.quantity < 10, line.quantity > 0, line.unitPrice < 1_000_000 else { return 5 }
    return max(0, line.unitPrice * line.quantity - line.discounts.reduce(0) { $0 + $1.amount })
  }

  private mutating func service(_ name: LineID, _ kind: LineKind) -> PlaceOrder.Service {
    let price = dice.chance(25) ? amount(upTo: 500) : Int64(dice.below(800))
    var service = PlaceOrder.Service(line: name, kind: kind, amount: price)
    if dice.chance(4) { service.discounts = discounts(of: min(price, 1_000)) }
    service.taxIncluded = dice.chance(3)
    if kind != .tip, dice.chance(2) { service.taxes = taxes(of: min(price, 1_000)) }
    return service
  }

  private mutating func discounts(of gross: Int64) -> [Discount] {
    guard dice.chance(3), gross > 0 else { return [] }
    if dice.chance(60) {
      return Array(repeating: Discount(amount: 1), count: 16 + dice.below(2))
    }
    var left = gross
    return (0...dice.below(3)).map { number in
      let part = dice.chance(30) ? left + 1 : Int64(dice.below(Int(max(1, left)) + 1))
      left = max(0, left - part)
      return Discount(code: DiscountCode(unchecked: "D\(number)"), amount: part)
    }
  }

  private mutating func taxes(of net: Int64) -> [Tax] {
    guard dice.chance(2) else { return [] }
    if dice.chance(80) { return [Tax(code: "VAT", amount: 1), Tax(code: "VAT", amount: 1)] }
    var taxes = [Tax(code: "VAT", amount: net / 6)]
    if dice.chance(3) { taxes.append(Tax(code: "CITY", amount: min(net / 50, 7))) }
    if dice.chance(40) { taxes.append(Tax(code: "ODD", amount: net)) }
    return taxes
  }

  mutating func fulfillment(_ order: OracleOrder?) -> Fulfill {
    var fulfill = Fulfill(
      order: OrderID(unchecked: order?.id ?? known("order")),
      fulfillment: FulfillmentID(unchecked: new("fulfillment")))
    if let order, dice.chance(2) { fulfill.lines = lines(of: order) { $0.open } }
    return fulfill
  }

  /// Some of an order's lines, each mostly with a quantity that can be.
  mutating func lines(
    of order: OracleOrder, _ limit: (OracleLine) -> Int64
  ) -> [LineQuantity] {
    var lines: [LineQuantity] = []
    for line in order.lines where dice.chance(2) && (line.isItem || dice.chance(20)) {
      if limit(line) <= 0, !dice.chance(8) { continue }
      lines.append(
        LineQuantity(line: LineID(unchecked: line.id), quantity: quantity(upTo: limit(line))))
    }
    if dice.chance(50) { lines.append(LineQuantity(line: "L9", quantity: 1)) }
    if dice.chance(50), let first = lines.first { lines.append(first) }
    if lines.isEmpty, !dice.chance(10), let line = order.lines.first {
      lines.append(LineQuantity(line: LineID(unchecked: line.id), quantity: 1))
    }
    return lines
  }

  // MARK: Cancelling and refunds

  mutating func cancellation(_ order: OracleOrder?, _ oracle: Oracle) -> CancelOrder {
    var cancel = CancelOrder(
      order: OrderID(unchecked: order?.id ?? known("order")),
      cancellation: RefundID(unchecked: dice.chance(80) ? "late-capture-1" : new("refund")),
      reason: one(["customer", "inventory", "fraud", "other"]), refund: choice(order),
      shipping: one([
        .auto, .auto, .auto, .keep, .proportional, .amount(Int64(dice.below(300))),
      ]),
      disposition: disposition(), notify: dice.chance(8))
    if let order, dice.chance(2) {
      cancel.lines = lines(of: order) { $0.open }.map { line in
        CancelOrder.Line(
          line: line.line, quantity: dice.chance(6) ? nil : line.quantity,
          reason: maybe(6, "priceError"), disposition: maybe(4, disposition()))
      }
    }
    cancel.fee = fee()
    cancel.note = note()
    return cancel
  }

  mutating func fee() -> CancellationFee? {
    guard dice.chance(6) else { return nil }
    let amount = amount(upTo: 200)
    var fee = CancellationFee(amount: amount)
    if dice.chance(2) {
      fee.tax = max(0, min(amount / 6, 1_000)) - (dice.chance(20) ? 1 : 0)
      if !dice.chance(12) { fee.taxCode = "VAT" }
    }
    return fee
  }

  mutating func choice(_ order: OracleOrder?) -> RefundChoice {
    switch dice.below(14) {
    case 0, 1: .later
    case 2: .none
    case 3, 4: .amount(amount(upTo: max(1, order?.refundable ?? 1)))
    case 5:
      .storeCredit(
        account: maybe(2, CreditName(unchecked: one(["cust-1", known("account"), known("card")]))),
        expires: maybe(3, later()))
    default: .original
    }
  }

  mutating func disposition() -> Disposition {
    switch dice.below(12) {
    case 0: Disposition(.damaged)
    case 1: Disposition(.scrapped)
    case 2: Disposition(.kept)
    case 3: Disposition(.restock, at: one(Self.locations))
    case 4: Disposition(.damaged, at: one(Self.locations))
    default: .restock
    }
  }

  mutating func refund(_ order: OracleOrder?) -> Refund {
    var refund = Refund(
      order: OrderID(unchecked: order?.id ?? known("order")),
      refund: RefundID(unchecked: new("refund")), to: choice(order), reason: "other",
      notify: dice.chance(8))
    if let order, dice.chance(2) { refund.lines = lines(of: order) { $0.reversible } }
    if dice.chance(5) { refund.shipping = one([.auto, .keep, .amount(Int64(dice.below(300)))]) }
    if dice.chance(60) { refund.shipping = .proportional }
    if refund.lines == nil || dice.chance(4) {
      refund.amount = amount(upTo: max(1, min(order?.refundable ?? 1, 1 + Int64(dice.below(900)))))
    }
    if dice.chance(60) { refund.amount = nil }
    refund.note = note()
    return refund
  }

  mutating func attempt(_ oracle: Oracle) -> Action {
    if dice.chance(2), names["attempt"] != nil {
      let busy = order(oracle) { $0.attempts.contains { $0.status == "submitted" } }
      let attempt = busy?.attempts.last {
        !$0.isAtOnce && ($0.status == "submitted" || dice.chance(3))
      }
      return .settleRefund(
        SettleRefund(
          attempt: AttemptID(
            unchecked: dice.chance(8) ? known("attempt") : attempt?.id ?? known("attempt")),
          outcome: one([.succeeded, .succeeded, .failed, .cancelled]),
          reference: maybe(5, GatewayReference(unchecked: new("reference"))),
          failure: maybe(9, "No funds."), fee: dice.chance(4) ? Int64(dice.below(9)) : 0))
    }
    let order = order(oracle) { $0.refunds.contains { $0.owed > 0 } }
    let open = order?.refunds.first { $0.owed > 0 }
    let refund = dice.chance(12) ? known("refund") : open?.id ?? known("refund")
    let owed = open?.owed ?? 1
    let payment = order.flatMap { order in
      order.payments.isEmpty ? nil : order.payments[dice.below(order.payments.count)].id
    }
    var submit = SubmitRefund(
      attempt: AttemptID(unchecked: dice.chance(80) ? "at-once-1" : new("attempt")),
      refund: RefundID(unchecked: refund),
      payment: dice.chance(5) ? payment.map { PaymentID(unchecked: $0) } : nil,
      amount: maybe(3, amount(upTo: max(1, owed))),
      reference: maybe(4, GatewayReference(unchecked: new("reference"))))
    let number = open?.shares.first { $0.owed > 0 }?.payment
    submit.presentment = part(submit.amount ?? owed, of: number, order, oracle)
    if submit.presentment == nil, let number, let order {
      submit.cash = cash(for: submit.amount ?? owed, order.payments[number].kind)
    }
    return .submitRefund(submit)
  }
}
