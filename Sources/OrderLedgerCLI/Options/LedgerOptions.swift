import ArgumentParser
import OrderLedger

/// The options of all commands, taken before the command's name and after it.
struct LedgerOptions: ParsableArguments {
  @Option(name: .customLong("db"), help: ArgumentHelp("The ledger's file.", valueName: "file"))
  var path: String?

  @Flag(name: .customLong("json"), help: "Write JSON, one object a line.")
  var json = false

  /// Whether a command line that could not be read asks for JSON.
  static func wantsJSON(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains("--json")
  }

  var console: Console { Console(json: json) }

  /// The file, which has to be named.
  var file: String {
    get throws {
      guard let path, !path.isEmpty else {
        throw ToolError.usage("Name the ledger's file with --db FILE.")
      }
      return path
    }
  }

  /// Opens the ledger, and closes it again whatever happens.
  func withLedger<Value: Sendable>(
    _ mode: LedgerConfiguration.Mode = .open, policy: AccountingPolicy? = nil,
    _ body: (Ledger) async throws -> Value
  ) async throws -> Value {
    var configuration = LedgerConfiguration()
    configuration.mode = mode
    configuration.policy = policy
    return try await Ledger.using(try file, configuration, body)
  }
}

extension Ledger {
  static func using<Value: Sendable>(
    _ path: String, _ configuration: LedgerConfiguration, _ body: (Ledger) async throws -> Value
  ) async throws -> Value {
    let ledger = try await Ledger(path: path, configuration: configuration)
    do {
      let value = try await body(ledger)
      await ledger.close()
      return value
    } catch {
      await ledger.close()
      throw error
    }
  }
}
