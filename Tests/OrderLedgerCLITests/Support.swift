import Foundation
import Testing

/// A directory for one test, which goes away with it.
final class Sandbox: Sendable {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("order-ledger-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: directory.appendingPathComponent(name))
  }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    try data.write(to: directory.appendingPathComponent(name))
    return path(name)
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  /// A sandbox with the ledger of the demo in `shop.sqlite`.
  static func withShop() async throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("shop.sqlite", try await Shop.template.value)
    return sandbox
  }

  var shop: String { path("shop.sqlite") }
}

/// The demo's ledger, made once and copied for each test.
enum Shop {
  static let template = Task<Data, any Error> {
    let sandbox = try Sandbox()
    let demo = sandbox.path("demo.sqlite")
    let made = try await Tool.run(["--db", demo, "demo", "--json"])
    try #require(made.code == 0, "\(made.error)")
    let copied = try await Tool.run(["--db", demo, "backup", sandbox.path("copy.sqlite")])
    try #require(copied.code == 0, "\(copied.error)")
    // The first opening for writing turns the copy's header to the write-ahead log.
    let opened = try await Tool.run(["--db", sandbox.path("copy.sqlite"), "init"])
    try #require(opened.code == 0, "\(opened.error)")
    return try sandbox.bytes("copy.sqlite")
  }
}

/// The built tool, run as a process.
enum Tool {
  struct Result: Sendable {
    let code: Int32
    let output: String
    let error: String

    /// The output as lines of JSON.
    func json() throws -> [[String: Any]] {
      try output.split(separator: "\n").map { line in
        try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
      }
    }
  }

  /// Beside the tests' own binary.
  static let path: String = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      let products =
        bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    #else
      let products = Bundle.main.bundleURL
    #endif
    return products.appendingPathComponent("order-ledger").path
  }()

  /// Runs the tool to its end. Its streams are files, so that none of them is a terminal and none
  /// of them can fill up.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Result {
    try await run(path, arguments, input: input, environment: environment)
  }

  /// Runs a line of shell, in which `$TOOL` is the tool.
  static func shell(
    _ script: String, environment: [String: String] = [:]
  ) async throws -> Result {
    var environment = environment
    environment["TOOL"] = path
    return try await run("/bin/sh", ["-c", script], input: "", environment: environment)
  }

  private static func run(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) async throws -> Result {
    let sandbox = try Sandbox()
    for (name, text) in [("in", input), ("out", ""), ("err", "")] {
      try sandbox.write(name, text)
    }
    let output = try FileHandle(forWritingTo: sandbox.directory.appendingPathComponent("out"))
    let error = try FileHandle(forWritingTo: sandbox.directory.appendingPathComponent("err"))
    let process = try ChildProcess(
      executable, arguments, environment: environment,
      input: try FileHandle(forReadingFrom: sandbox.directory.appendingPathComponent("in")),
      output: output, error: error)
    let end = await process.end()
    return Result(
      code: end.code,
      output: String(decoding: try sandbox.bytes("out"), as: UTF8.self),
      error: String(decoding: try sandbox.bytes("err"), as: UTF8.self))
  }
}
