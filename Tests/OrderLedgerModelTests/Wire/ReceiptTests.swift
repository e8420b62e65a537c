import Testing

@testable import OrderLedgerModel

@Suite struct `Results as JSON` {
  @Test(arguments: JournalSamples.all, [false, true])
  func `a receipt survives the wire`(transaction: JournalTransaction, replayed: Bool) throws {
    let receipt = Receipt(transaction: transaction, replayed: replayed)
    #expect(try Receipt(json: receipt.json()) == receipt)
    #expect(try Receipt(json: receipt.json()).json() == receipt.json())
  }

  @Test func `a receipt reads as the documentation says`() {
    let receipt = Receipt(
      transaction: JournalTransaction(
        header: JournalSamples.header,
        entries: [.posting(JournalSamples.posting), .message(JournalSamples.message)]))
    #expect(receipt.sequence == 17)
    #expect(receipt.orderVersion == 3)
    let digests = (String(repeating: "cd", count: 32), String(repeating: "ab", count: 32))
    #expect(
      String(decoding: receipt.json(), as: UTF8.self) == """
        {"ok":true,"receipt":{"actor":"staff:ann","command":"cancelOrder","document":"c1",\
        "effectiveAt":"1969-12-31T23:59:59.999999Z","key":"k-1",\
        "messages":[{"customer":"c-9","kind":"orderCancelled","n":1}],\
        "noteDigest":"\(digests.0)",\
        "order":{"order":"1001","previous":9,"status":"partiallyCancelled","version":3},\
        "postings":[{"account":"1110","amount":500,"currency":"GBP","dimension":"stripe","n":0,\
        "name":"Processor clearing","phase":"pending","side":"credit"}],"reason":"customer",\
        "recordedAt":"2026-11-23T10:00:00.000001Z",\
        "requestDigest":"\(digests.1)"},"replayed":false,"seq":17}
        """)
  }

  @Test func `a receipt of a newer ledger is read as far as it is known`() throws {
    let receipt = Receipt(transaction: JournalSamples.all[0])
    let json = try JSONValue(parsing: receipt.json())
      .replacing([.key("new")], with: .bool(true))
      .replacing([.key("receipt"), .key("payments"), .index(0), .key("new")], with: .null)
    #expect(try Receipt(json: json.text) == receipt)
  }

  @Test(arguments: ErrorSamples.all)
  func `an error survives the wire`(error: LedgerError) throws {
    let json = error.json()
    #expect(try LedgerError(json: json) == error)
    #expect(
      try JSONValue(parsing: json)["error"]?["message"] == .string(error.detailedDescription))
  }

  @Test func `an error reads as the documentation says`() {
    #expect(
      String(decoding: ErrorSamples.all[0].json(), as: UTF8.self) == """
        {"error":{"code":"overRefund","details":{"allowed":"450","found":"500","seq":9,\
        "subject":{"kind":"order","name":"1001"}},\
        "message":"The refund is greater than what can be given back (order 1001); found 500; \
        allowed: 450; see journal transaction 9."},"ok":false}
        """)
  }

  @Test func `a plan is a receipt without what only writing it decides`() throws {
    let plan = Plan(
      command: CommandSamples.cancellations[1], basis: 2,
      transition: JournalSamples.header.transition, entries: JournalSamples.entries, order: nil,
      document: "c1", reason: "customer", note: "private",
      contact: nil)
    let receipt = Receipt(
      transaction: JournalTransaction(
        header: JournalSamples.header, entries: JournalSamples.entries))
    var body = try #require(try JSONValue(parsing: receipt.json())["receipt"])
    for field in ["recordedAt", "requestDigest", "noteDigest"] {
      body = body.replacing([.key(field)], with: nil)
    }
    body = body.replacing([.key("key")], with: .string("k8"))
    body = body.replacing([.key("effectiveAt")], with: .string("2026-11-23T10:00:00Z"))
    let json = try JSONValue(parsing: plan.json())
    #expect(json["plan"] == body)
    #expect(json["ok"] == .bool(true))
    #expect(!String(decoding: plan.json(), as: UTF8.self).contains("private"))
  }

  @Test func `a view of an order has its three statuses and its totals`() throws {
    let json = try JSONValue(parsing: OrderSamples.order.json())
    #expect(json["status"] == .string("partiallyCancelled"))
    #expect(json["fulfillmentStatus"] == .string("unfulfilled"))
    #expect(json["paymentStatus"] == .string("partiallyRefunded"))
    #expect(
      json["totals"]
        == .object([
          "total": .integer(2_298), "value": .integer(1_398), "authorized": .integer(100),
          "captured": .integer(2_298), "outstanding": .integer(0), "refundable": .integer(1_398),
          "refundOwed": .integer(300), "refundPending": .integer(200),
          "refundSettled": .integer(400),
        ]))
    guard case .array(let lines)? = json["lines"], lines.count == 2 else {
      Issue.record("not two lines")
      return
    }
    #expect(lines[0]["ordered"] == .integer(2))
    #expect(lines[0]["cancelled"] == .integer(1))
    #expect(lines[0]["open"] == .integer(1))
    #expect(lines[1]["ordered"] == nil)
    #expect(lines[1]["total"] == .integer(499))
  }
}
