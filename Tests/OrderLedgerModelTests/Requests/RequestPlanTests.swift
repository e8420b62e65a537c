import OrderLedgerModel
import Testing

@Suite struct RequestPlanTests {
  static let hour = Timestamp(microseconds: 3_600_000_000)
  static let paid = [Sample.place, Sample.pay(10_200)]

  static func ask(
    _ lines: [CancelOrder.Line]? = nil, _ name: RefundID = "x1", refund: RefundChoice = .original,
    fee: CancellationFee? = nil, until expires: Timestamp? = nil
  ) -> Action {
    .requestCancellation(
      RequestCancellation(
        CancelOrder(
          order: "1001", cancellation: name, lines: lines, reason: "customer", refund: refund,
          fee: fee),
        of: "warehouse:LON", expires: expires))
  }

  static func answer(_ accepted: Bool, _ name: RefundID = "x1") -> Action {
    .answerCancellation(AnswerCancellation(cancellation: name, accepted: accepted))
  }

  static func expire(_ name: RefundID = "x1") -> Action {
    .expireCancellationRequest(ExpireCancellationRequest(cancellation: name))
  }

  static func mugs(_ quantity: Int64) -> [CancelOrder.Line] {
    [CancelOrder.Line(line: "A", quantity: quantity)]
  }

  static func shop(_ actions: [Action]) throws -> ModelShop {
    var shop = ModelShop()
    shop.now = .epoch
    for action in Sample.stock + actions { try shop.perform(action) }
    return shop
  }

  /// What an action is refused with.
  static func refusal(_ action: Action, _ shop: ModelShop) -> String? {
    var shop = shop
    do throws(LedgerError) {
      let entries = try shop.perform(action)
      Issue.record("carried out: \(entries.count) entries")
      return nil
    } catch {
      return error.line
    }
  }

  @Test func `asking changes no unit and no money`() throws {
    var shop = try Self.shop(Self.paid)
    let before = shop.orders["1001"]
    let entries = try shop.perform(Self.ask(Self.mugs(2), until: Self.hour))
    guard case .request(let request)? = entries.first, entries.count == 1 else {
      Issue.record("\(entries)")
      return
    }
    #expect(request.amount == 2_400)
    #expect(request.expires == Self.hour)
    #expect(shop.orders["1001"]?.lines == before?.lines)
    #expect(shop.orders["1001"]?.version == 3)
    #expect(shop.orders["1001"]?.requests.first?.quantity(of: "A") == 2)
  }

