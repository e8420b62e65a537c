import OrderLedgerModel
import Testing

@Suite struct `Canonical requests` {
  @Test func `different requests have different bytes`() {
    var seen: [[UInt8]: Command] = [:]
    for command in CommandSamples.all + Self.variants {
      let bytes = command.canonicalRequest
      #expect(seen[bytes] == nil, "\(command) has the bytes of another")
      seen[bytes] = command
    }
  }

  @Test(arguments: CommandSamples.all)
  func `the same request has the same bytes after it crossed the wire`(command: Command) throws {
    #expect(try Command(json: command.json()).canonicalRequest == command.canonicalRequest)
  }

  @Test(arguments: CommandSamples.all)
  func `key, actor and expected version are no part of the request`(command: Command) {
    var other = command
    other.key = "another"
    other.actor = "system:retry"
    other.expectedVersion = 99
    #expect(other.canonicalRequest == command.canonicalRequest)
    other.at = Timestamp(microseconds: 1)
    #expect(other.canonicalRequest != command.canonicalRequest)
  }

  @Test func `of a note only whether it is there is part of the request`() {
    func bytes(_ note: Note?) -> [UInt8] {
      Command(
        .cancelOrder(
          CancelOrder(order: "1", cancellation: "c", reason: "other", note: note))
      ).canonicalRequest
    }
    #expect(bytes("ill") == bytes("moved"))
    #expect(bytes("") == bytes("x"))
    #expect(bytes(nil) != bytes(""))
  }

  @Test func `the text of no command's note can be guessed from its request`() throws {
    var noted: Set<String> = []
    for command in CommandSamples.all {
      guard let other = try Self.withAnotherNote(command) else { continue }
      #expect(other != command)
      #expect(other.canonicalRequest == command.canonicalRequest, "\(command.action.name)")
      noted.insert(command.action.name)
    }
    #expect(
      noted == [
        "cancelOrder", "refund", "requestCancellation", "answerCancellation", "returnItems",
        "inspectReturn", "adjust", "reverse",
      ])
  }

  /// The command with another text in the place of its note; `nil` where it has none.
  private static func withAnotherNote(_ command: Command) throws -> Command? {
    let json = String(decoding: command.json(), as: UTF8.self)
    guard let field = json.firstRange(of: #""note":""#) else { return nil }
    var end = field.upperBound
    while json[end] != "\"" {
      if json[end] == "\\" { end = json.index(after: end) }
      end = json.index(after: end)
    }
    return try Command(json: "\(json[..<field.upperBound])another\(json[end...])".utf8)
  }

  @Test func `the zone of a time and fields given as their default make no difference`() throws {
    let short = #"{"command":"cancelOrder","order":"1","cancellation":"c","reason":"other""#
    let one = try Command(json: (short + #","at":"2026-11-23T10:00:00Z"}"#).utf8)
    let other = try Command(
      json: (short + #","at":"2026-11-23T12:00:00+02:00","refund":{"kind":"original"},"#
        + #""shipping":{"kind":"auto"},"disposition":{"kind":"restock"},"notify":false}"#).utf8)
    #expect(one.canonicalRequest == other.canonicalRequest)
  }

  @Test func `the bytes are those of every release`() {
    let command = Command(
      .capturePayment(CapturePayment(order: "1001", payment: "p", amount: 258, fee: 1)))
    #expect(
      hex(command.canonicalRequest)
        == "01" + "00" + "08" + "00000004" + "31303031" + "00000001" + "70" + "01"
        + "0000000000000102" + "0000000000000001" + "00")
  }

  /// A cancellation and a placement with one field changed at a time.
  private static var variants: [Command] {
    var all: [Command] = []
    func cancel(_ change: (inout CancelOrder) -> Void) {
      var action = CancelOrder(
        order: "1", cancellation: "c", lines: [CancelOrder.Line(line: "A")], reason: "other")
      change(&action)
      all.append(Command(.cancelOrder(action)))
    }
    cancel { _ in }
    cancel { $0.order = "2" }
    cancel { $0.cancellation = "d" }
    cancel { $0.lines = nil }
    cancel { $0.lines = [] }
    cancel { $0.lines?[0].line = "B" }
    cancel { $0.lines?[0].quantity = 0 }
    cancel { $0.lines?[0].reason = "other" }
    cancel { $0.lines?[0].disposition = .restock }
    cancel { $0.lines?[0].disposition = Disposition(.kept) }
    cancel { $0.lines?[0].disposition = Disposition(.restock, at: "A") }
    cancel { $0.lines?.append(CancelOrder.Line(line: "A")) }
    cancel { $0.reason = "fraud" }
    cancel { $0.note = "x" }
    cancel { $0.refund = .later }
    cancel { $0.refund = .amount(0) }
    cancel { $0.refund = .amount(1) }
    cancel { $0.shipping = .keep }
    cancel { $0.shipping = .amount(0) }
    cancel { $0.fee = CancellationFee(amount: 0) }
    cancel { $0.fee = CancellationFee(amount: 1) }
    cancel { $0.fee = CancellationFee(amount: 0, tax: 1) }
    cancel { $0.fee = CancellationFee(amount: 0, taxCode: "V") }
    cancel { $0.disposition = Disposition(.scrapped) }
    cancel { $0.disposition.location = "A" }
    cancel { $0.notify = true }
    return all + placements
  }

  private static var placements: [Command] {
    var all: [Command] = []
    func place(_ change: (inout PlaceOrder) -> Void) {
      var action = PlaceOrder(
        order: "1", currency: .gbp,
        lines: [PlaceOrder.Line(line: "A", sku: "S", quantity: 1, unitPrice: 1, location: "L")],
        shipping: [PlaceOrder.Service(line: "Z", kind: .shipping, amount: 1)])
      change(&action)
      all.append(Command(.placeOrder(action)))
    }
    place { _ in }
    place { $0.order = "2" }
    place { $0.currency = .eur }
    place { $0.customer = "1" }
    place { $0.channel = "1" }
    place { $0.backorder = true }
    place { $0.discounts = [Discount(amount: 1)] }
    place { $0.lines[0].line = "B" }
    place { $0.lines[0].sku = "T" }
    place { $0.lines[0].quantity = 2 }
    place { $0.lines[0].unitPrice = 2 }
    place { $0.lines[0].taxIncluded = true }
    place { $0.lines[0].location = "M" }
    place { $0.lines[0].costed = false }
    place { $0.lines[0].discounts = [Discount(amount: 1)] }
    place { $0.lines[0].discounts = [Discount(code: "A", amount: 1)] }
    place { $0.lines[0].taxes = [Tax(code: "A", amount: 1)] }
    place { $0.lines[0].taxes = [Tax(code: "A", amount: 2)] }
    place { ($0.shipping, $0.charges) = ([], $0.shipping) }
    place { $0.shipping[0].line = "Y" }
    place { $0.shipping[0].kind = .tip }
    place { $0.shipping[0].amount = 2 }
    place { $0.shipping[0].discounts = [Discount(amount: 1)] }
    place { $0.shipping[0].taxes = [Tax(code: "A", amount: 1)] }
    place { $0.shipping[0].taxIncluded = true }
    return all
  }
}

/// Bytes as a reader of a test can compare them.
func hex(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
