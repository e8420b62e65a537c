import Foundation
import Testing

/// The end of the journal, kept elsewhere and compared.
@Suite struct HeadCommandTests {
  @Test func `a kept head is compared, and a signed one only with its key`() async throws {
    let sandbox = try await Sandbox.withShop()
    let secret = String(repeating: "0f", count: 32)
    try sandbox.write("head.key", secret + "\n")
    let head = try await Tool.run(["--db", sandbox.shop, "head", "--json"])
    let signed = try await Tool.run(
      ["--db", sandbox.shop, "head", "--sign", sandbox.path("head.key")])
    #expect(signed.code == 0, "\(signed.error)")
    #expect(!signed.output.contains(secret))
    let publicKey = try #require(try signed.json().last?["publicKey"] as? String)
    let later = try await Tool.run(
      ["--db", sandbox.shop, "apply"], input: #"{"command":"openLocation","location":"LATER"}"#)
    #expect(later.code == 0, "\(later.error)")

    let plain = try await compare(sandbox, head.output)
    #expect(plain.code == 0)
    #expect(plain.output == "The journal begins as it did then.\n")
    #expect(try await compare(sandbox, signed.output, "--public-key", publicKey).code == 0)

    let other = try await compare(
      sandbox, signed.output, "--public-key", String(repeating: "00", count: 32))
    #expect(other.code == 70)
    #expect(other.output.contains("not signed with that key"))
    let changed = head.output.replacing(#""seq":"#, with: #""seq":9"#)
    let cut = try await compare(sandbox, changed)
    #expect(cut.code == 70)
    #expect(cut.output.contains("ends earlier, with transaction 12"))
  }

  @Test func `a key that is none is refused without being repeated`() async throws {
    let sandbox = try await Sandbox.withShop()
    try sandbox.write("head.key", "secret words\n")
    let result = try await Tool.run(
      ["--db", sandbox.shop, "head", "--sign", sandbox.path("head.key")])
    #expect(result.code == 64)
    #expect(result.error.contains("64 hexadecimal digits"))
    #expect(!result.error.contains("secret"))
  }

  private func compare(
    _ sandbox: Sandbox, _ kept: String, _ options: String...
  ) async throws -> Tool.Result {
    try await Tool.run(
      ["--db", sandbox.shop, "head", "--compare", "-"] + options, input: kept)
  }
}