  @Test func `units that are asked for can be neither cancelled nor fulfilled`() throws {
    let shop = try Self.shop(Self.paid + [Self.ask(Self.mugs(2), until: Self.hour)])
    let held = "1, 2 held until 1970-01-01T01:00:00Z"
    let name = "cancellationRequested | cancellation request x1"
    #expect(
      Self.refusal(Sample.cancel(Self.mugs(2), "x2"), shop) == "\(name) | 2 of line A | \(held)")
    #expect(Self.refusal(Sample.cancel(nil, "x2"), shop) == "\(name) | 3 of line A | \(held)")
    #expect(
      Self.refusal(Sample.fulfill([LineQuantity(line: "A", quantity: 2)]), shop)
        == "\(name) | 2 of line A | \(held)")
    #expect(Self.refusal(Sample.fulfill(), shop) == "\(name) | 3 of line A | \(held)")
    #expect(
      Self.refusal(Self.ask(Self.mugs(2), "x2"), shop) == "\(name) | 2 of line A | \(held)")
  }

  @Test func `the others can`() throws {
    var shop = try Self.shop(Self.paid + [Self.ask(Self.mugs(2))])
    try shop.perform(Sample.cancel(Self.mugs(1), "x2"))
    try shop.perform(Sample.fulfill([LineQuantity(line: "B", quantity: 2)]))
    #expect(
      Self.refusal(Sample.cancel(Self.mugs(1), "x3"), shop)
        == "cancellationRequested | cancellation request x1 | 1 of line A"
        + " | 0, 2 held until it is answered")
    #expect(
      Self.refusal(Sample.cancel(Self.mugs(4), "x3"), shop) == "overQuantity | line A | 4 | 2 open")
  }

  @Test(arguments: [nil, mugs(1), mugs(3)])
  func `an acceptance writes what the cancellation would have written`(
    lines: [CancelOrder.Line]?
  ) throws {
    var direct = try Self.shop(Self.paid)
    let wanted = try direct.perform(Sample.cancel(lines))
    var asked = try Self.shop(Self.paid + [Self.ask(lines)])
    let found = try asked.perform(Self.answer(true))
    guard case .answer(let answer)? = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(answer.status == .accepted)
    #expect(Array(found.dropFirst()) == wanted)
    #expect(asked.balances == direct.balances)
    #expect(asked.stock == direct.stock)
    #expect(asked.orders["1001"]?.status == direct.orders["1001"]?.status)
    #expect(asked.orders["1001"]?.refunds == direct.orders["1001"]?.refunds)
  }

  @Test func `a rejection lets go of the units`() throws {
    var shop = try Self.shop(Self.paid + [Self.ask(), Self.answer(false)])
    #expect(shop.orders["1001"]?.requests.first?.status == .rejected)
    try shop.perform(Sample.fulfill())
    #expect(shop.orders["1001"]?.fulfilledUnits == 5)
  }

  @Test func `a request ends once`() throws {
    for last in [Self.answer(true), Self.answer(false)] {
      let shop = try Self.shop(Self.paid + [Self.ask(Self.mugs(1)), last])
      let status = shop.orders["1001"]?.requests.first?.status.name ?? ""
      let expected = "requestClosed | cancellation request x1 | \(status)"
      #expect(Self.refusal(Self.answer(true), shop) == expected)
      #expect(Self.refusal(Self.answer(false), shop) == expected)
      #expect(Self.refusal(Self.expire(), shop) == expected)
    }
    let shop = try Self.shop(Self.paid)
    for action in [Self.answer(true), Self.expire()] {
      #expect(Self.refusal(action, shop) == "requestNotFound | cancellation request x1")
    }
  }

  @Test func `at its time it lapses, and whoever needs the units records it`() throws {
    var shop = try Self.shop(Self.paid + [Self.ask(until: Self.hour)])
    shop.now = Timestamp(microseconds: Self.hour.microseconds - 1)
    #expect(Self.refusal(Sample.fulfill(), shop)?.hasPrefix("cancellationRequested") == true)
    #expect(
      Self.refusal(Self.expire(), shop) == "requestOpen | cancellation request x1"
        + " | 1970-01-01T00:59:59.999999Z | 1970-01-01T01:00:00Z or later")
    shop.now = Self.hour
    #expect(
      Self.refusal(Self.answer(true), shop)
        == "requestClosed | cancellation request x1 | expired")
    for action in [Sample.fulfill(), Sample.cancel(nil, "x2"), Self.ask(nil, "x2"), Self.expire()] {
      var copy = shop
      let entries = try copy.perform(action)
      guard case .answer(let answer)? = entries.first else {
        Issue.record("\(action)")
        continue
      }
      #expect(answer.status == .expired)
      #expect(copy.orders["1001"]?.requests.first?.status == .expired)
    }
  }

  @Test func `a command's own time decides, not the clock`() throws {
    var shop = try Self.shop(Self.paid + [Self.ask(until: Self.hour)])
    shop.now = Self.hour
    let early = Command(Self.answer(true), key: "k", at: .epoch)
    try shop.perform(early)
    #expect(shop.orders["1001"]?.status == .cancelled)
    var other = try Self.shop(Self.paid + [Self.ask(until: Self.hour)])
    try other.perform(Command(Sample.fulfill(), key: "k", at: Self.hour))
    #expect(other.orders["1001"]?.fulfilledUnits == 5)
  }

  @Test func `expiring twice is an echo`() throws {
    var shop = try Self.shop(Self.paid + [Self.ask(until: Self.hour)])
    shop.now = Self.hour
    let first = try shop.perform(Self.expire())
    let sequence = shop.sequence
    #expect(try shop.perform(Self.expire()) == first)
    #expect(shop.sequence == sequence)
  }

  @Test func `a name is taken by the request`() throws {
    let shop = try Self.shop(Self.paid + [Self.ask(Self.mugs(1))])
    for action in [
      Sample.cancel(Self.mugs(1)), Self.ask(Self.mugs(1)), Sample.refund(amount: 1, "x1"),
    ] {
      #expect(Self.refusal(action, shop) == "alreadyExists | refund x1")
    }
  }

  @Test func `what could not be carried out is not asked for`() throws {
    let shop = try Self.shop(Self.paid)
    let rows: [(Action, String)] = [
      (Self.ask(Self.mugs(4)), "overQuantity | line A | 4 | 3 open"),
      (Self.ask(refund: .amount(10_201)), "overRefund | order 1001 | 10201 | 10200"),
      (
        Self.ask(Self.mugs(1), fee: CancellationFee(amount: 9_999)),
        "feeExceedsRefund | field fee.amount | 9999 | 1200"
      ),
      (Self.ask([CancelOrder.Line(line: "Z")]), "lineNotFound | line Z | A, B, S"),
      (
        Self.ask(until: .epoch),
        "invalidTime | field expires | 1970-01-01T00:00:00Z | after 1970-01-01T00:00:00Z"
      ),
    ]
    for (action, expected) in rows { #expect(Self.refusal(action, shop) == expected) }
  }

  @Test func `a location that was closed meanwhile keeps an acceptance from being carried out`()
    throws
  {
    let shop = try Self.shop(
      Self.paid + [Self.ask(), .closeLocation(CloseLocation(location: "LON"))])
    #expect(Self.refusal(Self.answer(true), shop) == "locationClosed | location LON | PAR")
    var other = shop
    try other.perform(Self.answer(false))
  }

  @Test func `an order has so many requests and no more`() throws {
    var shop = try Self.shop(Self.paid)
    for number in 1...Limits.maxDocumentsPerOrder {
      let name = RefundID(stringLiteral: "x\(number)")
      try shop.perform(Self.ask(Self.mugs(1), name))
      try shop.perform(Self.answer(false, name))
    }
    #expect(
      Self.refusal(Self.ask(Self.mugs(1), "last"), shop)
        == "limitExceeded | order 1001 | 1000 requests | 1000")
  }
}
