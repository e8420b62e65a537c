import Foundation
import Testing

@testable import OrderLedgerModel

@Suite struct CancelOrdersWireTests {
  static let samples: [CancelOrders] = [
    CancelOrders(
      [
        CancelOrder(order: "1001", cancellation: "r/1", reason: "inventory"),
        CancelOrder(
          order: "1002", cancellation: "r/2", lines: [CancelOrder.Line(line: "A", quantity: 2)],
          reason: "inventory", note: "recall", refund: .later, shipping: .keep,
          fee: CancellationFee(amount: 5), disposition: Disposition(.damaged), notify: true),
      ],
      mode: .each, key: "recall", actor: "staff:ann", at: CommandSamples.at),
    CancelOrders([CancelOrder(order: "1001", cancellation: "c", reason: "customer")]),
  ]

  static let results = CancelOrdersReceipt(
    results: [
      .success(Receipt(transaction: JournalSamples.all[0])), .failure(ErrorSamples.all[0]),
      .success(Receipt(transaction: JournalSamples.all[2], replayed: true)),
    ])

  private var schema: JSONSchema {
    get throws {
      var file = URL(filePath: #filePath)
      for _ in 0..<4 { file.deleteLastPathComponent() }
      file.append(path: "Docs/WireForm/order-ledger.schema.json")
      return JSONSchema(root: try JSONValue(parsing: Array(try Data(contentsOf: file))))
    }
  }

  @Test(arguments: samples) func `what is written is read back`(bulk: CancelOrders) throws {
    #expect(try CancelOrders(json: bulk.json()) == bulk)
    #expect(try LedgerRequest(json: bulk.json()) == .cancelOrders(bulk))
    let json = try JSONValue(parsing: bulk.json())
    #expect(try schema.fault(json, "cancelOrders") == nil)
    #expect(try schema.fault(json) == nil)
  }

  @Test func `a request reads a command as the command alone`() throws {
    for command in CommandSamples.all {
      #expect(try LedgerRequest(json: command.json()) == .command(command))
      #expect(LedgerRequest.command(command).json() == command.json())
    }
  }

  @Test func `results are read back, each as it would stand alone`() throws {
    let json = Self.results.json()
    #expect(try CancelOrdersReceipt(json: json) == Self.results)
    #expect(try schema.fault(try JSONValue(parsing: json)) == nil)
    let text = String(decoding: json, as: UTF8.self)
    #expect(text.hasPrefix(#"{"ok":false,"results":[{"ok":true,"#))
    #expect(Self.results.firstRefusal?.index == 1)
  }

  @Test func `a document names what has no name`() throws {
    let text = """
      {"command":"cancelOrders","document":"recall-7","cancellations":[\
      {"order":"1001","reason":"inventory"},{"order":"1002","reason":"staff","cancellation":"own"},\
      {"order":"1003","reason":"inventory"}]}
      """
    let bulk = try CancelOrders(json: text.utf8)
    #expect(bulk.cancellations.map(\.cancellation) == ["recall-7/1", "own", "recall-7/3"])
    #expect(bulk.mode == .atomic)
  }

  @Test(
    arguments: [
      (
        #""cancellations":[{"order":"1","reason":"x"}]"#, "missingField",
        "cancellations[0].cancellation"
      ),
      (#""mode":"some","cancellations":[]"#, "invalidChoice", "mode"),
      (#""cancellations":{}"#, "wrongType", "cancellations"),
      (
        #""cancellations":[{"order":"1","reason":"x","cancellation":"c","colour":1}]"#,
        "unknownField", "cancellations[0].colour"
      ),
      (#""expectedVersion":1,"cancellations":[]"#, "unknownField", "expectedVersion"),
      (#""mode":"each""#, "missingField", "cancellations"),
    ])
  func `a fault is told with its place`(
    fields: String, code: String, place: String
  ) throws {
    let error = #expect(throws: LedgerError.self) {
      try LedgerRequest(json: #"{"command":"cancelOrders",\#(fields)}"#.utf8)
    }
    #expect(error?.code.rawValue == code)
    #expect(error?.subject?.name == place)
  }

  @Test func `a document's name that leaves no room for places is refused`() throws {
    let long = String(repeating: "d", count: 63)
    let error = #expect(throws: LedgerError.self) {
      try CancelOrders(
        json: """
          {"command":"cancelOrders","document":"\(long)","cancellations":\
          [{"order":"1","reason":"x"}]}
          """.utf8)
    }
    #expect(error?.code == .invalidIdentifier)
    let name = try CancelOrders.name(0, of: try RefundID(String(long.dropLast())))
    #expect(name.text.count == 64)
  }

  @Test func `every field makes another request`() {
    let sample = Self.samples[0]
    var others: [CancelOrders] = [sample]
    var other = sample
    other.mode = .atomic
    others.append(other)
    other = sample
    other.at = nil
    others.append(other)
    other = sample
    other.cancellations.reverse()
    others.append(other)
    other = sample
    other.cancellations.removeLast()
    others.append(other)
    #expect(Set(others.map(\.canonicalRequest)).count == others.count)
    other = sample
    other.key = nil
    other.actor = "staff:bob"
    #expect(other.canonicalRequest == sample.canonicalRequest)
  }
}
