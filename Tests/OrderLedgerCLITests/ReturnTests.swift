import Foundation
import Testing

/// A return and a hold from the command line, from the first step to the last.
@Suite struct ReturnCommandTests {
  @Test func `a return is announced, received and inspected by its own commands`() async throws {
    let sandbox = try Sandbox()
    let lines = [
      #"{"command":"openLocation","location":"LON"}"#,
      #"{"command":"receiveStock","sku":"MUG","location":"LON","quantity":9,"unitCost":300,"currency":"GBP","key":"k1"}"#,
      #"{"command":"placeOrder","order":"1001","currency":"GBP","lines":[{"line":"A","sku":"MUG","quantity":4,"unitPrice":1000,"location":"LON"}]}"#,
      #"{"command":"recordPayment","order":"1001","payment":"p1","tender":{"kind":"gateway","name":"stripe"},"amount":4000}"#,
      #"{"command":"fulfill","order":"1001","fulfillment":"f1"}"#,
      #"{"command":"holdStock","hold":"h1","lines":[{"sku":"MUG","location":"LON","quantity":2}]}"#,
    ]
    let file = try sandbox.write("commands.jsonl", lines.joined(separator: "\n") + "\n")
    #expect(try await Tool.run(["--db", sandbox.shop, "init"]).code == 0)
    #expect(try await Tool.run(["--db", sandbox.shop, "apply", file]).code == 0)

    func run(_ command: String) async throws -> Tool.Result {
      try await Tool.run(
        ["--db", sandbox.shop] + command.split(separator: " ").map(String.init))
    }
    let announced = try await run("return 1001 --line A:2 --reason customer --id rt1")
    #expect(announced.code == 0)
    #expect(announced.output.contains("2 × MUG (A) to come back as return rt1 at LON"))
    let meant = try await run("return 1001 --line A:2 --reason customer --id rt2")
    #expect(meant.output.contains("2 × MUG (A) to come back as return rt2 at LON"))
    #expect(try await run("cancel-return 1001 rt2").code == 0)
    let blocked = try await run("cancellability 1001")
    #expect(blocked.output.contains("return rt1): 2 awaited, 0 to inspect"))
    #expect(try await run("cancel 1001 --reason customer --yes").code == 1)
    let received = try await run("receive-return 1001 rt1")
    #expect(received.output.contains("shipped → inspection at LON, cost GBP 6.00"))
    let inspected = try await run(
      "inspect-return 1001 rt1 --reason customer --line A:1=restock --line A:1=damaged --fee 2.50 --yes"
    )
    #expect(inspected.code == 0)
    #expect(inspected.output.contains("GBP 17.50 goes back to stripe (p1)"))
    #expect(inspected.output.contains("GBP 2.50 is kept as a restocking fee"))
    #expect(try await run("cancel-return 1001 rt1").code == 1)
    let shown = try await run("show 1001")
    #expect(shown.output.contains("Returns"))
    #expect(shown.output.contains("1 × MUG (A) inspected: damaged, return rt1"))
    let json = try #require(try await run("show 1001 --json").json().first)
    let returns = try #require(json["returns"] as? [[String: Any]])
    #expect(returns.first?["status"] as? String == "closed")
    #expect(try await run("holds").output.contains("h1"))
    #expect(try await run("holds --json").json().first?["holds"] != nil)
    #expect(try await run("verify --full").code == 0)
  }

  @Test func `a hold is made, let go, swept, and stock that came is allocated`() async throws {
    let sandbox = try Sandbox()
    let lines = [
      #"{"command":"openLocation","location":"LON"}"#,
      #"{"command":"receiveStock","sku":"MUG","location":"LON","quantity":5,"unitCost":300,"currency":"GBP","key":"k1"}"#,
      #"{"command":"placeOrder","order":"1001","currency":"GBP","backorder":true,"lines":[{"line":"A","sku":"CAP","quantity":3,"unitPrice":1000,"location":"LON"}]}"#,
      #"{"command":"receiveStock","sku":"CAP","location":"LON","quantity":2,"unitCost":300,"currency":"GBP","key":"k2"}"#,
    ]
    let file = try sandbox.write("commands.jsonl", lines.joined(separator: "\n") + "\n")
    #expect(try await Tool.run(["--db", sandbox.shop, "init"]).code == 0)
    #expect(try await Tool.run(["--db", sandbox.shop, "apply", file]).code == 0)

    func run(_ command: String) async throws -> Tool.Result {
      try await Tool.run(
        ["--db", sandbox.shop] + command.split(separator: " ").map(String.init))
    }
    let held = try await run("hold h1 --stock MUG@LON:2 --until 2026-01-01T12:00:00Z")
    #expect(held.code == 0)
    #expect(held.output.contains("2 × MUG at LON held as h1"))
    #expect(try await run("hold h2 --stock MUG@LON").code == 0)
    #expect(try await run("hold h3 --stock MUG@LON:3").code == 1)
    #expect(try await run("hold h3").code == 64)
    #expect(try await run("hold h3 --stock MUG").code == 64)
    #expect(try await run("release-hold h2 --stock MUG@LON").code == 65)
    #expect(try await run("release-hold h2 --stock MUG@LON --key r1").code == 0)
    #expect(try await run("release-hold h2").code == 1)
    #expect(try await run("expire-holds --through 2026-01-01T11:00:00Z").code == 1)
    let preview = try await run("expire-holds --preview")
    #expect(preview.code == 0 && preview.output.contains("hold h1 expired"))
    #expect(try await run("expire-holds").code == 0)
    #expect(try await run("holds").output.contains("No holds."))
    #expect(try await run("allocate 1001 --line A:3 --key a1").code == 1)
    let allocated = try await run("allocate 1001")
    #expect(allocated.output.contains("2 × CAP"))
    #expect(try await run("verify --full").code == 0)
  }
}
