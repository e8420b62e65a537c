import Testing

@testable import OrderLedgerModel

@Suite struct `Commands as JSON` {
  @Test(arguments: CommandSamples.all)
  func `a command survives the wire`(command: Command) throws {
    let text = command.json()
    #expect(try Command(json: text) == command)
    #expect(try Command(json: text).json() == text)
    #expect(!text.contains(UInt8(ascii: "\n")))
  }

  @Test func `the samples hold every action`() {
    #expect(Set(CommandSamples.all.map(\.action.name)).count == Action.forms.count)
  }

  @Test func `the wire form is that of the documentation`() throws {
    let text = """
      {"command":"cancelOrder","order":"1001","cancellation":"c1",
       "lines":[{"line":"A","quantity":1}],"reason":"customer","refund":{"kind":"original"},
       "shipping":{"kind":"auto"},"disposition":{"kind":"restock","location":"LON"},
       "notify":true,"key":"k","actor":"staff:ann","at":"2026-11-23T12:00:00+02:00",
       "expectedVersion":3}
      """
    let command = try Command(json: text.utf8)
    #expect(
      command
        == Command(
          .cancelOrder(
            CancelOrder(
              order: "1001", cancellation: "c1", lines: [CancelOrder.Line(line: "A", quantity: 1)],
              reason: "customer", disposition: Disposition(.restock, at: "LON"), notify: true)),
          key: "k", actor: "staff:ann", at: try Timestamp(parsing: "2026-11-23T10:00:00Z"),
          expectedVersion: 3))
    #expect(
      String(decoding: command.json(), as: UTF8.self) == """
        {"actor":"staff:ann","at":"2026-11-23T10:00:00Z","cancellation":"c1",\
        "command":"cancelOrder","disposition":{"kind":"restock","location":"LON"},\
        "expectedVersion":3,"key":"k","lines":[{"line":"A","quantity":1}],"notify":true,\
        "order":"1001","reason":"customer"}
        """)
  }

  @Test func `a currency with an exponent of its own is refused rather than misread`() throws {
    let clf = try Currency(code: "CLF", exponent: 0)
    let command = Command(
      .receiveStock(
        ReceiveStock(sku: "A", location: "L", quantity: 1, unitCost: 1, currency: clf)))
    #expect(String(decoding: command.json(), as: UTF8.self).contains(#""currency":"CLF/0""#))
    #expect(throws: LedgerError.self) { try Command(json: command.json()) }
  }
}
