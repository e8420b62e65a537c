import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct ReturnRefusalTests {
  private func refusal(
    _ shop: TestLedger, _ action: some ActionConvertible, key: IdempotencyKey? = nil
  ) async -> LedgerError? {
    do throws(LedgerError) {
      try await shop.perform(action, key: key)
      return nil
    } catch {
      return error
    }
  }

  private func items(
    _ id: ReturnID = "rt9", _ line: LineID = "A", _ quantity: Int64 = 1,
    fulfillment: FulfillmentID? = nil, location: LocationID? = nil, received: Bool = false
  ) -> ReturnItems {
    ReturnItems(
      order: "1001", return: id,
      lines: [.init(line: line, quantity: quantity, fulfillment: fulfillment)],
      reason: "customer", location: location, received: received)
  }

  @Test func `a return is refused for each cause, the first in the order of precedence`()
    async throws
  {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2)
    try await shop.perform(OpenLocation(location: "ROM"))
    try await shop.perform(CloseLocation(location: "ROM"))
    var none = items()
    none.lines = []
    #expect(await refusal(shop, none)?.code == .emptySelection)
    var twice = items()
    twice.lines.append(twice.lines[0])
    #expect(await refusal(shop, twice)?.code == .duplicateLine)
    #expect(await refusal(shop, items("rt1", "Z", 0))?.code == .invalidQuantity)
    #expect(await refusal(shop, items("rt1", "Z"))?.code == .alreadyExists)
    #expect(await refusal(shop, items("rt9", "Z"))?.code == .lineNotFound)
    #expect(await refusal(shop, items("rt9", "S"))?.code == .lineNotFound)
    #expect(
      await refusal(shop, items("rt9", "A", 9, fulfillment: "f9"))?.code == .fulfillmentNotFound)
    #expect(
      await refusal(shop, items("rt9", "A", 9, location: "MOON"))?.code == .locationNotFound)
    #expect(await refusal(shop, items("rt9", "A", 9, location: "ROM"))?.code == .locationClosed)
    let over = await refusal(shop, items("rt9", "A", 2))
    #expect(over?.code == .overQuantity)
    #expect(over?.allowed == "1 that left and are in no return")
    // Shirts left in f2 and no mugs.
    #expect(
      await refusal(shop, items("rt9", "A", 1, fulfillment: "f2"))?.code == .overQuantity)
    var gone = items()
    gone.order = "9999"
    #expect(await refusal(shop, gone)?.code == .orderNotFound)
  }

  @Test func `an open unit can't be returned`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    #expect(await refusal(shop, items())?.allowed == "0 that left and are in no return")
  }

  @Test func `what is not awaited can't come in, nor be called off`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2)
    let receive = ReceiveReturn(order: "1001", return: "rt1")
    var some = receive
    some.lines = [LineQuantity(line: "A", quantity: 3)]
    #expect(await refusal(shop, some)?.code == .keyRequired)
    #expect(await refusal(shop, some, key: "k")?.allowed == "2 awaited")
    some.lines = [LineQuantity(line: "B", quantity: 1)]
    #expect(await refusal(shop, some, key: "k")?.allowed == "0 awaited")
    #expect(
      await refusal(shop, ReceiveReturn(order: "1001", return: "rt9"))?.code == .returnNotFound)
    try await shop.perform(receive)
    let closed = await refusal(shop, receive)
    #expect(closed?.code == .returnClosed)
    #expect(closed?.found == "0 awaited, 2 to inspect")
    #expect(
      await refusal(shop, CancelReturn(order: "1001", return: "rt1"))?.code == .returnClosed)
  }

  @Test func `a return can't come in at a closed location`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2, at: "PAR")
    try await shop.perform(CloseLocation(location: "PAR"))
    let error = await refusal(shop, ReceiveReturn(order: "1001", return: "rt1"))
    #expect(error?.code == .locationClosed)
    #expect(error?.allowed == "LON")
  }

  @Test func `an inspection is refused for each cause`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 3)
    func inspect(_ change: (inout InspectReturn) -> Void) async -> LedgerError? {
      var action = InspectReturn(order: "1001", return: "rt1", reason: "customer")
      change(&action)
      return await refusal(shop, action)
    }
    #expect(await inspect { _ in }?.code == .nothingToInspect)
    try await shop.perform(
      ReceiveReturn(
        order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 2)]), key: "r1")
    #expect(await inspect { $0.lines = [] }?.code == .emptySelection)
    #expect(
      await inspect { $0.lines = [.init(line: "A"), .init(line: "A")] }?.code == .duplicateLine)
    #expect(await inspect { $0.shipping = .proportional }?.code == .invalidChoice)
    #expect(await inspect { $0.fee = CancellationFee(amount: 0) }?.code == .invalidAmount)
    #expect(
      await inspect { $0.fee = CancellationFee(amount: 10, tax: 1) }?.code == .missingField)
    #expect(
      await inspect {
        $0.fee = CancellationFee(amount: 10)
        $0.refund = .none
      }?.code == .invalidChoice)
    #expect(await inspect { $0.returnID = "rt9" }?.code == .returnNotFound)
    #expect(await inspect { $0.disposition.location = "MOON" }?.code == .locationNotFound)
    #expect(
      await inspect { $0.lines = [.init(line: "A", quantity: 3)] }?.allowed == "2 to inspect")
    #expect(
      await inspect {
        $0.lines = [.init(line: "A", quantity: 2, disposition: Disposition(.kept))]
      }?.allowed == "1 awaited")
    #expect(await inspect { $0.refund = .amount(100_000) }?.code == .overRefund)
    #expect(
      await inspect { $0.fee = CancellationFee(amount: 2_401) }?.code == .feeExceedsRefund)
    try await shop.inspect(lines: [.init(line: "A", quantity: 1)])
    #expect(await inspect { _ in }?.code == .alreadyExists)
  }

  @Test func `an active return keeps its fulfillment from being cancelled`() async throws {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 1)
    let cancel = CancelFulfillment(order: "1001", fulfillment: "f1")
    let error = await refusal(shop, cancel)
    #expect(error?.code == .activeReturn)
    #expect(error?.subject?.name == "rt1")
    #expect(error?.found == "1 awaited, 0 to inspect")
    try await shop.perform(ReceiveReturn(order: "1001", return: "rt1"))
    #expect(await refusal(shop, cancel)?.found == "0 awaited, 1 to inspect")
    try await shop.inspect()
    #expect(await refusal(shop, cancel)?.allowed == "2 not returned")
    // Of the other one nothing came back.
    try await shop.perform(CancelFulfillment(order: "1001", fulfillment: "f2"))
  }

  @Test func `an active return is told before units of another line that came back`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.perform(Fulfill(order: "1001", fulfillment: "f1"))
    try await shop.announce("rt1", "A", 1, received: true)
    try await shop.inspect()
    try await shop.announce("rt2", "B", 1)
    let cancel = CancelFulfillment(order: "1001", fulfillment: "f1")
    let error = await refusal(shop, cancel)
    #expect(error?.code == .activeReturn)
    #expect(error?.subject?.name == "rt2")
    try await shop.perform(CancelReturn(order: "1001", return: "rt2"))
    #expect(await refusal(shop, cancel)?.code == .overQuantity)
  }

  @Test func `units on their way back are no open units, and cancelling them names the return`()
    async throws
  {
    let shop = try await TestLedger.withSentOrder()
    try await shop.announce("rt1", "A", 2)
    let whole = await refusal(
      shop, CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    #expect(whole?.code == .activeReturn)
    #expect(whole?.blockers.map(\.code) == [.activeReturn])
    let line = await refusal(
      shop,
      CancelOrder(
        order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 1)],
        reason: "customer"))
    #expect(line?.code == .activeReturn)
    #expect(line?.found == "2 awaited, 0 to inspect")
    let answer = try await shop.ledger.cancellability(of: "1001")
    #expect(!answer.isCancellable)
    #expect(answer.blockers.map(\.code) == [.activeReturn, .nothingToCancel])
    #expect(answer.lines[0].returning == 2)
    #expect(answer.lines[0].blockers.map(\.found) == ["2 awaited, 0 to inspect"])
    #expect(answer.lines[1].blockers == [])
  }

  @Test func `open units of an order with an active return can be cancelled`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    try await shop.placeAndPay("1001")
    try await shop.perform(
      Fulfill(
        order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "A", quantity: 2)]))
    try await shop.announce("rt1", "A", 2)
    #expect(try await shop.ledger.cancellability(of: "1001").isCancellable)
    try await shop.perform(CancelOrder(order: "1001", cancellation: "x1", reason: "customer"))
    #expect(try await shop.ledger.order("1001").cancelledUnits == 3)
  }
}
