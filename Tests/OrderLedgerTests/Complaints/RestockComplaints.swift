import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct RestockComplaints {
  @Test func `complaint 5: a cancel restocks twice`() async throws {
    let it = try await Complaint()
    try await it.cancel()
    let error = await it.refusal { () throws(LedgerError) in try await it.cancel("y") }
    #expect(error?.code == .alreadyCancelled)
    #expect(try await it.mugs(.available) == 100)
    await it.shop.close()
  }

  @Test func `complaint 6: a part refunded with restock, then a cancel, makes 101 of 100`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel("x1", Complaint.mugs(1))
    try await it.cancel("x2")
    #expect(try await it.mugs(.available) == 100)
    #expect(try await it.mugs(.reserved) == 0)
    await it.shop.close()
  }

  @Test func `complaint 7: a refund without restock, then a cancel, puts back twice`()
    async throws
  {
    let it = try await Complaint()
    try await it.refund("r", mugs: 2)
    #expect(try await it.mugs(.available) == 97)
    try await it.cancel("x", Complaint.mugs(3))
    #expect(try await it.mugs(.available) == 100)
    #expect(try await it.mugs(.reserved) == 0)
    await it.shop.close()
  }

  @Test(arguments: [Disposition.Kind.damaged, .scrapped, .kept])
  func `complaint 8: goods that are not to be restocked are restocked anyway`(
    kind: Disposition.Kind
  ) async throws {
    let it = try await Complaint()
    try await it.cancel(disposition: Disposition(kind))
    #expect(try await it.mugs(.available) == 97)
    #expect(try await it.mugs(.damaged) == (kind == .damaged ? 3 : 0))
    await it.shop.close()
  }

  @Test func `complaint 9: a cancel with restock adds nothing, one without subtracts again`()
    async throws
  {
    let with = try await Complaint()
    try await with.cancel()
    #expect(try await with.mugs(.available) == 100)
    await with.shop.close()
    let without = try await Complaint()
    try await without.cancel(disposition: Disposition(.kept))
    #expect(try await without.mugs(.available) == 97)
    await without.shop.close()
  }

  @Test func `complaint 10: where orders are stored anew, a cancel does not restock`() async throws
  {
    let it = try await Complaint()
    try await it.cancel()
    // All state made anew from the entries says the same.
    #expect(try await it.shop.ledger.rebuild().changedTables == [])
    #expect(try await it.mugs(.available) == 100)
    await it.shop.close()
  }

  @Test func `complaint 11: a cancel after a partial invoice puts back the whole quantity`()
    async throws
  {
    let it = try await Complaint(isPaid: false)
    try await it.shop.perform(.placeOrder(it.shop.order("1001")))
    try await it.shop.perform(
      AuthorizePayment(
        order: "1001", payment: "p", tender: .gateway("stripe"), amount: 10_200))
    try await it.shop.perform(
      CapturePayment(order: "1001", payment: "p", amount: 1_200), key: "c")
    try await it.cancel("x", Complaint.mugs(1))
    #expect(try await it.mugs(.available) == 98)
    #expect(try await it.mugs(.reserved) == 2)
    await it.shop.close()
  }

  @Test func `complaint 12: a cancel after a shipment puts back what has left`() async throws {
    let it = try await Complaint()
    try await it.fulfill(mugs: 2)
    try await it.cancel()
    #expect(try await it.mugs(.available) == 98)
    let error = await it.refusal { () throws(LedgerError) in try await it.cancel("y") }
    #expect(error?.code == .nothingToCancel)
    #expect(try await it.mugs(.available) == 98)
    #expect(try await it.mugs(.reserved) == 0)
    await it.shop.close()
  }

  @Test func `complaint 13: what happens to a refund moves stock again`() async throws {
    let it = try await Complaint()
    try await it.cancel("x", Complaint.mugs(1))
    let before = try await it.shop.ledger.stock()
    try await it.submit("a1", "x")
    try await it.settle("a1", .failed)
    try await it.submit("a2", "x")
    try await it.settle("a2", .succeeded)
    #expect(try await it.shop.ledger.stock() == before)
    await it.shop.close()
  }

  @Test func `complaint 14: goods go back to the order's place, not to the one that was chosen`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel(disposition: Disposition(.restock, at: "PAR"))
    #expect(try await it.mugs(.available, at: "PAR") == 103)
    #expect(try await it.mugs(.available) == 97)
    await it.shop.close()
  }

  @Test func `complaint 15: goods that change their place come back at both`() async throws {
    let it = try await Complaint()
    try await it.cancel(disposition: Disposition(.restock, at: "PAR"))
    let items = try await it.shop.ledger.stock(of: "MUG")
    #expect(items.reduce(0) { $0 + $1.level.onHand } == 200)
    #expect(items.reduce(0) { $0 + $1.level[.available] } == 200)
    #expect(items.allSatisfy { $0.level[.reserved] == 0 })
    await it.shop.close()
  }

  @Test
  func `complaint 16: a cancel allocates instead of letting go`()
    async throws
  {
    let it = try await Complaint()
    try await it.cancel("x", Complaint.mugs(1))
    #expect(try await it.mugs(.reserved) == 2)
    try await it.fulfill(mugs: 2)
    #expect(try await it.mugs(.reserved) == 0)
    try await it.shop.perform(CancelFulfillment(order: "1001", fulfillment: "f"))
    #expect(try await it.mugs(.reserved) == 2)
    await it.shop.close()
  }

  @Test func `complaint 17: after a parcel is taken back the reservation is lost or negative`()
    async throws
  {
    let it = try await Complaint()
    try await it.fulfill(mugs: 3)
    try await it.shop.perform(CancelFulfillment(order: "1001", fulfillment: "f"))
    #expect(try await it.mugs(.reserved) == 3)
    try await it.cancel()
    #expect(try await it.mugs(.reserved) == 0)
    #expect(try await it.mugs(.available) == 100)
    await it.shop.close()
  }

  @Test func `complaint 18: a partial cancel takes units that have left`()
    async throws
  {
    let it = try await Complaint()
    try await it.fulfill(mugs: 1)
    try await it.cancel("x", Complaint.mugs(1))
    let line = try #require(try await it.order.lines.first)
    #expect(line.fulfilled == 1 && line.cancelled == 1 && line.open == 1)
    try await it.fulfill("f2", mugs: 1)
    #expect(try await it.order.lines.first?.fulfilled == 2)
    await it.shop.close()
  }

  @Test func `complaint 36: it is cancelled here, and has left already`() async throws {
    let it = try await Complaint()
    try await it.shop.perform(Fulfill(order: "1001", fulfillment: "f"))
    let error = await it.refusal { () throws(LedgerError) in try await it.cancel() }
    #expect(error?.code == .nothingToCancel)
    #expect(error?.found == "0 open, 5 fulfilled")
    #expect(try await it.order.refundDecided == 0)
    await it.shop.close()
  }
}
