import ArgumentParser
import OrderLedger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Shows the main job on a ledger of its own.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show what the ledger does, on a temporary one: from stock to a settled refund.",
    discussion: """
      Its clock is set, so that it says the same every time. With --db the ledger is kept in that \
      file, where none may be.

      EXAMPLES
        order-ledger demo
        order-ledger --db demo.sqlite demo && order-ledger --db demo.sqlite show 1001
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    if let path = options.path {
      // unsafe: the path's bytes outlive the calls here and below.
      guard unsafe access(path, F_OK) != 0 else {
        throw LedgerError(.alreadyOnDisk, .init("file", path))
      }
      return try await run(at: path)
    }
    let directory = try TemporaryDirectory()
    try await run(at: directory.path + "/demo.sqlite")
  }

  private func run(at path: String) async throws {
    var configuration = LedgerConfiguration()
    let clock = DemoClock()
    configuration.clock = { clock.next() }
    try await Ledger.using(path, configuration) { ledger in
      try await Demo(ledger: ledger, console: options.console).run()
    }
  }
}

/// A directory that goes away with all that is in it.
struct TemporaryDirectory: ~Copyable {
  let path: String

  init() throws {
    var template = Array("/tmp/order-ledger-demo-XXXXXX".utf8CString)
    // unsafe: the template outlives the call, which fills it in.
    guard unsafe mkdtemp(&template) != nil else {
      throw ToolError(
        "cannotCreate", "A temporary directory can't be made: \(systemMessage(errno)).",
        exit: .cannotCreate)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in ["demo.sqlite", "demo.sqlite-wal", "demo.sqlite-shm"] {
      unsafe unlink("\(path)/\(name)")
    }
    unsafe rmdir(path)
  }
}
