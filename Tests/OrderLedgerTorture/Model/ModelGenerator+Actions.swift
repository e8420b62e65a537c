import OrderLedger

extension ModelGenerator {
  mutating func action(_ oracle: Oracle) -> Action {
    switch dice.below(126) {
    case 0..<14: return .placeOrder(placement(oracle))
    case 14..<30: return pay(order(oracle) { $0.status != "cancelled" }, oracle)
    case 30..<40: return .fulfill(fulfillment(order(oracle) { $0.open > 0 }))
    case 40..<43:
      let fulfillment = known("fulfillment")
      let order = oracle.fulfillments[fulfillment]?.order ?? known("order")
      return .cancelFulfillment(
        CancelFulfillment(
          order: OrderID(unchecked: dice.chance(12) ? known("order") : order),
          fulfillment: FulfillmentID(unchecked: fulfillment)))
    case 43..<57: return .cancelOrder(cancellation(order(oracle) { $0.open > 0 }, oracle))
    case 57..<62: return request(oracle)
    case 62..<70: return .refund(refund(order(oracle) { $0.refundable > 0 }))
    case 70..<80: return attempt(oracle)
    case 80..<88: return stock(oracle)
    case 88..<93: return credit(oracle)
    case 93..<98: return dispute(oracle)
    case 98: return location()
    case 99..<109: return giveBack(oracle)
    case 109..<114: return hold(oracle)
    case 114..<117: return allocation(oracle)
    case 117..<123: return book(oracle)
    case 123..<125: return .setPolicy(policy())
    default:
      return .closePeriod(
        ClosePeriod(
          through: Timestamp(
            microseconds: clock - Int64(dice.below(40)) * 86_400_000_000 + 1)))
    }
  }

  private mutating func request(_ oracle: Oracle) -> Action {
    if dice.chance(2), names["refund"] != nil {
      // Their names are among those of refunds; most of those are no requests.
      let expiring = dice.chance(3)
      let now = clock
      let asked = order(oracle) { order in
        order.requests.contains { $0.status == "open" && !(expiring && $0.isHolding(at: now)) }
      }
      let open = asked?.requests.last { $0.status == "open" }
      let name = RefundID(unchecked: open?.id ?? known("refund"))
      return expiring
        ? .expireCancellationRequest(ExpireCancellationRequest(cancellation: name))
        : .answerCancellation(
          AnswerCancellation(cancellation: name, accepted: !dice.chance(4), note: note()))
    }
    return .requestCancellation(
      RequestCancellation(
        cancellation(order(oracle) { $0.open > 0 }, oracle), of: maybe(2, "warehouse:LON"),
        expires: maybe(2, dice.chance(2) ? later() : soon())))
  }

  // MARK: Stock

  private mutating func location() -> Action {
    let location = one(Self.locations + ["LON"])
    if location == "ROM", dice.chance(2) { return .closeLocation(CloseLocation(location: "ROM")) }
    if location == "LON" {
      return .openLocation(OpenLocation(location: "LON", name: dice.chance(2) ? "London" : nil))
    }
    return dice.chance(3)
      ? .closeLocation(CloseLocation(location: "PAR"))
      : .openLocation(OpenLocation(location: "PAR"))
  }

  private mutating func stock(_ oracle: Oracle) -> Action {
    let sku = one(Self.skus)
    let location = one(Self.locations + ["LON", "LON", "PAR"])
    let level = oracle.stock[OraclePlace(sku: sku.text, location: location.text)]
    let available = level?.units["available"] ?? 0
    switch dice.below(4) {
    case 0:
      return .receiveStock(
        ReceiveStock(
          sku: sku, location: location, quantity: quantity(upTo: 30),
          unitCost: maybe(2, amount(upTo: 500)), currency: dice.chance(30) ? .eur : .gbp))
    case 1:
      return .countStock(
        CountStock(
          sku: sku, location: location,
          quantity: max(-1, available + Int64(dice.below(7)) - 3),
          expected: dice.chance(2) ? available + (dice.chance(8) ? 1 : 0) : nil))
    default:
      let full = Bucket.allCases.filter { level?.units[$0.name] ?? 0 > 0 && $0 != .reserved }
      let from = full.isEmpty || dice.chance(5) ? one(Bucket.allCases) : one(full)
      let units = level?.units[from.name] ?? 0
      let to = one(Bucket.allCases.filter { $0 != from && (dice.chance(6) || $0.isOnHand) })
      return .moveStock(
        MoveStock(
          sku: sku, from: StockPlace(location: location, bucket: from),
          to: StockPlace(location: dice.chance(2) ? location : one(Self.locations), bucket: to),
          quantity: quantity(upTo: max(1, min(units, 9))), reason: "staff"))
    }
  }

  // MARK: Payments

  private mutating func tender(_ oracle: Oracle) -> Tender {
    switch dice.below(8) {
    case 0: Tender(.giftCard, name: GatewayName(unchecked: known("card")))
    case 1: Tender(.storeCredit, name: GatewayName(unchecked: known("account")))
    case 2: Tender(.manual, name: "till")
    case 3: Tender(.gateway, name: "adyen")
    default: Tender(.gateway, name: "stripe")
    }
  }

