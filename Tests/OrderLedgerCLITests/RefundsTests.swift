import Foundation
import Testing

/// Refunds carried out by people, with the tool.
@Suite struct RefundsTests {
  @Test func `a refund is worked on, listed, and confirmed by the person who paid it`() async throws
  {
    let sandbox = try await Sandbox.withShop()
    let db = ["--db", sandbox.shop]
    let none = try await Tool.run(db + ["refunds"])
    #expect(none.code == 0 && none.output == "No refunds are under way.\n")
    // The demo's 1001 is owed 12.00 by way of its gateway 'stripe'.
    let unserved = try await Tool.run(db + ["refunds", "work", "--gateway", "manual", "--json"])
    #expect(unserved.code == 0, "\(unserved.error)")
    let waiting = try #require(try unserved.json().first?["refunds"] as? [[String: Any]])
    #expect(waiting.allSatisfy { $0["attempt"] == nil })
    let worked = try await Tool.run(
      db + ["refunds", "work", "--gateway", "manual", "--tender", "stripe"])
    #expect(worked.code == 0, "\(worked.error)")
    for text in ["1001", "gateway:stripe", "12.00", "confirmation", "refund-"] {
      #expect(worked.output.contains(text), "\(worked.output)")
    }
    let listed = try await Tool.run(db + ["refunds", "list", "--awaiting", "--json"])
    let items = try #require(try listed.json().first?["refunds"] as? [[String: Any]])
    #expect(items.count == 1 && items[0]["pending"] as? Int == 1_200)
    let attempt = try #require(items[0]["attempt"] as? String)
    let confirmed = try await Tool.run(
      db + ["refunds", "confirm", attempt, "--reference", "bank-17", "--actor", "staff:ann"])
    #expect(confirmed.code == 0, "\(confirmed.error)")
    let again = try await Tool.run(db + ["refunds", "confirm", attempt, "--json"])
    #expect(again.code == 0 && again.output.contains("\"replayed\":true"))
    let owed = try await Tool.run(db + ["refunds-owed", "--json"])
    #expect(owed.output.contains("\"owed\":0"))
    let verified = try await Tool.run(db + ["verify", "--full"])
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test func `what could not be paid is owed again, and what is stuck can be handed back`()
    async throws
  {
    let sandbox = try await Sandbox.withShop()
    let db = ["--db", sandbox.shop]
    let work = db + ["refunds", "work", "--gateway", "manual", "--tender", "stripe", "--json"]
    let items = try #require(
      try await Tool.run(work).json().first?["refunds"] as? [[String: Any]])
    let attempt = try #require(items.first?["attempt"] as? String)
    let refund = try #require(items.first?["refund"] as? String)
    let failed = try await Tool.run(
      db + ["refunds", "fail", attempt, "--why", "The account is closed."])
    #expect(failed.code == 0, "\(failed.error)")
    let after = try await Tool.run(work)
    #expect(after.output.contains("\"problem\":\"failed\""), "\(after.output)")
    let stuck = try await Tool.run(db + ["refunds", "list", "--stuck"])
    #expect(stuck.output == "Nothing is stuck.\n")
    let retried = try await Tool.run(db + ["refunds", "retry", refund])
    #expect(retried.output == "Nothing of it is stuck.\n")
    let unknown = try await Tool.run(db + ["refunds", "retry", "nothing", "--json"])
    #expect(unknown.code == 1 && unknown.output.contains("refundNotFound"))
  }

  @Test(arguments: [
    ["refunds", "work"], ["refunds", "work", "--gateway", "bank"],
    ["refunds", "list", "--stuck", "--awaiting"], ["refunds", "confirm"],
  ])
  func `a command line that makes no sense is refused`(arguments: [String]) async throws {
    let sandbox = try await Sandbox.withShop()
    let result = try await Tool.run(["--db", sandbox.shop] + arguments)
    #expect(result.code == 64, "\(result.error)")
  }
}
