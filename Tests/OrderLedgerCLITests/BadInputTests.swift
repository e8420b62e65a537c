import Foundation
import Testing

/// Bad input: one clear sentence, a code of its own, nothing written.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let input: String
    let code: Int32
    let says: String
    var testDescription: String { name }

    init(
      _ name: String, _ command: String, input: String = "", code: Int32, says: String
    ) {
      self.name = name
      arguments = command.split(separator: " ").map(String.init)
      self.input = input
      self.code = code
      self.says = says
    }
  }

  /// `DB` in arguments stands for the ledger's file; for what is written instead of one, see
  /// `files`.
  static let cases = [
    Case("no file named", "orders", code: 64, says: "Name the ledger's file with --db FILE."),
    Case("unknown subcommand", "--db DB frobnicate", code: 64, says: "frobnicate"),
    Case("missing argument", "--db DB show", code: 64, says: "<order>"),
    Case("bad identifier", "--db DB show a\u{7}b", code: 64, says: "U+0007"),
    Case("bad actor", "--db DB cancel 1001 --reason x --actor ann", code: 64, says: "kind"),
    Case("bad time", "--db DB orders --from yesterday", code: 64, says: "malformed"),
    Case("bad day", "--db DB reasons --from 2026-11", code: 64, says: "like 2026-11-23"),
    Case("a day that is none", "--db DB reasons --until 2026-02-30", code: 64, says: "day"),
    Case("bad period", "--db DB reasons --by week", code: 64, says: "month"),
    Case("nothing to report on", "--db nowhere.sqlite refunds-owed", code: 66, says: "opened"),
    Case("no reason", "--db DB cancel 1001", code: 64, says: "--reason"),
    Case(
      "inexact amount", "--db DB cancel 1001 --reason x --refund 1.234", code: 64,
      says: "--refund 1.234 is no amount in GBP"),
    Case(
      "two ends for the units", "--db DB cancel 1001 --reason x --restock LON --kept", code: 64,
      says: "--restock or --kept"),
    Case("unknown order", "--db DB show 99", code: 1, says: "There is no such order (order 99)"),
    Case(
      "too many units", "--db DB cancel 1001 --reason x --line A:9", code: 1,
      says: "found 9; allowed: 2 open"),
    Case("cancelled already", "--db DB cancel 1002 --reason x", code: 1, says: "transaction 9"),
    Case(
      "over-refund", "--db DB cancel 1001 --reason x --refund 99.00", code: 1, says: "The refund"),
    Case(
      "malformed JSON", "--db DB apply", input: "{\"command\":", code: 65,
      says: "\"malformedJSON\""),
    Case(
      "unknown command", "--db DB apply", input: "{\"command\":\"dance\"}", code: 65,
      says: "\"unknownCommand\""),
    Case(
      "unknown field", "--db DB apply",
      input: "{\"command\":\"openLocation\",\"location\":\"X\",\"colour\":1}", code: 65,
      says: "colour"),
    Case(
      "wrong type", "--db DB apply", input: "{\"command\":\"openLocation\",\"location\":7}",
      code: 65, says: "\"wrongType\""),
    Case(
      "preview of two", "--db DB preview",
      input: "{\"command\":\"openLocation\",\"location\":\"X\"}\n\n{}", code: 64,
      says: "line 3 has more"),
    Case("preview of nothing", "--db DB preview", code: 65, says: "no command"),
    Case(
      "missing command file", "--db DB apply nowhere.jsonl", code: 66,
      says: "nowhere.jsonl can't be read: No such file or directory."),
    Case("missing ledger", "--db nowhere.sqlite orders", code: 66, says: "can't be opened"),
    Case("backup onto a file", "--db DB backup DB", code: 73, says: "A file of that name exists"),
    Case("demo onto a file", "--db DB demo", code: 73, says: "A file of that name exists"),
    Case(
      "unknown mapping", "--db DB import csv x.csv --mapping mine", code: 64,
      says: "There is no mapping called mine"),
    Case(
      "missing CSV", "--db DB import csv x.csv --mapping online-retail", code: 66, says: "x.csv"),
  ]

  @Test(arguments: cases)
  func `one sentence, one code, nothing written`(_ test: Case) async throws {
    let sandbox = try await Sandbox.withShop()
    let before = try sandbox.bytes("shop.sqlite")
    let head = try await Tool.run(["--db", sandbox.shop, "head"])
    let arguments = test.arguments.map { $0 == "DB" ? sandbox.shop : $0 }
    let result = try await Tool.run(arguments, input: test.input)
    #expect(result.code == test.code, "\(result.error)")
    let told = result.error + (test.arguments.contains("apply") ? result.output : "")
    #expect(told.contains(test.says), "\(told)")
    #expect(try sandbox.bytes("shop.sqlite") == before)
    #expect(try await Tool.run(["--db", sandbox.shop, "head"]).output == head.output)

    let json = try await Tool.run(arguments + ["--json"], input: test.input)
    #expect(json.code == test.code)
    let last = try #require(try json.json().last)
    #expect(last["ok"] as? Bool == false)
    #expect((last["error"] as? [String: Any])?["code"] is String)
  }

  struct File: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let says: String
    let damage: @Sendable (inout Data) -> Void
  }

  static let files = [
    File(testDescription: "not a database", says: "not a database") { data in
      data = Data("Dear diary, this is text and no database at all.".utf8)
    },
    File(testDescription: "a foreign database", says: "another program") { data in
      data.replaceSubrange(68..<72, with: [1, 2, 3, 4])
    },
    File(testDescription: "a newer schema", says: "newer release") { data in
      data.replaceSubrange(60..<64, with: [0, 0, 3, 231])
    },
  ]

  @Test(arguments: files)
  func `a file that is no ledger is left alone`(_ file: File) async throws {
    let sandbox = try await Sandbox.withShop()
    var bytes = try sandbox.bytes("shop.sqlite")
    file.damage(&bytes)
    try sandbox.write("shop.sqlite", bytes)
    for command in ["orders", "init", "verify", "apply"] {
      let result = try await Tool.run(
        ["--db", sandbox.shop, command],
        input: "{\"command\":\"openLocation\",\"location\":\"X\"}")
      #expect(result.code == 78, "\(command): \(result.error)")
      #expect(result.error.contains(file.says), "\(command): \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(try sandbox.bytes("shop.sqlite") == bytes)
    }
  }

  @Test(.enabled(if: !isRoot))
  func `a file that may not be read is refused`() async throws {
    let sandbox = try await Sandbox.withShop()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: sandbox.shop)
    let result = try await Tool.run(["--db", sandbox.shop, "orders"])
    #expect(result.code == 77, "\(result.error)")
  }

  /// Files can't grow, as on a full disk.
  @Test func `a write that the disk refuses leaves the ledger as it was`() async throws {
    let sandbox = try await Sandbox.withShop()
    let head = try await Tool.run(["--db", sandbox.shop, "head"])
    let result = try await Tool.shell(
      """
      trap '' XFSZ; ulimit -f 1
      echo '{"command":"openLocation","location":"X"}' | "$TOOL" --db "$SHOP" apply
      """, environment: ["SHOP": sandbox.shop])
    #expect(result.code == 74, "\(result.code) \(result.error)")
    #expect(result.output.isEmpty || result.output.contains("\"ok\":false"))
    #expect(try await Tool.run(["--db", sandbox.shop, "head"]).output == head.output)
  }

  #if os(Linux)
    @Test func `an output that is full is told, and one that closed ends quietly`() async throws {
      let sandbox = try await Sandbox.withShop()
      let environment = ["SHOP": sandbox.shop]
      let full = try await Tool.shell(
        "\"$TOOL\" --db \"$SHOP\" orders > /dev/full", environment: environment)
      #expect(full.code == 74)
      #expect(full.error.contains("can't be written"))
      let closed = try await Tool.shell(
        "{ sleep 0.2; \"$TOOL\" --db \"$SHOP\" orders; echo $? >&2; } | true",
        environment: environment)
      #expect(closed.error == "74\n")
    }
  #endif
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

private let isRoot = geteuid() == 0
