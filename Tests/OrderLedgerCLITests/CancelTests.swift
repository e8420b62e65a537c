import Foundation
import Testing

@Suite struct CancelTests {
  @Test func `without a terminal it never asks`() async throws {
    let sandbox = try await Sandbox.withShop()
    let result = try await Tool.run(
      ["--db", sandbox.shop, "cancel", "1001"], input: "1\n1\n1\ny\n")
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("--reason"))
  }

  @Test func `a preview writes nothing and says what is written later`() async throws {
    let sandbox = try await Sandbox.withShop()
    let arguments = ["--db", sandbox.shop, "cancel", "1001", "--reason", "staff"]
    let before = try await Tool.run(["--db", sandbox.shop, "head"])
    let preview = try await Tool.run(arguments + ["--preview"])
    #expect(preview.code == 0)
    #expect(try await Tool.run(["--db", sandbox.shop, "head"]).output == before.output)
    let done = try await Tool.run(arguments)
    #expect(
      preview.output.split(separator: "\n").dropFirst()
        == done.output.split(separator: "\n").dropFirst())
  }

  @Test func `the same command line again says that it was done already`() async throws {
    let sandbox = try await Sandbox.withShop()
    let arguments = ["--db", sandbox.shop, "cancel", "1001", "--line", "A:1", "--reason", "staff"]
    let first = try await Tool.run(arguments)
    #expect(first.code == 0)
    let second = try await Tool.run(arguments)
    #expect(second.code == 0)
    #expect(second.output.contains("Already done on"))
    let third = try await Tool.run(arguments + ["--json"])
    #expect(try third.json().first?["replayed"] as? Bool == true)
    let preview = try await Tool.run(arguments + ["--preview"])
    #expect(preview.code == 1)
    #expect(preview.error.contains("done already"))
    let meant = try await Tool.run(arguments + ["--id", "x-2"])
    #expect(meant.code == 0, "\(meant.error)")
    #expect(!meant.output.contains("Already done"))
  }

  @Test func `a preview knows what was done under its key, and for another request`() async throws {
    let sandbox = try await Sandbox.withShop()
    let cancel = ["--db", sandbox.shop, "cancel", "1001", "--reason", "staff", "--key", "k"]
    #expect(try await Tool.run(cancel + ["--line", "A:1"]).code == 0)
    let other = try await Tool.run(cancel + ["--line", "B", "--preview"])
    #expect(other.code == 1)
    #expect(other.error.contains("The idempotency key was used for another request"))
    let adjust = [
      "--db", sandbox.shop, "adjust", "--debit", "1010", "--credit", "1110:stripe", "--amount",
      "5.00", "--currency", "GBP", "--reason", "payout", "--key", "po1",
    ]
    #expect(try await Tool.run(adjust).code == 0)
    for preview in [
      try await Tool.run(adjust + ["--preview"]),
      try await Tool.run(["--db", sandbox.shop, "preview"], input: Self.adjustment),
    ] {
      #expect(preview.code == 1)
      #expect(preview.error.contains("done already, under the same key"), "\(preview.error)")
    }
  }

  private static let adjustment =
    #"{"command":"adjust","debit":"1010","credit":"1110:stripe","amount":500,"currency":"GBP","#
    + #""reason":"payout","key":"po1"}"#

  @Test func `all choices reach the ledger`() async throws {
    let sandbox = try await Sandbox.withShop()
    let result = try await Tool.run([
      "--db", sandbox.shop, "cancel", "1001", "--line", "A:1", "--line", "B", "--reason", "fraud",
      "--note", "seen before", "--refund", "later", "--shipping", "keep", "--fee", "1.50",
      "--scrapped", "--notify", "--id", "c-9", "--key", "k-9", "--actor", "staff:ann",
    ])
    #expect(result.code == 0, "\(result.error)")
    for part in [
      "cancel order c-9", "1 × MUG: reserved → scrapped at LON", "1 × TEE: reserved → scrapped",
      "is owed to the customer, to be paid back later", "GBP 1.50 is kept as a cancellation fee",
      "Customer ada is told",
    ] {
      #expect(result.output.contains(part), "\(part) in\n\(result.output)")
    }
  }

  @Test func `several orders are one document, all or none`() async throws {
    let sandbox = try await Sandbox.withShop()
    let arguments = ["--db", sandbox.shop, "cancel", "1001", "1001", "--reason", "inventory"]
    let before = try await Tool.run(["--db", sandbox.shop, "head"])
    let atomic = try await Tool.run(arguments + ["--json"])
    #expect(atomic.code == 1, "\(atomic.error)")
    let error = try atomic.json().first?["error"] as? [String: Any]
    let details = error?["details"] as? [String: Any]
    #expect(error?["code"] as? String == "alreadyCancelled")
    #expect(details?["index"] as? Int == 1)
    #expect(try await Tool.run(["--db", sandbox.shop, "head"]).output == before.output)
    let each = try await Tool.run(arguments + ["--each", "--id", "recall-7"])
    #expect(each.code == 1, "\(each.error)")
    #expect(each.output.contains("Order 1001: cancelled, transaction"))
    #expect(each.output.contains("Order 1001: The order is cancelled already"))
    let again = try await Tool.run(arguments + ["--each", "--id", "recall-7", "--json"])
    let results = try again.json().first?["results"] as? [[String: Any]]
    #expect(results?.first?["replayed"] as? Bool == true)
    #expect(results?.last?["ok"] as? Bool == false)
  }

  @Test func `an unknown order among several is told alone`() async throws {
    let sandbox = try await Sandbox.withShop()
    let cancel = [
      "--db", sandbox.shop, "cancel", "99", "1001", "--reason", "staff", "--each", "--fee", "1.50",
    ]
    for outcome in ["cancelled", "cancelled before"] {
      let result = try await Tool.run(cancel)
      #expect(result.code == 1)
      #expect(result.output.contains("Order 99: There is no such order"))
      #expect(result.output.contains("Order 1001: \(outcome), transaction"), "\(result.error)")
    }
    let preview = try await Tool.run(cancel + ["--preview"])
    #expect(preview.output.contains("Order 1001: cancelled before, under the same key"))
  }

  @Test func `a line is of one order`() async throws {
    let sandbox = try await Sandbox.withShop()
    let result = try await Tool.run([
      "--db", sandbox.shop, "cancel", "1001", "1002", "--line", "A", "--reason", "staff",
    ])
    #expect(result.code == 64)
    #expect(result.error.contains("--line"))
  }
}
