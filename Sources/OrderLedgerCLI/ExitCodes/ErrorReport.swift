import ArgumentParser
import OrderLedger

/// An error as the tool tells it: one sentence on standard error, and with `--json` an object on
/// standard output.
struct ErrorReport {
  private let message: String
  private let exit: ToolExit
  private let failure: FailureView?
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
        message: error.detailedDescription, exit: ToolExit(error.code), failure: FailureView(error))
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

  private init(message: String, exit: ToolExit, failure: FailureView?, isHelp: Bool = false) {
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
      try? Console.write(failure.line, to: .output)
    }
    return exit
  }
}

/// An error in the wire form: `{"ok":false,"error":{…}}`.
struct FailureView: JSONLine {
  struct Failure: Encodable {
    let code: String
    let message: String
    var details: [String: String]?
    var blockers: [BlockerView]?
  }

  let ok = false
  let error: Failure
  /// The line of the input, from 1.
  var line: Int?

  init(code: String, message: String) {
    error = Failure(code: code, message: message)
  }

  init(_ error: LedgerError, line: Int? = nil) {
    var details: [String: String] = [:]
    if let subject = error.subject { details[subject.kind] = subject.name }
    details["found"] = error.found
    details["allowed"] = error.allowed
    details["seq"] = error.sequence.map { String($0) }
    self.error = Failure(
      code: error.code.rawValue, message: error.detailedDescription,
      details: details.isEmpty ? nil : details,
      blockers: error.blockers.isEmpty ? nil : error.blockers.map(BlockerView.init))
    self.line = line
  }

  enum CodingKeys: String, CodingKey { case ok, error, line }
}

/// What stands in the way of a cancellation.
struct BlockerView: Encodable {
  let code: String
  let subject: String?
  let message: String

  init(_ blocker: Blocker) {
    code = blocker.code.rawValue
    subject = blocker.subject?.description
    message = blocker.code.meaning
  }
}
