import Foundation
import Testing

@Suite struct PolicyCommandTests {
  static let policy = """
    {
      "grants": [{"actors": ["staff:mia"], "roles": ["manager"]}],
      "administrators": ["manager"],
      "rules": [{"rule": "managers", "roles": ["manager"]}],
      "fees": [{"from": 0, "basisPoints": 1000}]
    }
    """

  @Test func `a policy is set from a file, shown, and holds`() async throws {
    let sandbox = try await Sandbox.withShop()
    let file = try sandbox.write("policy.json", Self.policy)
    let none = try await Tool.run(["--db", sandbox.shop, "policy"])
    #expect(none.output.contains("No policy is in force."))
    let zero = try await Tool.run(["--db", sandbox.shop, "policy", "show", "--json"])
    #expect(zero.output == "{\"version\":0}\n")
    let set = try await Tool.run(["--db", sandbox.shop, "policy", "set", file])
    #expect(set.code == 0, "\(set.error)")
    let shown = try await Tool.run(["--db", sandbox.shop, "policy", "show"])
    for part in ["Policy 1", "managers: manager may cancel", "10 % of what is due is kept"] {
      #expect(shown.output.contains(part), "\(shown.output)")
    }
    let json = try await Tool.run(["--db", sandbox.shop, "policy", "show", "--json"])
    #expect(try json.json().first?["version"] as? Int == 1)
    try sandbox.write("again.json", json.output)
    let absent = try await Tool.run(
      ["--db", sandbox.shop, "policy", "show", "--policy-version", "9"])
    #expect(absent.code == 64)
    #expect(absent.error.contains("There is no policy version 9; there is only 1."))
    let cancel = ["--db", sandbox.shop, "cancel", "1001", "--reason", "staff"]
    let refused = try await Tool.run(cancel + ["--actor", "staff:ann"])
    #expect(refused.code == 1)
    #expect(refused.error.contains("The actor may not do this (rule rules)"))
    let who = try await Tool.run([
      "--db", sandbox.shop, "cancellability", "1001", "--actor", "staff:ann", "--json",
    ])
    let blockers = try who.json().first?["blockers"] as? [[String: Any]]
    #expect(blockers?.first?["code"] as? String == "notPermitted")
    let done = try await Tool.run(cancel + ["--actor", "staff:mia"])
    #expect(done.code == 0, "\(done.error)")
    #expect(done.output.contains("is kept as a cancellation fee"))
    let again = try await Tool.run([
      "--db", sandbox.shop, "policy", "set", sandbox.path("again.json"), "--actor", "staff:ann",
    ])
    #expect(again.code == 1, "\(again.error)")
    #expect(try await Tool.run(["--db", sandbox.shop, "verify", "--full"]).code == 0)
  }

  @Test func `a cancellation is asked for, listed, accepted, and ordered again`() async throws {
    let sandbox = try await Sandbox.withShop()
    let ask = [
      "--db", sandbox.shop, "cancel", "1001", "--reason", "customer", "--request", "--of",
      "warehouse:LON", "--until", "2099-01-01", "--id", "c-17",
    ]
    let asked = try await Tool.run(ask)
    #expect(asked.code == 0, "\(asked.error)")
    #expect(try await Tool.run(ask).output.contains("Already done on"))
    #expect(asked.output.contains("is asked of warehouse:LON, until 2099-01-01"))
    let list = try await Tool.run(["--db", sandbox.shop, "requests", "--json"])
    #expect(try list.json().map { $0["cancellation"] as? String } == ["c-17"])
    #expect(try list.json().map { $0["currency"] as? String } == ["GBP"])
    let show = try await Tool.run(["--db", sandbox.shop, "show", "1001"])
    #expect(show.output.contains("Cancellations asked for"))
    let held = try await Tool.run([
      "--db", sandbox.shop, "cancel", "1001", "--reason", "staff", "--json",
    ])
    let error = try held.json().first?["error"] as? [String: Any]
    #expect(error?["code"] as? String == "cancellationRequested")
    let accepted = try await Tool.run([
      "--db", sandbox.shop, "accept", "c-17", "--actor", "warehouse:LON",
    ])
    #expect(accepted.code == 0, "\(accepted.error)")
    #expect(accepted.output.contains("Request c-17 is accepted"))
    let closed = try await Tool.run(["--db", sandbox.shop, "reject", "c-17"])
    #expect(closed.code == 1)
    let printed = try await Tool.run([
      "--db", sandbox.shop, "reorder", "1001", "--as", "1001-B", "--print",
    ])
    #expect(try printed.json().first?["replaces"] as? String == "1001")
    let placed = try await Tool.run([
      "--db", sandbox.shop, "reorder", "1001", "--as", "1001-B", "--backorder",
    ])
    #expect(placed.code == 0, "\(placed.error)")
    let old = try await Tool.run(["--db", sandbox.shop, "show", "1001"])
    #expect(old.output.contains("replaced by 1001-B"))
    let new = try await Tool.run(["--db", sandbox.shop, "show", "1001-B"])
    #expect(new.output.contains("replaces 1001"))
    #expect(try await Tool.run(["--db", sandbox.shop, "verify", "--full"]).code == 0)
  }
}
