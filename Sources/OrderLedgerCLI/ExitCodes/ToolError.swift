import OrderLedger

/// What goes wrong in the tool itself, outside the ledger.
struct ToolError: Error, Sendable {
  /// The cause, for programs: the `code` of the JSON error.
  let code: String
  /// One sentence; empty when there is no one to read it.
  let message: String
  /// How the tool ends.
  let exit: ToolExit

  init(_ code: String, _ message: String, exit: ToolExit) {
    self.code = code
    self.message = message
    self.exit = exit
  }

  /// The command line is wrong.
  static func usage(_ message: String) -> ToolError {
    ToolError("usage", message, exit: .usage)
  }

  /// Ends with a code; what there is to say was said.
  static func ended(_ exit: ToolExit) -> ToolError {
    ToolError("ended", "", exit: exit)
  }

  /// What was to be previewed would be a replay.
  static let alreadyDone = ToolError(
    "alreadyDone", "This was done already, under the same key; nothing would be written.",
    exit: .refused)

  /// The person at the terminal did not confirm.
  static let declined = ToolError(
    "declined", "Not confirmed; nothing was written.", exit: .declined)

  /// Whoever read the output went away.
  static let outputClosed = ToolError("outputClosed", "", exit: .inputOutput)
}
