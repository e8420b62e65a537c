import ArgumentParser
import OrderLedger
import Testing

@testable import OrderLedgerCLI

@Suite struct OutputTests {
  @Test(
    arguments: [
      (0, "GBP", "0.00"), (5, "GBP", "0.05"), (-5, "GBP", "-0.05"), (100_000, "GBP", "1,000.00"),
      (99_999, "GBP", "999.99"), (-123_456_789, "GBP", "-1,234,567.89"), (1_234, "JPY", "1,234"),
      (1_234_567, "KWD", "1,234.567"), (Int64.min, "USD", "-92,233,720,368,547,758.08"),
    ] as [(Int64, String, String)])
  func `amounts have thousands set apart`(minor: Int64, code: String, text: String) throws {
    let currency = try Currency(code)
    #expect(currency.figure(minor) == text)
    #expect(currency.amount(minor) == "\(code) \(text)")
  }

  @Test(arguments: [
    ("", 0), ("mug", 3), ("café", 4), ("cafe\u{301}", 4), ("日本", 4), ("👕", 2), ("❤️", 2),
    ("a\u{200B}b", 2),
  ])
  func `width is what a terminal shows`(text: String, width: Int) {
    #expect(text.displayWidth == width)
    #expect(text.padded(to: 10).displayWidth == 10)
    #expect(text.truncated(to: 3).displayWidth <= 3)
  }

  @Test func `control characters can't reach the terminal`() {
    #expect("a\u{1B}[31mb\nc\u{9B}d".printable() == "a\u{FFFD}[31mb c\u{FFFD}d")
  }

  @Test func `columns align by what is shown`() {
    var table = Table([.text("Item"), .figure("Price")])
    table.row(["日本", "1,000.00"])
    table.row(["mug", "1.00"])
    table.rule()
    table.row(["Total", "1,001.00"])
    #expect(
      table.lines(Style(isOn: false)) == [
        "Item      Price",
        "日本   1,000.00",
        "mug        1.00",
        "─────  ────────",
        "Total  1,001.00",
      ])
  }

  @Test func `a table is cut to a hundred columns where that is allowed`() {
    var table = Table([.text("Order"), .text("Customer", minimum: 8), .figure("Value")])
    table.row([
      Table.Cell(String(repeating: "1", count: 40)), Table.Cell(String(repeating: "c", count: 90)),
      "1,000.00",
    ])
    for line in table.lines(Style(isOn: false)) {
      #expect(line.displayWidth <= 100)
    }
    #expect(table.lines(Style(isOn: false))[1].hasPrefix(String(repeating: "1", count: 40)))
  }

  @Test func `color is only added where it is on`() {
    #expect(Style(isOn: false)("x", .red) == "x")
    #expect(Style(isOn: true)("x", .red) == "\u{1B}[31mx\u{1B}[0m")
  }

  @Test func `generated names are the same for the same request`() throws {
    func name(_ quantity: Int64, _ order: OrderID = "1001") throws -> GeneratedName {
      try GeneratedName(
        order: order, verb: "cancel",
        request: Command(
          CancelOrder(
            order: order, cancellation: "new", lines: [.init(line: "A", quantity: quantity)],
            reason: "customer")))
    }
    #expect(try name(1).document == name(1).document)
    #expect(try name(1).key == name(1).key)
    #expect(try name(1).document != name(2).document)
    #expect(try name(1).document.text.hasPrefix("1001-cancel-"))
    func key(_ options: String) throws -> IdempotencyKey? {
      let words = ("1001 rt1 --reason staff" + options).split(separator: " ").map(String.init)
      return try InspectReturnCommand.parse(words).command(.gbp).key
    }
    #expect(try key(" --id x-1") == key(" --id x-1"))
    #expect(try key(" --id x-1") != key(" --id x-2"))
    let long = OrderID(stringLiteral: String(repeating: "é", count: 32))
    #expect(try name(1, long).document.text.utf8.count <= 64)
  }
}