  private mutating func reference() -> GatewayReference? {
    guard dice.chance(3) else { return nil }
    return GatewayReference(unchecked: dice.chance(3) ? known("reference") : new("reference"))
  }

  private mutating func pay(_ order: OracleOrder?, _ oracle: Oracle) -> Action {
    let id = OrderID(unchecked: order?.id ?? known("order"))
    let payment = order.flatMap { order in
      order.payments.isEmpty ? nil : order.payments[dice.below(order.payments.count)]
    }
    let value = order?.value(oracle.rule) ?? 1_000
    let missing = max(1, value - (order?.received ?? 0))
    if let payment, dice.below(10) < 6 {
      let name = PaymentID(unchecked: dice.chance(30) ? known("payment") : payment.id)
      switch dice.below(8) {
      case 0: return .voidAuthorization(VoidAuthorization(order: id, payment: name))
      case 1: return .expireAuthorization(ExpireAuthorization(order: id, payment: name))
      default:
        var capture = CapturePayment(
          order: id, payment: name,
          amount: maybe(2, amount(upTo: max(1, payment.authorized - payment.captured))),
          fee: dice.chance(3) ? Int64(dice.below(40)) : 0, reference: reference())
        capture.presentment = presentment(
          of: capture.amount ?? payment.open, in: payment.isCredit ? nil : order?.presented.currency
        )
        return .capturePayment(capture)
      }
    }
    let tender = tender(oracle)
    var wanted = amount(upTo: missing)
    if let credit = oracle.credits[tender.name.text], tender.kind.isCredit, !dice.chance(8) {
      wanted = amount(upTo: max(1, min(missing, credit.balance - credit.held)))
    }
    let name = PaymentID(unchecked: new("payment"))
    if dice.chance(2) {
      return .authorizePayment(
        AuthorizePayment(
          order: id, payment: name, tender: tender, amount: wanted, reference: reference(),
          expires: maybe(4, later())))
    }
    var record = RecordPayment(
      order: id, payment: name, tender: tender, amount: wanted,
      fee: dice.chance(4) ? Int64(dice.below(30)) : 0, reference: reference())
    record.presentment = presentment(
      of: wanted, in: tender.kind.isCredit ? nil : order?.presented.currency)
    if record.presentment == nil { record.cash = cash(for: wanted, tender.kind.name) }
    return .recordPayment(record)
  }

  // MARK: Credits and disputes

  private mutating func credit(_ oracle: Oracle) -> Action {
    let currency: Currency = dice.chance(25) ? .eur : .gbp
    switch dice.below(5) {
    case 0:
      return .issueGiftCard(
        IssueGiftCard(
          account: CreditName(unchecked: new("card")), amount: amount(upTo: 5_000),
          currency: currency, expires: maybe(3, later()),
          tender: maybe(2, tender(oracle))))
    case 1, 2:
      let account = dice.chance(2) ? new("account") : one(["cust-1", "cust-2", known("account")])
      return .issueStoreCredit(
        IssueStoreCredit(
          account: CreditName(unchecked: account), amount: amount(upTo: 3_000),
          currency: currency, expires: maybe(2, later())))
    default:
      let account = one([known("card"), known("account"), "cust-1"])
      let balance = oracle.credits[account].map { $0.balance - $0.held } ?? 1
      return .expireCredit(
        ExpireCredit(
          account: CreditName(unchecked: account),
          amount: maybe(2, amount(upTo: max(1, balance)))))
    }
  }

  private mutating func dispute(_ oracle: Oracle) -> Action {
    if dice.chance(2), names["dispute"] != nil {
      let isLost = dice.chance(2)
      return .closeDispute(
        CloseDispute(
          dispute: DisputeID(unchecked: known("dispute")), outcome: isLost ? .lost : .won,
          feeReturned: isLost && !dice.chance(9) ? 0 : Int64(dice.below(20)),
          cancellation: isLost ? maybe(3, RefundID(unchecked: new("refund"))) : nil))
    }
    let paid = order(oracle) { $0.payments.contains { $0.captured > 0 && !$0.isCredit } }
    let payment = paid?.payments.last { $0.captured > 0 && !$0.isCredit }?.id ?? known("payment")
    let order = oracle.payments[payment].flatMap { oracle.orders[$0] }
    let number = order?.payments.firstIndex { $0.id == payment }
    var limit: Int64 = 100
    if let order, let number {
      limit = max(1, order.sendable(to: number) + order.claims(on: number).pending)
    }
    var open = OpenDispute(
      order: OrderID(unchecked: order?.id ?? known("order")),
      dispute: DisputeID(unchecked: new("dispute")), payment: PaymentID(unchecked: payment),
      amount: amount(upTo: limit), fee: Int64(dice.below(20)))
    open.presentment = part(open.amount, of: number, order, oracle)
    return .openDispute(open)
  }
}
