import Foundation
import OrderLedgerRawDatabase
import Testing

@Suite struct ApplyTests {
  private static let lines = """
    {"command":"openLocation","location":"PAR"}

    {"command":"openLocation","location":"PAR"}
    nonsense
    {"command":"openLocation","location":"NYC"}
    """

  @Test(arguments: [["apply"], ["apply", "--batch", "2"], ["apply", "--batch", "100"]])
  func `results come in the order of the lines, each for itself`(_ command: [String]) async throws {
    let sandbox = try await Sandbox.withShop()
    let result = try await Tool.run(["--db", sandbox.shop] + command, input: Self.lines)
    let results = try result.json()
    #expect(results.map { $0["ok"] as? Bool } == [true, false, false, true])
    #expect(results.map { $0["seq"] as? Int } == [12, nil, nil, 13])
    #expect(results.map { $0["line"] as? Int } == [nil, 3, 4, nil])
    #expect(result.code == 65)
  }

  private static func payment(of order: Int, through gateway: String) -> String {
    #"{"command":"recordPayment","order":"o\#(order)","payment":"\#(gateway)-\#(order)","#
      + #""tender":{"kind":"gateway","name":"\#(gateway)"},"amount":1000}"# + "\n"
  }

  @Test func `a line that fails while it is written undoes none of its round`() async throws {
    let sandbox = try Sandbox()
    var lines = #"{"command":"openLocation","location":"LON"}"# + "\n"
    for order in 1...4 {
      lines +=
        #"{"command":"placeOrder","order":"o\#(order)","currency":"GBP","backorder":true,"#
        + #""lines":[{"line":"A","sku":"MUG","quantity":1,"unitPrice":1000,"location":"LON"}]}"#
        + "\n"
    }
    lines += Self.payment(of: 4, through: "full")
    let made = try await Tool.run(["--db", sandbox.shop, "apply"], input: lines)
    #expect(made.code == 0, "\(made.output)")
    // No room is left on the gateway's counter: one more payment through it overflows.
    try RawDatabase(sandbox.shop).tamper(
      "UPDATE ledger_account SET debit_posted = 9223372036854775807 WHERE dimension = 'full'")
    let round =
      Self.payment(of: 1, through: "stripe") + Self.payment(of: 2, through: "full")
      + Self.payment(of: 3, through: "stripe")
    let result = try await Tool.run(
      ["--db", sandbox.shop, "apply", "--batch", "10"], input: round)
    let results = try result.json()
    #expect(results.map { $0["seq"] as? Int } == [7, nil, 8])
    #expect((results[1]["error"] as? [String: Any])?["code"] as? String == "overflow")
    #expect(result.code == 1)
  }

  @Test func `only refusals end with 1`() async throws {
    let sandbox = try await Sandbox.withShop()
    let line = "{\"command\":\"openLocation\",\"location\":\"LON\"}"
    let result = try await Tool.run(["--db", sandbox.shop, "apply"], input: line)
    #expect(result.code == 1)
  }

  @Test func `a repeated line under its key is a replay`() async throws {
    let sandbox = try await Sandbox.withShop()
    let line =
      "{\"command\":\"receiveStock\",\"sku\":\"MUG\",\"location\":\"LON\",\"quantity\":3,"
      + "\"key\":\"k\"}\n"
    let result = try await Tool.run(
      ["--db", sandbox.shop, "apply", "--batch", "3"], input: line + line)
    #expect(try result.json().map { $0["replayed"] as? Bool } == [false, true])
    #expect(try result.json().map { $0["seq"] as? Int } == [12, 12])
    #expect(result.code == 0)
  }

  @Test func `atomic is all or nothing`() async throws {
    let sandbox = try await Sandbox.withShop()
    let good = "{\"command\":\"openLocation\",\"location\":\"PAR\"}\n"
    let refused = try await Tool.run(
      ["--db", sandbox.shop, "apply", "--atomic"], input: good + good)
    #expect(refused.code == 1)
    #expect(try refused.json().map { $0["line"] as? Int } == [2])
    #expect(refused.error.contains("Nothing was written."))
    let done = try await Tool.run(["--db", sandbox.shop, "apply", "--atomic"], input: good)
    #expect(done.code == 0)
    #expect(try done.json().map { $0["seq"] as? Int } == [12])
  }

  @Test func `a line past the limit is refused, and the next is carried out`() async throws {
    let sandbox = try await Sandbox.withShop()
    let long = String(repeating: " ", count: (8 << 20) + 1)
    let result = try await Tool.run(
      ["--db", sandbox.shop, "apply"],
      input: long + "\n{\"command\":\"openLocation\",\"location\":\"PAR\"}")
    let results = try result.json()
    #expect(results.map { $0["ok"] as? Bool } == [false, true])
    #expect((results.first?["error"] as? [String: Any])?["code"] as? String == "limitExceeded")
  }

  /// The writer of the pipe waits for the first result before it goes on.
  @Test(arguments: ["1", "100"])
  func `a result is there before the next line`(batch: String) async throws {
    let sandbox = try await Sandbox.withShop()
    let input = Pipe()
    let output = Pipe()
    let process = try ChildProcess(
      Tool.path, ["--db", sandbox.shop, "apply", "--batch", batch],
      input: input.fileHandleForReading, output: output.fileHandleForWriting,
      error: .standardError)
    for (location, sequence) in [("PAR", 12), ("NYC", 13)] {
      try input.fileHandleForWriting.write(
        contentsOf: Data("{\"command\":\"openLocation\",\"location\":\"\(location)\"}\n".utf8))
      let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer.contains("\"seq\":\(sequence)"))
    }
    try input.fileHandleForWriting.close()
    #expect(await process.end() == .exited(0))
  }
}
