import Testing

/// What the tool shows of an order that the customer sees in another currency.
@Suite struct CurrencyShowTests {
  static let commands = """
    {"command":"placeOrder","order":"fx","currency":"USD","lines":[{"line":"A","sku":"POSTER",\
    "quantity":9,"unitPrice":100,"location":"LON"}],"backorder":true,\
    "presentment":{"amount":1350,"currency":"CAD"},"key":"k1"}
    {"command":"recordPayment","order":"fx","payment":"fx-p","tender":{"kind":"gateway",\
    "name":"stripe"},"amount":900,"presentment":{"amount":1277,"currency":"CAD"},"key":"k2"}
    {"command":"openDispute","order":"fx","dispute":"fx-d","payment":"fx-p","amount":400,\
    "presentment":{"amount":600,"currency":"CAD"},"key":"k3"}
    {"command":"cancelOrder","order":"fx","cancellation":"fx-x","lines":[{"line":"A",\
    "quantity":3}],"reason":"customer","key":"k4"}
    {"command":"submitRefund","attempt":"fx-a","refund":"fx-x","key":"k5"}
    """

  @Test func `show has both amounts of the order, its payments, refunds and disputes`()
    async throws
  {
    let sandbox = try await Sandbox.withShop()
    let applied = try await Tool.run(["--db", sandbox.shop, "apply"], input: Self.commands)
    #expect(applied.code == 0, "\(applied.output)\(applied.error)")
    let shown = try await Tool.run(["--db", sandbox.shop, "show", "fx"])
    #expect(shown.code == 0, "\(shown.error)")
    let section = try #require(shown.output.components("As the customer sees it"))
    // 6.77 CAD are left for 5.00 USD: ⌊6.77 · 3 / 5⌋ = 4.06 are under way.
    let rows = [
      ["order", "CAD", "13.50", "USD", "9.00"],
      ["stripe", "(fx-p)", "CAD", "12.77", "4.06", "6.00", "0.00", "2.71", "USD", "9.00"],
      ["attempt", "fx-a", "CAD", "4.06", "USD", "3.00"],
      ["dispute", "fx-d", "CAD", "6.00", "USD", "4.22"],
    ]
    #expect(Array(section.prefix(5).dropFirst()) == rows, "\(shown.output)")
    for text in ["The customer sees CAD 13.50", "Came in as CAD 12.77", "dispute took CAD 6.00"] {
      #expect(shown.output.contains(text), "\(shown.output)")
    }
    let json = try await Tool.run(["--db", sandbox.shop, "show", "fx", "--json"])
    let taken =
      "{\"amount\":422,\"disputeNumber\":0,\"paymentNumber\":0,"
      + "\"presented\":{\"amount\":600,\"currency\":\"CAD\"}}"
    #expect(json.output.contains("\"disputes\":[\(taken)]"), "\(json.output)")
    let verified = try await Tool.run(["--db", sandbox.shop, "verify", "--full"])
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test func `an order in one currency has no such section`() async throws {
    let sandbox = try await Sandbox.withShop()
    let shown = try await Tool.run(["--db", sandbox.shop, "show", "1001"])
    #expect(shown.code == 0 && !shown.output.contains("As the customer sees it"))
  }
}

extension String {
  /// The words of the lines that follow a heading.
  fileprivate func components(_ heading: String) -> [[String]]? {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: heading) else { return nil }
    return lines[(start + 1)...].map { $0.split(separator: " ").map(String.init) }
  }
}
