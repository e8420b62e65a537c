import Testing

@Suite struct CreditTests {
  private static func shop() async throws -> Sandbox {
    let sandbox = try await Sandbox.withShop()
    let lines = ["GC-1", "GC-2"].map { name in
      #"{"command":"issueGiftCard","account":"\#(name)","amount":1000,"currency":"GBP","#
        + #""key":"\#(name)"}"#
    }
    let issued = try await Tool.run(
      ["--db", sandbox.shop, "apply"], input: lines.joined(separator: "\n"))
    #expect(issued.code == 0, "\(issued.output)")
    return sandbox
  }

  @Test func `a list that is cut says where it goes on, and the end that it is one`() async throws {
    let sandbox = try await Self.shop()
    let credits = ["--db", sandbox.shop, "credits", "--limit", "1"]
    #expect(try await Tool.run(credits).output.contains("\nMore: --after GC-1\n"))
    let json = try await Tool.run(credits + ["--json"])
    #expect(json.output.hasSuffix("\n{\"next\":\"GC-1\"}\n"))
    let last = try await Tool.run(credits + ["--after", "GC-1"])
    #expect(last.output.contains("GC-2") && !last.output.contains("More"))
    #expect(try await Tool.run(credits + ["--after", "GC-2"]).output == "No more.\n")
  }

  @Test func `a credit's history is colored, not the colors' characters`() async throws {
    let sandbox = try await Self.shop()
    let session = try await Terminal.run(["--db", sandbox.shop, "credit", "GC-1"], typing: "")
    #expect(session.screen.contains("\u{1B}[2m2"))
    #expect(!session.screen.contains("\u{FFFD}"), "\(session.screen)")
  }
}
