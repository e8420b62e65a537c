import Testing

/// The questions of `cancel`, at a pseudo-terminal. Serialized, so that terminals are few.
@Suite(.serialized) struct PromptTests {
  @Test func `it asks as a merchant is asked, shows the preview, and cancels on yes`() async throws
  {
    let sandbox = try await Sandbox.withShop()
    let session = try await Terminal.run(
      ["--db", sandbox.shop, "cancel", "1001"], typing: "2\n\n2\ny\ny\n")
    #expect(session.code == 0, "\(session.screen)")
    for part in [
      "3 open units", "Items unavailable", "Refund (at most GBP 53.00)", "Original payment",
      "Later", "No refund", "Another amount", "Restock", "Damaged", "Notify the customer?",
      "Preview of cancel order", "reserved → damaged at LON", "Cancel these units?",
      "Transaction 12",
    ] {
      #expect(session.screen.contains(part), "\(part) in\n\(session.screen)")
    }
    #expect(session.screen.contains("\u{1B}[1m"))
    let shown = try await Tool.run(["--db", sandbox.shop, "show", "1001"])
    #expect(shown.output.contains("Why: Items unavailable"))
  }

  @Test(arguments: [
    ("2\n\n\n\nn\n", "a no"), ("2\n\n\n\n\n", "the preset"), ("2\n\n\u{4}", "Ctrl-D"),
    ("\u{4}", "Ctrl-D at once"),
  ])
  func `anything but a yes writes nothing`(typing: String, what: String) async throws {
    let sandbox = try await Sandbox.withShop()
    let head = try await Tool.run(["--db", sandbox.shop, "head"])
    let session = try await Terminal.run(["--db", sandbox.shop, "cancel", "1001"], typing: typing)
    #expect(session.code == 3, "\(what): \(session.screen)")
    #expect(session.screen.contains("nothing was written"))
    #expect(try await Tool.run(["--db", sandbox.shop, "head"]).output == head.output)
  }

  @Test func `a wrong answer is asked again, and amounts are exact`() async throws {
    let sandbox = try await Sandbox.withShop()
    let session = try await Terminal.run(
      ["--db", sandbox.shop, "cancel", "1001", "--no-notify"],
      typing: "99\nfraud\namount\n1.234\n10.50\nrestock\ny\n", environment: ["NO_COLOR": "1"])
    #expect(session.code == 0, "\(session.screen)")
    #expect(session.screen.contains("Please type a number from the list."))
    #expect(session.screen.contains("1.234 is no amount in GBP"))
    #expect(session.screen.contains("GBP 10.50 goes back to stripe (p1)"))
    #expect(!session.screen.contains("Notify the customer?"))
    #expect(!session.screen.contains("\u{1B}["))
  }

  @Test func `with --yes it asks nothing`() async throws {
    let sandbox = try await Sandbox.withShop()
    let session = try await Terminal.run(
      ["--db", sandbox.shop, "cancel", "1001", "--yes", "--reason", "staff"], typing: "")
    #expect(session.code == 0, "\(session.screen)")
    #expect(!session.screen.contains("?"))
  }

  @Test func `an order that is cancelled is not asked about`() async throws {
    let sandbox = try await Sandbox.withShop()
    let session = try await Terminal.run(["--db", sandbox.shop, "cancel", "1002"], typing: "")
    #expect(session.code == 1, "\(session.screen)")
    #expect(session.screen.contains("The order is cancelled already"))
  }

  @Test func `it asks whoever may cancel, says which units, and whether to ask for it`()
    async throws
  {
    let sandbox = try await Sandbox.withShop()
    let file = try sandbox.write("policy.json", PolicyCommandTests.policy)
    #expect(try await Tool.run(["--db", sandbox.shop, "policy", "set", file]).code == 0)
    let session = try await Terminal.run(
      [
        "--db", sandbox.shop, "cancel", "1001", "--line", "A:1", "--request", "--of",
        "warehouse:LON", "--actor", "staff:mia",
      ], typing: "2\n\n\n\ny\n", environment: ["NO_COLOR": "1"])
    #expect(session.code == 0, "\(session.screen)")
    for part in [
      "Asking to cancel order 1001: 1 × A of 3 open units.", "Ask for this cancellation?",
      "is asked of warehouse:LON",
    ] {
      #expect(session.screen.contains(part), "\(part) in\n\(session.screen)")
    }
  }

  @Test func `a repetition of several orders is known, and not asked about`() async throws {
    let sandbox = try await Sandbox.withShop()
    let order =
      #"{"command":"placeOrder","order":"1003","currency":"GBP","backorder":true,"#
      + #""lines":[{"line":"A","sku":"CAP","quantity":1,"unitPrice":900,"location":"LON"}]}"#
    let placed = try await Tool.run(["--db", sandbox.shop, "apply"], input: order)
    #expect(placed.code == 0, "\(placed.output)")
    let cancel = ["--db", sandbox.shop, "cancel", "1001", "1003", "--reason", "inventory"]
    #expect(try await Tool.run(cancel).code == 0)
    let preview = try await Tool.run(cancel + ["--preview"])
    #expect(preview.code == 1)
    #expect(preview.error.contains("done already"), "\(preview.error)")
    let session = try await Terminal.run(cancel, typing: "")
    #expect(session.code == 0, "\(session.screen)")
    #expect(session.screen.contains("Order 1003: cancelled before"))
  }

  @Test func `a refund shows its preview and asks`() async throws {
    let sandbox = try await Sandbox.withShop()
    let arguments = ["--db", sandbox.shop, "refund", "1001", "--amount", "5", "--reason", "staff"]
    let no = try await Terminal.run(arguments, typing: "n\n")
    #expect(no.code == 3, "\(no.screen)")
    let yes = try await Terminal.run(arguments, typing: "y\n")
    #expect(yes.code == 0, "\(yes.screen)")
    #expect(yes.screen.contains("Give this money back?"))
  }
}
