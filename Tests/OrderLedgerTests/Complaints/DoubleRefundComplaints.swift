import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct DoubleRefundComplaints {
  @Test func `complaint 1: a gateway's echo makes a second refund`() async throws {
    let it = try await Complaint()
    try await it.cancel()
    let submit = SubmitRefund(attempt: "a", refund: "x", reference: "re_1")
    try await it.shop.perform(submit)
    try await it.settle("a", .succeeded)
    #expect(try await it.settle("a", .succeeded).replayed)
    #expect(try await it.shop.perform(submit).replayed)
    let order = try await it.order
    #expect(order.refundSettled == 10_200 && order.attempts.count == 1 && order.refunds.count == 1)
    await it.shop.close()
  }

  @Test func `complaint 2: a double click refunds twice`() async throws {
    let it = try await Complaint()
    let click = Command(
      Refund(order: "1001", refund: "r", amount: 500, reason: "staff"), key: "click")
    try await it.shop.perform(click)
    #expect(try await it.shop.perform(click).replayed)
    let error = await it.refusal { () throws(LedgerError) in
      try await it.refund("r", amount: 500)
    }
    #expect(error?.code == .alreadyExists)
    #expect(try await it.order.refundDecided == 500)
    await it.shop.close()
  }

  @Test func `complaint 3: cancels at the same time both pass the guard`() async throws {
    let it = try await Complaint()
    let ledger = it.shop.ledger
    let won = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask {
          let cancel = CancelOrder(
            order: "1001", cancellation: RefundID(stringLiteral: "x\(number)"), reason: "other")
          return (try? await ledger.perform(cancel)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
    #expect(try await it.order.refundDecided == 10_200)
    #expect(try await it.mugs(.available) == 100)
    try await it.shop.expectBalanced()
    await it.shop.close()
  }

  @Test func `complaint 4: a bulk cancel of refunded orders refunds them again`() async throws {
    let it = try await Complaint(isPaid: false)
    for id in ["1", "2", "3"] as [OrderID] {
      let order = try await it.shop.placeAndPay(id)
      try await it.shop.perform(
        Refund(
          order: id, refund: RefundID(stringLiteral: "r\(id)"), amount: order.captured,
          reason: "staff"))
    }
    for id in ["1", "2", "3"] as [OrderID] {
      let receipt = try await it.shop.perform(
        CancelOrder(
          order: id, cancellation: RefundID(stringLiteral: "x\(id)"), reason: "staff"))
      #expect(receipt.refundAmount == 0)
      #expect(try await it.shop.ledger.order(id).refundDecided == 10_200)
    }
    await it.shop.close()
  }

  @Test func `complaint 31: a second refund of the same amount gets no row of its own`()
    async throws
  {
    let it = try await Complaint()
    for name in ["r1", "r2"] as [RefundID] { try await it.refund(name, amount: 500) }
    try await it.submit("a1", "r1")
    try await it.submit("a2", "r2")
    for attempt in ["a1", "a2"] as [AttemptID] { try await it.settle(attempt, .succeeded) }
    let order = try await it.order
    #expect(order.refunds.map(\.settled) == [500, 500] && order.attempts.count == 2)
    let paid = try await it.shop.ledger.refundsOwed().first?.settled
    #expect(paid == 1_000)
    await it.shop.close()
  }

  @Test func `complaint 32: a failed refund is shown as refunded, and the customer is told`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel(notify: false)
    try await it.submit("a", "x")
    let receipt = try await it.settle("a", .failed)
    let order = try await it.order
    #expect(order.refundSettled == 0 && order.refundOwed == 10_200)
    #expect(order.paymentStatus != .refunded)
    let told = receipt.transaction.entries.contains {
      if case .message = $0 { true } else { false }
    }
    #expect(!told)
    await it.shop.close()
  }

  @Test func `complaint 33: there is no place for a refund's failure, or what follows`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel()
    try await it.submit("a1", "x")
    try await it.shop.perform(
      SettleRefund(attempt: "a1", outcome: .failed, failure: "The card has expired."))
    let last = try #require(try await it.shop.ledger.timeline(of: "1001").last)
    var reasons: [String] = []
    for case .attempt(let change) in last.transaction.entries {
      reasons.append(change.failure?.text ?? "")
    }
    #expect(reasons == ["The card has expired."])
    try await it.submit("a2", "x")
    #expect(try await it.order.attempts.map(\.status) == [.failed, .submitted])
    await it.shop.close()
  }

  @Test func `complaint 34: a gateway that only tells failures leaves it in limbo`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel()
    try await it.submit("a", "x")
    #expect(try await it.order.refundPending == 10_200)
    // The host takes silence for success after some days; the failure comes all the same.
    try await it.settle("a", .succeeded)
    try await it.settle("a", .failed)
    let order = try await it.order
    #expect(order.refundSettled == 0 && order.refundOwed == 10_200)
    #expect(order.attempts.map(\.status) == [.failed])
    await it.shop.close()
  }

  @Test func `complaint 40: a refund that failed during the cancel can't be tried again`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel()
    try await it.submit("a1", "x")
    try await it.settle("a1", .failed)
    #expect(try await it.order.status == .cancelled)
    try await it.submit("a2", "x")
    try await it.settle("a2", .succeeded)
    #expect(try await it.order.refundSettled == 10_200)
    await it.shop.close()
  }
}
