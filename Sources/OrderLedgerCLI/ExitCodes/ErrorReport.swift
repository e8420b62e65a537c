import ArgumentParser
import OrderLedger

/// An error as the tool tells it: one sentence on standard error, and with `--json` an object on
/// standard output.
struct ErrorReport {
  private let message: String
  private let exit: ToolExit
  private let failure: (any JSONLine)?
  private let isHelp: Bool

  init(_ error: any Error) {
    switch error {
    case let error as ToolError:
      self.init(
        message: error.message, exit: error.exit,
        failure: error.message.isEmpty
          ? nil : FailureView(code: error.code, message: error.message))
    case let error as LedgerError:
      self.init(
        message: error.detailedDescription, exit: ToolExit(error.code), failure: error)
    case let error as LineFailure:
      self.init(
        message: "line \(error.line): \(error.error.detailedDescription)",
        exit: ToolExit(error.error.code), failure: error)
    default:
      let text = OrderLedgerTool.fullMessage(for: error)
      let isHelp = OrderLedgerTool.exitCode(for: error).isSuccess
      self.init(
        message: text, exit: isHelp ? .ok : .usage,
        failure: isHelp
          ? nil : FailureView(code: "usage", message: OrderLedgerTool.message(for: error)),
        isHelp: isHelp)
    }
  }

  private init(message: String, exit: ToolExit, failure: (any JSONLine)?, isHelp: Bool = false) {
    self.message = message
    self.exit = exit
    self.failure = failure
    self.isHelp = isHelp
  }

  /// Tells it, and says how the tool ends.
  func print(json: Bool) -> ToolExit {
    if isHelp {
      try? Console.write(message + "\n", to: .output)
      return exit
    }
    if !message.isEmpty {
      let prefix = message.hasPrefix("Error:") ? "" : "order-ledger: "
      try? Console.write(prefix + message.printable(keepsLines: true) + "\n", to: .error)
    }
    if json, let failure {
      try? Console.write(failure.jsonLine, to: .output)
    }
    return exit
  }
}

/// An error of the tool's own, in the form of the ledger's: `{"ok":false,"error":{…}}`.
struct FailureView: JSONLine {
  struct Failure: Encodable {
    let code: String
    let message: String
  }

  let ok = false
  let error: Failure

  init(code: String, message: String) {
    error = Failure(code: code, message: message)
  }

  enum CodingKeys: String, CodingKey { case ok, error }
}

/// An error of the ledger's, with the line of the input that it is about.
struct LineFailure: JSONLine, Error {
  let error: LedgerError
  /// From 1.
  let line: Int

  func encode(to encoder: any Encoder) throws {
    try error.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(line, forKey: .line)
  }

  enum CodingKeys: String, CodingKey { case line }
}

/// What stands in the way of a cancellation.
struct BlockerView: Encodable {
  let code: String
  let subject: String?
  let message: String
  let found: String?

  init(_ blocker: Blocker) {
    code = blocker.code.rawValue
    subject = blocker.subject?.description
    message = blocker.code.meaning
    found = blocker.found
  }
}
